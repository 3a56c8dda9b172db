import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../users/role';
import { UsersService } from '../users/users.service';
import type { AuthenticatedRequest } from './current-user.decorator';
import { publicKey } from './public.decorator';
import { rolesKey } from './roles.decorator';
import { TokensService } from './tokens.service';

/** Stands before every route: who is it (401), and may they (403)? What is not opened on purpose is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokensService,
    private readonly users: UsersService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(publicKey, places)) return true;

    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const [scheme, token] = request.headers.authorization?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw new UnauthorizedException('This needs an access token.');

    // The role is read anew, so that a change counts at once and not when the token expires.
    const { sub } = await this.tokens.verifyAccessToken(token);
    const user = await this.users.findById(sub);
    if (user === null) throw new UnauthorizedException('The account does not exist any more.');

    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(rolesKey, places);
    if (allowed !== undefined && !allowed.includes(user.role))
      throw new ForbiddenException('Your role does not allow this.');
    request.user = user;
    return true;
  }
}

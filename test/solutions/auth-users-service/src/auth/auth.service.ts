import { HttpStatus, Injectable, UnauthorizedException } from '@nestjs/common';
import { compare } from 'bcryptjs';
import { Configuration } from '../configuration/configuration';
import { ServiceError } from '../errors/service-error';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import type { LoginDto } from './dto/login.dto';
import type { RegisterDto } from './dto/register.dto';
import type { TokenPair } from './dto/token-pair';
import { TokensService } from './tokens.service';

/** Compared with when there is no such user, so that the answer takes as long as with one. */
const nobodysHash = '$2b$10$xy1VcBnaHbu8oZ/NH.Kv6OmclCB2G/6CTa/xUTXMkGZmGo47giYGS';

@Injectable()
export class AuthService {
  constructor(
    private readonly configuration: Configuration,
    private readonly users: UsersService,
    private readonly tokens: TokensService,
  ) {}

  register(account: RegisterDto): Promise<User> {
    return this.users.create({ ...account, role: 'user' });
  }

  async login({ email, password }: LoginDto): Promise<TokenPair> {
    const user = await this.users.findByEmail(email);
    const matches = await compare(password, user?.passwordHash ?? nobodysHash);
    if (user === null || !matches)
      throw new ServiceError(HttpStatus.UNAUTHORIZED, 'INVALID_CREDENTIALS', 'Email or password is wrong.');
    return this.pairFor(user);
  }

  async refresh(refreshToken: string): Promise<TokenPair> {
    const { userId, familyId } = await this.tokens.useRefreshToken(refreshToken);
    const user = await this.users.findById(userId);
    if (user === null) throw new UnauthorizedException('The account does not exist any more.');
    return this.pairFor(user, familyId);
  }

  logout(refreshToken: string): Promise<void> {
    return this.tokens.revoke(refreshToken);
  }

  private async pairFor(user: User, familyId?: string): Promise<TokenPair> {
    return {
      accessToken: await this.tokens.signAccessToken(user),
      refreshToken: await this.tokens.issueRefreshToken(user.id, familyId),
      expiresIn: this.configuration.accessTokenSeconds,
    };
  }
}

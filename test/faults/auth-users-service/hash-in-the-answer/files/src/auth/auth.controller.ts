import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../errors/api-errors.decorator';
import { UserView } from '../users/dto/user.view';
import { AuthService } from './auth.service';
import { LoginDto } from './dto/login.dto';
import { RefreshDto } from './dto/refresh.dto';
import { RegisterDto } from './dto/register.dto';
import { TokenPair } from './dto/token-pair';
import { Public } from './public.decorator';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('register')
  @ApiOperation({ summary: 'Open an account.' })
  @ApiCreatedResponse({ type: UserView })
  @ApiErrors(400, 409)
  register(@Body() account: RegisterDto) {
    return this.auth.register(account);
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Exchange email and password for tokens.' })
  @ApiOkResponse({ type: TokenPair })
  @ApiErrors(400, 401)
  login(@Body() credentials: LoginDto): Promise<TokenPair> {
    return this.auth.login(credentials);
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Exchange a refresh token for new tokens. It works once.' })
  @ApiOkResponse({ type: TokenPair })
  @ApiErrors(400, 401)
  refresh(@Body() { refreshToken }: RefreshDto): Promise<TokenPair> {
    return this.auth.refresh(refreshToken);
  }

  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'End the login that a refresh token belongs to.' })
  @ApiNoContentResponse({ description: 'Done, also when there was nothing to end.' })
  @ApiErrors(400)
  logout(@Body() { refreshToken }: RefreshDto): Promise<void> {
    return this.auth.logout(refreshToken);
  }
}

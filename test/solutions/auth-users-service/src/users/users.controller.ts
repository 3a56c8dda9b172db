import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../auth/current-user.decorator';
import { Roles } from '../auth/roles.decorator';
import { ApiErrors } from '../errors/api-errors.decorator';
import { ChangeRoleDto } from './dto/change-role.dto';
import { UserList, UserView } from './dto/user.view';
import { User } from './user.entity';
import { UserIdPipe } from './user-id.pipe';
import { UsersService } from './users.service';

@ApiTags('users')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('me')
  @ApiOperation({ summary: 'Who am I?' })
  @ApiOkResponse({ type: UserView })
  @ApiErrors(401)
  me(@CurrentUser() user: User): UserView {
    return UserView.of(user);
  }

  @Get()
  @Roles('admin')
  @ApiOperation({ summary: 'All users, the newest first. For admins.' })
  @ApiOkResponse({ type: UserList })
  @ApiErrors(401, 403)
  async list(): Promise<UserList> {
    return { items: (await this.users.list()).map((user) => UserView.of(user)) };
  }

  @Patch(':id/role')
  @Roles('admin')
  @ApiOperation({ summary: 'Give somebody another role. For admins.' })
  @ApiOkResponse({ type: UserView })
  @ApiErrors(400, 401, 403, 404)
  async changeRole(@Param('id', UserIdPipe) id: string, @Body() { role }: ChangeRoleDto): Promise<UserView> {
    return UserView.of(await this.users.changeRole(id, role));
  }
}

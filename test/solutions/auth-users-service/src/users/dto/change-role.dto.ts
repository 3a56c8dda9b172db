import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Role, roles } from '../role';

export class ChangeRoleDto {
  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role: Role;
}

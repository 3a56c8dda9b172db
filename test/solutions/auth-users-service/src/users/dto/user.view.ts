import { ApiProperty } from '@nestjs/swagger';
import { type Role, roles } from '../role';
import type { User } from '../user.entity';

/** What others may see of a user. */
export class UserView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  name: string;

  @ApiProperty({ enum: roles })
  role: Role;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  static of(user: User): UserView {
    return {
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      createdAt: user.createdAt.toISOString(),
    };
  }
}

export class UserList {
  @ApiProperty({ type: [UserView] })
  items: UserView[];
}

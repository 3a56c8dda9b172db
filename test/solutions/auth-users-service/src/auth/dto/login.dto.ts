import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsNotEmpty, IsString } from 'class-validator';
import { LowerCased } from './fields';

export class LoginDto {
  @ApiProperty({ example: 'ada@example.com', format: 'email' })
  @LowerCased()
  @IsEmail()
  email: string;

  @ApiProperty({ example: 'correct horse battery' })
  @IsString()
  @IsNotEmpty()
  password: string;
}

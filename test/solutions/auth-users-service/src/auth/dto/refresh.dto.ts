import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString } from 'class-validator';

export class RefreshDto {
  @ApiProperty({ description: 'As it came from login or from the last refresh.' })
  @IsString()
  @IsNotEmpty()
  refreshToken: string;
}

import { ApiProperty } from '@nestjs/swagger';

export class TokenPair {
  @ApiProperty({ description: 'A JWT, to be sent as "Authorization: Bearer …".' })
  accessToken: string;

  @ApiProperty({ description: 'Good for one refresh.' })
  refreshToken: string;

  @ApiProperty({ example: 900, description: 'Seconds until the access token expires.' })
  expiresIn: number;
}

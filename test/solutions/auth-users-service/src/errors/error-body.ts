import { ApiProperty } from '@nestjs/swagger';

/** What is wrong with one field of a request. */
export class FieldProblem {
  @ApiProperty({ example: 'email' })
  field: string;

  @ApiProperty({ example: ['email must be an email'] })
  problems: string[];
}

/** The one shape that every error of this service has. */
export class ErrorBody {
  @ApiProperty({ example: 400 })
  statusCode: number;

  @ApiProperty({
    example: 'VALIDATION_FAILED',
    description: 'For programs: stays the same when the message is reworded.',
  })
  code: string;

  @ApiProperty({ example: 'Some fields are not valid.', description: 'For people.' })
  message: string;

  @ApiProperty({ example: '/auth/register' })
  path: string;

  @ApiProperty({ example: '2026-01-01T12:00:00.000Z' })
  timestamp: string;

  @ApiProperty({ type: [FieldProblem], required: false, description: 'Only with VALIDATION_FAILED.' })
  details?: FieldProblem[];
}

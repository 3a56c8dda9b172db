import { applyDecorators, HttpStatus } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ErrorBody } from './error-body';

/** Documents the errors that a route can answer with. */
export function ApiErrors(...statuses: (keyof typeof descriptions)[]) {
  return applyDecorators(
    ...statuses.map((status) => ApiResponse({ status, description: descriptions[status], type: ErrorBody })),
  );
}

const descriptions = {
  [HttpStatus.BAD_REQUEST]: 'The request is not valid; details names the fields.',
  [HttpStatus.UNAUTHORIZED]: 'Who you are could not be established.',
  [HttpStatus.FORBIDDEN]: 'You are known, but your role does not allow this.',
  [HttpStatus.NOT_FOUND]: 'There is no such thing.',
  [HttpStatus.CONFLICT]: 'Somebody else has taken it already.',
} as const;

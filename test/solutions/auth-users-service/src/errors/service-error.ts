import { HttpException } from '@nestjs/common';
import type { FieldProblem } from './error-body';

/** An error that the service answers on purpose, with a code that programs can rely on. */
export class ServiceError extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    message: string,
    readonly details?: FieldProblem[],
  ) {
    super(message, status);
  }
}

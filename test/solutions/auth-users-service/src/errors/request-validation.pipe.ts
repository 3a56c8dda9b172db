import { HttpStatus, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldProblem } from './error-body';
import { ServiceError } from './service-error';

/** Refuses a request whose body is not exactly what its class describes, and names the fields. */
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) =>
        new ServiceError(HttpStatus.BAD_REQUEST, 'VALIDATION_FAILED', 'Some fields are not valid.', problemsOf(errors)),
    });
  }
}

function problemsOf(errors: ValidationError[]): FieldProblem[] {
  return errors.map((error) => ({ field: error.property, problems: Object.values(error.constraints ?? {}) }));
}

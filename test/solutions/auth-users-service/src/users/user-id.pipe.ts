import { HttpStatus, ParseUUIDPipe } from '@nestjs/common';
import { ServiceError } from '../errors/service-error';

/** The `:id` of a user in a path. */
export class UserIdPipe extends ParseUUIDPipe {
  constructor() {
    super({
      exceptionFactory: (message) =>
        new ServiceError(HttpStatus.BAD_REQUEST, 'VALIDATION_FAILED', 'Some fields are not valid.', [
          { field: 'id', problems: [message] },
        ]),
    });
  }
}

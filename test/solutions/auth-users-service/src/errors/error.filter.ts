import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, HttpStatus, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ErrorBody } from './error-body';
import { ServiceError } from './service-error';

/** Gives every error, expected or not, the same shape. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();

    const known = error instanceof HttpException ? error : undefined;
    // What went wrong inside is for the log alone: it may hold SQL, addresses or personal data.
    if (known === undefined) this.logger.error(error);

    const statusCode = known?.getStatus() ?? HttpStatus.INTERNAL_SERVER_ERROR;
    const body: ErrorBody = {
      statusCode,
      code: codeOf(known, statusCode),
      message: known?.message ?? 'Something went wrong on our side.',
      path: request.originalUrl.split('?')[0] ?? '/',
      timestamp: new Date().toISOString(),
    };
    if (known instanceof ServiceError && known.details !== undefined) body.details = known.details;
    response.status(statusCode).json(body);
  }
}

function codeOf(error: HttpException | undefined, statusCode: number): string {
  if (error === undefined) return 'INTERNAL_ERROR';
  if (error instanceof ServiceError) return error.code;
  if (statusCode === Number(HttpStatus.UNAUTHORIZED)) return 'UNAUTHENTICATED';
  return HttpStatus[statusCode] ?? 'ERROR';
}

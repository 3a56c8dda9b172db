/** An error that is meant for the one who asked. */
export class HttpError extends Error {
  constructor(status, code, message, fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** The one place that writes error answers. Express knows it by its four parameters. */
export function handleError(error, request, response, next) {
  if (response.headersSent) return next(error);
  const { status, code, message, fields } = translate(error);
  response.status(status).json({ error: { code, message, fields } });
}

function translate(error) {
  if (error instanceof HttpError) return error;
  if (error.type === 'entity.parse.failed') return new HttpError(400, 'bad_json', 'The body is not valid JSON.');
  // The router could not decode the path, so there is nothing at it.
  if (error instanceof URIError) return new HttpError(404, 'not_found', 'There is nothing here.');
  console.error(error);
  return new HttpError(500, 'internal', 'Something went wrong on our side.');
}

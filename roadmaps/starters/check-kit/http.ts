import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { CheckFailure, expect, fail } from './check.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed JSON; undefined where the text is none. */
  readonly body: unknown;
  /** "POST /api/v1/tasks", for messages. */
  readonly what: string;
}

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string;
  /** Default 10. */
  readonly seconds?: number;
}

/** Speaks HTTP to the project as one person's browser would: cookies are kept and sent back. */
export class Client {
  readonly #url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request('GET', path, options);
  }

  post(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request('POST', path, options);
  }

  put(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request('PUT', path, options);
  }

  patch(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request('PATCH', path, options);
  }

  delete(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request('DELETE', path, options);
  }

  /** Any method. Redirects are not followed. No answer at all fails the check with a sentence. */
  request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const what = `${method} ${path}`;
    const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const headers: Record<string, string> = {
      ...(payload === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(this.cookies.size === 0
        ? {}
        : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...options.headers,
    };
    const seconds = options.seconds ?? 10;
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${this.#url}${path}`, { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', (error) => {
          reject(new CheckFailure(`${what}: the answer broke off (${error.message}). Did the server crash?`));
        });
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          this.#keepCookies(response.headers['set-cookie'] ?? []);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parseJson(text), what });
        });
      });
      request.setTimeout(seconds * 1000, () => request.destroy(new Error(`no answer within ${seconds} seconds`)));
      request.once('error', (error) => {
        reject(new CheckFailure(`${what} got no answer: ${error.message}. Look at what your server printed.`));
      });
      request.end(payload);
    });
  }

  #keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = splitOnce(pair, '=');
      const gone = attributes.some((attribute) => {
        const [key = '', text = ''] = splitOnce(attribute.toLowerCase(), '=');
        return (key === 'max-age' && Number(text) <= 0) || (key === 'expires' && Date.parse(text) <= Date.now());
      });
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Fails with what was asked, what came back and what was expected. `when` completes "… when <when>". */
export function expectStatus(answer: Answer, status: number | readonly number[], when?: string): void {
  const wanted = typeof status === 'number' ? [status] : status;
  if (wanted.includes(answer.status)) return;
  fail(
    `${answer.what} answered ${answer.status}${when === undefined ? '' : ` when ${when}`}; expected ${wanted.join(' or ')}.${shownBody(answer)}`,
  );
}

/** The JSON object of an answer. */
export function objectOf(answer: Answer): Readonly<Record<string, unknown>> {
  expect(isObject(answer.body), `${answer.what} did not answer with a JSON object.${shownBody(answer)}`);
  return answer.body;
}

/** The JSON array of an answer, or the array in one of its fields. */
export function arrayOf(answer: Answer, field?: string): readonly unknown[] {
  const value = field === undefined ? answer.body : objectOf(answer)[field];
  expect(
    Array.isArray(value),
    `${answer.what} did not answer with a JSON array${field === undefined ? '' : ` in "${field}"`}.${shownBody(answer)}`,
  );
  return value as readonly unknown[];
}

/** A text field of a JSON object. */
export function textIn(answer: Answer, field: string): string {
  const value = objectOf(answer)[field];
  expect(
    typeof value === 'string' && value !== '',
    `${answer.what} did not answer with a text in "${field}".${shownBody(answer)}`,
  );
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The end of a message: what the body was. */
export function shownBody(answer: Answer): string {
  if (answer.text === '') return ' The body was empty.';
  const isPage = answer.headers['content-type']?.startsWith('text/html') === true;
  const text = isPage
    ? answer.text
        .replaceAll(/<head>[\s\S]*<\/head>|<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
    : answer.text;
  return ` The body was${isPage ? ' an HTML page' : ''}: ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

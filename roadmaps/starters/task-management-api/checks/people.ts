import { randomBytes } from 'node:crypto';
import {
  arrayOf,
  expectStatus,
  isObject,
  objectOf,
  shownBody,
  textIn,
  type Answer,
  type Client,
} from '../../check-kit/http.ts';
import { expect } from '../../check-kit/check.ts';
import { useProject } from '../../check-kit/project.ts';

/** One server and one database for all checks of this starter. */
export const project = useProject({ database: true, env: { TOKEN_SECRET: randomBytes(32).toString('hex') } });

export interface Person {
  readonly client: Client;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** An address that no other check uses. */
export function newAddress(name = 'ada'): string {
  return `${name}.${randomBytes(5).toString('hex')}@example.org`;
}

/** Registers somebody and logs them in; fails with a sentence where that does not work. */
export async function signUp(name?: string): Promise<Person> {
  const client = await project.client();
  const email = newAddress(name);
  const password = `secret ${randomBytes(6).toString('hex')}`;
  expectStatus(await client.post('/api/v1/auth/register', { body: { email, password } }), 201, 'somebody registers');
  return { client, email, password, token: await logIn(client, email, password) };
}

export async function logIn(client: Client, email: string, password: string): Promise<string> {
  const answer = await client.post('/api/v1/auth/login', { body: { email, password } });
  expectStatus(answer, 200, 'somebody logs in with the right password');
  return textIn(answer, 'token');
}

export interface Task {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly answer: Answer;
}

export async function createTask(person: Person, body: Readonly<Record<string, unknown>>): Promise<Task> {
  const answer = await person.client.post('/api/v1/tasks', { token: person.token, body });
  expectStatus(answer, 201, `the body was ${JSON.stringify(body)}`);
  const fields = objectOf(answer);
  const { id } = fields;
  expect(
    typeof id === 'number' || (typeof id === 'string' && id !== ''),
    `${answer.what} did not answer with an id.${shownBody(answer)}`,
  );
  return { id: String(id), fields, answer };
}

export async function readTask(person: Person, id: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await person.client.get(`/api/v1/tasks/${id}`, { token: person.token });
  expectStatus(answer, 200, 'somebody reads their own task');
  return objectOf(answer);
}

/** The titles of somebody's list, in its order. */
export async function listTitles(person: Person, query = ''): Promise<readonly unknown[]> {
  const answer = await person.client.get(`/api/v1/tasks${query}`, { token: person.token });
  expectStatus(answer, 200, 'somebody lists their own tasks');
  return arrayOf(answer, 'tasks').map((task) => (isObject(task) ? task['title'] : undefined));
}

/** Fails unless the field has exactly this value. */
export function expectField(
  answer: Answer | { readonly what: string; readonly fields: Readonly<Record<string, unknown>> },
  name: string,
  value: unknown,
): void {
  const fields = 'fields' in answer ? answer.fields : objectOf(answer);
  expect(
    fields[name] === value,
    `${answer.what} answered with ${JSON.stringify(fields[name])} in "${name}"; expected ${JSON.stringify(value)}.`,
  );
}

/** Fails unless the answer has the status, and the shape of errors with that code. */
export function expectError(
  answer: Answer,
  status: number,
  code: string,
  when: string,
): Readonly<Record<string, unknown>> {
  expectStatus(answer, status, when);
  const type = answer.headers['content-type'] ?? 'no type';
  expect(
    type.startsWith('application/json'),
    `${answer.what} answered ${status} with ${type} when ${when}; every error is application/json.`,
  );
  const error = objectOf(answer)['error'];
  expect(
    isObject(error),
    `${answer.what} answered ${status} without an object "error" when ${when}.${shownBody(answer)}`,
  );
  expect(
    error['code'] === code,
    `${answer.what} answered with the error code ${JSON.stringify(error['code'])} when ${when}; expected "${code}".`,
  );
  expect(
    typeof error['message'] === 'string' && error['message'] !== '',
    `${answer.what} answered with an error without a "message" when ${when}.${shownBody(answer)}`,
  );
  return error;
}

/** Fails unless the answer refuses exactly this field. */
export function expectInvalid(answer: Answer, field: string, when: string): void {
  const { fields } = expectError(answer, 400, 'validation_failed', when);
  expect(isObject(fields), `${answer.what} refused without "fields" in its error when ${when}.${shownBody(answer)}`);
  const names = Object.keys(fields);
  expect(
    names.length === 1 && names[0] === field,
    `${answer.what} named ${names.length === 0 ? 'no field' : names.join(', ')} in "fields" when ${when}; expected ${field} alone.`,
  );
  expect(
    typeof fields[field] === 'string' && fields[field] !== '',
    `${answer.what} has no sentence for "${field}" in "fields" when ${when}.`,
  );
}

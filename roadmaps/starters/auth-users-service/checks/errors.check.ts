import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { check, expect } from '../../check-kit/check.ts';
import { type Answer, expectStatus, objectOf, shownBody } from '../../check-kit/http.ts';
import { fieldsOf, isTimestamp, join, loginAsFirstAdmin, newPerson, service } from './service.ts';

check('errors.shape', async () => {
  const client = await service.client();
  expectError(
    await client.get('/users/me?verbose=1'),
    { statusCode: 401, code: 'UNAUTHENTICATED', path: '/users/me' },
    'the request carries no token',
  );
  const ada = await join(client);
  const { email, password } = ada.person;
  const admin = await loginAsFirstAdmin(client);

  const invalid = await client.post('/auth/register', { body: {} });
  expectError(invalid, { statusCode: 400, code: 'VALIDATION_FAILED', path: '/auth/register' }, 'the body is {}');
  fieldsOf(invalid);
  expectError(
    await client.get('/users/me', { token: 'nonsense' }),
    { statusCode: 401, code: 'UNAUTHENTICATED', path: '/users/me' },
    'the access token is nonsense',
  );
  expectError(
    await client.post('/auth/refresh', { body: { refreshToken: randomUUID() } }),
    { statusCode: 401, code: 'UNAUTHENTICATED', path: '/auth/refresh' },
    'nobody ever got that refresh token',
  );
  expectError(
    await client.post('/auth/login', { body: { email, password: `${password}!` } }),
    { statusCode: 401, code: 'INVALID_CREDENTIALS', path: '/auth/login' },
    'the password is wrong',
  );
  expectError(
    await client.get('/users', { token: ada.accessToken }),
    { statusCode: 403, code: 'FORBIDDEN', path: '/users' },
    'somebody with the role user wants the list of users',
  );
  const nobody = `/users/${randomUUID()}/role`;
  expectError(
    await client.patch(nobody, { token: admin.accessToken, body: { role: 'user' } }),
    { statusCode: 404, code: 'NOT_FOUND', path: nobody },
    'there is no such user',
  );
  expectError(
    await client.post('/auth/register', { body: ada.person }),
    { statusCode: 409, code: 'EMAIL_TAKEN', path: '/auth/register' },
    'the address has an account',
  );
});

check('errors.everywhere', async () => {
  const client = await service.client();
  expectError(
    await client.get('/no/such/route?page=2'),
    { statusCode: 404, code: 'NOT_FOUND', path: '/no/such/route' },
    'there is no such route',
  );
  expectError(
    await client.delete('/auth/login'),
    { statusCode: 404, code: 'NOT_FOUND', path: '/auth/login' },
    'the route has no such method',
  );
  for (const raw of ['{"email": "ada@example.com",', 'email=ada']) {
    expectError(
      await client.post('/auth/login', { raw }),
      { statusCode: 400, code: 'BAD_REQUEST', path: '/auth/login' },
      `the body is not JSON (${raw})`,
    );
  }

  const { person } = await join(client, newPerson('Margaret Hamilton'));
  const credentials = { email: person.email, password: person.password };
  const failure = await withoutTables(() => client.post('/auth/login', { body: credentials }));
  const when = 'the database fails (the check takes the tables away for a moment)';
  expectError(failure, { statusCode: 500, code: 'INTERNAL_ERROR', path: '/auth/login' }, when);
  const leak = /relation|does not exist|select |query|postgres|typeorm|node_modules|\.js\b|\bstack\b/i.exec(
    failure.text,
  )?.[0];
  expect(
    leak === undefined,
    `POST /auth/login tells strangers about the inside ("${leak ?? ''}") when ${when}; expected a message that you wrote yourself.${shownBody(failure)}`,
  );
  expect(
    await turnsTrue(() => /relation|does not exist/.test(service.output())),
    `POST /auth/login answered 500 when ${when}, but the service printed nothing about the reason (relation … does not exist). Somebody has to be able to find it in the log.`,
  );
  expectStatus(await client.post('/auth/login', { body: credentials }), 200, 'the database works again');
});

/** Every schema of the application gets another name for as long as `action` takes. */
async function withoutTables<T>(action: () => Promise<T>): Promise<T> {
  const database = await service.database();
  const schemas = await database.query(
    "select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
  );
  const names = schemas.map(({ name }) => String(name).replaceAll('"', '""'));
  for (const name of names) await database.query(`alter schema "${name}" rename to "away ${name}"`);
  try {
    return await action();
  } finally {
    for (const name of names) await database.query(`alter schema "away ${name}" rename to "${name}"`);
  }
}

/** What is printed arrives a little after the answer. */
async function turnsTrue(condition: () => boolean): Promise<boolean> {
  const deadline = Date.now() + 3_000;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await wait(50);
  }
  return true;
}

function expectError(
  answer: Answer,
  expected: { readonly statusCode: number; readonly code: string; readonly path: string },
  when: string,
): void {
  expectStatus(answer, expected.statusCode, when);
  const body = objectOf(answer);
  const timestamp = body['timestamp'];
  const problems = [
    ...Object.entries(expected)
      .filter(([field, value]) => body[field] !== value)
      .map(([field, value]) => `"${field}" must be ${JSON.stringify(value)}`),
    ...(typeof body['message'] === 'string' && body['message'] !== '' ? [] : ['"message" must be one text']),
    ...(typeof timestamp === 'string' &&
    isTimestamp(timestamp) &&
    Math.abs(Date.now() - Date.parse(timestamp)) < 300_000
      ? []
      : ['"timestamp" must be the time of now, such as 2026-01-31T12:00:00.000Z']),
    ...(body['details'] === undefined || expected.code === 'VALIDATION_FAILED'
      ? []
      : ['"details" belongs to VALIDATION_FAILED only']),
  ];
  expect(
    problems.length === 0,
    `${answer.what} answered ${answer.status} when ${when}, but not in the shape of "Errors" in the README: ${problems.join('; ')}.${shownBody(answer)}`,
  );
}

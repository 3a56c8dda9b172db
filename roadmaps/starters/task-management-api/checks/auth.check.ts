import { createHash } from 'node:crypto';
import { check, expect, fail } from '../../check-kit/check.ts';
import { expectStatus, objectOf } from '../../check-kit/http.ts';
import { expectError, expectField, logIn, newAddress, project, signUp } from './people.ts';

check('auth.register', async () => {
  const client = await project.client();
  const email = newAddress();
  const body = { email, password: 'correct horse' };
  const first = await client.post('/api/v1/auth/register', { body });
  expectStatus(first, 201, 'somebody registers');
  expectField(first, 'email', email);
  const { id } = objectOf(first);
  expect(typeof id === 'number' || typeof id === 'string', `${first.what} did not answer with an id.`);
  expect(
    !first.text.includes(body.password) && !('password' in objectOf(first)),
    `${first.what} sends the password back; it answers with id and email only.`,
  );

  expectError(
    await client.post('/api/v1/auth/register', { body }),
    409,
    'email_taken',
    'the address is registered already',
  );
  const shouted = { ...body, email: email.toUpperCase() };
  expectError(
    await client.post('/api/v1/auth/register', { body: shouted }),
    409,
    'email_taken',
    'the address is registered already, in small letters',
  );

  const mixed = newAddress('Grace');
  const lower = await client.post('/api/v1/auth/register', { body: { email: mixed, password: body.password } });
  expectStatus(lower, 201, 'the address has capital letters');
  expectField(lower, 'email', mixed.toLowerCase());

  const twin = { email: newAddress('twin'), password: body.password };
  const twins = await Promise.all([1, 2, 3, 4].map(() => client.post('/api/v1/auth/register', { body: twin })));
  const statuses = twins.map((answer) => answer.status).sort();
  expect(
    statuses.join() === '201,409,409,409',
    `Four registrations of one address at the same moment were answered ${statuses.join(', ')}; expected one 201 and three 409.`,
  );
});

check('auth.login', async () => {
  const person = await signUp();
  const me = await person.client.get('/api/v1/me', { token: person.token });
  expectStatus(me, 200, 'the token is sent along');
  expectField(me, 'email', person.email);

  const second = await logIn(person.client, person.email.toUpperCase(), person.password);
  for (const [token, which] of [
    [person.token, 'first'],
    [second, 'second'],
  ] as const) {
    const again = await person.client.get('/api/v1/me', { token });
    expectStatus(again, 200, `somebody logged in twice and uses the ${which} token`);
    expectField(again, 'id', objectOf(me)['id']);
  }

  const other = await signUp('grace');
  const hers = await other.client.get('/api/v1/me', { token: other.token });
  expectField(hers, 'email', other.email);
});

check('auth.refused', async () => {
  const person = await signUp();
  const login = (email: string, password: string) =>
    person.client.post('/api/v1/auth/login', { body: { email, password } });
  const wrong = await login(person.email, `${person.password}!`);
  expectError(wrong, 401, 'unauthorized', 'the password is wrong');
  const unknown = await login(newAddress('nobody'), person.password);
  expectError(unknown, 401, 'unauthorized', 'nobody has registered with the address');
  expect(
    wrong.text === unknown.text,
    'A wrong password and an unknown address are answered differently, which tells a stranger who is registered.',
  );

  const routes = [
    ['GET', '/api/v1/me'],
    ['GET', '/api/v1/tasks'],
    ['POST', '/api/v1/tasks'],
    ['GET', '/api/v1/tasks/1'],
    ['PATCH', '/api/v1/tasks/1'],
    ['DELETE', '/api/v1/tasks/1'],
  ] as const;
  const body = (method: string) => (method === 'POST' || method === 'PATCH' ? { body: { title: 'From nobody' } } : {});
  for (const [method, path] of routes) {
    expectError(await person.client.request(method, path, body(method)), 401, 'unauthorized', 'no token is sent');
    expectError(
      await person.client.request(method, path, { ...body(method), token: 'not-a-token' }),
      401,
      'unauthorized',
      'the token is made up',
    );
  }
  const last = person.token.at(-3) === 'A' ? 'B' : 'A';
  const forged = `${person.token.slice(0, -3)}${last}${person.token.slice(-2)}`;
  expectError(
    await person.client.get('/api/v1/me', { token: forged }),
    401,
    'unauthorized',
    'one character of the token was changed',
  );
  const unsigned = `${base64({ alg: 'none', typ: 'JWT' })}.${token64(person.token)}.`;
  expectError(
    await person.client.get('/api/v1/me', { token: unsigned }),
    401,
    'unauthorized',
    'the token says that it needs no signature (alg: none)',
  );
  expectError(
    await person.client.get('/api/v1/me', { headers: { authorization: person.token } }),
    401,
    'unauthorized',
    'the header has the token without "Bearer"',
  );
  expectStatus(
    await person.client.get('/api/v1/me', { token: person.token }),
    200,
    'the right token is sent after all that',
  );
});

check('auth.passwords', async () => {
  const password = 'the same for two 4711';
  const emails = [newAddress('first'), newAddress('second')] as const;
  const client = await project.client();
  for (const email of emails) {
    expectStatus(await client.post('/api/v1/auth/register', { body: { email, password } }), 201, 'somebody registers');
    await logIn(client, email, password);
  }
  const rows = await readEverything();
  const fast = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) => {
    const hash = createHash(name).update(password).digest();
    return [hash.toString('hex'), hash.toString('base64').replace(/=+$/, ''), hash.toString('base64url')].map(
      (text) => ({ name, text }),
    );
  });
  const readable = [
    password,
    Buffer.from(password).toString('hex'),
    Buffer.from(password).toString('base64').replace(/=+$/, ''),
  ];
  for (const { table, text } of rows) {
    if (readable.some((form) => text.includes(form)))
      fail(
        `The table ${table} holds a password that can be read. Store a hash of it, made with scrypt, bcrypt or argon2.`,
      );
    const found = fast.find((form) => text.includes(form.text));
    if (found !== undefined)
      fail(
        `The table ${table} holds a plain ${found.name} of a password, which can be guessed at billions of times a second. Use scrypt, bcrypt or argon2, with a salt.`,
      );
  }
  const [first, second] = emails.map((email) => rows.find((row) => row.text.includes(email)));
  if (first === undefined || second === undefined)
    fail('The people who registered are not in the database under their address.');
  const alike = longTexts(first.values).find((value) => longTexts(second.values).includes(value));
  expect(
    alike === undefined,
    `Two people with the same password have the same ${String(alike?.slice(0, 12))}… in the table ${first.table}. Each password needs a salt of its own.`,
  );
});

interface Row {
  readonly table: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** All rows of all tables, as text. */
async function readEverything(): Promise<readonly Row[]> {
  const database = await project.database();
  const tables = await database.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const content = await database.query(`select to_jsonb(entry) as entry from ${String(name)} entry`);
      return content.map(({ entry }): Row => ({
        table: String(name),
        text: JSON.stringify(entry),
        values: Object.values(entry as Record<string, unknown>),
      }));
    }),
  );
  return rows.flat();
}

/** Values long enough to be a hash; times are left out. */
function longTexts(values: readonly unknown[]): readonly string[] {
  return values.filter(
    (value): value is string => typeof value === 'string' && value.length >= 20 && Number.isNaN(Date.parse(value)),
  );
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The middle part of a JWT, or something of that form. */
function token64(token: string): string {
  return token.split('.')[1] ?? base64({ sub: '1' });
}

import { check, expect } from '../../check-kit/check.ts';
import { type Answer, type Client, expectStatus, shownBody } from '../../check-kit/http.ts';
import { fieldsOf, join, loginAsFirstAdmin, newPerson, register, service } from './service.ts';

/** A request that has to be refused for exactly these fields. */
interface WrongRequest {
  readonly when: string;
  readonly fields: readonly string[];
  readonly send: () => Promise<Answer>;
}

check('input.fields', async () => {
  const client = await service.client();
  expectStatus(await client.post('/auth/register', { body: {} }), 400, 'the body is {}');
  await register(client, { ...newPerson(), password: 'p'.repeat(10), name: 'A' });
  await register(client, { ...newPerson(), password: 'p'.repeat(72), name: 'A'.repeat(100) });
  const { id } = await join(client);
  const { accessToken: token } = await loginAsFirstAdmin(client);
  const person = newPerson();
  const registering = (when: string, change: Readonly<Record<string, unknown>>): WrongRequest => ({
    when,
    fields: Object.keys(change),
    send: () => client.post('/auth/register', { body: { ...person, ...change } }),
  });

  await expectRefused([
    { when: 'there is no body', fields: ['email', 'password', 'name'], send: () => client.post('/auth/register') },
    {
      when: 'the body is {}',
      fields: ['email', 'password', 'name'],
      send: () => client.post('/auth/register', { body: {} }),
    },
    registering('the email is not an address', { email: 'ada at example' }),
    registering('the email is too long', { email: `${'a'.repeat(250)}@example.com` }),
    registering('the password has 9 characters', { password: 'p'.repeat(9) }),
    registering('the password has 73 characters', { password: 'p'.repeat(73) }),
    registering('the name is empty', { name: '' }),
    registering('the name is only spaces', { name: '   ' }),
    registering('the name has 101 characters', { name: 'A'.repeat(101) }),
    registering('two fields are wrong', { email: '', password: '' }),
    { when: 'the body is {}', fields: ['email', 'password'], send: () => client.post('/auth/login', { body: {} }) },
    {
      when: 'the email is not an address',
      fields: ['email'],
      send: () => client.post('/auth/login', { body: { email: 'ada', password: person.password } }),
    },
    {
      when: 'the password is empty',
      fields: ['password'],
      send: () => client.post('/auth/login', { body: { email: person.email, password: '' } }),
    },
    ...['/auth/refresh', '/auth/logout'].flatMap((path): readonly WrongRequest[] => [
      { when: 'the body is {}', fields: ['refreshToken'], send: () => client.post(path, { body: {} }) },
      {
        when: 'the refresh token is empty',
        fields: ['refreshToken'],
        send: () => client.post(path, { body: { refreshToken: '' } }),
      },
    ]),
    { when: 'the body is {}', fields: ['role'], send: () => client.patch(`/users/${id}/role`, { token, body: {} }) },
    {
      when: 'there is no such role',
      fields: ['role'],
      send: () => client.patch(`/users/${id}/role`, { token, body: { role: 'owner' } }),
    },
  ]);
});

check('input.strict', async () => {
  const client = await service.client();
  const intruder = { ...newPerson(), role: 'admin' };
  expectStatus(await client.post('/auth/register', { body: intruder }), 400, 'the body has the unknown field "role"');
  const ada = await join(client);
  const { accessToken: token } = await loginAsFirstAdmin(client);
  const person = newPerson();
  const credentials = { email: ada.person.email, password: ada.person.password };
  const refreshing = { refreshToken: ada.refreshToken };
  const send = senderOf(client, token, ada.id);

  const unknown: readonly (readonly [Route, Readonly<Record<string, unknown>>, string])[] = [
    ['register', { ...person, role: 'admin' }, 'role'],
    ['login', { ...credentials, remember: true }, 'remember'],
    ['refresh', { ...refreshing, userId: ada.id }, 'userId'],
    ['logout', { ...refreshing, everywhere: true }, 'everywhere'],
    ['role', { role: 'user', email: 'somebody@example.com' }, 'email'],
  ];
  const wrongTypes: readonly (readonly [Route, Readonly<Record<string, unknown>>, string])[] = [
    ...[42, null, ['ada@example.com'], { at: 'example.com' }].map(
      (email) => ['register', { ...person, email }, 'email'] as const,
    ),
    ...[1234567890123, true, ['a long password'], { length: 12 }].map(
      (password) => ['register', { ...person, password }, 'password'] as const,
    ),
    ...[42, null, ['Ada'], { first: 'Ada' }].map((name) => ['register', { ...person, name }, 'name'] as const),
    ...[42, ['ada@example.com']].map((email) => ['login', { ...credentials, email }, 'email'] as const),
    ...[1234567890123, null, { $ne: '' }].map(
      (password) => ['login', { ...credentials, password }, 'password'] as const,
    ),
    ...[42, null, ['token'], { hash: 'token' }].flatMap((refreshToken) => [
      ['refresh', { refreshToken }, 'refreshToken'] as const,
      ['logout', { refreshToken }, 'refreshToken'] as const,
    ]),
    ...[1, null, ['admin'], { name: 'admin' }].map((role) => ['role', { role }, 'role'] as const),
  ];
  await expectRefused([
    ...unknown.map(([route, body, field]) => ({
      when: `the body has the unknown field "${field}"`,
      fields: [field],
      send: () => send(route, body),
    })),
    ...wrongTypes.map(([route, body, field]) => ({
      when: `"${field}" is ${JSON.stringify(body[field])}`,
      fields: [field],
      send: () => send(route, body),
    })),
    {
      when: 'the id is not a UUID',
      fields: ['id'],
      send: () => client.patch('/users/42/role', { token, body: { role: 'user' } }),
    },
  ]);

  for (const route of ['register', 'login', 'refresh', 'logout', 'role'] as const) {
    for (const body of [[], [{ ...person, ...refreshing, role: 'user' }]])
      expectStatus(await send(route, body), 400, `the body is a list (${JSON.stringify(body).slice(0, 40)})`);
  }
  // What was refused left nothing behind.
  expectStatus(await send('register', person), 201, 'somebody registers correctly after several wrong tries');
  expectStatus(
    await send('refresh', refreshing),
    200,
    'a refresh token is used that came along in refused requests only',
  );
});

type Route = 'register' | 'login' | 'refresh' | 'logout' | 'role';

function senderOf(client: Client, token: string, id: string): (route: Route, body: unknown) => Promise<Answer> {
  return (route, body) =>
    route === 'role' ? client.patch(`/users/${id}/role`, { token, body }) : client.post(`/auth/${route}`, { body });
}

async function expectRefused(requests: readonly WrongRequest[]): Promise<void> {
  for (const { when, fields, send } of requests) {
    const answer = await send();
    expectStatus(answer, 400, when);
    const named = [...new Set(fieldsOf(answer))].sort();
    expect(
      named.join() === [...fields].sort().join(),
      `${answer.what} named the fields ${named.join(', ') || '(none)'} in "details" when ${when}; expected ${[...fields].sort().join(', ')}.${shownBody(answer)}`,
    );
  }
}

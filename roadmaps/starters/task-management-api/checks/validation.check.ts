import { check, expect } from '../../check-kit/check.ts';
import { expectStatus, isObject, objectOf } from '../../check-kit/http.ts';
import {
  createTask,
  expectError,
  expectField,
  expectInvalid,
  listTitles,
  newAddress,
  project,
  readTask,
  signUp,
} from './people.ts';

const badTasks: readonly (readonly [field: string, body: Readonly<Record<string, unknown>>, when: string])[] = [
  ['title', { title: '' }, 'the title is empty'],
  ['title', { title: '   ' }, 'the title has nothing but spaces'],
  ['title', { title: 'x'.repeat(201) }, 'the title has 201 characters'],
  ['title', { title: 17 }, 'the title is a number'],
  ['title', { title: null }, 'the title is null'],
  ['title', { title: ['a'] }, 'the title is an array'],
  ['description', { title: 'Fine', description: 'x'.repeat(2001) }, 'the description has 2001 characters'],
  ['description', { title: 'Fine', description: { text: 'no' } }, 'the description is an object'],
  ['status', { title: 'Fine', status: 'later' }, 'the status is "later"'],
  ['status', { title: 'Fine', status: 'Done' }, 'the status is "Done" with a capital letter'],
  ['status', { title: 'Fine', status: null }, 'the status is null'],
  ['dueDate', { title: 'Fine', dueDate: 'tomorrow' }, 'the due date is "tomorrow"'],
  ['dueDate', { title: 'Fine', dueDate: '2027-02-30' }, 'the due date is the 30th of February'],
  ['dueDate', { title: 'Fine', dueDate: '2027-13-01' }, 'the due date is in month 13'],
  ['dueDate', { title: 'Fine', dueDate: '2027-3-1' }, 'the due date is 2027-3-1'],
  ['dueDate', { title: 'Fine', dueDate: '2027-03-01T10:00:00Z' }, 'the due date has a time'],
  ['dueDate', { title: 'Fine', dueDate: 20270301 }, 'the due date is a number'],
  ['priority', { title: 'Fine', priority: 'high' }, 'there is a field that no task has'],
];

check('validation.tasks', async () => {
  const person = await signUp();
  const { client, token } = person;
  expectInvalid(await client.post('/api/v1/tasks', { token, body: {} }), 'title', 'there is no title');
  for (const [field, body, when] of badTasks)
    expectInvalid(await client.post('/api/v1/tasks', { token, body }), field, when);
  const titles = await listTitles(person);
  expect(titles.length === 0, `GET /api/v1/tasks lists ${titles.length} tasks after only invalid ones were sent.`);

  const task = await createTask(person, {
    title: 'x'.repeat(200),
    description: 'y'.repeat(2000),
    dueDate: '2028-02-29',
  });
  for (const [field, body, when] of badTasks) {
    const { title, ...rest } = body;
    const changes = field === 'title' ? { title } : rest;
    expectInvalid(await client.patch(`/api/v1/tasks/${task.id}`, { token, body: changes }), field, when);
  }
  const read = {
    what: `GET /api/v1/tasks/${task.id}, after invalid changes,`,
    fields: await readTask(person, task.id),
  };
  for (const name of ['title', 'description', 'status', 'dueDate']) expectField(read, name, task.fields[name]);

  const both = await client.post('/api/v1/tasks', { token, body: { title: '', status: 'later' } });
  const { fields } = expectError(both, 400, 'validation_failed', 'two fields are wrong');
  expect(
    isObject(fields) && 'title' in fields && 'status' in fields,
    `${both.what} does not name both fields when title and status are wrong.`,
  );
  expectInvalid(
    await client.get('/api/v1/tasks?status=later', { token }),
    'status',
    'the list is filtered by a status that does not exist',
  );
});

check('validation.accounts', async () => {
  const client = await project.client();
  const password = 'long enough';
  const register = (body: Readonly<Record<string, unknown>>) => client.post('/api/v1/auth/register', { body });
  const cases: readonly (readonly [field: string, body: Readonly<Record<string, unknown>>, when: string])[] = [
    ['email', { password }, 'there is no address'],
    ['email', { email: 'ada', password }, 'the address is "ada"'],
    ['email', { email: 'ada@', password }, 'the address is "ada@"'],
    ['email', { email: 'a b@example.org', password }, 'the address has a space'],
    ['email', { email: 'a@b@example.org', password }, 'the address has two @'],
    ['email', { email: 17, password }, 'the address is a number'],
    ['email', { email: ['ada@example.org'], password }, 'the address is an array'],
    ['email', { email: `${'a'.repeat(250)}@example.org`, password }, 'the address has 262 characters'],
    ['password', { email: newAddress() }, 'there is no password'],
    ['password', { email: newAddress(), password: 'seven c' }, 'the password has 7 characters'],
    ['password', { email: newAddress(), password: 'x'.repeat(73) }, 'the password has 73 characters'],
    ['password', { email: newAddress(), password: 12345678 }, 'the password is a number'],
    ['role', { email: newAddress(), password, role: 'admin' }, 'there is a field that nobody asked for'],
  ];
  for (const [field, body, when] of cases) expectInvalid(await register(body), field, when);
  for (const length of [8, 72])
    expectStatus(
      await register({ email: newAddress(), password: 'x'.repeat(length) }),
      201,
      `the password has ${length} characters`,
    );
  expectError(
    await client.post('/api/v1/auth/login', { body: { email: 17, password: ['x'] } }),
    401,
    'unauthorized',
    'address and password of a login are no texts',
  );
});

check('validation.json', async () => {
  const person = await signUp();
  const { client, token } = person;
  const task = await createTask(person, { title: 'Untouched' });
  const routes = [
    ['POST', '/api/v1/tasks'],
    ['PATCH', `/api/v1/tasks/${task.id}`],
    ['POST', '/api/v1/auth/register'],
  ] as const;
  for (const [method, path] of routes) {
    for (const raw of ['{"title":', 'title=x', '{"title":"a"}}'])
      expectError(await client.request(method, path, { token, raw }), 400, 'bad_json', `the body is ${raw}`);
    for (const raw of ['[]', '[{"title":"a"}]', '"text"', '17', 'null']) {
      const answer = await client.request(method, path, { token, raw });
      const code = isObject(answer.body) && isObject(answer.body['error']) ? answer.body['error']['code'] : undefined;
      // express.json() refuses what is neither object nor array as bad JSON; either name is right for these.
      expectError(answer, 400, code === 'bad_json' ? 'bad_json' : 'validation_failed', `the body is ${raw}`);
    }
    expectError(
      await client.request(method, path, { token, headers: { 'content-type': 'text/plain' }, raw: 'plain' }),
      400,
      'validation_failed',
      'the body is plain text',
    );
  }
  expectField(
    { what: `GET /api/v1/tasks/${task.id}, after broken bodies,`, fields: await readTask(person, task.id) },
    'title',
    'Untouched',
  );
});

check('errors.shape', async () => {
  const person = await signUp();
  const { client, token } = person;
  const errors = [
    expectError(await client.post('/api/v1/tasks', { token, raw: '{' }), 400, 'bad_json', 'the body is broken JSON'),
    expectError(await client.get('/api/v1/me'), 401, 'unauthorized', 'no token is sent'),
    expectError(await client.get('/api/v1/tasks/999999999', { token }), 404, 'not_found', 'there is no such task'),
    expectError(await client.get('/api/v1/nowhere', { token }), 404, 'not_found', 'there is no such route'),
    expectError(await client.delete('/api/v1/me', { token }), 404, 'not_found', 'a route does not know the method'),
    expectError(
      await client.post('/api/v1/auth/register', { body: { email: person.email, password: person.password } }),
      409,
      'email_taken',
      'the address is registered already',
    ),
  ];
  for (const error of errors)
    expect(
      !('fields' in error),
      `The error ${JSON.stringify(error)} has "fields", which belong to validation_failed only.`,
    );
  const invalid = await client.post('/api/v1/tasks', { token, body: { title: '' } });
  expectInvalid(invalid, 'title', 'the title is empty');
  const strange = [...errors, objectOf(invalid)]
    .map((error) => JSON.stringify(error))
    .find((text) => /node_modules|\.js:\d|\bat \w+ \(|syntax error|relation "/.test(text));
  expect(strange === undefined, `An error tells strangers about the inside of the server: ${strange ?? ''}`);
});

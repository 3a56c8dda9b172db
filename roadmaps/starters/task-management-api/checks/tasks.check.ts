import { check, expect } from '../../check-kit/check.ts';
import { expectStatus, objectOf, shownBody } from '../../check-kit/http.ts';
import { createTask, expectError, expectField, listTitles, logIn, project, readTask, signUp } from './people.ts';

check('tasks.create', async () => {
  const person = await signUp();
  const full = {
    title: 'Read about indexes',
    description: 'Chapter 3 — “B-trees”',
    status: 'doing',
    dueDate: '2027-03-01',
  };
  const task = await createTask(person, full);
  for (const [name, value] of Object.entries(full)) expectField(task.answer, name, value);
  for (const name of ['createdAt', 'updatedAt']) {
    const value = task.fields[name];
    expect(
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value),
      `${task.answer.what} answered with ${JSON.stringify(value)} in "${name}"; expected a time such as 2027-02-24T09:30:00.000Z.`,
    );
  }
  expect(
    Math.abs(Date.parse(String(task.fields['createdAt'])) - Date.now()) < 60_000,
    `${task.answer.what} answered with ${String(task.fields['createdAt'])} in "createdAt", which is not now.`,
  );
  const { location } = task.answer.headers;
  expect(
    location?.endsWith(`/api/v1/tasks/${task.id}`) === true,
    `${task.answer.what} answered with the header Location: ${location ?? 'none'}; expected /api/v1/tasks/${task.id}.`,
  );

  const read = await readTask(person, task.id);
  for (const name of Object.keys(task.fields))
    expectField({ what: `GET /api/v1/tasks/${task.id}`, fields: read }, name, task.fields[name]);

  const small = await createTask(person, { title: '  Buy milk  ' });
  expectField(small.answer, 'title', 'Buy milk');
  expectField(small.answer, 'description', null);
  expectField(small.answer, 'status', 'todo');
  expectField(small.answer, 'dueDate', null);

  const titles = await listTitles(person);
  expect(titles.length === 2, `GET /api/v1/tasks lists ${titles.length} tasks after two were created.`);
  expectError(
    await person.client.get('/api/v1/tasks/999999999', { token: person.token }),
    404,
    'not_found',
    'there is no such task',
  );
});

check('tasks.filter', async () => {
  const person = await signUp();
  const statuses = ['todo', 'done', 'doing', 'done', 'todo', 'done'];
  for (const [index, status] of statuses.entries()) await createTask(person, { title: `Task ${index}`, status });
  const all = await listTitles(person);
  expect(
    all.join() === 'Task 5,Task 4,Task 3,Task 2,Task 1,Task 0',
    `GET /api/v1/tasks lists ${all.join(', ')}; the newest comes first.`,
  );
  await person.client.patch(`/api/v1/tasks/${(await createTask(person, { title: 'Task 6', status: 'todo' })).id}`, {
    token: person.token,
    body: { status: 'done' },
  });
  const done = await listTitles(person, '?status=done');
  expect(
    done.join() === 'Task 6,Task 5,Task 3,Task 1',
    `GET /api/v1/tasks?status=done lists ${done.join(', ') || 'nothing'}; expected Task 6, Task 5, Task 3, Task 1.`,
  );
  const doing = await listTitles(person, '?status=doing');
  expect(
    doing.join() === 'Task 2',
    `GET /api/v1/tasks?status=doing lists ${doing.join(', ') || 'nothing'}; expected Task 2.`,
  );
});

check('tasks.update', async () => {
  const person = await signUp();
  const task = await createTask(person, { title: 'Draft', description: 'Old text', dueDate: '2027-03-01' });
  const path = `/api/v1/tasks/${task.id}`;
  const patch = async (body: Readonly<Record<string, unknown>>) => {
    const answer = await person.client.patch(path, { token: person.token, body });
    expectStatus(answer, 200, `the body was ${JSON.stringify(body)}`);
    return answer;
  };
  const first = await patch({ status: 'doing' });
  expectField(first, 'status', 'doing');
  for (const name of ['id', 'title', 'description', 'dueDate', 'createdAt'])
    expectField(first, name, task.fields[name]);
  const [before, after] = [String(task.fields['updatedAt']), String(objectOf(first)['updatedAt'])];
  expect(
    Date.parse(after) > Date.parse(before),
    `${first.what} answered with ${after} in "updatedAt", which is not later than before (${before}).`,
  );

  expectField(await patch({ title: '  Final  ', status: 'done' }), 'title', 'Final');
  const emptied = await patch({ description: null, dueDate: null });
  expectField(emptied, 'description', null);
  expectField(emptied, 'dueDate', null);
  expectField(emptied, 'title', 'Final');
  const read = await readTask(person, task.id);
  for (const [name, value] of Object.entries({ title: 'Final', status: 'done', description: null, dueDate: null }))
    expectField({ what: `GET ${path}, read afterwards,`, fields: read }, name, value);
  expectError(
    await person.client.patch('/api/v1/tasks/999999999', { token: person.token, body: { title: 'Nobody' } }),
    404,
    'not_found',
    'there is no such task',
  );
});

check('tasks.delete', async () => {
  const person = await signUp();
  const kept = await createTask(person, { title: 'Kept' });
  const gone = await createTask(person, { title: 'Gone' });
  const path = `/api/v1/tasks/${gone.id}`;
  const deleted = await person.client.delete(path, { token: person.token });
  expectStatus(deleted, 204, 'somebody deletes their own task');
  expect(deleted.text === '', `${deleted.what} answered 204 with a body.${shownBody(deleted)}`);
  expectError(
    await person.client.delete(path, { token: person.token }),
    404,
    'not_found',
    'the task was deleted before',
  );
  expectError(await person.client.get(path, { token: person.token }), 404, 'not_found', 'the task was deleted');
  await readTask(person, kept.id);
  const titles = await listTitles(person);
  expect(
    titles.join() === 'Kept',
    `GET /api/v1/tasks lists ${titles.join(', ') || 'nothing'} after one of two tasks was deleted; expected the other one.`,
  );
});

check('tasks.private', async () => {
  const owner = await signUp('owner');
  const stranger = await signUp('stranger');
  const task = await createTask(owner, { title: 'Mine alone' });
  await createTask(stranger, { title: 'The stranger’s own' });
  const path = `/api/v1/tasks/${task.id}`;
  const { client, token } = stranger;
  expectError(await client.get(path, { token }), 404, 'not_found', 'the task is somebody else’s');
  expectError(
    await client.patch(path, { token, body: { title: 'Taken over' } }),
    404,
    'not_found',
    'the task is somebody else’s',
  );
  expectError(await client.delete(path, { token }), 404, 'not_found', 'the task is somebody else’s');
  for (const query of ['', '?status=todo']) {
    const titles = await listTitles(stranger, query);
    expect(
      titles.join() === 'The stranger’s own',
      `GET /api/v1/tasks${query} lists tasks of others: ${titles.join(', ') || 'nothing'} in place of the stranger’s own.`,
    );
  }
  expectField(
    { what: `GET ${path}, after a stranger tried to change the task,`, fields: await readTask(owner, task.id) },
    'title',
    'Mine alone',
  );
});

check('tasks.restart', async () => {
  const person = await signUp();
  const task = await createTask(person, { title: 'Still here tomorrow', dueDate: '2027-12-31' });
  await project.restart();
  const client = await project.client();
  // Tokens may end with a restart; accounts may not.
  const returned = { ...person, client, token: await logIn(client, person.email, person.password) };
  const read = await readTask(returned, task.id);
  expectField({ what: `GET /api/v1/tasks/${task.id}, after a restart,`, fields: read }, 'title', 'Still here tomorrow');
  expectField({ what: `GET /api/v1/tasks/${task.id}, after a restart,`, fields: read }, 'dueDate', '2027-12-31');
});

check('tasks.injection', async () => {
  const person = await signUp();
  const other = await signUp('other');
  const secret = await createTask(other, { title: 'The secret of others' });
  const nasty = [
    `Robert'); drop table tasks; --`,
    `' || (select 'leaked') || '`,
    `"quoted" \\ %s $1 {{x}} <b>`,
    `it's`,
  ];
  for (const text of nasty) {
    const task = await createTask(person, { title: text, description: text });
    const path = `/api/v1/tasks/${task.id}`;
    const changed = await person.client.patch(path, {
      token: person.token,
      body: { title: text, description: `${text} again` },
    });
    expectStatus(changed, 200, `a title is ${text}`);
    const read = await readTask(person, task.id);
    expectField({ what: `GET ${path}`, fields: read }, 'title', text);
    expectField({ what: `GET ${path}`, fields: read }, 'description', `${text} again`);
  }
  const attacks = [`' or '1'='1`, `todo' or 1=1 --`, `todo'; delete from tasks; --`];
  for (const attack of attacks) {
    const filtered = await person.client.get(`/api/v1/tasks?status=${encodeURIComponent(attack)}`, {
      token: person.token,
    });
    expectError(filtered, 400, 'validation_failed', `the status to filter by is ${attack}`);
  }
  for (const attack of [
    `${secret.id} or 1=1`,
    `0 union select 1`,
    `'`,
    `1;drop table tasks`,
    `-1`,
    `1.5`,
    `99999999999999999999`,
    'abc',
    '%00',
  ]) {
    const path = `/api/v1/tasks/${attack === '%00' ? attack : encodeURIComponent(attack)}`;
    for (const method of ['GET', 'DELETE'])
      expectError(
        await person.client.request(method, path, { token: person.token }),
        404,
        'not_found',
        `the id is ${attack}`,
      );
    expectError(
      await person.client.patch(path, { token: person.token, body: { title: 'x' } }),
      404,
      'not_found',
      `the id is ${attack}`,
    );
  }
  for (const [email, password] of [
    [`' or 1=1 --`, 'anything at all'],
    [`${other.email}' --`, 'anything at all'],
    [other.email, `' or '1'='1`],
  ] as const) {
    const answer = await person.client.post('/api/v1/auth/login', { body: { email, password } });
    expectStatus(answer, 401, `somebody logs in as ${email} with ${password}`);
  }
  const titles = await listTitles(person);
  expect(
    titles.length === nasty.length,
    `GET /api/v1/tasks lists ${titles.length} tasks after all that; expected the ${nasty.length} that were created.`,
  );
  await readTask(other, secret.id);
});

import { createHash } from 'node:crypto';
import { check, expect } from '../../check-kit/check.ts';
import { type Answer, expectStatus, isObject, objectOf, shownBody } from '../../check-kit/http.ts';
import { atTheSameMoment, expectUser, join, newPerson, register, service, tablesOf, tokensOf } from './service.ts';

check('accounts.register', async () => {
  const client = await service.client();
  const person = newPerson('Grace Hopper');
  const answer = await client.post('/auth/register', { body: { ...person, email: person.email.toUpperCase() } });
  expectStatus(answer, 201, 'somebody new registers');
  // The address was sent in capitals and is answered in lower case.
  expectUser(answer.body, answer, { email: person.email, name: person.name, role: 'user' });
  expect(
    !answer.text.includes(person.password),
    `${answer.what} answered with the password itself.${shownBody(answer)}`,
  );
  const age = Date.now() - Date.parse(String(objectOf(answer)['createdAt']));
  expect(Math.abs(age) < 300_000, `${answer.what} answered a "createdAt" that is not now.${shownBody(answer)}`);
});

check('accounts.one-per-email', async () => {
  const client = await service.client();
  const person = newPerson('Alan Turing');
  await register(client, person);
  for (const email of [person.email, person.email.toUpperCase()]) {
    const again = await client.post('/auth/register', { body: { ...person, email } });
    expectStatus(again, 409, `${email} registers, and ${person.email} has an account`);
  }

  const rival = newPerson('Alan Turing');
  const answers = await atTheSameMoment(6, (index) =>
    client.post('/auth/register', {
      body: { ...rival, email: index % 2 === 0 ? rival.email : rival.email.toUpperCase() },
    }),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(
    statuses.join() === '201,409,409,409,409,409',
    `Six requests to POST /auth/register with the same new address, sent at the same moment, were answered ${statuses.join(', ')}; expected one 201 and five 409. Only the database can decide who was first.`,
  );
});

check('accounts.login', async () => {
  const client = await service.client();
  const { email, password } = newPerson();
  const unknown = await client.post('/auth/login', { body: { email, password } });
  expectStatus(unknown, 401, 'nobody has the address');

  const person = newPerson('Katherine Johnson');
  const id = await register(client, person);
  const answer = await client.post('/auth/login', {
    body: { email: person.email.toUpperCase(), password: person.password },
  });
  expectStatus(answer, 200, `${person.email} logs in, with the address in capitals`);
  const { accessToken } = tokensOf(answer);

  const me = await client.get('/users/me', { token: accessToken });
  expectStatus(me, 200, 'the access token from login is sent as "Authorization: Bearer …"');
  expectUser(me.body, me, { id, email: person.email, name: person.name, role: 'user' });

  const wrong = await client.post('/auth/login', { body: { email: person.email, password: `${person.password}!` } });
  expectStatus(wrong, 401, 'the password is wrong');
  expect(
    withoutTime(wrong) === withoutTime(unknown),
    `POST /auth/login answers a wrong password and an unknown address differently, so a stranger can find out who has an account. A wrong password: ${wrong.text} An unknown address: ${unknown.text}`,
  );
});

check('accounts.stored-secrets', async () => {
  const client = await service.client();
  const ada = newPerson('Ada Lovelace');
  const bob = { ...newPerson('Bob Kahn'), password: ada.password };
  const first = await join(client, ada);
  const second = await join(client, bob);
  const refreshed = await client.post('/auth/refresh', { body: { refreshToken: first.refreshToken } });
  expectStatus(refreshed, 200, 'a new refresh token is exchanged');

  const rows = await readAllRows();
  expect(
    rows.some(({ text }) => text.includes(ada.email)),
    `Somebody registered with ${ada.email}, but no table of the database in DATABASE_URL holds that address in lower case. Where does your service keep its users?`,
  );

  const secrets = [
    { what: 'the password of a user', value: ada.password },
    { what: 'a refresh token', value: first.refreshToken },
    { what: 'a refresh token', value: tokensOf(refreshed).refreshToken },
  ];
  for (const { what, value } of secrets) {
    for (const [form, text] of readableForms(value, what.includes('password'))) {
      const row = rows.find((candidate) => candidate.text.includes(text));
      expect(
        row === undefined,
        `The table ${row?.table ?? ''} holds ${what}${form}. Whoever reads a copy of the database can use it.`,
      );
    }
  }

  const [hashesOfAda = [], hashesOfBob = []] = [first, second].map(({ id, person }) =>
    rows
      .filter(({ text }) => text.includes(id) || text.includes(person.email))
      .flatMap(({ values }) =>
        values.filter((value) => value.length >= 32 && !/\s/.test(value) && !/^\d{4}-\d\d-\d\dT/.test(value)),
      ),
  );
  const shared = hashesOfAda.find((value) => value !== first.id && value !== second.id && hashesOfBob.includes(value));
  expect(
    shared === undefined,
    `Two users with the same password have the same value in the database (${shared?.slice(0, 12) ?? ''}…). A salt makes the hashes differ.`,
  );
  const weak = hashesOfAda.find((value) => Number(/^\$2[abxy]\$(\d\d)\$/.exec(value)?.[1] ?? 99) < 10);
  expect(
    weak === undefined,
    `The password was hashed by bcrypt with the cost ${weak?.slice(4, 6) ?? ''}, which is too fast to guess. Expected 10 or more.`,
  );
});

function withoutTime(answer: Answer): string {
  if (!isObject(answer.body)) return answer.text;
  return JSON.stringify({ ...answer.body, timestamp: undefined });
}

interface Row {
  readonly table: string;
  readonly text: string;
  readonly values: readonly string[];
}

async function readAllRows(): Promise<readonly Row[]> {
  const database = await service.database();
  const rows: Row[] = [];
  for (const name of await tablesOf(database)) {
    for (const { row } of await database.query(`select to_jsonb(t) as row from ${name} t`)) {
      rows.push({
        table: name,
        text: JSON.stringify(row),
        values: isObject(row) ? Object.values(row).filter((value) => typeof value === 'string') : [],
      });
    }
  }
  return rows;
}

/** What a quick look, a decoder or a table of known hashes would find. */
function readableForms(secret: string, isPassword: boolean): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(secret);
  const encoded: readonly (readonly [string, string])[] = [
    ['', secret],
    [' in base64', bytes.toString('base64').replace(/=+$/, '')],
    [' in hexadecimal', bytes.toString('hex')],
  ];
  // A long random token may be stored as a plain hash; a password may not.
  if (!isPassword) return encoded;
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(bytes).digest();
    return [digest.toString('hex'), digest.toString('base64')].map(
      (text) =>
        [` as ${algorithm} without a salt, which can be looked up or tried billions of times a second`, text] as const,
    );
  });
  return [...encoded, ...hashes];
}

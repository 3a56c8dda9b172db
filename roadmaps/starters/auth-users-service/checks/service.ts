import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { atEnd, expect, fail, starter } from '../../check-kit/check.ts';
import { type Answer, Client, expectStatus, isObject, objectOf, shownBody, textIn } from '../../check-kit/http.ts';
import type { CheckDatabase } from '../../check-kit/database.ts';
import { launchProject, LaunchError } from '../../check-kit/launch.ts';
import { useProject } from '../../check-kit/project.ts';

/** New in each run, so that only a service that reads JWT_SECRET can know it. */
export const jwtSecret = randomBytes(32).toString('hex');

/** An unusual number, so that it cannot be met by chance. */
export const accessTokenSeconds = 437;

/** Written with capitals on purpose: addresses are compared in lower case. */
export const firstAdmin = {
  email: 'First.Admin@Example.com',
  password: `first admin ${randomBytes(6).toString('hex')}`,
} as const;

const environment = {
  JWT_SECRET: jwtSecret,
  ACCESS_TOKEN_TTL_SECONDS: String(accessTokenSeconds),
  REFRESH_TOKEN_TTL_SECONDS: '86400',
  ADMIN_EMAIL: firstAdmin.email,
  ADMIN_PASSWORD: firstAdmin.password,
} as const;

/** The learner's service. One for all checks of this starter. */
export const service = useProject({ database: true, env: environment });

/** Somebody who registers in a check. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** What login and refresh answer. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Somebody with an address and a password that nobody else has. */
export function newPerson(name = 'Ada Lovelace'): Person {
  const unique = randomBytes(6).toString('hex');
  return {
    email: `${name.toLowerCase().replace(/\W+/g, '.')}.${unique}@example.com`,
    password: `a secret of ${unique}`,
    name,
  };
}

/** Registers somebody, and gives the id. */
export async function register(client: Client, person: Person): Promise<string> {
  const answer = await client.post('/auth/register', { body: person });
  expectStatus(answer, 201, 'somebody new registers, which this check begins with');
  return textIn(answer, 'id');
}

/** Logs somebody in. */
export async function login(client: Client, { email, password }: Pick<Person, 'email' | 'password'>): Promise<Tokens> {
  const answer = await client.post('/auth/login', { body: { email, password } });
  expectStatus(answer, 200, `${email} logs in with the right password`);
  return tokensOf(answer);
}

/** Registers somebody and logs them in. */
export async function join(
  client: Client,
  person = newPerson(),
): Promise<Tokens & { readonly id: string; readonly person: Person }> {
  const id = await register(client, person);
  return { ...(await login(client, person)), id, person };
}

/** Logs in the admin that ADMIN_EMAIL and ADMIN_PASSWORD asked for. */
export async function loginAsFirstAdmin(client: Client): Promise<Tokens> {
  const answer = await client.post('/auth/login', { body: firstAdmin });
  expectStatus(
    answer,
    200,
    'the first admin logs in with ADMIN_EMAIL and ADMIN_PASSWORD, which the service was started with',
  );
  return tokensOf(answer);
}

/** The two tokens of an answer. */
export function tokensOf(answer: Answer): Tokens {
  return { accessToken: textIn(answer, 'accessToken'), refreshToken: textIn(answer, 'refreshToken') };
}

/** Makes sure that a value is "a user" as the README describes it, and shows nothing secret. */
export function expectUser(
  value: unknown,
  answer: Answer,
  expected: { readonly id?: string; readonly email?: string; readonly name?: string; readonly role?: string },
): void {
  expect(isObject(value), `${answer.what} did not answer with a user.${shownBody(answer)}`);
  const secret = Object.keys(value).find((key) => /password|hash|salt|secret/i.test(key));
  expect(
    secret === undefined,
    `${answer.what} answered a user with the field "${secret ?? ''}". What is secret never leaves the service, not even as a hash.`,
  );
  const problems = [
    ...(typeof value['id'] === 'string' && uuid.test(value['id']) ? [] : ['"id" must be a UUID']),
    ...(typeof value['createdAt'] === 'string' && isTimestamp(value['createdAt'])
      ? []
      : ['"createdAt" must be a date such as 2026-01-31T12:00:00.000Z']),
    ...Object.entries(expected)
      .filter(([field, wanted]) => value[field] !== wanted)
      .map(([field, wanted]) => `"${field}" must be ${JSON.stringify(wanted)}`),
    ...['email', 'name', 'role']
      .filter((field) => typeof value[field] !== 'string')
      .map((field) => `"${field}" must be a text`),
  ];
  expect(
    problems.length === 0,
    `${answer.what} did not answer with a user as the README describes it: ${problems.join('; ')}.${shownBody(answer)}`,
  );
}

/** Is it a date with time in ISO 8601, in UTC? */
export function isTimestamp(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The fields that a validation error names. */
export function fieldsOf(answer: Answer): readonly string[] {
  const details = objectOf(answer)['details'];
  const where = 'See "Errors" in the README.';
  expect(
    Array.isArray(details),
    `${answer.what} answered 400 without a list "details" that names the fields. ${where}${shownBody(answer)}`,
  );
  return details.map((entry: unknown) => {
    expect(
      isObject(entry) && typeof entry['field'] === 'string',
      `${answer.what} answered an entry of "details" without a text "field". ${where}${shownBody(answer)}`,
    );
    const problems = entry['problems'];
    expect(
      Array.isArray(problems) &&
        problems.length > 0 &&
        problems.every((problem) => typeof problem === 'string' && problem !== ''),
      `${answer.what} answered an entry of "details" without a list of texts "problems". ${where}${shownBody(answer)}`,
    );
    return entry.field;
  });
}

/** Starts the service a second time beside the first, on the same database, with other settings. Gives the reason when it does not start. */
export async function launchBeside(
  settings: Readonly<Record<string, string>>,
  seconds = 30,
): Promise<{ readonly client: Client } | { readonly reason: string }> {
  // The first one has built the project and run the migrations.
  await service.client();
  const { start, health } = starter;
  if (start === undefined || health === undefined) throw new Error('starter.json has no start command');
  const { url } = await service.database();
  try {
    const launched = await launchProject({
      folder: process.cwd(),
      command: start,
      health,
      seconds,
      env: { ...environment, DATABASE_URL: url, ...settings },
    });
    atEnd(launched.stop);
    return { client: new Client(launched.url) };
  } catch (error) {
    if (error instanceof LaunchError) return { reason: error.message };
    throw error;
  }
}

/** Life of the tokens of `shortLived`. */
export const shortSeconds = { access: 3, refresh: 4 } as const;

/** For an ADMIN_PASSWORD that must change nothing. */
export const otherAdminPassword = 'another password for the admin';

let second: Promise<Client> | undefined;

/** A second start on the same database: tokens live for seconds, and ADMIN_PASSWORD is another. */
export function shortLived(): Promise<Client> {
  second ??= launchBeside({
    ACCESS_TOKEN_TTL_SECONDS: String(shortSeconds.access),
    REFRESH_TOKEN_TTL_SECONDS: String(shortSeconds.refresh),
    ADMIN_PASSWORD: otherAdminPassword,
  }).then((launched) =>
    'client' in launched
      ? launched.client
      : fail(
          `Your service was started a second time on the same database, with other settings, and did not start. ${launched.reason}`,
        ),
  );
  return second;
}

/**
 * Sends several requests so that none can change the database before all have looked into it: for that moment the
 * tables can be read and not written. What reads first and writes afterwards is found out every time, not by luck.
 */
export async function atTheSameMoment(
  count: number,
  send: (index: number) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const database = await service.database();
  const tables = await tablesOf(database);
  // Ends as soon as all requests wait at the lock, or after two seconds (some may have been refused by what they read).
  const holding = database
    .query(
      `do $$ begin
    lock table ${tables.join(', ')} in share mode;
    for attempt in 1..100 loop
      exit when (select count(*) from pg_locks where not granted) >= ${count};
      perform pg_sleep(0.02);
    end loop;
  end $$`,
    )
    .then(
      () => undefined,
      (error: unknown) => String(error),
    );
  const lock = { isOver: false };
  void holding.then(() => (lock.isOver = true));
  const held = `select 1 from pg_locks where mode = 'ShareLock' and granted and relation = '${tables[0] ?? ''}'::regclass`;
  while (!lock.isOver && (await database.query(held)).length === 0) await wait(10);
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => send(index)));
  const problem = await holding;
  if (problem !== undefined) throw new Error(problem);
  return answers;
}

/** The names of all tables that the service made, ready for SQL. */
export async function tablesOf(database: CheckDatabase): Promise<readonly string[]> {
  const tables = await database.query(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema !~ '^pg_' and table_schema <> 'information_schema'`,
  );
  const names = tables.map(({ name }) => String(name));
  expect(names.length > 0, 'The database in DATABASE_URL has no tables. Where does your service keep its users?');
  return names;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

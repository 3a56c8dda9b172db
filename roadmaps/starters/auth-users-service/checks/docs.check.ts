import { check, expect } from '../../check-kit/check.ts';
import { expectStatus, isObject, objectOf } from '../../check-kit/http.ts';
import { service } from './service.ts';

type Json = Readonly<Record<string, unknown>>;

interface Route {
  readonly method: string;
  readonly path: string;
  readonly body?: readonly string[];
  /** Status of success, and the fields of its answer. */
  readonly success: readonly [number, readonly string[]];
  readonly errors: readonly number[];
  readonly isProtected: boolean;
}

const userFields = ['id', 'email', 'name', 'role', 'createdAt'];
const tokenFields = ['accessToken', 'refreshToken', 'expiresIn'];
const errorFields = ['statusCode', 'code', 'message', 'path', 'timestamp'];
const routes: readonly Route[] = [
  { method: 'get', path: '/health', success: [200, ['status', 'database']], errors: [], isProtected: false },
  {
    method: 'post',
    path: '/auth/register',
    body: ['email', 'password', 'name'],
    success: [201, userFields],
    errors: [400, 409],
    isProtected: false,
  },
  {
    method: 'post',
    path: '/auth/login',
    body: ['email', 'password'],
    success: [200, tokenFields],
    errors: [400, 401],
    isProtected: false,
  },
  {
    method: 'post',
    path: '/auth/refresh',
    body: ['refreshToken'],
    success: [200, tokenFields],
    errors: [400, 401],
    isProtected: false,
  },
  {
    method: 'post',
    path: '/auth/logout',
    body: ['refreshToken'],
    success: [204, []],
    errors: [400],
    isProtected: false,
  },
  { method: 'get', path: '/users/me', success: [200, userFields], errors: [401], isProtected: true },
  { method: 'get', path: '/users', success: [200, ['items']], errors: [401, 403], isProtected: true },
  {
    method: 'patch',
    path: '/users/{id}/role',
    body: ['role'],
    success: [200, userFields],
    errors: [400, 401, 403, 404],
    isProtected: true,
  },
];

check('docs.document', async () => {
  const document = await readDocument();
  const info = document['info'];
  expect(
    isObject(info) && [info['title'], info['version']].every((text) => typeof text === 'string' && text !== ''),
    'The document at /docs-json has no title or version in "info".',
  );

  for (const route of routes) {
    if (route.body === undefined) continue;
    const name = nameOf(route);
    const schema = schemaOf(document, objectAt(operationOf(document, route), 'requestBody'), `the body of ${name}`);
    const properties = propertiesOf(document, schema);
    const missing = route.body.filter(
      (field) => !isObject(properties[field]) || Object.keys(properties[field]).length === 0,
    );
    expect(
      missing.length === 0,
      `The document at /docs-json does not describe ${missing.map((field) => `"${field}"`).join(', ')} in the body of ${name}.`,
    );
    const required = resolve(document, schema)['required'];
    const optional = route.body.filter((field) => !Array.isArray(required) || !required.includes(field));
    expect(
      optional.length === 0,
      `The document at /docs-json says that ${optional.map((field) => `"${field}"`).join(', ')} may be left out of the body of ${name}; every field of the contract is required.`,
    );
  }

  const schemes = objectAt(objectAt(document, 'components'), 'securitySchemes');
  const hasBearer = Object.values(schemes).some(
    (scheme) => isObject(scheme) && scheme['type'] === 'http' && String(scheme['scheme']).toLowerCase() === 'bearer',
  );
  expect(
    hasBearer,
    'The document at /docs-json has no bearer authentication in "components.securitySchemes", so nobody can try protected routes in Swagger UI.',
  );

  const client = await service.client();
  const page = await client.get('/docs');
  expectStatus(page, 200, 'a browser opens Swagger UI');
  expect(/swagger-ui/i.test(page.text), 'GET /docs does not answer with the page of Swagger UI.');
});

check('docs.every-route', async () => {
  const document = await readDocument();
  for (const route of routes) {
    const name = nameOf(route);
    const operation = operationOf(document, route);
    expect(
      ['summary', 'description'].some(
        (field) => typeof operation[field] === 'string' && operation[field].trim() !== '',
      ),
      `${name} has neither a summary nor a description at /docs.`,
    );

    const responses = objectAt(operation, 'responses');
    const [status, fields] = route.success;
    expectAnswer(document, name, responses, status, fields);
    for (const error of route.errors) expectAnswer(document, name, responses, error, errorFields);
    if (route.path === '/users') expectListOfUsers(document, responses);

    const security = operation['security'] ?? document['security'];
    const wantsToken =
      Array.isArray(security) && security.some((entry) => isObject(entry) && Object.keys(entry).length > 0);
    expect(wantsToken || !route.isProtected, `${name} needs an access token, but /docs does not say so.`);
    expect(!wantsToken || route.isProtected, `${name} is open to everybody, but /docs says that it needs a token.`);
  }
});

async function readDocument(): Promise<Json> {
  const client = await service.client();
  const answer = await client.get('/docs-json');
  expectStatus(answer, 200, 'a program asks for the OpenAPI document');
  const document = objectOf(answer);
  expect(
    String(document['openapi']).startsWith('3.'),
    `GET /docs-json does not answer with an OpenAPI 3 document: "openapi" is ${JSON.stringify(document['openapi'])}.`,
  );
  return document;
}

function nameOf({ method, path }: Route): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The name of a parameter in a path is the learner's choice. */
function operationOf(document: Json, route: Route): Json {
  const plain = (path: string) => path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
  const found = Object.entries(objectAt(document, 'paths')).find(([path]) => plain(path) === plain(route.path))?.[1];
  const operation = isObject(found) ? found[route.method] : undefined;
  expect(isObject(operation), `The document at /docs-json does not have ${nameOf(route)}.`);
  return operation;
}

function expectAnswer(document: Json, name: string, responses: Json, status: number, fields: readonly string[]): void {
  const response = responses[String(status)];
  expect(isObject(response), `/docs does not say that ${name} can answer ${status}.`);
  if (fields.length === 0) return;
  const what = `the answer ${status} of ${name}`;
  const properties = propertiesOf(document, schemaOf(document, response, what));
  const missing = fields.filter((field) => !(field in properties));
  expect(missing.length === 0, `/docs does not show ${missing.map((field) => `"${field}"`).join(', ')} in ${what}.`);
  const secret = Object.keys(properties).find((field) => /password|hash/i.test(field));
  expect(secret === undefined, `/docs shows the field "${secret ?? ''}" in ${what}. No answer holds a password.`);
}

function expectListOfUsers(document: Json, responses: Json): void {
  const properties = propertiesOf(
    document,
    schemaOf(document, objectAt(responses, '200'), 'the answer 200 of GET /users'),
  );
  const items = resolve(document, properties['items']);
  const missing = userFields.filter((field) => !(field in propertiesOf(document, items['items'])));
  expect(
    missing.length === 0,
    `/docs does not say that "items" in the answer of GET /users is a list of users: ${missing.map((field) => `"${field}"`).join(', ')} not found.`,
  );
}

function schemaOf(document: Json, holder: Json, what: string): unknown {
  const content = resolve(document, holder)['content'];
  const json = isObject(content) ? content['application/json'] : undefined;
  const schema = isObject(json) ? json['schema'] : undefined;
  expect(isObject(schema), `The document at /docs-json has no schema for ${what}.`);
  return schema;
}

function propertiesOf(document: Json, schema: unknown): Json {
  const resolved = resolve(document, schema);
  const parts = resolved['allOf'];
  const inherited = Array.isArray(parts) ? parts.map((part: unknown) => propertiesOf(document, part)) : [];
  const own = resolved['properties'];
  return Object.assign({}, ...inherited, isObject(own) ? own : {}) as Json;
}

/** Follows `$ref` inside the document. */
function resolve(document: Json, value: unknown, depth = 0): Json {
  if (!isObject(value)) return {};
  const reference = value['$ref'];
  if (typeof reference !== 'string' || depth > 10) return value;
  let target: unknown = document;
  for (const part of reference.replace(/^#\//, '').split('/'))
    target = isObject(target) ? target[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  return resolve(document, target, depth + 1);
}

function objectAt(value: Json, field: string): Json {
  const found = value[field];
  return isObject(found) ? found : {};
}

import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { check, expect, fail } from '../../check-kit/check.ts';
import { type Client, expectStatus, objectOf, shownBody } from '../../check-kit/http.ts';
import { isSignedWith, readJwt, signJwt, withClaims } from './jwt.ts';
import {
  accessTokenSeconds,
  atTheSameMoment,
  join,
  jwtSecret,
  launchBeside,
  login,
  newPerson,
  register,
  service,
  shortLived,
  shortSeconds,
  type Tokens,
  tokensOf,
} from './service.ts';

check('tokens.signature', async () => {
  const client = await service.client();
  expectStatus(await client.get('/users/me', { token: 'nonsense' }), 401, 'the access token is no JWT at all');
  const { id, accessToken, refreshToken } = await join(client);
  expectStatus(await client.get('/users/me', { token: accessToken }), 200, 'the access token from login is sent');

  const { header, claims } = readJwt(accessToken);
  expect(
    header['alg'] === 'HS256',
    `The access token says that its algorithm is ${JSON.stringify(header['alg'])}; expected "HS256".`,
  );
  expect(
    isSignedWith(accessToken, jwtSecret),
    'The access token is not signed with the secret from JWT_SECRET. Does the code hold another one?',
  );
  expect(
    claims['sub'] === id,
    `The claim "sub" of the access token is ${JSON.stringify(claims['sub'])}; expected the id of the user, "${id}".`,
  );
  expect(
    claims['role'] === 'user',
    `The claim "role" of the access token is ${JSON.stringify(claims['role'])}; expected "user".`,
  );

  const forged: readonly (readonly [string, string])[] = [
    ['whose role was changed to admin, with the old signature', withClaims(accessToken, { ...claims, role: 'admin' })],
    ['that says {"alg":"none"} and has no signature', signJwt(claims, '', 'none')],
    ['that was signed with another secret', signJwt(claims, randomBytes(32).toString('hex'))],
    ['that was signed with HS512 in place of HS256', signJwt(claims, jwtSecret, 'HS512')],
    ['that is a refresh token', refreshToken],
  ];
  for (const [what, token] of forged)
    expectStatus(await client.get('/users/me', { token }), 401, `the request carries an access token ${what}`);
  expectStatus(
    await client.post('/auth/refresh', { body: { refreshToken: accessToken } }),
    401,
    'the refresh token is an access token',
  );

  const launched = await launchBeside({ JWT_SECRET: '' }, 15);
  expect(
    'reason' in launched,
    'Your service starts without JWT_SECRET. It then signs with a secret that is empty or stands in the code, and everybody can make tokens for it; expected it to end with an error.',
  );
});

check('tokens.expiry', async () => {
  const client = await service.client();
  const now = Math.floor(Date.now() / 1000);
  const old = signJwt({ sub: randomUUID(), role: 'user', iat: now - 60, exp: now - 1 }, jwtSecret);
  expectStatus(await client.get('/users/me', { token: old }), 401, 'the access token is well signed, but expired');
  const person = newPerson();
  await register(client, person);
  const answer = await client.post('/auth/login', { body: { email: person.email, password: person.password } });
  expectStatus(answer, 200, 'somebody logs in');
  expect(
    objectOf(answer)['expiresIn'] === accessTokenSeconds,
    `With ACCESS_TOKEN_TTL_SECONDS=${accessTokenSeconds}, POST /auth/login answered "expiresIn": ${JSON.stringify(objectOf(answer)['expiresIn'])}; expected ${accessTokenSeconds}.`,
  );
  const { claims } = readJwt(tokensOf(answer).accessToken);
  const life = Number(claims['exp']) - Number(claims['iat']);
  expect(
    life === accessTokenSeconds,
    `With ACCESS_TOKEN_TTL_SECONDS=${accessTokenSeconds}, the access token's "exp" is ${life} seconds after its "iat"; expected ${accessTokenSeconds}.`,
  );

  const expired = signJwt({ ...claims, iat: now - 60, exp: now - 1 }, jwtSecret);
  expectStatus(
    await client.get('/users/me', { token: expired }),
    401,
    'the access token is well signed, but expired a second ago',
  );

  const short = await shortLived();
  const settings = `the service was started with ACCESS_TOKEN_TTL_SECONDS=${shortSeconds.access} and REFRESH_TOKEN_TTL_SECONDS=${shortSeconds.refresh}`;
  const used = await login(short, person);
  expectStatus(
    await short.get('/users/me', { token: used.accessToken }),
    200,
    `${settings}, and the access token is new`,
  );
  expectStatus(await refresh(short, used), 200, `${settings}, and the refresh token is new`);
  const unused = await login(short, person);
  const begin = Date.now();
  // Expiry is about the clock, so there is nothing else to wait for. Half a second is for rounding.
  await wait(shortSeconds.access * 1000 + 500);
  expectStatus(
    await short.get('/users/me', { token: used.accessToken }),
    401,
    `${settings}, and the access token is older than that`,
  );
  await wait(begin + shortSeconds.refresh * 1000 + 500 - Date.now());
  expectStatus(await refresh(short, unused), 401, `${settings}, and the refresh token is older than that`);
});

check('tokens.rotation', async () => {
  const client = await service.client();
  expectStatus(
    await client.post('/auth/refresh', { body: { refreshToken: randomBytes(32).toString('base64url') } }),
    401,
    'nobody ever got that refresh token',
  );
  const person = newPerson();
  await register(client, person);
  const first = await login(client, person);
  const otherDevice = await login(client, person);

  const second = await refreshed(client, first, 'a refresh token is used for the first time');
  expect(
    second.refreshToken !== first.refreshToken,
    'POST /auth/refresh answered with the same refresh token again; expected a new one, since the old one is used up. (Two JWTs made in the same second for the same user are one text, unless they carry something random, such as "jti".)',
  );
  expectStatus(
    await client.get('/users/me', { token: second.accessToken }),
    200,
    'the access token comes from a refresh',
  );
  const third = await refreshed(client, second, 'the refresh token comes from the last refresh');

  expectStatus(await refresh(client, first), 401, 'a refresh token is used for the second time');
  expectStatus(
    await refresh(client, third),
    401,
    'the newest refresh token of a family is used after an old one of it came again, which means that somebody stole it',
  );
  await refreshed(client, otherDevice, 'another login of the same user goes on');

  const racing = await login(client, person);
  const answers = await atTheSameMoment(6, () => refresh(client, racing));
  const statuses = answers.map(({ status }) => status);
  const strange = answers.find(({ status }) => status !== 200 && status !== 401);
  if (strange !== undefined)
    fail(
      `Six requests used one refresh token at the same moment, and POST /auth/refresh answered ${strange.status}; expected 200 or 401.${shownBody(strange)}`,
    );
  expect(
    statuses.filter((status) => status === 200).length <= 1,
    `Six requests used one refresh token at the same moment, and POST /auth/refresh answered ${statuses.join(', ')}; expected one 200 at most. Between reading the token and marking it, another request got in.`,
  );
});

check('tokens.logout', async () => {
  const client = await service.client();
  const unknown = await client.post('/auth/logout', { body: { refreshToken: randomBytes(32).toString('base64url') } });
  expectStatus(unknown, 204, 'nobody ever got that refresh token');

  const person = newPerson();
  await register(client, person);
  const phone = await refreshed(client, await login(client, person), 'somebody has logged in');
  const laptop = await login(client, person);

  const answer = await client.post('/auth/logout', { body: { refreshToken: phone.refreshToken } });
  expectStatus(answer, 204, 'somebody logs out with a refresh token, and without an access token');
  expectStatus(await refresh(client, phone), 401, 'the refresh token was logged out');
  await refreshed(client, laptop, 'the same user logged out on another device only');
});

function refresh(client: Client, { refreshToken }: Pick<Tokens, 'refreshToken'>) {
  return client.post('/auth/refresh', { body: { refreshToken } });
}

async function refreshed(client: Client, tokens: Tokens, when: string): Promise<Tokens> {
  const answer = await refresh(client, tokens);
  expectStatus(answer, 200, when);
  return tokensOf(answer);
}

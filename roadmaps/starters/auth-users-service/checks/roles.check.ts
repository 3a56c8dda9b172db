import { randomUUID } from 'node:crypto';
import { check, expect } from '../../check-kit/check.ts';
import { arrayOf, type Client, expectStatus, isObject, objectOf, shownBody, textIn } from '../../check-kit/http.ts';
import { readJwt } from './jwt.ts';
import {
  expectUser,
  firstAdmin,
  join,
  loginAsFirstAdmin,
  newPerson,
  otherAdminPassword,
  service,
  shortLived,
  tokensOf,
} from './service.ts';

check('roles.guards', async () => {
  const client = await service.client();
  for (const token of [undefined, 'nonsense']) {
    const options = token === undefined ? {} : { token };
    const when = token === undefined ? 'the request carries no token' : 'the access token is nonsense';
    expectStatus(await client.get('/users/me', options), 401, when);
    expectStatus(await client.get('/users', options), 401, when);
    expectStatus(await client.patch(`/users/${randomUUID()}/role`, { ...options, body: { role: 'admin' } }), 401, when);
  }

  const ada = await join(client);
  const token = ada.accessToken;
  expectStatus(await client.get('/users/me', { token }), 200, 'somebody with the role user asks who they are');
  expectStatus(await client.get('/users', { token }), 403, 'somebody with the role user wants the list of users');
  expectStatus(
    await client.patch(`/users/${ada.id}/role`, { token, body: { role: 'admin' } }),
    403,
    'somebody with the role user wants to become an admin',
  );
  expectStatus(
    await client.patch('/users/nonsense/role', { token, body: {} }),
    403,
    'somebody with the role user sends nonsense to a route for admins (who may not do it at all gets no help with the input)',
  );
  const still = await client.get('/users/me', { token });
  expectUser(still.body, still, { id: ada.id, role: 'user' });

  const bob = await join(client, newPerson('Bob Kahn'));
  const admin = await loginAsFirstAdmin(client);
  const list = await client.get('/users', { token: admin.accessToken });
  expectStatus(list, 200, 'an admin wants the list of users');
  const items = arrayOf(list, 'items');
  const places = [bob, ada].map(({ id }) => items.findIndex((item) => isObject(item) && item['id'] === id));
  const [placeOfBob = -1, placeOfAda = -1] = places;
  expect(!places.includes(-1), `GET /users does not list somebody who has just registered.${shownBody(list)}`);
  expect(
    placeOfBob < placeOfAda,
    `GET /users lists somebody who registered earlier before somebody who registered later; expected the newest first.${shownBody(list)}`,
  );
  expectUser(items[placeOfAda], list, { email: ada.person.email, role: 'user' });
});

check('roles.admins', async () => {
  const client = await service.client();
  const { accessToken: token } = await loginAsFirstAdmin(client);
  const me = await client.get('/users/me', { token });
  expectStatus(me, 200, 'the first admin asks who they are');
  expectUser(me.body, me, { email: firstAdmin.email.toLowerCase(), role: 'admin' });

  const ada = await join(client);
  let { refreshToken } = ada;
  for (const [role, status] of [
    ['admin', 200],
    ['user', 403],
  ] as const) {
    const changed = await client.patch(`/users/${ada.id}/role`, { token, body: { role } });
    expectStatus(changed, 200, `an admin gives somebody the role ${role}`);
    expectUser(changed.body, changed, { id: ada.id, email: ada.person.email, role });
    const refreshed = await client.post('/auth/refresh', { body: { refreshToken } });
    expectStatus(refreshed, 200, `somebody who was given the role ${role} refreshes`);
    ({ refreshToken } = tokensOf(refreshed));
    const { accessToken } = tokensOf(refreshed);
    const claimed = readJwt(accessToken).claims['role'];
    expect(
      claimed === role,
      `Somebody was given the role ${role} and refreshed, but the claim "role" of the new access token is ${JSON.stringify(claimed)}.`,
    );
    expectStatus(
      await client.get('/users', { token: accessToken }),
      status,
      `somebody was given the role ${role} and refreshed`,
    );
  }
  expectStatus(
    await client.patch(`/users/${randomUUID()}/role`, { token, body: { role: 'admin' } }),
    404,
    'an admin changes the role of somebody who does not exist',
  );

  await expectSecondStartChangedNothing(await shortLived());
});

async function expectSecondStartChangedNothing(client: Client): Promise<void> {
  const other = await client.post('/auth/login', { body: { email: firstAdmin.email, password: otherAdminPassword } });
  expectStatus(
    other,
    401,
    'the service was started again with another ADMIN_PASSWORD, and somebody logs in with that (an account that exists is left as it is)',
  );
  const { accessToken } = await loginAsFirstAdmin(client);
  const list = await client.get('/users', { token: accessToken });
  expectStatus(list, 200, 'an admin wants the list of users after a second start');
  const address = firstAdmin.email.toLowerCase();
  const admins = arrayOf(list, 'items').filter(
    (item) => isObject(item) && String(item['email']).toLowerCase() === address,
  );
  expect(
    admins.length === 1,
    `After a second start, GET /users lists ${admins.length} users with the address ${address}; expected one.`,
  );
  const me = await client.get('/users/me', { token: accessToken });
  expect(
    textIn(me, 'id') !== '' && objectOf(me)['role'] === 'admin',
    `After a second start, the first admin is no admin any more.${shownBody(me)}`,
  );
}

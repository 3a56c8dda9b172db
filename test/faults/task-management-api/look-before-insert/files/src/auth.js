import { createHash, randomBytes } from 'node:crypto';
import express from 'express';
import { HttpError } from './errors.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { parseAccount } from './validation.js';

/** Compared with when nobody has the address, so that both cases take the same time. */
const nobodysHash = await hashPassword(randomBytes(16).toString('hex'));

export function createAuthRouter({ pool }) {
  const router = express.Router();

  router.post('/register', async (request, response) => {
    const { email, password } = parseAccount(request.body);
    const taken = await pool.query('select 1 from users where email = $1', [email]);
    if (taken.rowCount > 0) throw new HttpError(409, 'email_taken', 'Somebody has registered with this address.');
    try {
      const { rows } = await pool.query(
        'insert into users (email, password_hash) values ($1, $2) returning id, email',
        [email, await hashPassword(password)],
      );
      response.status(201).json(rows[0]);
    } catch (error) {
      throw error;
    }
  });

  router.post('/login', async (request, response) => {
    const { email, password } = request.body ?? {};
    const isText = typeof email === 'string' && typeof password === 'string';
    const { rows } = await pool.query('select id, password_hash from users where email = $1', [
      isText ? email.toLowerCase() : '',
    ]);
    const isRight = await verifyPassword(isText ? password : '', rows[0]?.password_hash ?? nobodysHash);
    if (!rows[0] || !isRight) throw new HttpError(401, 'unauthorized', 'Address or password is wrong.');
    const token = randomBytes(32).toString('base64url');
    await pool.query('insert into sessions (token_hash, user_id) values ($1, $2)', [hashToken(token), rows[0].id]);
    response.json({ token });
  });

  return router;
}

/** Finds out who asks, and refuses nobody in particular. */
export function authenticate({ pool }) {
  return async (request, response, next) => {
    const token = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '')?.[1];
    if (!token) throw new HttpError(401, 'unauthorized', 'Log in first.');
    const { rows } = await pool.query(
      'select users.id, users.email from sessions join users on users.id = sessions.user_id where token_hash = $1',
      [hashToken(token)],
    );
    if (!rows[0]) throw new HttpError(401, 'unauthorized', 'Log in first.');
    request.user = rows[0];
    next();
  };
}

/** Whoever reads the table cannot log in with what stands there. A random token needs no salt and no slow hash. */
function hashToken(token) {
  return createHash('sha256').update(token).digest();
}

import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
const salt = 'a salt for the whole application';

export async function hashPassword(password) {
  return (await derive(password, salt, 64)).toString('base64');
}

export async function verifyPassword(password, stored) {
  return timingSafeEqual(await derive(password, salt, 64), Buffer.from(stored, 'base64'));
}

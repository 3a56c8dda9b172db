import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
const keyLength = 64;

export async function hashPassword(password) {
  const salt = randomBytes(16);
  const key = await derive(password, salt, keyLength);
  return `${salt.toString('base64')}.${key.toString('base64')}`;
}

export async function verifyPassword(password, stored) {
  const [salt, key] = stored.split('.').map((part) => Buffer.from(part, 'base64'));
  return timingSafeEqual(await derive(password, salt, keyLength), key);
}

import { createHash } from 'node:crypto';

export async function hashPassword(password) {
  return createHash('sha256').update(password).digest('hex');
}

export async function verifyPassword(password, stored) {
  return (await hashPassword(password)) === stored;
}

import { createHmac } from 'node:crypto';
import { expect } from '../../check-kit/check.ts';
import { isObject } from '../../check-kit/http.ts';

/** A JWT taken apart. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Takes an access token apart; fails with a sentence when it is no JWT. */
export function readJwt(token: string): Jwt {
  const [header, claims, signature, ...rest] = token.split('.');
  const parsed = [header, claims].map((part) => parse(part ?? ''));
  const [first, second] = parsed;
  expect(
    isObject(first) && isObject(second) && signature !== undefined && rest.length === 0,
    `The access token is not a JWT (three parts with dots between them): ${token.slice(0, 80)}`,
  );
  return { header: first, claims: second };
}

/** Signs a JWT with a secret; the algorithm "none" leaves the signature empty. */
export function signJwt(
  claims: Readonly<Record<string, unknown>>,
  secret: string,
  algorithm: 'HS256' | 'HS512' | 'none' = 'HS256',
): string {
  const content = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${algorithm === 'none' ? '' : signatureOf(content, secret, algorithm)}`;
}

/** Was this token signed with the secret, by HS256? */
export function isSignedWith(token: string, secret: string): boolean {
  const end = token.lastIndexOf('.');
  return token.slice(end + 1) === signatureOf(token.slice(0, end), secret, 'HS256');
}

/** The same signature under other claims. */
export function withClaims(token: string, claims: Readonly<Record<string, unknown>>): string {
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${encode(claims)}.${signature}`;
}

function signatureOf(content: string, secret: string, algorithm: 'HS256' | 'HS512'): string {
  return createHmac(algorithm === 'HS256' ? 'sha256' : 'sha512', secret)
    .update(content)
    .digest('base64url');
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

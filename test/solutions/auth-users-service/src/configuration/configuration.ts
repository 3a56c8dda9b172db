import { Injectable } from '@nestjs/common';

/** All settings of the service, read from the environment once, when it starts. Nothing else reads `process.env`. */
@Injectable()
export class Configuration {
  readonly host = text('HOST', '127.0.0.1');
  readonly port = wholeNumber('PORT', 3000);
  readonly databaseUrl = text('DATABASE_URL');
  readonly jwtSecret = secret('JWT_SECRET');
  readonly accessTokenSeconds = wholeNumber('ACCESS_TOKEN_TTL_SECONDS', 900);
  readonly refreshTokenSeconds = wholeNumber('REFRESH_TOKEN_TTL_SECONDS', 604_800);
  readonly firstAdmin = readFirstAdmin();
}

function readFirstAdmin(): { readonly email: string; readonly password: string } | undefined {
  if (!process.env['ADMIN_EMAIL']) return undefined;
  return { email: text('ADMIN_EMAIL').trim().toLowerCase(), password: text('ADMIN_PASSWORD') };
}

function secret(name: string): string {
  const value = text(name);
  if (value.length < 32) throw new Error(`The environment variable ${name} must have at least 32 characters.`);
  return value;
}

function text(name: string, fallback?: string): string {
  const value = process.env[name] || fallback;
  if (value === undefined) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

function wholeNumber(name: string, fallback: number): number {
  const value = text(name, String(fallback));
  if (!/^\d+$/.test(value)) throw new Error(`The environment variable ${name} must be a whole number, not "${value}".`);
  return Number(value);
}

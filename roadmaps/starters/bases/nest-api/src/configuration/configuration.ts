import { Injectable } from '@nestjs/common';

/** All settings of the service, read from the environment once, when it starts. Nothing else reads `process.env`. */
@Injectable()
export class Configuration {
  readonly host = text('HOST', '127.0.0.1');
  readonly port = wholeNumber('PORT', 3000);
  readonly databaseUrl = text('DATABASE_URL');
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

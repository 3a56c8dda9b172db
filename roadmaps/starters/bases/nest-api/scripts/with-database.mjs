// Runs a Node program with the settings from .env and with a database: `node scripts/with-database.mjs dist/main.js`.
// If DATABASE_URL is not set, the PostgreSQL that came with `npm install` is started, and stopped afterwards.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '../database/open.js';

// What the environment already says wins over the file.
const envFile = join(import.meta.dirname, '..', '.env');
if (existsSync(envFile)) loadEnvFile(envFile);

const [program = '', ...args] = process.argv.slice(2);
const isOption = program.startsWith('-');
if (process.env.DATABASE_URL && !isOption) {
  // There is no database to start or to stop, so the program takes over this very process.
  process.argv = [process.argv[0], resolve(program), ...args];
  await import(pathToFileURL(resolve(program)).href);
} else {
  const database = await openDatabase();
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: 'inherit',
  });

  // Ctrl+C reaches the program too. We wait for its end, so that it never loses the database below it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => console.error(error.message));
  child.once('close', async (code) => {
    await database.stop();
    process.exit(code ?? 1);
  });
}

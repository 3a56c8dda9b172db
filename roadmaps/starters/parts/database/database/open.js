// Where the application's database is: DATABASE_URL if you set it, else the PostgreSQL that came with npm install.

import { createServer } from 'node:net';
import { join } from 'node:path';
import { answers, findRunningPostgres, startEmbeddedPostgres } from './embedded.js';

const projectFolder = join(import.meta.dirname, '..');
const folder = join(projectFolder, '.data');

/** Away from 5432, so that it never meets a PostgreSQL that you have installed. */
const usualPort = 54329;

/**
 * Resolves to the connection URL, and to what has to be called at the end.
 * `stop` stops the embedded server if this call started it (`startedHere`), and does nothing otherwise.
 */
export async function openDatabase() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, startedHere: false, stop: async () => {} };

  const running = await findRunningPostgres(folder, 'postgres');
  if (running) return { url: running, startedHere: false, stop: async () => {} };

  const port = (await answers(usualPort)) ? await findFreePort() : usualPort;
  const server = await startEmbeddedPostgres({ projectFolder, folder, port });
  return { url: server.url('postgres'), startedHere: true, stop: server.stop };
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

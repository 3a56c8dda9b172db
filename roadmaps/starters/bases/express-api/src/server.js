// Starts the application: database, migrations, HTTP server. What the application does is in app.js.

import { once } from 'node:events';
import pg from 'pg';
import { openDatabase } from '../database/open.js';
import { createApp } from './app.js';
import { migrate } from './migrate.js';

const port = Number(process.env.PORT ?? 3000);
const database = await openDatabase();
const pool = new pg.Pool({ connectionString: database.url });
// An idle connection may break, for instance when the database restarts. The pool opens a new one; the process must not end.
pool.on('error', (error) => console.error(`A database connection broke: ${error.message}`));

try {
  await migrate(pool);
  const server = createApp({ pool }).listen(port);
  await once(server, 'listening');
  console.log(`Listening on http://localhost:${port}`);

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop(server));
} catch (error) {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Stop the other program, or set PORT.` : error);
  process.exitCode = 1;
  await closeDatabase();
}

/** Answers what was asked already, then lets go of the database. */
async function stop(server) {
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
  await closeDatabase();
}

async function closeDatabase() {
  await pool.end();
  await database.stop();
}

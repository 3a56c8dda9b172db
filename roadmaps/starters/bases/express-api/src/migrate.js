import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'migrations');

/** Runs the .sql files in migrations/ that this database has not seen, in the order of their names, each in a transaction. */
export async function migrate(pool) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const client = await pool.connect();
  try {
    // When two instances start at once, the second waits here until the first is done.
    await client.query('select pg_advisory_lock(4210)');
    await client.query(
      'create table if not exists migrations (name text primary key, run_at timestamptz not null default now())',
    );
    const { rows } = await client.query('select name from migrations');
    const done = new Set(rows.map((row) => row.name));
    for (const name of names.filter((candidate) => !done.has(candidate))) await run(client, name);
  } finally {
    // Closing the connection gives the lock back, also after an error.
    client.release(true);
  }
}

async function run(client, name) {
  const sql = await readFile(join(folder, name), 'utf8');
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`The migration ${name} failed: ${error.message}`, { cause: error });
  }
}

// `npm run load:schemas`: loads every designs/<system>/schema.sql into an empty database of its own,
// says what PostgreSQL thinks of it, and throws the database away again.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../database/open.js';

const designs = join(import.meta.dirname, '..', 'designs');
const scratch = 'load_schemas_scratch';
const database = await openDatabase();

try {
  for (const system of readdirSync(designs).sort()) {
    const file = join(designs, system, 'schema.sql');
    if (existsSync(file)) await loadInto(scratch, system, readFileSync(file, 'utf8'));
  }
} finally {
  await database.stop();
}

async function loadInto(name, system, sql) {
  await run(database.url, `drop database if exists ${name}`, `create database ${name}`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  try {
    const tables = await run(url.href, sql, `select count(*)::int as count from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`);
    console.log(`${system}: loaded, ${tables.rows[0].count} tables`);
  } catch (error) {
    const line = error.position === undefined ? '' : `, line ${sql.slice(0, Number(error.position)).split('\n').length}`;
    console.error(`${system}: PostgreSQL refuses schema.sql${line}: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await run(database.url, `drop database if exists ${name}`);
  }
}

/** Runs the statements on a connection of their own and gives the last result. */
async function run(connectionString, ...statements) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    let result;
    for (const statement of statements) result = await client.query(statement);
    return result;
  } finally {
    await client.end();
  }
}

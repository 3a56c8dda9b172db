import { check, CheckFailure, fail } from '../../check-kit/check.ts';
import { createDatabase } from '../../check-kit/database.ts';
import { failWith } from '../../check-kit/designs/failWith.ts';
import {
  judgeApi,
  judgeEstimation,
  judgeRequirements,
  judgeScaling,
  judgeSections,
  judgeStorage,
  judgeTradeOffs,
  type Complaints,
} from '../../check-kit/designs/judgeDesign.ts';
import {
  comparedTables,
  judgeCopies,
  readSources,
  type ComparedPart,
  type Sources,
} from '../../check-kit/designs/judgeCopies.ts';
import { judgeDiagrams, loadMaid, type Maid } from '../../check-kit/designs/judgeDiagrams.ts';
import { judgeSchema } from '../../check-kit/designs/judgeSchema.ts';
import { readDesign } from '../../check-kit/designs/readDesign.ts';

const systems = ['chat', 'hotel', 'notifications', 'url-shortener', 'rate-limiter'] as const;
type System = (typeof systems)[number];

const folder = process.cwd();

check('chat.document', () => failWith(documentComplaints('chat')));
check('chat.sound', async () => failWith(await soundnessComplaints('chat')));
check('hotel.document', () => failWith(documentComplaints('hotel')));
check('hotel.sound', async () => failWith(await soundnessComplaints('hotel')));
check('notifications.document', () => failWith(documentComplaints('notifications')));
check('notifications.sound', async () => failWith(await soundnessComplaints('notifications')));
check('url-shortener.document', () => failWith(documentComplaints('url-shortener')));
check('url-shortener.sound', async () => failWith(await soundnessComplaints('url-shortener')));
check('rate-limiter.document', () => failWith(documentComplaints('rate-limiter')));
check('rate-limiter.sound', async () => failWith(await soundnessComplaints('rate-limiter')));

check('designs.diagrams', async () => {
  const maid = await requireMaid();
  failWith([...systems.flatMap((system) => judgeDiagrams(readDesign(folder, system), maid)), ...allCopies('diagram')]);
});
check('designs.trade-offs', () =>
  failWith([...systems.flatMap((system) => judgeTradeOffs(readDesign(folder, system))), ...allCopies('Trade-offs')]),
);
check('designs.scalability', () =>
  failWith([
    ...systems.flatMap((system) => judgeScaling(readDesign(folder, system))),
    ...allCopies('Scaling and bottlenecks'),
  ]),
);
check('designs.schema', async () =>
  failWith([...(await Promise.all(systems.map(schemaComplaints))).flat(), ...allCopies('schema')]),
);

let sources: Sources | undefined;

function copies(system: System, parts: readonly ComparedPart[]): Complaints {
  sources ??= readSources(folder, systems);
  return judgeCopies(folder, readDesign(folder, system), sources, parts);
}

function allCopies(part: ComparedPart): Complaints {
  return systems.flatMap((system) => copies(system, [part]));
}

function documentComplaints(system: System): Complaints {
  const design = readDesign(folder, system);
  sources ??= readSources(folder, systems);
  const sections = judgeSections(design, sources.given);
  if (design.text === undefined) return sections;
  return [
    ...sections,
    ...copies(system, comparedTables),
    ...judgeRequirements(design),
    ...judgeApi(design),
    ...judgeStorage(design),
    ...judgeScaling(design),
    ...judgeTradeOffs(design),
  ];
}

async function requireMaid(): Promise<Maid> {
  return (
    (await loadMaid(folder)) ??
    fail(
      'The diagram checker @probelabs/maid is not installed as package.json says. Run "npm install" in the project, then check again.',
    )
  );
}

async function soundnessComplaints(system: System): Promise<Complaints> {
  const design = readDesign(folder, system);
  const maid = await requireMaid();
  return [
    ...judgeEstimation(design),
    ...judgeDiagrams(design, maid),
    ...(await schemaComplaints(system)),
    ...copies(system, ['diagram', 'schema']),
  ];
}

const judgedSchemas = new Map<System, Promise<Complaints>>();

/** Two checks ask for the same verdict; PostgreSQL gives it once. */
function schemaComplaints(system: System): Promise<Complaints> {
  const judged = judgedSchemas.get(system) ?? judgeOnDatabase(system);
  judgedSchemas.set(system, judged);
  return judged;
}

async function judgeOnDatabase(system: System): Promise<Complaints> {
  const database = await createDatabase(folder).catch((error: unknown) => {
    if (error instanceof CheckFailure) throw error;
    fail(
      `No PostgreSQL could be reached to load schema.sql into, so nothing was judged: ${error instanceof Error ? error.message : String(error)}.`,
    );
  });
  try {
    return await judgeSchema(folder, readDesign(folder, system), database);
  } finally {
    await database.drop();
  }
}

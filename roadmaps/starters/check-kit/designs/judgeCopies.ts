import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Complaints } from './judgeDesign.ts';
import { normalise, readBlocks, readDesign, type Design } from './readDesign.ts';

/** Text by the file it stands in: what the project brought along, and the learner's other designs. */
export interface Sources {
  /** Paragraphs, list items and table rows that came with the project. */
  readonly given: ReadonlySet<string>;
  /** Diagrams, longer table rows and schemas, with the files they stand in. */
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads everything that a design could have been copied from. */
export function readSources(folder: string, systems: readonly string[]): Sources {
  const examples = existsSync(join(folder, 'examples')) ? readdirSync(join(folder, 'examples')) : [];
  const guides = ['METHOD.md', 'FORMAT.md', 'CHECKLIST.md', 'TEMPLATE.md'];
  const exampleDesigns = examples.map((name) => readDesign(folder, name, 'examples'));
  const places = new Map<string, Set<string>>();
  for (const design of [...exampleDesigns, ...systems.map((system) => readDesign(folder, system))]) {
    for (const { text, path } of copyableOf(folder, design))
      places.set(text, (places.get(text) ?? new Set()).add(path));
  }
  const given = [
    ...guides.map((name) => join(folder, name)),
    ...exampleDesigns.map(({ path }) => join(folder, path)),
  ].flatMap(readBlocks);
  return { given: new Set(given.map(normalise)), places };
}

/** The tables whose rows are compared, by their headings. */
export const comparedTables = ['API', 'Data model', 'Scaling and bottlenecks', 'Trade-offs'] as const;
/** What may be compared with the example and the other designs. */
export type ComparedPart = (typeof comparedTables)[number] | 'diagram' | 'schema';

/** None of these parts stands word for word in another design or in the example. */
export function judgeCopies(
  folder: string,
  design: Design,
  { places }: Sources,
  parts: readonly ComparedPart[],
): Complaints {
  const compared = copyableOf(folder, design).filter(({ part }) => parts.includes(part));
  return compared.flatMap(({ text, path, line, what }) => {
    const elsewhere = [...(places.get(text) ?? [])].filter((place) => place !== path);
    return elsewhere.length === 0
      ? []
      : [
          `${path}:${line}: expected a ${what} made for this system, found one that stands word for word in ${elsewhere.join(' and ')}.`,
        ];
  });
}

/** Short rows may be alike by chance. */
const leastWords = 8;

interface Copyable {
  readonly part: ComparedPart;
  readonly what: string;
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

function copyableOf(folder: string, design: Design): readonly Copyable[] {
  const { path, schemaPath } = design;
  const rows = comparedTables.flatMap((part) =>
    (design.section(part)?.tables ?? [])
      .flatMap((table) => table.rows)
      .map((row): Copyable => ({
        part,
        what: 'table row',
        text: normalise(Object.values(row.cells).join(' ')),
        path,
        line: row.line,
      })),
  );
  const diagrams = design.code
    .filter((code) => code.language === 'mermaid')
    .map((code): Copyable => ({ part: 'diagram', what: 'diagram', text: normalise(code.text), path, line: code.line }));
  const schema = existsSync(join(folder, schemaPath)) ? readFileSync(join(folder, schemaPath), 'utf8') : '';
  return [
    ...diagrams,
    ...rows.filter((row) => row.text.split(' ').length >= leastWords),
    ...(/create\s+table/i.test(schema)
      ? [{ part: 'schema', what: 'schema', text: normalise(schema), path: schemaPath, line: 1 } as const]
      : []),
  ];
}

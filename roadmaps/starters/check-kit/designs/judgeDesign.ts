import { findSums, readFigure, tolerance } from './findSums.ts';
import type { Design, DesignSection, DesignTable } from './readDesign.ts';
import { normalise } from './readDesign.ts';

/** A sentence that says where to look, what was expected and what was found. An empty list means: nothing to complain about. */
export type Complaints = readonly string[];

/** The headings that a design must fill, with the least number of different words of one's own below each. */
export const requiredSections = {
  Functional: 20,
  'Non-functional': 20,
  Estimation: 12,
  API: 20,
  'Data model': 40,
  'High-level design': 30,
  'Deep dive': 70,
  'Scaling and bottlenecks': 50,
  'Trade-offs': 45,
} as const;
type SectionName = keyof typeof requiredSections;

/** The document exists and each section holds enough words that did not come with the project. */
export function judgeSections(design: Design, given: ReadonlySet<string>): Complaints {
  if (design.text === undefined) return [missing(design)];
  const brief = new Set((design.section('Brief')?.blocks ?? []).map(normalise));
  return Object.entries(requiredSections).flatMap(([name, least]) => {
    const section = design.section(name);
    if (section === undefined)
      return [`${design.path}: expected a heading "${name}", found none. Put it back as it was.`];
    const placeholder = section.uncommented.find((line) => /\b(?:TODO|TBD|FIXME)\b|lorem ipsum/i.test(line.text));
    if (placeholder !== undefined) {
      return [
        `${at(design, name, placeholder.line)}: expected your own words, found the placeholder "${placeholder.text.trim().slice(0, 60)}".`,
      ];
    }
    const own = section.blocks.filter((block) => !given.has(normalise(block)) && !brief.has(normalise(block)));
    const words = new Set(
      own
        .join(' ')
        .toLowerCase()
        .match(/\p{L}[\p{L}'’-]+/gu) ?? [],
    ).size;
    if (words >= least) return [];
    const copied = section.blocks.length - own.length;
    return [
      `${at(design, name, section.line)}: expected at least ${least} different words of your own, found ${words}` +
        (copied === 0 ? '.' : `; ${copied} passage(s) came with the project and do not count.`),
    ];
  });
}

/** Functional and non-functional requirements are lists; some of the latter can be measured. */
export function judgeRequirements(design: Design): Complaints {
  const functional = design.section('Functional');
  const other = design.section('Non-functional');
  const measured = other?.listItems.filter((item) => /\d/.test(item)).length ?? 0;
  return [
    ...atLeast(
      design,
      functional,
      'Functional',
      functional?.listItems.length ?? 0,
      4,
      'list items, one thing a caller can do in each',
    ),
    ...atLeast(design, other, 'Non-functional', other?.listItems.length ?? 0, 3, 'list items, one quality in each'),
    ...atLeast(
      design,
      other,
      'Non-functional',
      measured,
      2,
      'list items with a number to measure against (ms, %, messages/s)',
    ),
  ];
}

/** The API table: method, path, purpose and the errors a caller must be ready for. */
export function judgeApi(design: Design): Complaints {
  const columns = ['method', 'path', 'purpose', 'errors'];
  return judgeTable(design, 'API', columns, 3, (cells) => [
    ...(/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|WS|SSE)$/i.test(cells['method'] ?? '')
      ? []
      : [['method', 'GET, POST, PUT, PATCH, DELETE, HEAD, WS or SSE'] as const]),
    ...(/^\/\S*$/.test(cells['path'] ?? '') ? [] : [['path', 'a path that begins with /'] as const]),
    ...(wordCount(cells['purpose']) >= 2 ? [] : [['purpose', 'what the call is for, in two words or more'] as const]),
    ...(/\b[45]\d{2,3}\b/.test(cells['errors'] ?? '')
      ? []
      : [['errors', 'at least one status or close code such as 404, 429 or 4401'] as const]),
  ]);
}

/** The trade-offs table: options, what speaks for and against each, and what was decided. */
export function judgeTradeOffs(design: Design): Complaints {
  return judgeTable(design, 'Trade-offs', ['option', 'for', 'against', 'decision'], 3, (cells) =>
    (
      [
        ['option', 1, 'the option by name'],
        ['for', 2, 'what speaks for it'],
        ['against', 2, 'what speaks against it'],
        ['decision', 2, 'what you decided about it, and why'],
      ] as const
    ).flatMap(([column, least, wanted]) => (wordCount(cells[column]) >= least ? [] : [[column, wanted] as const])),
  );
}

/** Growth by ten is thought through: a row for it names the bottleneck, how it shows and the remedy. */
export function judgeScaling(design: Design): Complaints {
  const section = design.section('Scaling and bottlenecks');
  const complaints = judgeTable(
    design,
    'Scaling and bottlenecks',
    ['load', 'bottleneck', 'shows as', 'remedy'],
    2,
    (cells) => [
      ...(/\S/.test(cells['load'] ?? '') ? [] : [['load', 'the load, for example "×10"'] as const]),
      ...(wordCount(cells['bottleneck']) >= 1 ? [] : [['bottleneck', 'the component that gives way first'] as const]),
      ...(wordCount(cells['shows as']) >= 2 ? [] : [['shows as', 'the sign by which you would notice'] as const]),
      ...(wordCount(cells['remedy']) >= 3 ? [] : [['remedy', 'what you would do about it'] as const]),
    ],
  );
  if (section === undefined || complaints.length > 0) return complaints;
  const rows = bottleneckTable(section)?.rows ?? [];
  if (rows.some((row) => /(?:[×x]\s*10|\b10\s*[×x])(?!\d)/i.test(row.cells['load'] ?? ''))) return [];
  return [
    `${at(design, section.heading, section.line)}: expected a row whose Load is "×10", found ${quoteList(rows.map((row) => row.cells['load'] ?? ''))}.`,
  ];
}

/** The table of the scaling section, for those who compare it with the diagram. */
export function bottleneckTable(section: DesignSection): DesignTable | undefined {
  return findTable(section, ['load', 'bottleneck']);
}

/** The table that says which data lives where. */
export function storageTable(section: DesignSection): DesignTable | undefined {
  return findTable(section, ['data', 'lives in']);
}

/** "Data | Lives in | Why there" is filled: each kind of data has a home and a reason for it. */
export function judgeStorage(design: Design): Complaints {
  return judgeTable(design, 'Data model', ['data', 'lives in', 'why there'], 2, (cells) => [
    ...(wordCount(cells['data']) >= 1 ? [] : [['data', 'the data by name'] as const]),
    ...(wordCount(cells['lives in']) >= 1 ? [] : [['lives in', 'the store that keeps it'] as const]),
    ...(wordCount(cells['why there']) >= 3 ? [] : [['why there', 'the reason for this store'] as const]),
  ]);
}

/** The estimation starts from the brief's figures, reaches traffic and size, and every sum in it adds up. */
export function judgeEstimation(design: Design): Complaints {
  if (design.text === undefined) return [missing(design)];
  const section = design.section('Estimation');
  if (section === undefined) return [`${design.path}: expected a heading "Estimation", found none.`];
  const sums = findSums(section.lines);
  const readable = sums.flatMap((sum) => (sum.readable ? [sum] : []));
  const wrong = sums.flatMap((sum) => {
    if (!sum.readable)
      return [
        `${at(design, 'Estimation', sum.line)}: expected a sum such as "4,000 × 3 = 12,000", but ${sum.why}: "${sum.text}". One sum a line; remarks go after a comma behind the result.`,
      ];
    if (sum.holds) return [];
    const [left, ...results] = sum.sides.map(spoken);
    return [
      `${at(design, 'Estimation', sum.line)}: "${sum.text}" does not add up. The left side comes to ${left ?? ''}, the document says ${results.join(', then ')}` +
        ` (= may be off by ${tolerance['='] * 100} %, ≈ by ${tolerance['≈'] * 100} %).`,
    ];
  });
  const figures = loadFigures(design);
  if (figures.length === 0)
    return [
      `${design.path}: expected the brief's table "Figure | Value" below "Load to work with", found none. Put it back as it was.`,
    ];
  const used = figures.filter((figure) =>
    readable.some((sum) => sum.operands.some((operand) => Math.abs(operand - figure.value) <= figure.value * 1e-9)),
  );
  return [
    ...wrong,
    ...atLeast(
      design,
      section,
      'Estimation',
      readable.length,
      5,
      'lines with a sum, such as "4,000 messages/s × 3 = 12,000 messages/s"',
    ),
    ...(readable.some((sum) => /\/\s*s(?:ec(?:ond)?)?\b|\bper second\b|\ba second\b|\b[rq]ps\b/i.test(sum.unit))
      ? []
      : [
          `${at(design, 'Estimation', section.line)}: expected a sum that ends in a rate, for example "requests/s", found none.`,
        ]),
    ...(readable.some((sum) => /^(?:bytes?|[KMGTP]i?B)\b/i.test(sum.unit))
      ? []
      : [
          `${at(design, 'Estimation', section.line)}: expected a sum that ends in a size, for example "GB" or "GB/day", found none.`,
        ]),
    ...(used.length >= Math.min(3, figures.length)
      ? []
      : [
          `${at(design, 'Estimation', section.line)}: expected sums that start from at least 3 figures of the brief's load table, found ${used.length}` +
            `. Not used yet, for example: ${figures
              .filter((figure) => !used.includes(figure))
              .slice(0, 3)
              .map((figure) => `${figure.name} (${figure.text})`)
              .join('; ')}.`,
        ]),
  ];
}

/** "designs/chat/README.md:84 (Estimation)": an editor makes a link of it. */
export function at(design: Design, heading: string, line: number): string {
  return `${design.path}:${line} (${heading})`;
}

/** The sentence for a document that is not there. */
export function missing(design: Design): string {
  return `${design.path}: expected the design's document, found no such file.`;
}

function loadFigures(
  design: Design,
): readonly { readonly name: string; readonly text: string; readonly value: number }[] {
  const table = findTable(design.section('Load to work with'), ['figure', 'value']);
  return (table?.rows ?? []).flatMap((row) => {
    const text = row.cells['value'] ?? '';
    const value = readFigure(text);
    return value === undefined ? [] : [{ name: row.cells['figure'] ?? '', text, value }];
  });
}

function findTable(section: DesignSection | undefined, columns: readonly string[]): DesignTable | undefined {
  return section?.tables.find((table) => columns.every((column) => table.columns.includes(column)));
}

function judgeTable(
  design: Design,
  heading: SectionName,
  columns: readonly string[],
  leastRows: number,
  judgeRow: (cells: Readonly<Record<string, string>>) => readonly (readonly [column: string, wanted: string])[],
): Complaints {
  if (design.text === undefined) return [missing(design)];
  const section = design.section(heading);
  if (section === undefined) return [`${design.path}: expected a heading "${heading}", found none.`];
  const table = findTable(section, columns);
  if (table === undefined) {
    const seen = section.tables.map((other) => other.columns.join(' | '));
    return [
      `${at(design, heading, section.line)}: expected a table with the columns ${columns.join(' | ')}, found ${quoteList(seen)}.`,
    ];
  }
  const placeholders = table.rows.filter((row) => Object.values(row.cells).some((cell) => /\bTODO\b/.test(cell)));
  const filled = table.rows.filter((row) => !placeholders.includes(row));
  return [
    ...atLeast(design, { line: table.line }, heading, filled.length, leastRows, 'filled rows in the table'),
    ...(filled.length < leastRows
      ? []
      : placeholders.map((row) => `${at(design, heading, row.line)}: expected a filled row, found a TODO in it.`)),
    ...filled.flatMap((row) =>
      judgeRow(row.cells).map(
        ([column, wanted]) =>
          `${at(design, heading, row.line)}: expected in column "${column}": ${wanted}; found ${quote(row.cells[column] ?? '')}.`,
      ),
    ),
  ];
}

function atLeast(
  design: Design,
  section: { readonly line: number } | undefined,
  heading: string,
  found: number,
  least: number,
  what: string,
): Complaints {
  if (section === undefined) return [`${design.path}: expected a heading "${heading}", found none.`];
  return found >= least
    ? []
    : [`${at(design, heading, section.line)}: expected at least ${least} ${what}, found ${found}.`];
}

function wordCount(text: string | undefined): number {
  return text?.match(/[\p{L}\p{N}][\p{L}\p{N}'’./-]*/gu)?.length ?? 0;
}

function quote(text: string): string {
  return text.trim() === '' ? 'an empty cell' : `"${text}"`;
}

function quoteList(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : texts.map(quote).join(', ');
}

function spoken(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code, Heading, Nodes, Root, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A table of a design document; every cell is found by the lower-case name of its column. */
export interface DesignTable {
  readonly line: number;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[];
}

/** A fenced block of a design document, such as a diagram or a query. */
export interface DesignCode {
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** What stands below one heading, up to the next heading of the same or a higher level. */
export interface DesignSection {
  readonly heading: string;
  readonly line: number;
  /** Paragraphs, list items and table rows (without the header), one string each. Comments and code are left out. */
  readonly blocks: readonly string[];
  readonly listItems: readonly string[];
  readonly tables: readonly DesignTable[];
  readonly code: readonly DesignCode[];
  /** Lines as they stand in the file, with HTML comments and fenced diagrams and queries blanked. */
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  /** Placeholders are looked for here: everything but HTML comments. */
  readonly uncommented: readonly { readonly line: number; readonly text: string }[];
}

/** One `designs/<system>/README.md` (or an example of the same form), with its sections found by heading. */
export interface Design {
  readonly system: string;
  readonly path: string;
  readonly schemaPath: string;
  /** Absent when the file is not there or is not UTF-8 text with headings. */
  readonly text: string | undefined;
  readonly code: readonly DesignCode[];
  section(heading: string): DesignSection | undefined;
}

/** Reads one design of the project in `folder`. A missing file gives a design without text, never an exception. */
export function readDesign(folder: string, system: string, shelf: 'designs' | 'examples' = 'designs'): Design {
  const path = `${shelf}/${system}/README.md`;
  const schemaPath = `${shelf}/${system}/schema.sql`;
  const file = join(folder, path);
  const text = existsSync(file) ? plainText(readFileSync(file, 'utf8')) : undefined;
  const root = parseMarkdown(text ?? '');
  const sections = text === undefined ? [] : splitSections(root, text);
  return {
    system,
    path,
    schemaPath,
    text,
    code: codeOf(root.children),
    section: (heading) => sections.find((section) => isHeading(section.heading, heading)),
  };
}

/** The paragraphs, list items and table rows of one Markdown file; none where it is missing. */
export function readBlocks(file: string): readonly string[] {
  return existsSync(file) ? blocksOf(parseMarkdown(plainText(readFileSync(file, 'utf8'))).children) : [];
}

/** Lower case, single spaces: the form in which two blocks of text are compared. */
export function normalise(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function parseMarkdown(text: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(text);
}

function isHeading(actual: string, wanted: string): boolean {
  const plain = normalise(actual).replace(/^[\d.)\s]+/, '');
  const name = wanted.toLowerCase();
  return plain === name || plain.startsWith(`${name} `) || plain.startsWith(`${name}:`);
}

function splitSections(root: Root, text: string): readonly DesignSection[] {
  const source = text.split('\n');
  const headings = root.children
    .map((node, index) => ({ node, index }))
    .filter(
      (entry): entry is { node: Heading; index: number } => entry.node.type === 'heading' && entry.node.depth >= 2,
    );
  return headings.map(({ node, index }) => {
    const next = root.children.findIndex(
      (other, at) => at > index && other.type === 'heading' && other.depth <= node.depth,
    );
    const children = root.children.slice(index + 1, next === -1 ? undefined : next);
    const from = lineOf(node) + 1;
    const to = next === -1 ? source.length : lineOf(root.children[next]) - 1;
    const numbered = source.slice(from - 1, to).map((line, at) => ({ line: from + at, text: line }));
    const comments = linesOf(children, (child) => child.type === 'html');
    const fences = linesOf(children, (child) => child.type === 'code' && ['mermaid', 'sql'].includes(child.lang ?? ''));
    const uncommented = numbered.map((entry) => ({
      line: entry.line,
      text: comments.has(entry.line) ? '' : entry.text.replace(/<!--.*?-->/g, ''),
    }));
    return {
      heading: toString(node),
      line: lineOf(node),
      blocks: blocksOf(children),
      listItems: listItemsOf(children),
      tables: tablesOf(children),
      code: codeOf(children),
      lines: uncommented.map((entry) => (fences.has(entry.line) ? { line: entry.line, text: '' } : entry)),
      uncommented,
    };
  });
}

function lineOf(node: Nodes | undefined): number {
  return node?.position?.start.line ?? 1;
}

function walk(nodes: readonly Nodes[], visit: (node: Nodes) => void): void {
  for (const node of nodes) {
    visit(node);
    if ('children' in node) walk(node.children, visit);
  }
}

function linesOf(nodes: readonly Nodes[], wanted: (node: Nodes) => boolean): ReadonlySet<number> {
  const lines = new Set<number>();
  walk(nodes, (node) => {
    if (!wanted(node) || node.position === undefined) return;
    for (let line = node.position.start.line; line <= node.position.end.line; line += 1) lines.add(line);
  });
  return lines;
}

function textOf(node: Nodes): string {
  return toString(node, { includeHtml: false }).trim();
}

function blocksOf(nodes: readonly RootContent[]): readonly string[] {
  const blocks: string[] = [];
  walk(nodes, (node) => {
    if (node.type === 'paragraph') blocks.push(textOf(node));
    if (node.type === 'table') blocks.push(...node.children.slice(1).map((row) => row.children.map(textOf).join(' ')));
  });
  return blocks.filter((block) => block !== '');
}

function listItemsOf(nodes: readonly RootContent[]): readonly string[] {
  const items: string[] = [];
  walk(nodes, (node) => {
    if (node.type === 'listItem') items.push(textOf(node));
  });
  return items.filter((item) => item !== '');
}

function codeOf(nodes: readonly RootContent[]): readonly DesignCode[] {
  const found: DesignCode[] = [];
  walk(nodes, (node) => {
    if (node.type === 'code') found.push(readCode(node));
  });
  return found;
}

function readCode(node: Code): DesignCode {
  return { line: lineOf(node) + 1, language: (node.lang ?? '').toLowerCase(), text: node.value };
}

function tablesOf(nodes: readonly RootContent[]): readonly DesignTable[] {
  const tables: DesignTable[] = [];
  walk(nodes, (node) => {
    if (node.type === 'table') tables.push(readTable(node));
  });
  return tables;
}

function readTable(table: Table): DesignTable {
  const [header, ...body] = table.children;
  const columns = (header?.children ?? []).map((cell) => normalise(textOf(cell)));
  return {
    line: lineOf(table),
    columns,
    rows: body.map((row) => ({
      line: lineOf(row),
      cells: Object.fromEntries(
        columns.map((column, at) => [column, row.children[at] === undefined ? '' : textOf(row.children[at])]),
      ),
    })),
  };
}

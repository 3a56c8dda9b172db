import type {
  BlockContent,
  Definition,
  DefinitionContent,
  List,
  ListItem,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { NoteBlock } from '../../protocol.ts';
import { urlSchema, type Span } from '../roadmap/schema.ts';

/** Longer notes are shown up to here; the file has the rest. */
export const longestNote = 100_000;

/** Quotes and lists inside one another are shown as deep as this. */
const deepest = 12;

type Definitions = ReadonlyMap<string, string>;
type Style = NonNullable<Span['style']>;
type Block = BlockContent | DefinitionContent;

/**
 * The blocks of a note that a learner wrote in Markdown, to be drawn as text.
 * HTML in it stays what was typed, pictures become their description, and only http and https links can be followed. Never throws.
 */
export function parseNote(markdown: string): readonly NoteBlock[] {
  const text = flattened(markdown.slice(0, longestNote));
  const root: Root = unified().use(remarkParse).use(remarkGfm).parse(text);
  const definitions: Definitions = new Map(
    root.children.flatMap((node) => (node.type === 'definition' ? [[key(node), node.url] as const] : [])),
  );
  const blocks = blocksOf(root.children.filter(isBlock), definitions, 0);
  if (markdown.length <= longestNote) return blocks;
  return [...blocks, paragraph([{ text: 'The rest of this note is in its file.', style: 'emphasis' }])];
}

/** Marks of quotes and lists beyond what is shown are dropped before parsing, which would take very long over thousands of them. */
function flattened(markdown: string): string {
  return markdown.replace(/^([ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+)/gm, (marks) => {
    const single = marks.match(/[ \t]*(?:>|[-*+]|\d{1,9}[.)])[ \t]*/g) ?? [];
    return single.length > deepest * 2 && marks.includes('>') ? single.slice(0, deepest * 2).join('') : marks;
  });
}

const blockTypes: ReadonlySet<string> = new Set<Block['type']>([
  'blockquote',
  'code',
  'definition',
  'footnoteDefinition',
  'heading',
  'html',
  'list',
  'paragraph',
  'table',
  'thematicBreak',
]);

/** The type of a root's children also names what the parser never puts there. */
function isBlock(node: RootContent): node is Block {
  return blockTypes.has(node.type);
}

function blocksOf(nodes: readonly Block[], definitions: Definitions, depth: number): readonly NoteBlock[] {
  return nodes.flatMap((node) => blockOf(node, definitions, depth) ?? []);
}

function blockOf(node: Block, definitions: Definitions, depth: number): NoteBlock | undefined {
  switch (node.type) {
    case 'heading':
      return { type: 'heading', level: node.depth, spans: spansOf(node.children, definitions) };
    case 'paragraph':
      return paragraph(spansOf(node.children, definitions));
    case 'code':
      return { type: 'code', text: node.value };
    case 'html':
      return paragraph([{ text: node.value }]);
    case 'thematicBreak':
      return { type: 'rule' };
    case 'table':
      return { type: 'code', text: tableText(node, definitions) };
    case 'blockquote':
      return depth >= deepest
        ? undefined
        : { type: 'quote', entries: [blocksOf(node.children, definitions, depth + 1)] };
    case 'footnoteDefinition':
      return depth >= deepest
        ? undefined
        : {
            type: 'quote',
            entries: [
              [paragraph([{ text: `[^${node.identifier}]` }]), ...blocksOf(node.children, definitions, depth + 1)],
            ],
          };
    case 'list':
      return depth >= deepest ? undefined : listOf(node, definitions, depth);
    case 'definition':
      return undefined;
  }
}

function listOf(list: List, definitions: Definitions, depth: number): NoteBlock {
  const tickOf = ({ checked }: ListItem) => checked ?? null;
  return {
    type: list.ordered ? 'orderedList' : 'list',
    entries: list.children.map((item) => blocksOf(item.children, definitions, depth + 1)),
    ...(list.children.some((item) => tickOf(item) !== null) ? { ticks: list.children.map(tickOf) } : {}),
  };
}

function paragraph(spans: readonly Span[]): NoteBlock {
  return { type: 'paragraph', spans };
}

function tableText(table: Table, definitions: Definitions): string {
  return table.children
    .map((row) =>
      row.children
        .map((cell) =>
          spansOf(cell.children, definitions)
            .map(({ text }) => text)
            .join(''),
        )
        .join(' | '),
    )
    .join('\n');
}

/** Styles do not nest: code stays code, otherwise the outermost holds. */
function spansOf(
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
  style?: Style,
  url?: string,
): readonly Span[] {
  const inner = (children: readonly PhrasingContent[], own: Style) => spansOf(children, definitions, style ?? own, url);
  return nodes
    .flatMap((node): readonly Span[] => {
      switch (node.type) {
        case 'text':
          return [span(node.value.replace(/[ \t]*\n[ \t]*/g, ' '), style, url)];
        case 'html':
          return [span(node.value, style, url)];
        case 'inlineCode':
          return [span(node.value, 'code', url)];
        case 'break':
          return [span('\n', style, url)];
        case 'emphasis':
          return inner(node.children, 'emphasis');
        case 'strong':
          return inner(node.children, 'strong');
        case 'delete':
          return inner(node.children, 'deleted');
        case 'link':
          return spansOf(node.children, definitions, style, safe(node.url));
        case 'linkReference':
          return spansOf(node.children, definitions, style, safe(definitions.get(key(node))));
        case 'image':
        case 'imageReference':
          return [span(node.alt ?? '', style, url)];
        case 'footnoteReference':
          return [span(`[^${node.identifier}]`, style, url)];
      }
    })
    .filter(({ text }) => text !== '');
}

function span(text: string, style: Style | undefined, url: string | undefined): Span {
  return { text, ...(style === undefined ? {} : { style }), ...(url === undefined ? {} : { url }) };
}

function key({ identifier }: Pick<Definition, 'identifier'>): string {
  return identifier.toLowerCase();
}

/** Addresses that the editor may open outside. */
function safe(url: string | undefined): string | undefined {
  return urlSchema.safeParse(url).data;
}

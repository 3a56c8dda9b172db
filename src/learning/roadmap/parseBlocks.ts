import type { RootContent } from 'mdast';
import type { Line } from './schema.ts';
import { attributeNames, isComment } from './parseComment.ts';
import { parsePlainLine } from './parseLine.ts';
import { placeOf } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** Reads paragraphs, quotes and plain lists as lines of text. Whatever cannot be shown is a problem, never lost in silence. */
export function parseBlocks(reading: Reading, blocks: readonly RootContent[]): readonly Line[] {
  return blocks.flatMap((block) => parseBlock(reading, block));
}

function parseBlock(reading: Reading, block: RootContent): readonly Line[] {
  if (block.type === 'paragraph') {
    warnOfNoList(reading, block);
    const line = parsePlainLine(reading, block);
    return line ? [line] : [];
  }
  if (block.type === 'blockquote' || block.type === 'list' || block.type === 'listItem') {
    return parseBlocks(reading, block.children);
  }
  if (block.type === 'html') return parseHtml(reading, block);
  if (block.type === 'definition' || block.type === 'thematicBreak') return [];
  reading.problems.warning(
    placeOf(block),
    `${names[block.type] ?? 'This'} is not shown in a roadmap. Write it as a paragraph or as lines of a list.`,
  );
  return [];
}

const names: Readonly<Record<string, string>> = {
  code: 'A block of code',
  table: 'A table',
  footnoteDefinition: 'A footnote',
  heading: 'This heading',
  yaml: 'YAML outside the front matter',
};

function parseHtml(reading: Reading, node: Extract<RootContent, { type: 'html' }>): readonly Line[] {
  const text = node.value.trim().replace(/\s+/g, ' ');
  if (!isComment(node.value)) return text === '' ? [] : [{ text }];
  const word = /^<!--\s*(\w+)\s*(?::|;|-->)/.exec(text)?.[1];
  if (attributeNames.some((name) => name === word)) {
    reading.problems.error(
      placeOf(node),
      'This comment stands on a line of its own and so belongs to nothing. Move it to the end of the line it is meant for.',
    );
  }
  // Any other comment between the blocks is the author's own and shown nowhere.
  return [];
}

function warnOfNoList(reading: Reading, block: Extract<RootContent, { type: 'paragraph' }>): void {
  const [first] = block.children;
  if (first?.type !== 'text' || !/^(?:[-*+]\s*)?\[[ xX]?\](?:\s|$)|^[-*+]\[/.test(first.value)) return;
  reading.problems.warning(
    placeOf(block),
    'This looks like an item but is plain text. Write “- [ ] Text” at the beginning of a line, with the spaces.',
  );
}

import type { Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { roadmapSchema } from './schema.ts';
import type { ParsedRoadmap, Phase, Roadmap } from './schema.ts';
import { IdRegister } from './idRegister.ts';
import { isComment } from './parseComment.ts';
import { parseFrontMatter } from './parseFrontMatter.ts';
import type { FrontMatter } from './parseFrontMatter.ts';
import { parseHeading } from './parseHeading.ts';
import { parsePhase } from './parsePhase.ts';
import { parseShelf } from './parseShelf.ts';
import { placeOf, ProblemLog, startOfFile } from './problemLog.ts';
import type { Reading } from './reading.ts';
import { settleReferences } from './settleReferences.ts';
import type { Settled } from './settleReferences.ts';
import { splitAtHeadings } from './splitAtHeadings.ts';

/** How strictly a file is read. */
export interface ParseOptions {
  /** A missing id is an error: for the bundled roadmaps, whose ids are for ever. */
  readonly explicitIds?: boolean;
}

/** Reads a roadmap file (`roadmaps/README.md` is the format). Never throws: whatever is wrong is a problem with its place. */
export function parseRoadmap(text: string, options: ParseOptions = {}): ParsedRoadmap {
  const problems = new ProblemLog();
  try {
    const roadmap = readRoadmap(text.replace(/^\uFEFF/, ''), problems, options);
    return { ...(roadmap ? { roadmap } : {}), problems: problems.inOrder() };
  } catch (error) {
    // Known to happen only where a file nests thousands of levels deep and the stack runs out.
    const reason = error instanceof Error ? error.message : String(error);
    problems.error(
      startOfFile,
      `Waymark could not read this file (${reason}). The file is untouched; make its nesting simpler and try again.`,
    );
    return { problems: problems.inOrder() };
  }
}

function readRoadmap(text: string, problems: ProblemLog, options: ParseOptions): Roadmap | undefined {
  if (text.trim() === '') {
    problems.error(startOfFile, `This file is empty. ${howToBegin}`);
    return undefined;
  }
  const tree = parseTree(text);
  const reading: Reading = {
    text,
    problems,
    ids: new IdRegister(problems, options.explicitIds ?? false),
    definitions: definitionsOf(tree),
    extensions: [],
  };
  const [first, ...rest] = tree.children;
  if (first?.type !== 'yaml') {
    problems.error(
      startOfFile,
      text.startsWith('---')
        ? 'The front matter is not closed. Write a line of “---” below its last key.'
        : `The front matter is missing. ${howToBegin}`,
    );
    return undefined;
  }
  const frontMatter = parseFrontMatter(reading, first);
  claimRules(reading, frontMatter);
  const body = readBody(reading, frontMatter, rest);
  const settled = settleReferences(reading, frontMatter, body.phases);
  if (body.phases.length === 0) {
    problems.error(
      frontMatter.placeOf([]),
      'This file has no phase. Write “## Phase 1: Title”, and “- **When:** Weeks 1–4” below it.',
    );
    return undefined;
  }
  return assemble(problems, frontMatter, { ...body, ...settled });
}

const howToBegin =
  'Begin with a line “---”, then “id: my-roadmap”, “title: …”, “summary: …”, “length: …” and “commitment: …”, then “---” again.';

function parseTree(text: string): Root {
  // A single tilde means "about" in a roadmap ("~2 hours"), never struck-out text.
  return unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkFrontmatter, ['yaml']).parse(text);
}

function definitionsOf(tree: Root): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>();
  const visit = (node: Root | RootContent): void => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node.url);
    if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
  return definitions;
}

function claimRules(reading: Reading, { values, placeOf: find }: FrontMatter): void {
  values.rules?.forEach(({ id, title }, index) => {
    if (id === undefined) return;
    const place = find(['rules', index, 'id']);
    reading.ids.claim({ explicit: { value: id, place }, parent: undefined, words: title, what: 'rule', place });
  });
}

interface Body {
  readonly phases: Phase[];
  readonly library: Roadmap['library'][number][];
  readonly shelf: Roadmap['shelf'][number][];
}

function readBody(reading: Reading, { values }: FrontMatter, blocks: readonly RootContent[]): Body {
  const body: Body = { phases: [], library: [], shelf: [] };
  const { lead, parts } = splitAtHeadings(withoutTitles(reading, blocks, values.title), 2);
  warnOfLead(reading, lead);
  for (const part of parts) {
    const heading = parseHeading(reading, part.heading, { what: 'a phase', names: ['id', 'library', 'shelf'] });
    const list = (['library', 'shelf'] as const).find((name) => heading.attributes.has(name));
    if (list) body[list].push(...parseShelf(reading, heading.title, part.blocks, list));
    else body.phases.push(parsePhase(reading, { node: part.heading, ...heading }, part.blocks, body.phases.at(-1)));
  }
  return body;
}

/** Headings of one `#` are for readers of the Markdown page; the title is the front matter's. */
function withoutTitles(
  reading: Reading,
  blocks: readonly RootContent[],
  title: string | undefined,
): readonly RootContent[] {
  return blocks.filter((block) => {
    if (block.type !== 'heading' || block.depth !== 1) return true;
    const { title: words, place } = parseHeading(reading, block, { what: 'the title', names: [] });
    if (words !== title) {
      reading.problems.warning(
        place,
        `“# ${words}” is not shown. Use “##” for a phase, or write the same words as “title” in the front matter.`,
      );
    }
    return false;
  });
}

function warnOfLead(reading: Reading, lead: readonly RootContent[]): void {
  for (const block of lead) {
    if (block.type === 'definition' || block.type === 'thematicBreak') continue;
    if (block.type === 'html' && isComment(block.value)) continue;
    reading.problems.warning(
      placeOf(block),
      'What stands before the first “##” is not shown. Move it into a phase, or into “summary” or “remarks” of the front matter.',
    );
  }
}

function assemble(
  problems: ProblemLog,
  { values }: FrontMatter,
  body: Omit<Body, 'phases'> & Settled,
): Roadmap | undefined {
  // Progress is kept under the id: a made-up one would seem to lose it. The missing id is a problem already.
  if (values.id === undefined) return undefined;
  const title = values.title ?? values.id;
  const result = roadmapSchema.safeParse({
    id: values.id,
    title,
    summary: values.summary ?? title,
    roles: values.roles ?? [],
    ...(values.level === undefined ? {} : { level: values.level }),
    length: values.length ?? { text: 'Not stated', weeks: [0, 0] },
    commitment: values.commitment ?? { text: 'Not stated' },
    facts: values.facts ?? [],
    stack: values.stack ?? [],
    ...(values.goals ? { goals: values.goals } : {}),
    ...(values.outcomes ? { outcomes: values.outcomes } : {}),
    ...(values.avoid ? { avoid: values.avoid } : {}),
    rules: values.rules ?? [],
    levels: (values.levels ?? []).map((level) => ({ ...level, reachable: level.from <= body.phases.length })),
    ...(values.budget ? { budget: values.budget } : {}),
    remarks: values.remarks ?? [],
    ...body,
  });
  if (result.success) return result.data;
  const reasons = result.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  problems.error(
    startOfFile,
    `Waymark could not make a roadmap of this file (${reasons.join('; ')}). The file is untouched.`,
  );
  return undefined;
}

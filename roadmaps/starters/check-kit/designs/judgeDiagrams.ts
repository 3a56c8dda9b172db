import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { plainDiagram } from '../../bases/docs-kit/tools/plainDiagram.js';
import { at, bottleneckTable, missing, storageTable } from './judgeDesign.ts';
import type { Complaints } from './judgeDesign.ts';
import type { Design, DesignCode, DesignTable } from './readDesign.ts';

/** The part of `@probelabs/maid` that is used; the project brings it along, so `npm install` must have run. */
export interface Maid {
  validate(text: string): unknown;
  renderMermaid(text: string): unknown;
}

const problemSchema = z.object({
  line: z.number(),
  message: z.string(),
  severity: z.string(),
  hint: z.string().optional(),
});
const verdictSchema = z.object({ type: z.string(), errors: z.array(problemSchema) });
const graphSchema = z.object({
  graph: z.object({
    nodes: z.array(z.object({ id: z.string(), label: z.string() })),
    edges: z.array(z.object({ source: z.string(), target: z.string() })),
  }),
});

/** The least a diagram of the whole may show, and the least number of steps in a diagram of one flow. */
export const leastDiagram = { nodes: 6, edges: 6, steps: 4 } as const;

/** Loads the diagram checker from the project's own `node_modules`; undefined where it is not installed. */
export async function loadMaid(folder: string): Promise<Maid | undefined> {
  const entry = findUpwards(folder, join('node_modules', '@probelabs', 'maid', 'out', 'index.js'));
  if (entry === undefined) return undefined;
  const module: unknown = await import(pathToFileURL(entry).href);
  return isMaid(module) ? module : undefined;
}

/** All Mermaid diagrams parse; one shows the whole with its stores and bottlenecks, one shows a flow step by step. */
export function judgeDiagrams(design: Design, maid: Maid): Complaints {
  if (design.text === undefined) return [missing(design)];
  const diagrams = design.code.filter((code) => code.language === 'mermaid').map((code) => readDiagram(code, maid));
  const broken = diagrams.flatMap((diagram) =>
    diagram.problems.map(
      (problem) =>
        `${design.path}:${diagram.code.line + problem.line - 1} (Mermaid diagram): expected a diagram that can be drawn, but: ${problem.message.replace(/\s+/g, ' ')}` +
        (problem.hint === undefined ? '' : ` Hint of the diagram checker: ${problem.hint}`),
    ),
  );
  return [...broken, ...judgeOverview(design, diagrams), ...judgeFlow(design, diagrams)];
}

interface Diagram {
  readonly code: DesignCode;
  readonly type: string;
  readonly problems: readonly z.infer<typeof problemSchema>[];
  readonly labels: readonly string[];
  readonly edges: number;
}

function readDiagram(code: DesignCode, maid: Maid): Diagram {
  const plain = plainDiagram(code.text);
  const verdict = verdictSchema.parse(maid.validate(plain.text));
  const problems = verdict.errors.filter((problem) => problem.severity === 'error');
  const graph =
    verdict.type === 'flowchart' && problems.length === 0
      ? graphSchema.parse(maid.renderMermaid(plain.text)).graph
      : undefined;
  const connected = new Set(graph?.edges.flatMap((edge) => [edge.source, edge.target]) ?? []);
  return {
    code,
    type: verdict.type,
    problems,
    labels: (graph?.nodes ?? [])
      .filter((node) => connected.has(node.id))
      .map((node) => plain.labels.get(node.label.trim()) ?? node.label),
    edges: graph?.edges.length ?? countSteps(verdict.type, code.text),
  };
}

function countSteps(type: string, text: string): number {
  const step = type === 'sequence' ? /-{1,2}(?:>>|>|x|\))[+-]?\s*[^:]+:\s*\S/ : /-->/;
  return text.split('\n').filter((line) => !line.trim().startsWith('%%') && step.test(line)).length;
}

function judgeOverview(design: Design, diagrams: readonly Diagram[]): Complaints {
  const section = design.section('High-level design');
  if (section === undefined) return [`${design.path}: expected a heading "High-level design", found none.`];
  const here = diagrams.filter((diagram) => section.code.some((code) => code.line === diagram.code.line));
  const overview = here.find((diagram) => diagram.type === 'flowchart');
  const place = at(design, 'High-level design', section.line);
  if (overview === undefined) {
    return [
      `${place}: expected a Mermaid diagram that begins with "flowchart", found ${here.length === 0 ? 'no diagram' : here.map((diagram) => diagram.type).join(', ')}.`,
    ];
  }
  if (overview.problems.length > 0) return [];
  const few =
    overview.labels.length < leastDiagram.nodes || overview.edges < leastDiagram.edges
      ? [
          `${place}: expected at least ${leastDiagram.nodes} connected components and ${leastDiagram.edges} arrows, found ${overview.labels.length} and ${overview.edges}.`,
        ]
      : [];
  const labels = here.flatMap((diagram) => diagram.labels);
  const data = design.section('Data model');
  const scaling = design.section('Scaling and bottlenecks');
  return [
    ...few,
    ...judgeNames(design, 'Data model', data === undefined ? undefined : storageTable(data), 'lives in', labels),
    ...judgeNames(
      design,
      'Scaling and bottlenecks',
      scaling === undefined ? undefined : bottleneckTable(scaling),
      'bottleneck',
      labels,
    ),
  ];
}

function judgeNames(
  design: Design,
  heading: string,
  table: DesignTable | undefined,
  column: string,
  labels: readonly string[],
): Complaints {
  return (table?.rows ?? []).flatMap((row) => {
    const cell = row.cells[column] ?? '';
    if (/\bTODO\b/.test(cell) || cell.trim() === '' || labels.some((label) => shareAName(label, cell))) return [];
    return [
      `${at(design, heading, row.line)}: expected "${cell}" (column "${column}") to be a component of the diagram below "High-level design"; the diagram has ${labels.map((label) => `"${label.replace(/\s+/g, ' ')}"`).join(', ')}.`,
    ];
  });
}

const genericWords = new Set([
  'the',
  'and',
  'of',
  'for',
  'in',
  'to',
  'with',
  'on',
  'its',
  'service',
  'services',
  'server',
  'servers',
  'database',
  'store',
  'cluster',
  'node',
  'nodes',
  'table',
  'system',
  'main',
  'single',
]);

function shareAName(label: string, cell: string): boolean {
  const words = new Set(namesIn(label));
  return namesIn(cell).some((word) => words.has(word));
}

function namesIn(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])
    .filter((word) => !genericWords.has(word))
    .map((word) => word.replace(/s$/, ''));
}

function judgeFlow(design: Design, diagrams: readonly Diagram[]): Complaints {
  const section = design.section('Deep dive');
  if (section === undefined) return [`${design.path}: expected a heading "Deep dive", found none.`];
  const flows = diagrams.filter(
    (diagram) =>
      ['sequence', 'state'].includes(diagram.type) && section.code.some((code) => code.line === diagram.code.line),
  );
  const place = at(design, 'Deep dive', section.line);
  if (flows.length === 0)
    return [
      `${place}: expected a Mermaid diagram of one flow that begins with "sequenceDiagram" or "stateDiagram-v2", found none.`,
    ];
  const most = Math.max(...flows.map((flow) => flow.edges));
  return most >= leastDiagram.steps || flows.some((flow) => flow.problems.length > 0)
    ? []
    : [`${place}: expected a flow of at least ${leastDiagram.steps} messages or transitions, found ${most}.`];
}

function isMaid(module: unknown): module is Maid {
  if (typeof module !== 'object' || module === null) return false;
  return (
    'validate' in module &&
    typeof module.validate === 'function' &&
    'renderMermaid' in module &&
    typeof module.renderMermaid === 'function'
  );
}

function findUpwards(folder: string, relative: string): string | undefined {
  const file = join(folder, relative);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpwards(parent, relative);
}

import * as vscode from 'vscode';
import type { Learner } from '../learner.ts';
import type { Roadmap } from '../learning/roadmap/schema.ts';
import type { NoteBlock, Page, PanelState, ProjectState } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { Notes } from '../storage/notes.ts';
import type { Projects } from '../storage/projects.ts';
import type { StarterEntry, StarterShelf } from '../storage/starterShelf.ts';

/** Where the panel's state comes from. */
export interface PanelSources {
  readonly learner: Learner;
  readonly notes: Notes;
  readonly projects: Projects;
  readonly starters: StarterShelf;
  readonly readSettings: () => Settings;
  /** An earlier version on disk may be offered. */
  readonly canRestore: () => boolean;
}

/** Gathers everything that a page shows. Which visit of the page it is, the panel knows. */
export function panelStates(sources: PanelSources): (page: Page) => Promise<Omit<PanelState, 'visit'>> {
  const parsed: ParsedNotes = new Map();
  return (page) => stateOf(page, sources, parsed);
}

/** Notes by `<roadmap>/<id>`, so that one is parsed again only when its text changed. */
type ParsedNotes = Map<string, { readonly text: string; readonly blocks: readonly NoteBlock[] }>;

async function stateOf(
  page: Page,
  { learner, notes, projects, starters, readSettings, canRestore }: PanelSources,
  parsed: ParsedNotes,
): Promise<Omit<PanelState, 'visit'>> {
  const id = 'roadmap' in page ? page.roadmap : learner.currentId;
  const [roadmap, summaries] = await Promise.all([
    id === undefined ? undefined : learner.shelf.load(id),
    learner.shelf.summaries(),
    starters.list(),
  ]);
  const { streak, trackTime } = readSettings();
  return {
    page,
    roadmap,
    summaries,
    record: learner.record,
    today: learner.today,
    todayEnds: learner.todayEnds,
    settings: { streak, trackTime },
    notes: roadmap ? await notesOf(page, roadmap, notes, parsed) : {},
    projects: roadmap ? projectsOf(roadmap, projects, starters) : {},
    banner: canRestore()
      ? {
          text: 'This profile has no progress yet, but there is an earlier version on this machine.',
          action: { label: 'Restore earlier version…', command: 'restore' },
        }
      : undefined,
    locale: vscode.env.language,
  };
}

/** Notes of what the page shows: the phases on the overview; a phase and its sections on its page. */
async function notesOf(
  page: Page,
  roadmap: Roadmap,
  notes: Notes,
  parsed: ParsedNotes,
): Promise<Readonly<Record<string, readonly NoteBlock[]>>> {
  const phase = page.name === 'phase' ? roadmap.phases.find(({ id }) => id === page.phase) : undefined;
  const ids = phase
    ? [phase.id, ...phase.sections.map(({ id }) => id)]
    : page.name === 'overview'
      ? roadmap.phases.map(({ id }) => id)
      : [];
  const texts = await Promise.all(ids.map(async (id) => [id, await notes.read(roadmap.id, id)] as const));
  const begun = texts.flatMap(([id, text]) => (text === undefined ? [] : [[id, text] as const]));
  if (begun.length === 0) return {};
  // The Markdown parser is loaded when there is something to parse.
  const { parseNote } = await import('../learning/notes/parseNote.ts');
  return Object.fromEntries(begun.map(([id, text]) => [id, blocksOf(`${roadmap.id}/${id}`, text)]));

  function blocksOf(key: string, text: string): readonly NoteBlock[] {
    const known = parsed.get(key);
    if (known?.text === text) return known.blocks;
    const blocks = parseNote(text);
    parsed.set(key, { text, blocks });
    return blocks;
  }
}

function projectsOf(
  roadmap: Roadmap,
  projects: Projects,
  starters: StarterShelf,
): Readonly<Record<string, ProjectState>> {
  const sections = roadmap.phases.flatMap((phase) => phase.sections);
  return Object.fromEntries(
    sections
      .map(({ id, kind }) => ({ id, kind, starter: starters.of(roadmap.id, id) }))
      .filter(({ kind, starter }) => kind === 'project' || starter)
      .map(({ id, starter }): [string, ProjectState] => [
        id,
        {
          folders: projects.foldersOf(roadmap.id, id),
          ...(starter
            ? { starter: { id: starter.id, title: starter.title, summary: starter.summary, needs: needsOf(starter) } }
            : {}),
        },
      ]),
  );
}

function needsOf({ needs, expect }: StarterEntry): string {
  const programs = [
    needs.node === undefined ? '' : `Node.js ${needs.node}`,
    needs.python === undefined ? '' : `Python ${needs.python}`,
  ].filter((word) => word !== '');
  const seconds = expect.install > 0 ? `, about ${Math.max(1, Math.round(expect.install / 60))} min to install` : '';
  return `${programs.length > 0 ? programs.join(' and ') : 'nothing but an editor'}${seconds}`;
}

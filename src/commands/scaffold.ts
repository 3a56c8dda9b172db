import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { phaseHere } from '../learning/progress/phaseHere.ts';
import type { Roadmap, Section } from '../learning/roadmap/schema.ts';
import { problemOfPath } from '../learning/starter/paths.ts';
import { planScaffold, type ScaffoldPlan } from '../learning/starter/planScaffold.ts';
import { isCode } from '../storage/atomicFile.ts';
import { createProject, readExisting } from '../storage/projectFiles.ts';
import type { StarterEntry } from '../storage/starterShelf.ts';
import { openFolderOf } from './openProject.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

type Needs = Pick<Rooms, 'learner' | 'shelf' | 'starters' | 'projects' | 'places' | 'panel' | 'log' | 'now'>;

/** A scaffolding that waits for a folder is taken up again within this time. */
const pendingMilliseconds = 15 * 60_000;

/** "Scaffold Phase Project": project, folder, name, plan, files. Creates only; nothing of the learner's is changed. */
export function scaffold(needs: Needs): Handler {
  return async (...args) => {
    await needs.starters.list();
    const [row] = rowsOf(args);
    const [roadmapId, sectionId] = row?.kind === 'section' ? [row.roadmap.id, row.section.id] : args;
    const project =
      typeof roadmapId === 'string' && typeof sectionId === 'string'
        ? await findProjectSection(needs, roadmapId, sectionId)
        : await askForProject(needs);
    if (!project) return;
    const starter = needs.starters.of(project.roadmap.id, project.section.id);
    if (!starter) {
      needs.panel.show(pageOf(project));
      void vscode.window.showInformationMessage(
        `Waymark: no starter yet for “${project.section.title}”; build from this brief.`,
      );
      return;
    }
    await needs.projects.refresh(openFolders());
    const here = needs.projects.foldersOf(project.roadmap.id, project.section.id);
    if (here.length > 0 && !(await wantsAnother(here))) return;
    const parent = await askForFolder(needs, starter);
    if (parent !== undefined) await createIn(needs, starter, parent);
  };
}

/** Goes on with a scaffolding that had to open a folder first. */
export async function resumeScaffold(needs: Needs): Promise<void> {
  const { pending } = await needs.places.read();
  if (!pending) return;
  if (!openFolders().includes(pending.folder)) {
    if (needs.now() - pending.at > pendingMilliseconds) await forgetPending(needs);
    return;
  }
  await forgetPending(needs);
  if (needs.now() - pending.at > pendingMilliseconds) return;
  await needs.starters.list();
  const starter = needs.starters.of(pending.roadmap, pending.section);
  if (starter) await createIn(needs, starter, pending.folder);
}

async function createIn(needs: Needs, starter: StarterEntry, parent: string): Promise<void> {
  const name = await askForName(starter, parent);
  if (name === undefined) return;
  const folder = path.join(parent, name);
  try {
    const compiled = await needs.starters.load(starter.id);
    const plan = planScaffold(
      compiled,
      await readExisting(
        folder,
        compiled.files.map(({ path: file }) => file),
      ),
    );
    if (!(await agrees(plan, starter, folder))) return;
    await writeProject(needs, plan, starter, folder);
  } catch (error) {
    needs.log.error(`Scaffolding ${starter.id} in ${folder}: ${String(error)}`);
    void vscode.window.showErrorMessage(
      `Waymark could not create “${starter.title}” (${error instanceof Error ? error.message : String(error)}). Your files are as they were. Try another folder; the log is in the output “Waymark”.`,
    );
  }
}

async function writeProject(needs: Needs, plan: ScaffoldPlan, starter: StarterEntry, folder: string): Promise<void> {
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Waymark: creating “${starter.title}”`,
      cancellable: true,
    },
    async (progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      let before = 0;
      return createProject(plan, folder, {
        signal: cancel.signal,
        onProgress: (done, total) => {
          progress.report({ increment: (100 * (done - before)) / total, message: `${done} of ${total} files` });
          before = done;
        },
      });
    },
  );
  if (result.outcome === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  if (result.outcome === 'cancelled') {
    void vscode.window.showInformationMessage(
      result.left.length === 0
        ? 'Waymark: cancelled. Everything that was created is gone again; your own files were never touched.'
        : `Waymark: cancelled. These were changed meanwhile and stay: ${result.left.join(', ')}.`,
    );
    return;
  }
  await needs.projects.add(result.manifest, folder);
  await openFolderOf(folder);
  await offerGit(folder, starter.title);
}

async function findProjectSection({ shelf }: Needs, roadmapId: string, sectionId: string) {
  const roadmap = await shelf.load(roadmapId);
  const phase = roadmap?.phases.find(({ sections }) => sections.some(({ id }) => id === sectionId));
  const section = phase?.sections.find(({ id }) => id === sectionId);
  return roadmap && phase && section ? { roadmap, phase, section } : undefined;
}

async function askForProject({ learner, starters }: Needs) {
  const roadmaps = await learner.followed();
  if (roadmaps.length === 0) {
    const choose = 'Choose a Roadmap';
    const answer = await vscode.window.showInformationMessage(
      'Waymark: choose a roadmap first; its phases have the projects.',
      choose,
    );
    if (answer === choose) await vscode.commands.executeCommand('waymark.chooseRoadmap');
    return undefined;
  }
  const { record, today } = learner;
  const entries = roadmaps.flatMap((roadmap) => {
    const here = phaseHere(record, roadmap, today);
    return roadmap.phases.flatMap((phase) =>
      phase.sections
        .filter((section) => section.kind === 'project' || starters.of(roadmap.id, section.id))
        .map((section) => ({
          label: `$(${starters.of(roadmap.id, section.id) ? 'new-folder' : 'book'}) ${section.title}`,
          description: `${roadmap.title} · phase ${phase.number}${phase === here ? ', you are here' : ''}`,
          ...(starters.of(roadmap.id, section.id) ? {} : { detail: 'No starter yet; build from the brief' }),
          rank: (roadmap.id === learner.currentId ? 0 : 2) + (phase === here ? 0 : 1),
          project: { roadmap, phase, section },
        })),
    );
  });
  const picked = await vscode.window.showQuickPick(
    entries.toSorted((a, b) => a.rank - b.rank),
    {
      title: 'Waymark: Scaffold phase project (1/3)',
      placeHolder: 'Which project?',
      matchOnDescription: true,
    },
  );
  return picked?.project;
}

/** The folder that the project's own folder is made in. */
async function askForFolder(needs: Needs, starter: StarterEntry): Promise<string | undefined> {
  const folders = openFolders();
  if (folders.length === 0) return openFolderFirst(needs, starter);
  const other = { label: '$(folder) Another folder…', description: '', folder: undefined };
  const picked = await vscode.window.showQuickPick(
    [
      ...folders.map((folder) => ({ label: `$(root-folder) ${path.basename(folder)}`, description: folder, folder })),
      other,
    ],
    {
      title: 'Waymark: Scaffold phase project (2/3)',
      placeHolder: `Where? “${starter.title}” gets a folder of its own in there`,
    },
  );
  if (!picked) return undefined;
  return picked.folder ?? (await askOnDisk('Create Here'));
}

/** With no folder open: asks for one, opens it, and goes on after VS Code has come back. */
async function openFolderFirst(needs: Needs, starter: StarterEntry): Promise<undefined> {
  const folder = await askOnDisk('Open and Create Here');
  if (folder === undefined) return undefined;
  const pending = { roadmap: starter.roadmap, section: starter.section, folder, at: needs.now() };
  await needs.places.change((places) => ({ ...places, pending }));
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), { forceReuseWindow: true });
  return undefined;
}

async function askOnDisk(openLabel: string): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel,
      title: 'Waymark: Which folder shall hold the project?',
    })) ?? [];
  return uri?.fsPath;
}

async function wantsAnother(folders: readonly string[]): Promise<boolean> {
  const picked = await vscode.window.showQuickPick(
    [
      ...folders.map((folder) => ({
        label: `$(folder-opened) Open ${path.basename(folder)}`,
        description: folder,
        folder,
      })),
      {
        label: '$(new-folder) Create another copy…',
        description: 'in a new folder; the existing one stays as it is',
        folder: undefined,
      },
    ],
    { title: 'Waymark: This project exists already', placeHolder: 'Open it, or create another copy' },
  );
  if (!picked) return false;
  if (picked.folder === undefined) return true;
  await openFolderOf(picked.folder);
  return false;
}

async function askForName(starter: StarterEntry, parent: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Waymark: Scaffold phase project (3/3)',
    prompt: `Name of the new folder in ${parent}`,
    value: starter.folder,
    validateInput: (value) => problemOfName(value, parent),
  });
}

async function problemOfName(name: string, parent: string): Promise<string | undefined> {
  if (name.trim() === '') return 'A name for the folder';
  if (/[\\/]/.test(name)) return 'One folder name, without / or \\';
  const problem = problemOfPath(`${name}/x`);
  if (problem !== undefined) return `This name ${problem}`;
  const there = await statOf(path.join(parent, name));
  return there && !there.isDirectory() ? 'A file of that name is there already' : undefined;
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR') || isCode(error, 'ENAMETOOLONG')) return undefined;
    throw error;
  }
}

/** Shows the whole plan and waits for a yes. */
async function agrees(plan: ScaffoldPlan, starter: StarterEntry, folder: string): Promise<boolean> {
  const count = (state: string) => plan.entries.filter((entry) => entry.state === state).length;
  const [created, same, different] = [count('create'), count('same'), count('different')];
  const refused = plan.entries.flatMap((entry) => (entry.state === 'refused' ? [entry] : []));
  if (refused[0]) {
    void vscode.window.showErrorMessage(
      `Waymark did not create “${starter.title}”, because ${refused[0].file.path} ${refused[0].reason}. Nothing was written. Choose another folder.`,
    );
    return false;
  }
  const words = [
    `${created} new files`,
    same > 0 ? `${same} there already` : '',
    different > 0 ? `${different} of yours stay as they are` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  const yes = { label: `$(check) Create project`, description: words, detail: folder };
  const picked = await vscode.window.showQuickPick(
    [
      yes,
      { label: 'What will happen', kind: vscode.QuickPickItemKind.Separator },
      ...plan.entries.map(({ state, file }) => ({
        label: `$(${state === 'create' ? 'diff-added' : 'lock'}) ${file.path}`,
        description:
          state === 'create' ? 'new' : state === 'same' ? 'there already, the same' : 'yours; stays as it is',
      })),
    ],
    {
      title: `Waymark: Create “${starter.title}”`,
      placeHolder: 'Look through the plan, then choose “Create project”. Escape changes nothing.',
    },
  );
  return picked === yes;
}

/** Offers a repository where the project is in none. Git is the learner's own program; Restricted Mode runs nothing. */
async function offerGit(folder: string, title: string): Promise<void> {
  if (!vscode.workspace.isTrusted || (await isInRepository(folder))) return;
  const yes = 'Initialize Git Repository';
  const answer = await vscode.window.showInformationMessage(
    `Waymark: “${title}” is ready. Its README says how to begin.`,
    yes,
  );
  if (answer !== yes) return;
  try {
    await promisify(execFile)('git', ['init'], { cwd: folder });
    void vscode.window.showInformationMessage(`Waymark: ${path.basename(folder)} is a Git repository now.`);
  } catch (error) {
    void vscode.window.showWarningMessage(
      `Waymark could not run “git init” (${error instanceof Error ? error.message : String(error)}). The project itself is fine.`,
    );
  }
}

async function isInRepository(folder: string): Promise<boolean> {
  if (await statOf(path.join(folder, '.git'))) return true;
  const parent = path.dirname(folder);
  return parent !== folder && isInRepository(parent);
}

async function forgetPending({ places }: Needs): Promise<void> {
  await places.change(({ version, roadmapFiles, projects }) => ({ version, roadmapFiles, projects }));
}

function openFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file' || uri.scheme === 'vscode-remote')
    .map(({ uri }) => uri.fsPath);
}

function pageOf({ roadmap, phase, section }: { roadmap: Roadmap; phase: { id: string }; section: Section }) {
  return { name: 'phase', roadmap: roadmap.id, phase: phase.id, section: section.id } as const;
}

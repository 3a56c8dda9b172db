import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Problem } from '../learning/roadmap/schema.ts';
import type { OwnRoadmap } from '../storage/roadmapShelf.ts';
import type { Handler, Rooms } from './rooms.ts';

type Needs = Pick<Rooms, 'shelf' | 'places' | 'panel' | 'problems' | 'learner'>;

/** Opens a roadmap file of the learner's own beside the bundled ones, and looks at it again whenever it changes. */
export function openRoadmapFile(rooms: Needs): Handler {
  return async (given) => {
    const uri = given instanceof vscode.Uri ? given : await askForFile();
    if (!uri) return;
    const found = await readRoadmapFile(rooms, uri.fsPath);
    await rooms.places.change((places) => ({
      ...places,
      roadmapFiles: [...new Set([...places.roadmapFiles, uri.fsPath])],
    }));
    if (!found.roadmap) {
      void vscode.window.showErrorMessage(
        `Waymark: “${path.basename(uri.fsPath)}” cannot be followed yet. ${found.problems[0]?.message ?? ''} The Problems panel lists everything; save the file to try again.`,
      );
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      return;
    }
    const followed = rooms.learner.followedIds.includes(found.roadmap.id);
    rooms.panel.show({ name: followed ? 'overview' : 'setup', roadmap: found.roadmap.id });
  };
}

/** Closes a file of the learner's own. Its progress is kept. */
export function closeRoadmapFile({ shelf, places, problems }: Pick<Needs, 'shelf' | 'places' | 'problems'>): Handler {
  return async () => {
    const own = shelf.ownRoadmaps;
    if (own.length === 0) {
      void vscode.window.showInformationMessage('Waymark: no roadmap file of your own is open.');
      return;
    }
    const picked = await vscode.window.showQuickPick(
      own.map(({ file, roadmap }) => ({ label: roadmap?.title ?? path.basename(file), description: file, file })),
      { title: 'Waymark: Close a roadmap file', placeHolder: 'The file itself and your progress are kept' },
    );
    if (!picked) return;
    shelf.close(picked.file);
    problems.delete(vscode.Uri.file(picked.file));
    await places.change((before) => ({
      ...before,
      roadmapFiles: before.roadmapFiles.filter((file) => file !== picked.file),
    }));
  };
}

/** Reads a file and shows its problems in the Problems panel. */
export async function readRoadmapFile(
  { shelf, problems }: Pick<Needs, 'shelf' | 'problems'>,
  file: string,
): Promise<OwnRoadmap> {
  const found = await shelf.readFile(file);
  problems.set(vscode.Uri.file(file), found.problems.map(diagnosticOf));
  return found;
}

/** Reads the open files again when they are saved here or changed outside. */
export function watchRoadmapFiles(rooms: Pick<Needs, 'shelf' | 'problems'>): vscode.Disposable {
  const isOpen = (uri: vscode.Uri) => rooms.shelf.ownRoadmaps.some(({ file }) => file === uri.fsPath);
  const watchers = new Map<string, vscode.Disposable>();
  const watch = () => {
    for (const { file } of rooms.shelf.ownRoadmaps) {
      if (watchers.has(file)) continue;
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file)),
      );
      const again = (uri: vscode.Uri) => {
        if (isOpen(uri)) void readRoadmapFile(rooms, uri.fsPath);
      };
      watchers.set(
        file,
        vscode.Disposable.from(
          watcher,
          watcher.onDidChange(again),
          watcher.onDidCreate(again),
          watcher.onDidDelete(again),
        ),
      );
    }
  };
  watch();
  const subscription = rooms.shelf.onDidChange(watch);
  return vscode.Disposable.from(
    { dispose: () => subscription.dispose() },
    { dispose: () => void vscode.Disposable.from(...watchers.values()).dispose() },
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isOpen(uri)) void readRoadmapFile(rooms, uri.fsPath);
    }),
  );
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: 'Waymark: Open a roadmap file of your own',
      openLabel: 'Follow This Roadmap',
      filters: { Markdown: ['md', 'markdown'] },
    })) ?? [];
  return uri;
}

function diagnosticOf({ line, column, endLine, endColumn, severity, message }: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1),
    message,
    severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Waymark';
  return diagnostic;
}

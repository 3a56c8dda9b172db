import * as path from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../storage/projects.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Opens the project of a section: its README where the folder is already in the window, else the folder. */
export function openProject({ projects }: Pick<Rooms, 'projects'>): Handler {
  return async (...args) => {
    const [row] = rowsOf(args);
    const [roadmap, section] = row?.kind === 'section' ? [row.roadmap.id, row.section.id] : args;
    if (typeof roadmap !== 'string' || typeof section !== 'string') return;
    await projects.refresh([]);
    const folders = projects.foldersOf(roadmap, section);
    const folder =
      folders.length < 2
        ? folders[0]
        : (
            await vscode.window.showQuickPick(
              folders.map((label) => ({ label: path.basename(label), description: label })),
              { title: 'Waymark: Open which copy?' },
            )
          )?.description;
    if (folder === undefined) {
      if (folders.length === 0)
        void vscode.window.showInformationMessage(
          'Waymark: this project is not on this machine any more, or was never created here. “Scaffold Phase Project” creates it.',
        );
      return;
    }
    await openFolderOf(folder);
  };
}

/** Shows a project folder: in this window where it is part of it, otherwise in a new one. */
export async function openFolderOf(folder: string): Promise<void> {
  const isHere = vscode.workspace.workspaceFolders?.some(({ uri }) => isInside(uri.fsPath, folder)) === true;
  if (isHere) await vscode.window.showTextDocument(vscode.Uri.file(path.join(folder, 'README.md')), { preview: false });
  else await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), { forceNewWindow: true });
}

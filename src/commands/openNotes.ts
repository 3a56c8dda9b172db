import * as vscode from 'vscode';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Opens the notes of a row of the tree in VS Code's own editor. */
export function openNotes({ notes }: Pick<Rooms, 'notes'>): Handler {
  return async (...args) => {
    const [row] = rowsOf(args);
    if (row?.kind === 'phase') await openNote({ notes }, row.roadmap.id, row.phase.id, row.phase.title);
    if (row?.kind === 'section') await openNote({ notes }, row.roadmap.id, row.section.id, row.section.title);
  };
}

/** Opens a note, begun with its heading where there is none yet. */
export async function openNote(
  { notes }: Pick<Rooms, 'notes'>,
  roadmap: string,
  id: string,
  title: string,
): Promise<void> {
  try {
    const file = await notes.ensure(roadmap, id, title);
    await vscode.window.showTextDocument(vscode.Uri.file(file), {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
    });
  } catch (error) {
    void vscode.window.showErrorMessage(
      `Waymark could not open this note (${error instanceof Error ? error.message : String(error)}). Nothing was changed. Check the setting “Waymark: Notes Folder”.`,
    );
  }
}

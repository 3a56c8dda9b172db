import * as vscode from 'vscode';
import * as z from 'zod';
import type { SettingName } from './contributions.ts';

const settingsSchema = z.object({
  dayStartsAt: z.int().min(0).max(6).catch(4),
  idleMinutes: z.int().min(1).max(30).catch(5),
  notesFolder: z.string().catch(''),
  streak: z.boolean().catch(true),
  studyFolders: z.array(z.string()).catch([]).readonly(),
  trackTime: z.boolean().catch(true),
});

/** What the learner set, made whole. A value that is no good counts as not set. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** The only reader of configuration. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration();
  const get = (name: SettingName): unknown => configuration.get(name);
  return settingsSchema.parse({
    dayStartsAt: get('waymark.dayStartsAt'),
    idleMinutes: get('waymark.idleMinutes'),
    notesFolder: get('waymark.notesFolder'),
    streak: get('waymark.streak'),
    studyFolders: get('waymark.studyFolders'),
    trackTime: get('waymark.trackTime'),
  });
}

/** Calls `listener` when one of Waymark's settings changes. */
export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('waymark')) listener();
  });
}

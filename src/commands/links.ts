import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { keyOf } from '../learning/progress/progress.ts';
import { setValue } from '../learning/progress/registers.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Adds a link of the learner's own to a topic, project or phase. */
export function addLink({ store }: Pick<Rooms, 'store'>): Handler {
  return async (...args) => {
    const [row] = rowsOf(args);
    if (row?.kind === 'section') await askForLink({ store }, row.roadmap.id, row.section.id);
    if (row?.kind === 'phase') await askForLink({ store }, row.roadmap.id, row.phase.id);
  };
}

/** Asks for address and title, and keeps them with the section. */
export async function askForLink({ store }: Pick<Rooms, 'store'>, roadmap: string, section: string): Promise<void> {
  const url = await vscode.window.showInputBox({
    title: 'Waymark: Add a link of your own (1/2)',
    prompt: 'The address',
    placeHolder: 'https://',
    validateInput: (value) => (isWebAddress(value) ? undefined : 'An address that begins with https:// or http://'),
  });
  if (url === undefined) return;
  const title = await vscode.window.showInputBox({
    title: 'Waymark: Add a link of your own (2/2)',
    prompt: 'How it should be called',
    value: new URL(url).hostname,
    validateInput: (value) => (value.trim() === '' ? 'A word or two' : undefined),
  });
  if (title === undefined) return;
  const key = `${keyOf(roadmap, section)}/${randomBytes(6).toString('hex')}`;
  await store.change((record, moment) => setValue(record, 'link', key, { title: title.trim(), url }, moment));
}

/** http and https only. */
export function isWebAddress(value: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

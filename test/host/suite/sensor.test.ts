import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { Sensor } from '../../../src/activity/sensor.ts';
import type { EarnedMinute } from '../../../src/learning/time/meter.ts';
import type { Settings } from '../../../src/settings.ts';
import { isInside } from '../../../src/storage/projects.ts';
import { nextEvent } from '../support/waymark.ts';

const minute = 60_000;
/** A whole epoch minute, so that the expected minutes can be named. */
const start = 29_000_000 * minute;

describe('The activity sensor', () => {
  let folder: string;
  let study: string;
  let clock = start;
  let settings: Settings;
  let earned: EarnedMinute[];
  let sensor: Sensor;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waymark-sensor-'));
    study = path.join(folder, 'study');
    await mkdir(study);
    clock = start;
    earned = [];
    settings = { dayStartsAt: 4, idleMinutes: 5, notesFolder: '', streak: true, studyFolders: [], trackTime: true };
    sensor = new Sensor({
      readSettings: () => settings,
      subjectOf: (file) => (isInside(study, file) ? { subject: 'road:project' } : undefined),
      onEarned: (minutes) => void earned.push(...minutes),
      now: () => clock,
    });
  });

  afterEach(async () => {
    sensor.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(folder, { recursive: true });
  });

  it('earns building minutes for edits in a study folder, with their subject', async () => {
    await edits(path.join(study, 'code.js'), [0, 1, 2, 3]);
    assert.deepEqual(numbers(), [0, 1, 2]);
    assert.ok(earned.every(({ kind, subject }) => kind === 'building' && subject === 'road:project'));
  });

  it('earns nothing for edits elsewhere', async () => {
    await edits(path.join(folder, 'letter.txt'), [0, 1, 2, 3]);
    assert.deepEqual(numbers(), []);
  });

  it('drops a pause that is longer than the limit whole', async () => {
    await edits(path.join(study, 'code.js'), [0, 1, 61, 62]);
    assert.deepEqual(numbers(), [0, 61]);
  });

  it('earns learning minutes for reading in the panel', () => {
    for (const at of [0, 1, 2]) {
      clock = start + at * minute;
      sensor.readPanel('road:topic');
    }
    sensor.flush();
    assert.deepEqual(
      earned.map(({ kind, subject }) => `${kind} ${subject ?? ''}`),
      ['learning road:topic', 'learning road:topic'],
    );
  });

  it('gathers nothing when measuring is switched off', async () => {
    settings = { ...settings, trackTime: false };
    await edits(path.join(study, 'code.js'), [0, 1, 2, 3]);
    assert.deepEqual(numbers(), []);
  });

  /** Types a line at each of these minutes. */
  async function edits(file: string, minutes: readonly number[]): Promise<void> {
    await writeFile(file, '');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    for (const at of minutes) {
      clock = start + at * minute;
      const changed = nextEvent(
        vscode.workspace.onDidChangeTextDocument,
        ({ document }) => document === editor.document,
      );
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x\n'));
      await changed;
    }
    sensor.flush();
  }

  /** The earned minutes, counted from the start. */
  function numbers(): readonly number[] {
    return [...new Set(earned.map((each) => each.minute - start / minute))].toSorted((a, b) => a - b);
  }
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Rooms } from '../../../src/commands/rooms.ts';
import { activateWaymark, begin, nextEvent } from '../support/waymark.ts';

const good = `---
id: my-own
title: My own road
summary: Two things to learn.
length: { text: 2 weeks, weeks: [2, 2] }
commitment: { text: Not stated }
---

## Phase 1: Begin

- **When:** Weeks 1–2

### Basics

- [ ] One thing
- [ ] Another thing
`;

describe('A roadmap file of one’s own', () => {
  let rooms: Rooms;
  let folder: string;
  let file: vscode.Uri;

  before(async () => {
    rooms = await activateWaymark();
    await begin(rooms);
    folder = await mkdtemp(path.join(tmpdir(), 'waymark own road ü '));
    file = vscode.Uri.file(path.join(folder, 'road.md'));
  });

  after(async () => {
    rooms.shelf.close(file.fsPath);
    rooms.problems.delete(file);
    await rm(folder, { recursive: true });
  });

  it('is followed beside the bundled ones', async () => {
    await writeFile(file.fsPath, good);
    await vscode.commands.executeCommand('waymark.openRoadmapFile', file);
    assert.equal((await rooms.shelf.load('my-own'))?.title, 'My own road');
    assert.deepEqual(vscode.languages.getDiagnostics(file), []);
    await begin(rooms, 'my-own');
    const [root] = await rooms.tree.getChildren();
    assert.equal(root?.roadmap.title, 'My own road');
  });

  it('is read again when it changes, and its problems stand in the Problems panel', async () => {
    const changed = nextEvent(vscode.languages.onDidChangeDiagnostics, ({ uris }) =>
      uris.some(({ fsPath }) => fsPath === file.fsPath),
    );
    const document = await vscode.workspace.openTextDocument(file);
    const edit = new vscode.WorkspaceEdit();
    const line = document.getText().split('\n').indexOf('- **When:** Weeks 1–2');
    edit.replace(file, document.lineAt(line).range, '- **When:** Weaks 1–2');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await changed;
    const [problem] = vscode.languages.getDiagnostics(file);
    assert.equal(problem?.source, 'Waymark');
    assert.equal(problem.range.start.line, line);
    assert.match(problem.message, /Weaks/);
  });

  it('keeps what was last good when the file becomes unusable', async () => {
    await writeFile(file.fsPath, '');
    const found = await rooms.shelf.readFile(file.fsPath);
    assert.ok(found.problems.length > 0);
    assert.equal(found.roadmap?.title, 'My own road');
  });

  it('cannot take the id of a bundled roadmap', async () => {
    const other = path.join(folder, 'other.md');
    await writeFile(other, good.replace('id: my-own', 'id: backend-pro-2026'));
    const found = await rooms.shelf.readFile(other);
    assert.equal(found.roadmap, undefined);
    assert.match(found.problems.at(-1)?.message ?? '', /belongs to another roadmap/);
    assert.notEqual((await rooms.shelf.load('backend-pro-2026'))?.title, 'My own road');
    rooms.shelf.close(other);
  });
});

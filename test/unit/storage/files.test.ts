import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { manifestPath, manifestSchema } from '../../../src/learning/starter/manifest.ts';
import { Notes } from '../../../src/storage/notes.ts';
import { Places, type ProjectPlace } from '../../../src/storage/places.ts';
import { isInside, Projects } from '../../../src/storage/projects.ts';

const place = (name: string): ProjectPlace => ({
  projectId: name,
  folder: `/somewhere/${name}`,
  roadmap: 'r',
  section: 's',
  starter: 'st',
});

describe('files of this machine', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waymark-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('places', () => {
    const file = () => path.join(folder, 'places.json');

    it('know nothing at first, and remember what is changed', async () => {
      const places = new Places(folder);
      assert.deepEqual(await places.read(), { version: 1, roadmapFiles: [], projects: [] });
      await places.change((before) => ({ ...before, roadmapFiles: ['/a.md'] }));
      assert.deepEqual(places.current.roadmapFiles, ['/a.md']);
      assert.deepEqual((await new Places(folder).read()).roadmapFiles, ['/a.md']);
    });

    it('write nothing when nothing changes', async () => {
      await new Places(folder).change((before) => before);
      await assert.rejects(readFile(file()), { code: 'ENOENT' });
    });

    it('lose no change of many that are made at once', async () => {
      const places = new Places(folder);
      const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
      await Promise.all(
        names.map((name) => places.change((before) => ({ ...before, projects: [...before.projects, place(name)] }))),
      );
      assert.deepEqual(
        (await new Places(folder).read()).projects.map(({ projectId }) => projectId),
        names,
      );
    });

    it('go on after a change that failed', async () => {
      const places = new Places(folder);
      await assert.rejects(
        places.change(() => {
          throw new Error('no');
        }),
        /no/,
      );
      await places.change((before) => ({ ...before, roadmapFiles: ['/a.md'] }));
      assert.deepEqual((await places.read()).roadmapFiles, ['/a.md']);
    });

    for (const [what, text] of [
      ['cut short', '{"version":1,"roadmapFiles":["/a.m'],
      ['of a newer version', '{"version":2,"roadmapFiles":["/a.md"],"projects":[]}'],
    ] as const) {
      it(`that are ${what} count as nothing known, and stay beside the new ones`, async () => {
        await writeFile(file(), text);
        const places = new Places(folder);
        assert.deepEqual((await places.read()).projects, []);
        assert.equal(await readFile(file(), 'utf8'), text);
        await places.change((before) => ({ ...before, projects: [place('p')] }));
        assert.equal(await readFile(`${file()}.unreadable`, 'utf8'), text);
        assert.equal((await new Places(folder).read()).projects.length, 1);
      });
    }
  });

  describe('notes', () => {
    it('begin with a heading and are never written again', async () => {
      const notes = new Notes(() => folder);
      const file = await notes.ensure('r', 'p1.topic', 'A topic');
      assert.equal(file, path.join(folder, 'r', 'p1.topic.md'));
      assert.equal(await notes.read('r', 'p1.topic'), '# A topic\n\n');
      await writeFile(file, 'My own words');
      assert.equal(await notes.ensure('r', 'p1.topic', 'Another title'), file);
      assert.equal(await notes.read('r', 'p1.topic'), 'My own words');
    });

    it('are empty where none was begun', async () => {
      assert.equal(await new Notes(() => path.join(folder, 'no', 'where')).read('r', 'x'), undefined);
    });

    it('follow the folder that is set', async () => {
      let now = path.join(folder, 'one');
      const notes = new Notes(() => now);
      await notes.ensure('r', 'a', 'A');
      now = path.join(folder, 'two');
      assert.equal(await notes.read('r', 'a'), undefined);
      assert.equal(notes.has(path.join(folder, 'two', 'r', 'a.md')), true);
      assert.equal(notes.has(path.join(folder, 'one', 'r', 'a.md')), false);
      assert.equal(notes.has(path.join(folder, 'two')), false);
    });
  });

  describe('projects', () => {
    async function makeProject(where: string, section: string) {
      const manifest = manifestSchema.parse({
        schemaVersion: 1,
        projectId: randomUUID(),
        roadmap: 'r',
        section,
        starter: { id: 'a-starter', version: 1 },
        createdAt: '2026-11-21T10:00:00.000Z',
        files: {},
      });
      await mkdir(path.dirname(path.join(where, manifestPath)), { recursive: true });
      await writeFile(path.join(where, manifestPath), JSON.stringify(manifest));
      return manifest;
    }

    it('are found in open folders and right below them, and remembered', async () => {
      const places = new Places(path.join(folder, 'own'));
      const root = path.join(folder, 'root');
      await makeProject(path.join(root, 'one'), 's1');
      await makeProject(path.join(root, 'deep', 'two'), 's2');
      const projects = new Projects(places);
      let told = 0;
      projects.onDidChange(() => (told += 1));
      await projects.refresh([root, path.join(folder, 'missing')]);
      await projects.refresh([root]);
      assert.deepEqual(
        [projects.foldersOf('r', 's1'), projects.foldersOf('r', 's2'), told],
        [[path.join(root, 'one')], [], 1],
      );
      const later = new Projects(new Places(path.join(folder, 'own')));
      await later.refresh([]);
      assert.deepEqual(later.foldersOf('r', 's1'), [path.join(root, 'one')]);
    });

    it('that are gone are shown no more', async () => {
      const projects = new Projects(new Places(path.join(folder, 'own')));
      const manifest = await makeProject(path.join(folder, 'one'), 's1');
      await projects.add(manifest, path.join(folder, 'one'));
      assert.equal(projects.all.length, 1);
      await rm(path.join(folder, 'one'), { recursive: true });
      await projects.refresh([]);
      assert.equal(projects.all.length, 0);
    });

    it('own the files below them, the innermost one first', async () => {
      const projects = new Projects(new Places(path.join(folder, 'own')));
      const outer = path.join(folder, 'outer');
      await makeProject(outer, 'outer');
      await makeProject(path.join(outer, 'inner'), 'inner');
      await projects.refresh([outer]);
      assert.equal(projects.projectOf(path.join(outer, 'inner', 'src', 'a.ts'))?.section, 'inner');
      assert.equal(projects.projectOf(path.join(outer, 'a.ts'))?.section, 'outer');
      assert.equal(projects.projectOf(path.join(folder, 'outer-beside', 'a.ts')), undefined);
    });

    it('hold what lies in them, and a folder beside does not', () => {
      assert.equal(isInside('/a/b', '/a/b'), true);
      assert.equal(isInside('/a/b', '/a/b/..c/d'), true);
      assert.equal(isInside('/a/b', '/a/bc'), false);
      assert.equal(isInside('/a/b', '/a'), false);
    });
  });
});

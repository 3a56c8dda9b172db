import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestPath, originalPathOf } from '../../../src/learning/starter/manifest.ts';
import { planScaffold } from '../../../src/learning/starter/planScaffold.ts';
import type { CompiledStarter } from '../../../src/learning/starter/schema.ts';
import {
  createProject,
  findProject,
  hashOf,
  readExisting,
  type CreateProjectOptions,
  type ProjectDisk,
} from '../../../src/storage/projectFiles.ts';
import { compiledWith } from './compiled.ts';

describe('createProject', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const files = { 'README.md': '# Größe\n', 'src/app.js': 'export {};\n', 'src/deep/er.js': '1\n' };

  it('writes files, originals and the manifest into a new folder with spaces, umlauts and an emoji', async () => {
    const target = join(folder, 'Meine Übungen 🚀', 'small');
    const progress: string[] = [];
    const created = await create(compiledWith(files), target, {
      now: () => new Date('2027-02-24T09:30:00Z'),
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    assert.equal(created.outcome, 'created');
    assert.deepEqual(await readTree(target), {
      ...files,
      ...Object.fromEntries(Object.entries(files).map(([path, content]) => [originalPathOf(path), content])),
      [manifestPath]: await readFile(join(target, manifestPath), 'utf8'),
    });
    assert.deepEqual(progress, ['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']);
    const found = await findProject(target);
    assert.ok(found !== undefined && 'manifest' in found);
    const { projectId, ...manifest } = found.manifest;
    assert.match(projectId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(manifest, {
      schemaVersion: 1,
      roadmap: 'my-roadmap',
      section: 'p1.small',
      starter: { id: 'small', version: 3 },
      createdAt: '2027-02-24T09:30:00.000Z',
      files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, hashOf(content)])),
    });
  });

  it('keeps the executable bit and gives no other file one', async function () {
    if (process.platform === 'win32') this.skip();
    const compiled = compiledWith({ 'run.sh': 'echo\n', 'other.sh': 'echo\n' });
    const target = join(folder, 'small');
    await create(
      {
        ...compiled,
        files: compiled.files.map((file) => (file.path === 'run.sh' ? { ...file, executable: true as const } : file)),
      },
      target,
    );
    assert.equal((await stat(join(target, 'run.sh'))).mode & 0o100, 0o100);
    assert.equal((await stat(join(target, 'other.sh'))).mode & 0o111, 0);
  });

  it('leaves existing files alone, also where they differ', async () => {
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src/app.js'), 'mine');
    const created = await create(compiledWith(files), folder);
    assert.equal(created.outcome, 'created');
    assert.equal(await readFile(join(folder, 'src/app.js'), 'utf8'), 'mine');
    assert.equal(await readFile(join(folder, originalPathOf('src/app.js')), 'utf8'), files['src/app.js']);
  });

  it('refuses a folder that holds a project already, and writes nothing', async () => {
    await create(compiledWith(files), folder);
    const before = await readTree(folder);
    const again = await create(compiledWith({ 'new.md': 'x' }), folder);
    assert.ok(again.outcome === 'failed');
    assert.match(again.message, /already holds one.*Nothing was written/);
    assert.deepEqual(await readTree(folder), before);
  });

  it('takes everything back when the disk is full in the middle of a file', async () => {
    await writeFile(join(folder, 'mine.txt'), 'mine');
    await mkdir(join(folder, 'src'));
    const created = await create(compiledWith(files), folder, {
      disk: diskFailingAt(2, 'ENOSPC', async (path, content) => writeFile(path, content.slice(0, 1))),
    });
    assert.ok(created.outcome === 'failed');
    assert.match(
      created.message,
      /^Waymark could not create the project in .*: the disk is full\. Your files are as they were before\. Free some space/,
    );
    assert.deepEqual(await readTree(folder), { 'mine.txt': 'mine' });
    assert.deepEqual((await readdir(folder)).sort(), ['mine.txt', 'src']);
  });

  it('takes back the folder itself when it was made for the project', async () => {
    const created = await create(compiledWith(files), join(folder, 'new', 'small'), {
      disk: diskFailingAt(2, 'EACCES'),
    });
    assert.ok(created.outcome === 'failed');
    assert.match(created.message, /you may not write there/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('keeps what somebody changed while it was taken back, and says so', async () => {
    const disk = diskFailingAt(2, 'EROFS', async () => writeFile(join(folder, 'small', 'README.md'), 'edited'));
    const created = await create(compiledWith(files), join(folder, 'small'), { disk });
    assert.ok(created.outcome === 'failed');
    assert.deepEqual(created.left, [join(folder, 'small', 'README.md'), join(folder, 'small')]);
    assert.match(
      created.message,
      /the disk is read-only\. Your own files are untouched; these could not be taken back: .*README\.md/,
    );
    assert.deepEqual(await readTree(folder), { 'small/README.md': 'edited' });
  });

  it('does not touch a file that appears after the plan was made', async () => {
    const compiled = compiledWith(files);
    const plan = planScaffold(compiled, await readExisting(folder, Object.keys(files)));
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src/app.js'), files['src/app.js']);
    const created = await createProject(plan, folder);
    assert.ok(created.outcome === 'failed');
    assert.match(created.message, /appeared in the meantime/);
    assert.deepEqual(await readTree(folder), { 'src/app.js': files['src/app.js'] });
  });

  it('takes everything back when it is cancelled in the middle', async () => {
    const controller = new AbortController();
    const created = await create(compiledWith(files), join(folder, 'small'), {
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 3) controller.abort();
      },
    });
    assert.deepEqual(created, { outcome: 'cancelled', left: [] });
    assert.deepEqual(await readdir(folder), []);
  });

  it('refuses to write through a link that leaves the folder', async () => {
    const outside = join(folder, 'outside');
    const target = join(folder, 'small');
    await mkdir(outside);
    await mkdir(target);
    await symlink(outside, join(target, 'src'), 'junction');
    const created = await create(compiledWith(files), target);
    assert.ok(created.outcome === 'failed');
    assert.match(created.message, /src is a link that leaves it.*Nothing was written/);
    assert.deepEqual(await readdir(outside), []);
    assert.deepEqual(await readdir(target), ['src']);
  });

  it('notices such a link also when it appears after the plan was made', async () => {
    const outside = join(folder, 'outside');
    const target = join(folder, 'small');
    await mkdir(outside);
    await mkdir(target);
    const plan = planScaffold(compiledWith(files), await readExisting(target, Object.keys(files)));
    await symlink(outside, join(target, 'src'), 'junction');
    const created = await createProject(plan, target);
    assert.ok(created.outcome === 'failed');
    assert.match(created.message, /src\/app\.js lies behind a link that leaves the folder/);
    assert.deepEqual(await readdir(outside), []);
    assert.deepEqual(await readdir(target), ['src']);
  });

  it('writes through a link that stays inside the folder', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'src'), 'junction');
    assert.equal((await create(compiledWith(files), folder)).outcome, 'created');
    assert.equal(await readFile(join(folder, 'real/app.js'), 'utf8'), files['src/app.js']);
  });

  it('says it when the path is too long for the disk', async () => {
    const created = await create(compiledWith(files), join(folder, 'x'.repeat(300)));
    assert.ok(created.outcome === 'failed');
    assert.match(created.message, /too long.*Choose a folder with a shorter path/);
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('readExisting', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds nothing in a folder that is not there', async () => {
    assert.deepEqual(await readExisting(join(folder, 'missing'), ['a.md', 'src/b.md']), []);
  });

  it('tells files, folders, links and files in the way apart', async () => {
    await writeFile(join(folder, 'file.md'), 'x');
    await mkdir(join(folder, 'folder.md'));
    await symlink(join(folder, 'nowhere'), join(folder, 'link.md'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
    assert.deepEqual(
      await readExisting(folder, ['file.md', 'folder.md', 'link.md', 'file.md/below.md', 'dangling/x.md', 'absent.md']),
      [
        { path: 'file.md', kind: 'file', hash: hashOf('x') },
        { path: 'folder.md', kind: 'obstacle', reason: 'is a folder there' },
        { path: 'link.md', kind: 'obstacle', reason: 'is a link there' },
        { path: 'file.md/below.md', kind: 'obstacle', reason: 'needs the folder file.md, where a file stands' },
        { path: 'dangling/x.md', kind: 'obstacle', reason: 'needs the folder dangling, where a link stands' },
      ],
    );
  });
});

describe('findProject', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds nothing where there is no project', async () => {
    assert.equal(await findProject(folder), undefined);
    assert.equal(await findProject(join(folder, 'missing')), undefined);
  });

  for (const text of ['{ half', '[]', '{"schemaVersion":2}']) {
    it(`says so when the manifest is ${text}`, async () => {
      await mkdir(join(folder, '.waymark'));
      await writeFile(join(folder, manifestPath), text);
      const found = await findProject(folder);
      assert.ok(found !== undefined && 'problem' in found);
      assert.match(found.problem, /damaged or comes from a newer version\. Your files are untouched/);
    });
  }
});

async function create(compiled: CompiledStarter, folder: string, options: CreateProjectOptions = {}) {
  const existing = await readExisting(
    folder,
    compiled.files.map((file) => file.path),
  );
  return createProject(planScaffold(compiled, existing), folder, options);
}

/** A disk on which the n-th file fails, after `before` did something with it. */
function diskFailingAt(
  failing: number,
  code: string,
  before: (path: string, content: string) => Promise<void> = () => Promise.resolve(),
): ProjectDisk {
  let count = 0;
  return {
    createFile: async (path, content) => {
      count += 1;
      if (count === failing) {
        await before(path, content);
        throw Object.assign(new Error(code), { code });
      }
      const file = await open(path, 'wx');
      await file.writeFile(content);
      await file.close();
    },
    createFolder: async (path) => {
      await mkdir(path);
    },
  };
}

async function readTree(folder: string, prefix = ''): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    if (entry.isDirectory()) Object.assign(tree, await readTree(folder, `${prefix}${entry.name}/`));
    else tree[`${prefix}${entry.name}`] = await readFile(join(folder, `${prefix}${entry.name}`), 'utf8');
  }
  return tree;
}

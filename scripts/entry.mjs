// @ts-check
// What every script that a person starts does first and last: ask for the right Node, and end in one clear sentence.

/** Something that a person can mend: its message is one sentence for them, shown without a stack. */
export class Problem extends Error {}

/** The oldest Node that Waymark's own tools run with. */
export const oldestNode = [20, 19];

/**
 * Says in one sentence what is wrong with this Node, or nothing.
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Waymark needs Node ${oldestNode.join('.')} or newer, but this is Node ${version}: get a current one from https://nodejs.org and try again.`;
}

/** What has still to be stopped when a signal ends this script. @type {Set<() => Promise<void>>} */
const endings = new Set();

/**
 * Has `ending` done before this script goes away by Ctrl+C or another signal.
 * @param {() => Promise<void>} ending
 * @returns {() => void} takes it back, for what has been stopped already
 */
export function atEnd(ending) {
  endings.add(ending);
  return () => endings.delete(ending);
}

/**
 * Runs a script's work and turns its end into an exit code: a Problem is told in one sentence, anything else with its stack.
 * @param {() => Promise<number | void>} work may give the exit code
 */
export async function runEntry(work) {
  const wrongNode = nodeProblem(process.versions.node);
  if (wrongNode !== undefined) {
    console.error(wrongNode);
    process.exitCode = 1;
    return;
  }
  endOnSignals();
  try {
    const code = await work();
    process.exitCode = code ?? 0;
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}

/** Ends what is still to be stopped, then this script, on Ctrl+C, on other signals, and when the npm that runs us is gone. */
function endOnSignals() {
  let ending = false;
  const end = (/** @type {number} */ code) => {
    if (ending) return;
    ending = true;
    void Promise.allSettled([...endings].map((one) => one())).then(() => process.exit(code));
  };
  process
    .on('SIGHUP', () => end(129))
    .on('SIGINT', () => end(130))
    .on('SIGTERM', () => end(143));
  if (process.platform === 'win32' || process.env['npm_lifecycle_event'] === undefined) return;
  // A signal sent to npm alone ends npm and its shell, but never reaches us.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(143), 250).unref();
}

import test, { after } from 'node:test';

/** What starter.json says, put in by the build. */
declare const STARTER: {
  readonly start?: readonly string[];
  readonly build?: readonly string[];
  readonly health?: string;
  readonly checks: readonly { readonly id: string; readonly kind: string; readonly title: string }[];
};

/** The parts of starter.json that checks need. */
export const starter = STARTER;

/**
 * Registers the automatic check of that id; its title comes from starter.json.
 * Write the id as a literal: the build compares the ids with starter.json.
 */
export function check(
  id: string,
  run: () => Promise<void> | void,
  { seconds = 60 }: { readonly seconds?: number } = {},
): void {
  const known = starter.checks.find((entry) => entry.id === id && entry.kind === 'automatic');
  if (known === undefined) throw new Error(`starter.json has no automatic check "${id}".`);
  void test(`${known.title} [${id}]`, { timeout: seconds * 1000 }, async () => {
    try {
      await run();
    } catch (error) {
      throw failureOf(error);
    }
  });
}

const endings: (() => Promise<void>)[] = [];

/** Registers what is to be done after the last check; the newest is done first. May be called at any time. */
export function atEnd(ending: () => Promise<void>): void {
  endings.push(ending);
}

// Registered here, because `after` inside a running test belongs to that test alone.
after(async () => {
  for (const ending of endings.reverse()) await ending();
});

/** A check was not met. The message is for the learner: what was done, what came back, what was expected. */
export class CheckFailure extends Error {}

/** Ends the check with a message for the learner. */
export function fail(message: string): never {
  throw new CheckFailure(message);
}

/** Ends the check with a message for the learner unless the condition holds. */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) fail(message);
}

/** The beginning of a message by which a mistake in the check itself can be told from the learner's. */
const unexpectedStart = 'The check itself stopped';

function failureOf(error: unknown): Error {
  const message =
    error instanceof CheckFailure
      ? error.message
      : `${unexpectedStart}: ${error instanceof Error ? error.message : String(error)}.`;
  const failure = new Error(message);
  // The place in the bundle helps authors when the check itself is wrong; to learners it is noise.
  if (error instanceof CheckFailure) failure.stack = `Error: ${message}`;
  else if (error instanceof Error) failure.stack = error.stack ?? '';
  return failure;
}

import type { ItemProgress, Proof } from './progress/progress.ts';
import type { Status } from './progress/registers.ts';
import type { Item } from './roadmap/schema.ts';

/** The words for a status, the same everywhere. */
export const statusWords: Readonly<Record<Status, string>> = {
  todo: 'To do',
  doing: 'In progress',
  done: 'Done',
  skipped: 'Skipped',
};

/** The words for a proof. */
export const proofWords: Readonly<Record<Proof, string>> = {
  verified: 'Verified',
  broken: 'Broken since',
  stale: 'Not rechecked',
};

/** Everything there is to say about an item's state: "In progress, 12 of 50 problems". */
export function describeItem(item: Item, progress: ItemProgress): string {
  const words = [statusWords[progress.status]];
  if (progress.proof) words.push(proofWords[progress.proof]);
  if (item.count) words.push(describeCount(item, progress));
  if (item.optional) words.push('optional');
  return words.join(', ');
}

/** "12 of 50 problems". */
export function describeCount(item: Item, progress: ItemProgress): string {
  if (!item.count) return '';
  return `${progress.count ?? 0} of ${item.count.target} ${item.count.unit}`;
}

/** Minutes as "1 h 20 m". */
export function describeMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} m`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} m`;
}

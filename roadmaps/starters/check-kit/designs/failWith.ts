import { fail } from '../check.ts';
import type { Complaints } from './judgeDesign.ts';

/** More than this at once discourages; the rest comes with the next run. */
const most = 8;

/** Ends the check with the first complaints, one a line, unless there are none. */
export function failWith(complaints: Complaints): void {
  if (complaints.length === 0) return;
  const rest = complaints.length - most;
  const count =
    complaints.length === 1 ? 'There is one thing to mend:' : `There are ${complaints.length} things to mend:`;
  fail(
    [
      count,
      ...complaints.slice(0, most).map((complaint) => `- ${complaint}`),
      ...(rest > 0 ? [`- and ${rest} more`] : []),
    ].join('\n'),
  );
}

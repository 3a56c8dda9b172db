import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { addToCounter, markDay } from '../../../src/learning/progress/changes.ts';
import { setValue } from '../../../src/learning/progress/registers.ts';
import { addMinutes } from '../../../src/learning/time/buckets.ts';
import { addDays } from '../../../src/learning/time/day.ts';

/** A busy year: 400 days of minutes in several buckets, 1 500 items, 500 proofs, a few counters, marks, corrections and rules. */
export function yearOfProgress(): ProgressRecord {
  const begin = Date.UTC(2026, 0, 1, 18);
  const roadmap = 'backend-heavy-full-stack';
  const moment = (index: number) => ({
    now: begin + index * 23_456_789,
    session: (0xa0000000 + (index % 700) * 77_777).toString(16),
  });
  let record = emptyRecord('0123456789abcdef');
  for (let item = 0; item < 1_500; item += 1) {
    const key = `${roadmap}:phase-${1 + (item % 7)}.topic-number-${item % 90}.item-${item}`;
    record = setValue(record, 'status', key, item % 9 === 0 ? 'skipped' : 'done', moment(item));
    if (item % 3 === 0) {
      const proof = { state: 'verified', at: begin + item * 1_000, hash: item.toString(16).padStart(16, 'f') } as const;
      record = setValue(record, 'proof', key, proof, moment(item));
    }
    if (item % 100 === 0) record = addToCounter(record, key, 20, moment(item));
  }
  for (let day = 0; day < 400; day += 1) {
    const label = addDays('2026-01-01', day);
    const evening = Math.floor(begin / 60_000) + day * 1_440;
    const subject = `${roadmap}:phase-${1 + Math.floor(day / 60)}.topic-number-${day % 90}`;
    const stretches = (from: number) =>
      [0, 17, 31, 52].map((start) => [evening + from + start, evening + from + start + 9] as const);
    record = addMinutes(record, label, { source: 'measured', kind: 'building', subject }, stretches(0));
    record = addMinutes(record, label, { source: 'measured', kind: 'learning', subject }, stretches(70));
    if (day % 3 === 0)
      record = addMinutes(record, label, { source: 'reported', kind: 'learning', subject }, [
        [evening + 150, evening + 192],
      ]);
    if (day % 5 === 0) record = markDay(record, label, 'verified');
    if (day % 30 === 0)
      record = setValue(record, 'correction', label, { minutes: 60, note: 'whiteboard' }, moment(day));
    record = setValue(record, 'mark', `${roadmap}:phase-7.dsa.daily@${label}`, true, moment(day));
  }
  return record;
}

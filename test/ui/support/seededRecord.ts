import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileRoadmaps } from '../../../scripts/compileRoadmaps.ts';
import { follow } from '../../../src/learning/progress/changes.ts';
import { setStatusOf } from '../../../src/learning/progress/intents.ts';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { setValue } from '../../../src/learning/progress/registers.ts';
import { itemsOf } from '../../../src/learning/roadmap/walk.ts';
import { addMinutes } from '../../../src/learning/time/buckets.ts';
import { addDays, dayOf, localOffset, weekdayOf } from '../../../src/learning/time/day.ts';
import { setRule } from '../../../src/learning/time/rules.ts';

/** A learner who has followed Backend Pro 2026 for ten weeks, five days a week, up to yesterday and a little of today. */
export async function seededRecord(now: number): Promise<ProgressRecord> {
  const roadmap = (await compileRoadmaps()).find(({ id }) => id === 'backend-pro-2026');
  if (!roadmap) throw new Error('The roadmap is not there.');
  const today = dayOf(now, 4, localOffset);
  const first = addDays(today, -70);
  const moment = { now: now - 3_600_000, session: 'seed' };
  const items = roadmap.phases.flatMap((phase) => itemsOf(phase)).map(({ id }) => id);
  const scene = { roadmap, today, moment };
  let record = follow(emptyRecord('seededrecord'), roadmap.id, first, moment);
  record = setValue(record, 'start', roadmap.id, first, moment);
  record = setValue(record, 'week', roadmap.id, [1, 2, 3, 4, 5], moment);
  record = setRule(record, 'restDays', [6, 7], first, moment);
  record = setStatusOf(record, items.slice(0, 24), 'done', scene);
  record = setStatusOf(record, items.slice(24, 26), 'skipped', scene);
  record = setStatusOf(record, items.slice(26, 27), 'doing', scene);
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const ago = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
    if (weekdayOf(day) > 5 && day !== today) continue;
    const from = Math.floor((now - ago * 86_400_000) / 60_000) - 180;
    const learning = day === today ? 22 : 30 + ((ago * 7) % 25);
    const building = day === today ? 20 : 50 + ((ago * 11) % 45);
    const section = 'backend-pro-2026:p2.data';
    record = addMinutes(record, day, { source: 'measured', kind: 'learning', subject: section }, [
      [from, from + learning],
    ]);
    record = addMinutes(record, day, { source: 'measured', kind: 'building', subject: 'backend-pro-2026:p2.project' }, [
      [from + learning, from + learning + building],
    ]);
    if (ago % 3 === 1)
      record = addMinutes(record, day, { source: 'reported', kind: 'learning' }, [[from - 40, from - 10]]);
  }
  return record;
}

/** Puts a record on the server's disk as an earlier version. */
export function writeVersion(dataDir: string, record: ProgressRecord): void {
  const folder = path.join(dataDir, 'data/User/globalStorage/waymark.waymark/versions', record.ids[0] ?? '');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'latest.json'), JSON.stringify(record));
}

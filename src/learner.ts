import { carryAliases } from './learning/progress/aliases.ts';
import { followedIds } from './learning/progress/followedIds.ts';
import type { DayLabel, ProgressRecord } from './learning/progress/record.ts';
import type { Roadmap } from './learning/roadmap/schema.ts';
import { dayOf, endOfDay, localOffset } from './learning/time/day.ts';
import type { Settings } from './settings.ts';
import type { ProgressStore } from './storage/progressStore.ts';
import type { RoadmapShelf } from './storage/roadmapShelf.ts';

/** What the views look at: the record, the roadmaps that are followed, and the learner's own day. */
export class Learner {
  private readonly listeners = new Set<() => void>();
  private readonly subscriptions: readonly { dispose(): void }[];

  constructor(
    private readonly store: ProgressStore,
    readonly shelf: RoadmapShelf,
    private readonly readSettings: () => Settings,
    private readonly now: () => number = Date.now,
  ) {
    const tell = () => {
      this.carryAliases();
      for (const listener of this.listeners) listener();
    };
    this.subscriptions = [store.onDidChange(tell), shelf.onDidChange(tell)];
  }

  /** Called when the record or a roadmap changed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  get record(): ProgressRecord {
    return this.store.record;
  }

  /** Today by the learner's own day. */
  get today(): DayLabel {
    return dayOf(this.now(), this.readSettings().dayStartsAt, localOffset);
  }

  /** When today ends, in milliseconds since 1970. */
  get todayEnds(): number {
    return endOfDay(this.now(), this.readSettings().dayStartsAt, localOffset);
  }

  /** Ids of the followed roadmaps: the current one first, the others by the day that they were begun. */
  get followedIds(): readonly string[] {
    return followedIds(this.record);
  }

  /** The roadmap whose goal counts. */
  get currentId(): string | undefined {
    return this.followedIds[0];
  }

  /** The current roadmap, once it is loaded. */
  get current(): Roadmap | undefined {
    return this.currentId === undefined ? undefined : this.shelf.get(this.currentId);
  }

  /** The followed roadmaps, loaded. One whose file is not open on this machine is left out; its progress stays. */
  async followed(): Promise<readonly Roadmap[]> {
    const roadmaps = await Promise.all(this.followedIds.map((id) => this.shelf.load(id)));
    return roadmaps.filter((roadmap) => roadmap !== undefined);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.listeners.clear();
  }

  private carryAliases(): void {
    for (const id of this.followedIds) {
      const roadmap = this.shelf.get(id);
      if (roadmap && Object.keys(roadmap.aliases).length > 0)
        void this.store.change((record) => carryAliases(record, roadmap));
    }
  }
}

/** How quickly a write reaches the disk, and from there the other windows. */
export interface FakeStateTimes {
  readonly flush: number;
  readonly arrive: () => number;
}

/**
 * VS Code's global state of one extension: each window holds one whole object, an update writes all of it a moment later, and
 * what another window wrote replaces the object. `update` resolves before anything is stored.
 */
export class FakeState {
  disk: string;
  private readonly windows = new Set<FakeMemento>();

  constructor(
    content: Readonly<Record<string, unknown>> = {},
    readonly times: FakeStateTimes = { flush: 10, arrive: () => 10 },
  ) {
    this.disk = JSON.stringify(content);
  }

  /** Opens a window. */
  open(): FakeMemento {
    const memento = new FakeMemento(this);
    this.windows.add(memento);
    return memento;
  }

  /** Closes a window: what it has not flushed is lost. */
  close(memento: FakeMemento): void {
    this.windows.delete(memento);
  }

  store(content: string, from: FakeMemento | undefined): void {
    this.disk = content;
    for (const window of this.windows)
      if (window !== from) setTimeout(() => window.accept(content), this.times.arrive());
  }

  /** What a value is on disk now. */
  read(key: string): unknown {
    return (JSON.parse(this.disk) as Record<string, unknown>)[key];
  }

  isOpen(memento: FakeMemento): boolean {
    return this.windows.has(memento);
  }
}

/** One window's view of it. */
export class FakeMemento {
  readonly keysForSync: (readonly string[])[] = [];
  updates = 0;
  /** Set to make updates fail. */
  failure: Error | undefined;
  private value: Record<string, unknown>;
  private flushing: NodeJS.Timeout | undefined;

  constructor(private readonly state: FakeState) {
    this.value = JSON.parse(state.disk) as Record<string, unknown>;
  }

  keys(): readonly string[] {
    return Object.keys(this.value);
  }

  get<T>(key: string, fallback?: T): T {
    return (this.value[key] ?? fallback) as T;
  }

  update(key: string, value: unknown): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.updates += 1;
    this.value = {
      ...this.value,
      [key]: value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown),
    };
    this.flushing ??= setTimeout(() => {
      this.flushing = undefined;
      if (this.state.isOpen(this)) this.state.store(JSON.stringify(this.value), this);
    }, this.state.times.flush);
    return Promise.resolve();
  }

  setKeysForSync(keys: readonly string[]): void {
    this.keysForSync.push(keys);
  }

  accept(content: string): void {
    this.value = JSON.parse(content) as Record<string, unknown>;
  }
}

interface Entry<T> {
  readonly key: string;
  readonly result: Promise<T>;
}

/**
 * Calls that are under way, by key. As many as the concurrency allows, so a list is searched faster than it sounds;
 * a map that gains and loses an entry per call leaves a trail of old tables, each holding the next, and through them
 * every call's data until a full garbage collection (law 11).
 */
export class CallsInFlight<T> {
  readonly #entries: Entry<T>[] = [];

  find(key: string): Promise<T> | undefined {
    for (const entry of this.#entries) if (entry.key === key) return entry.result;
    return undefined;
  }

  /** Remembers a call until it settles; returns its result. */
  add(key: string, result: Promise<T>): Promise<T> {
    const entry = { key, result };
    this.#entries.push(entry);
    const remove = (): void => this.#remove(entry);
    result.then(remove, remove);
    return result;
  }

  #remove(entry: Entry<T>): void {
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    const at = this.#entries.indexOf(entry);
    if (at !== -1) this.#entries[at] = last;
  }
}

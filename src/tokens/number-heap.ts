/** A binary min-heap of numbers. */
export class NumberHeap {
  readonly #keys: number[] = [];

  push(key: number): void {
    const keys = this.#keys;
    let at = keys.length;
    keys.push(key);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] ?? key;
      if (above <= key) break;
      keys[at] = above;
      at = parent;
    }
    keys[at] = key;
  }

  /** The smallest number, taken out; undefined when none is left. */
  pop(): number | undefined {
    const keys = this.#keys;
    const least = keys[0];
    const last = keys.pop();
    if (last === undefined || keys.length === 0) return least;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = keys[child];
      if (left === undefined) break;
      let below = left;
      const right = keys[child + 1];
      if (right !== undefined && right < left) {
        child += 1;
        below = right;
      }
      if (below >= last) break;
      keys[at] = below;
      at = child;
    }
    keys[at] = last;
    return least;
  }
}

/** A binary heap of the whole numbers 0 … n − 1 whose keys may change while they are in it. */
export interface IndexHeap {
  readonly size: number;
  /** Takes out the number with the least key; of equal keys the one with the least priority. */
  pop(): number;
  /** Puts the number in its place after its key has changed. */
  update(index: number): void;
}

/** A heap of `members` by `keys`, then `priorities`, which the caller may change between calls of `update`. */
export function createIndexHeap(
  members: readonly number[],
  keys: Float64Array,
  priorities: Float64Array,
): IndexHeap {
  const heap = Int32Array.from(members);
  const places = new Int32Array(keys.length).fill(-1);
  let size = heap.length;

  const isBefore = (a: number, b: number): boolean => {
    const left = keys[a] ?? 0;
    const right = keys[b] ?? 0;
    if (left !== right) return left < right;
    const first = priorities[a] ?? 0;
    const second = priorities[b] ?? 0;
    return first === second ? a < b : first < second;
  };
  const put = (place: number, index: number) => {
    heap[place] = index;
    places[index] = place;
  };
  const rise = (from: number, index: number): number => {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (!isBefore(index, above)) break;
      put(place, above);
      place = parent;
    }
    put(place, index);
    return place;
  };
  const sink = (from: number, index: number) => {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
      const below = heap[child] ?? 0;
      if (!isBefore(below, index)) break;
      put(place, below);
      place = child;
    }
    put(place, index);
  };

  for (let place = 0; place < size; place += 1) places[heap[place] ?? 0] = place;
  for (let place = (size >> 1) - 1; place >= 0; place -= 1) sink(place, heap[place] ?? 0);

  return {
    get size() {
      return size;
    },
    pop() {
      if (size === 0) throw new RangeError('the heap is empty');
      const top = heap[0] ?? 0;
      size -= 1;
      places[top] = -1;
      if (size > 0) sink(0, heap[size] ?? 0);
      return top;
    },
    update(index) {
      const place = places[index] ?? -1;
      if (place < 0) return;
      if (rise(place, index) === place) sink(place, index);
    },
  };
}

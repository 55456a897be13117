/** Counter-based random numbers: draw n of a stream depends on the stream's name and n alone. */
export interface Rng {
  /** In [0, 1), with 32 bits. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** `count` different elements, in random order. */
  some<T>(list: readonly T[], count: number): readonly T[];
  shuffle<T>(list: readonly T[]): readonly T[];
  chance(probability: number): boolean;
}

/** The stream of that name. Equal names give equal numbers on every machine: 32-bit integer arithmetic only. */
export function rngOf(name: string): Rng {
  const key = hash32(name);
  let counter = 0;
  const next = (): number => {
    counter += 1;
    return mix(key ^ mix(Math.imul(counter, 0x9e3779b9))) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => at(list, int(0, list.length - 1));
  const shuffle = <T>(list: readonly T[]): readonly T[] => {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = int(0, last);
      const kept = at(copy, last);
      copy[last] = at(copy, other);
      copy[other] = kept;
    }
    return copy;
  };
  return {
    next,
    int,
    pick,
    shuffle,
    some: (list, count) => {
      if (count > list.length) throw new Error(`${count} of ${list.length} cannot be picked (${name})`);
      return shuffle(list).slice(0, count);
    },
    chance: (probability) => next() < probability,
  };
}

/** FNV-1a over UTF-16 units, mixed. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** The element at `index`; a list that is too short is an error of the shape, not an undefined in a sample. */
export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Error(`no element ${index} in a list of ${list.length}`);
  return list[index] as T;
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

import type { SharedParameters } from './responder/parameters.js';

/**
 * Named draws. The same name in the same request gives the same value, whatever else was drawn before: adding a
 * decision does not reshuffle the others.
 *
 * Every draw is a standard normal made of three parts: one that belongs to `item` (a question and a sentence, say)
 * and is the same for every model and prompt, one that belongs to the request, and one that belongs to the repeat,
 * whose share grows with temperature. Marginal distributions do not depend on the shares.
 */
export interface Chance {
  readonly temperature: number;
  normal(name: string, item?: string): number;
  /** In (0, 1). */
  uniform(name: string, item?: string): number;
  happens(name: string, probability: number, item?: string): boolean;
  /** One of `options`; the lower the temperature, the fewer are considered. */
  pick<T>(name: string, options: readonly [T, ...T[]]): T;
}

/** What a request's draws follow from. `requestKey` identifies what was sent, `repeat` which of its repeats. */
export interface ChanceSource {
  readonly seed: number;
  readonly requestKey: string;
  readonly repeat: number;
  readonly temperature: number;
  readonly shared: Pick<SharedParameters, 'sharedDifficulty' | 'temperatureShare'>;
}

export function createChance(source: ChanceSource): Chance {
  const { temperature, shared } = source;
  const itemSeed = hash32('item', source.seed);
  const requestSeed = hash32(source.requestKey, source.seed);
  const repeatSeed = hash32(`#${temperature === 0 ? 0 : source.repeat}`, requestSeed);
  const repeatShare = Math.min(1, temperature * shared.temperatureShare);
  const ownShare = 1 - shared.sharedDifficulty;

  function normal(name: string, item?: string): number {
    const request = Math.sqrt(1 - repeatShare) * gauss(hash32(name, requestSeed));
    const repeat = repeatShare === 0 ? 0 : Math.sqrt(repeatShare) * gauss(hash32(name, repeatSeed));
    if (item === undefined) return request + repeat;
    const difficulty = gauss(hash32(item, hash32(name, itemSeed)));
    return Math.sqrt(shared.sharedDifficulty) * difficulty + Math.sqrt(ownShare) * (request + repeat);
  }
  const uniform = (name: string, item?: string): number => normalCdf(normal(name, item));
  return {
    temperature,
    normal,
    uniform,
    happens: (name, probability, item) => uniform(name, item) < probability,
    pick(name, options) {
      const considered = 1 + Math.floor(Math.min(1, 0.5 + temperature / 2) * (options.length - 1));
      return options[Math.floor(uniform(name) * considered)] ?? options[0];
    },
  };
}

/** FNV-1a over UTF-16 units with a murmur finaliser: quick, well mixed, not for security. */
export function hash32(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Standard normal from one 32-bit hash: Box-Muller over the hash and its successor. */
function gauss(hash: number): number {
  const second = Math.imul(hash ^ 0x9e3779b9, 0x85ebca6b);
  const mixed = (second ^ (second >>> 15)) >>> 0;
  const radius = Math.sqrt(-2 * Math.log((hash + 0.5) / 4294967296));
  return radius * Math.cos((2 * Math.PI * mixed) / 4294967296);
}

/** Φ after Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8; kept inside (0, 1). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  const value = z >= 0 ? 1 - upper : upper;
  return Math.min(1 - 1e-9, Math.max(1e-9, value));
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { power, randomKey, uniformAt } from '../../../src/search/index.js';

const root = fileURLToPath(new URL('../../../src/search/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Code without comments, which may speak of anything. */
const codeOf = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/**
 * Powers whose last bits may differ between versions of Node. Only squares and whole powers of 2 do not: a cube by
 * `**` does (docs/search-engine.md).
 */
function unportable(source: string): readonly string[] {
  const code = codeOf(source);
  const powers = [...code.matchAll(/([\w.$)\]]+)\s*\*\*=?\s*(-?(?:\([^)]*\)|[\w.$]+))/g)];
  const isPortable = (base = '', exponent = '') =>
    exponent === '2' || (base === '2' && !/[./]/.test(exponent));
  return [
    ...powers.filter(([, base, exponent]) => !isPortable(base, exponent)).map(([whole]) => whole),
    ...(code.match(/Math\s*\.\s*pow|\bpow\b|Math\s*\[/g) ?? []),
  ];
}

describe('arithmetic of the search', () => {
  it('uses no Math.pow, and ** for squares and whole powers of 2 only', () => {
    expect(files.length).toBeGreaterThan(20);
    for (const file of files)
      expect(unportable(readFileSync(path.join(root, file), 'utf8')), file).toEqual([]);
  });

  it('the scan finds what it looks for', () => {
    expect(unportable('x ** 0.5')).toHaveLength(1);
    expect(unportable('x ** (1 / eta)')).toHaveLength(1);
    expect(unportable('x ** y')).toHaveLength(1);
    expect(unportable('x ** 3 + (x + 1) ** 2.5')).toHaveLength(2);
    expect(unportable('2 ** (1 / n) + 12 ** n')).toHaveLength(2);
    expect(unportable('const { pow } = Math; Math["pow"](2, x)')).not.toEqual([]);
    expect(unportable('Math.pow(x, 2)')).not.toEqual([]);
    expect(unportable('/* x ** y */ 2 ** 53 - x ** 2 + 2 ** (2 * half) // Math.pow')).toEqual([]);
  });

  it('power is x^y to a few units in the last place', () => {
    for (const [base, exponent, value] of [
      [2, 10, 1024],
      [2, 0.5, Math.SQRT2],
      [10, -3, 0.001],
      [0, 0.25, 0],
      [0, 0, 1],
      [1, 1e9, 1],
    ] as const) {
      expect(Math.abs(power(base, exponent) - value)).toBeLessThanOrEqual(8 * Number.EPSILON * value);
    }
    expect(power(0, -1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('functions that the search relies on give the same bits everywhere', () => {
  const key = randomKey(20);
  // Pinned on Node 20.20, equal on Node 24.21 (linux x64): 20,000 arguments each.
  it.each([
    ['exp', (u: number) => Math.exp(80 * (u - 0.5)), '786937582378bd53'],
    ['log', (u: number) => Math.log(1000 * u), 'bbfa0accb99c662c'],
    ['sin', (u: number) => Math.sin(200 * (u - 0.5)), 'a80d230f994917bd'],
    ['cos', (u: number) => Math.cos(200 * (u - 0.5)), 'd11f7e71da7f26f8'],
    ['atan', (u: number) => Math.atan(50 * (u - 0.5)), 'dd40cb2f49b08af7'],
    ['square', (u: number) => (10 * u) ** 2, 'b5bf732e0633d1a5'],
    ['power of two', (u: number) => 2 ** Math.floor(100 * (u - 0.5)), '09c7ac8e44467a3a'],
  ])('%s', (_, of, hash) => {
    const bytes = new DataView(new ArrayBuffer(160_000));
    for (let at = 0; at < 20_000; at += 1) bytes.setFloat64(8 * at, of(uniformAt(key, at)), true);
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(hash);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { power } from '../../../src/search/index.js';

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

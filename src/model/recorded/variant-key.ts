import { canonicalJson, type Variant } from '../../domain/index.js';
import type { RecordedLine } from './recorded-line.js';

type Factors = { readonly [factor: string]: string | number | boolean };

/**
 * Under which key recorded outputs of a variant stand: its `recorded` name or factor values, else its own name.
 * Equal keys mean the same recorded variant, whatever the order of the factors.
 */
export function keyOfVariant(variant: Pick<Variant, 'name' | 'recorded'>): string {
  const recorded = variant.recorded ?? variant.name;
  return typeof recorded === 'string' ? nameKey(recorded) : factorsKey(recorded);
}

/** The key of the variant that a line belongs to. */
export function keyOfLine(line: Pick<RecordedLine, 'variant' | 'params'>): string {
  return typeof line.variant === 'string' ? nameKey(line.variant) : factorsKey(line.params ?? {});
}

/** So many spellings of factors are remembered: tables name few configs, each on many lines. */
const REMEMBERED = 20_000;

/** {@link keyOfLine} for the lines of one file: a spelling of the factors that was met before costs a look-up. */
export function lineKeys(): (line: Pick<RecordedLine, 'variant' | 'params'>) => string {
  const known = new Map<string, string>();
  return (line) => {
    if (typeof line.variant === 'string') return nameKey(line.variant);
    const spelling = JSON.stringify(line.params);
    const remembered = known.get(spelling);
    if (remembered !== undefined) return remembered;
    const key = keyOfLine(line);
    if (known.size === REMEMBERED) known.clear();
    known.set(spelling, key);
    return key;
  };
}

function nameKey(name: string): string {
  return JSON.stringify(name);
}

function factorsKey(factors: Factors): string {
  const entries = Object.entries(factors).map(([name, value]) => [name, canonicalFactor(value)] as const);
  return canonicalJson(Object.fromEntries(entries));
}

/**
 * Factor values are compared by what they say, since tables lose types on their way: `150`, `"150"` and
 * `"150.0"` are one value, and so are `true` and `"true"`.
 */
function canonicalFactor(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const trimmed = value.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? String(Number(trimmed)) : trimmed;
}

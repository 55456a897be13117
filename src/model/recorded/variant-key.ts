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

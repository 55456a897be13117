import type { RecordedLine } from './recorded-line.js';

type Check = (value: unknown) => boolean;

const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string';
const isName: Check = (value) => typeof value === 'string' && value !== '';
/** Null stands for absent. */
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isFactor: Check = (value) =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

const STOP_REASONS: ReadonlySet<unknown> = new Set([
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'content_filtered',
  'guardrail_intervened',
]);

const USAGE: ReadonlyMap<string, Check> = new Map([
  ['inputTokens', isCount],
  ['outputTokens', isCount],
  ['cacheReadInputTokens', orNull(isCount)],
  ['cacheWriteInputTokens', orNull(isCount)],
]);

const MEMBERS: ReadonlyMap<string, Check> = new Map([
  ['sampleId', isName],
  ['variant', orNull(isName)],
  ['params', orNull((value) => isMapping(value, isFactor))],
  ['repeat', orNull((value) => isCount(value) && (value as number) <= 65_535)],
  ['output', orNull(isText)],
  ['usage', orNull(isUsage)],
  ['latencyMs', orNull((value) => Number.isFinite(value) && (value as number) >= 0)],
  ['stopReason', orNull((value) => STOP_REASONS.has(value))],
  [
    'scores',
    orNull((value) =>
      isMapping(
        value,
        orNull((score) => Number.isFinite(score)),
      ),
    ),
  ],
]);

/**
 * Whether a parsed line is plainly sound. It says no more than the schema does, an order of magnitude faster: what it
 * does not know to be sound is for the schema to accept or to explain.
 */
export function isPlainlySound(value: unknown): value is RecordedLine {
  if (!isObject(value) || !Object.hasOwn(value, 'sampleId')) return false;
  for (const key of Object.keys(value)) {
    const check = MEMBERS.get(key);
    if (check !== undefined && !check(value[key])) return false;
  }
  return true;
}

function isUsage(value: unknown): boolean {
  if (!isObject(value) || !Object.hasOwn(value, 'inputTokens') || !Object.hasOwn(value, 'outputTokens')) {
    return false;
  }
  for (const [key, check] of USAGE) {
    if (Object.hasOwn(value, key) && !check(value[key])) return false;
  }
  return true;
}

function isMapping(value: unknown, check: Check): boolean {
  if (!isObject(value)) return false;
  // Both name what every object has: how the schema reads them is its own affair.
  if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor')) return false;
  for (const key of Object.keys(value)) {
    if (!check(value[key])) return false;
  }
  return true;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

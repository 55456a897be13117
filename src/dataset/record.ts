import { isRecord, type Sample } from '../domain/index.js';
import { toNative } from './foreign.js';
import { readNative } from './native.js';
import { nameOfType, type Report } from './sink.js';

/** Reads a record of any known shape into a sample and reports each flaw; see `toNative` and `readNative`. */
export function readSample(value: unknown, fallbackId: string, report: Report): Sample | undefined {
  if (isRecord(value)) return readNative(toNative(value, fallbackId, report), report);
  const hint = 'Write {"id": "…", "vars": {"question": "…"}, …}.';
  report('wrong-type', '', `a sample must be an object, not ${nameOfType(value)}`, hint);
  return undefined;
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { RunDocument } from '../report/port.js';
import type { RunRow } from '../store/index.js';

/** The promotion that a run's own rule wrote, if its file still stands and names this run. */
export function promotionOf(run: RunRow): RunDocument['promotion'] {
  const file = run.snapshot.promote?.to;
  if (file === undefined || !existsSync(file)) return null;
  const value = parse(readFileSync(file, 'utf8')) as { evidence?: { run?: string; variant?: string } } | null;
  const variant = value?.evidence?.variant;
  if (value?.evidence?.run !== run.name || variant === undefined) return null;
  return { path: path.relative(process.cwd(), file), variant, remeasured: false };
}

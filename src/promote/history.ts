import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ParsimonyError } from '../domain/index.js';
import { writeFileAtomically } from '../report/index.js';
import { parsePromotion } from './load.js';
import type { PromotedConfig } from './promoted-config.js';
import { serialisePromotion } from './serialise.js';

/**
 * Every file that ever stood at a promoted path is kept beside it: `<name>.history/<n>.yaml`, numbered from 1, and
 * `log.jsonl`, one line for each change. Nothing of it is ever removed; what is promoted now is the last line's file.
 */
const entrySchema = z.strictObject({
  /** `found`: it stood there before its history was kept, or was changed by other hands. */
  action: z.enum(['promote', 'rollback', 'found']),
  at: z.iso.datetime(),
  /** Number of the file that stands there since. */
  file: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().exactOptional(),
});

/** One change of a promoted path. */
export type HistoryEntry = z.infer<typeof entrySchema>;

/** What a rollback did. */
export interface Rollback {
  readonly file: string;
  /** Numbers of the files in the history. */
  readonly from: number;
  readonly to: number;
  readonly restored: PromotedConfig;
}

/** Writes a promoted file over what stands there, which is kept in the history first. */
export async function promoteTo(file: string, config: PromotedConfig, at: Date): Promise<void> {
  const history = await withCurrent(file, at);
  const text = serialisePromotion(config);
  if (history.at(-1)?.sha256 === hashOf(text)) return;
  await putInPlace(file, text, { history, action: 'promote', at });
}

/**
 * Puts the promotion back that stood there before the present one; asked again, the one before that. Throws
 * `not-found` where no promotion is, and `refused` where none came before.
 */
export async function rollbackPromotion(
  file: string,
  { at, reason }: { readonly at: Date; readonly reason?: string },
): Promise<Rollback> {
  const history = await withCurrent(file, at);
  const standing = standingFiles(history);
  const [current, previous] = [standing.at(-1), standing.at(-2)];
  if (current === undefined) {
    throw new ParsimonyError('not-found', `there is no promoted config ${file}`, {
      hint: 'Name the file that `parsimony promote` wrote.',
    });
  }
  if (previous === undefined) {
    throw new ParsimonyError('refused', `${file} is the first promotion: there is nothing to go back to`, {
      hint: 'Promote another run or search, or take the file from version control.',
    });
  }
  const kept = path.join(folderOf(file), `${previous}.yaml`);
  const text = await readFile(kept, 'utf8');
  const restored = parsePromotion(text, kept);
  const known = history.findLast((entry) => entry.file === previous);
  if (known?.sha256 !== hashOf(text)) {
    throw new ParsimonyError('refused', `${kept} is not what was promoted: it was edited since`, {
      hint: 'Take it from version control, or promote again.',
    });
  }
  await putInPlace(file, text, {
    history,
    action: 'rollback',
    at,
    number: previous,
    ...(reason !== undefined && { reason }),
  });
  return { file, from: current, to: previous, restored };
}

/** The changes of a promoted path, oldest first; empty where none are kept. */
export async function promotionHistory(file: string): Promise<readonly HistoryEntry[]> {
  const log = path.join(folderOf(file), LOG);
  const text = await readIfThere(log);
  if (text === undefined) return [];
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [readEntry(line, log, at + 1)]));
}

const LOG = 'log.jsonl';

/** The files that a rollback goes back through: promotions on top of each other, without those rolled back. */
function standingFiles(history: readonly HistoryEntry[]): readonly number[] {
  const stack: number[] = [];
  for (const { action, file } of history) {
    if (action === 'rollback') stack.pop();
    else stack.push(file);
  }
  return stack;
}

/** The history with what stands at the path now as its last entry; an unknown file is kept as `found`. */
async function withCurrent(file: string, at: Date): Promise<readonly HistoryEntry[]> {
  const history = await promotionHistory(file);
  const text = await readIfThere(file);
  if (text === undefined || history.at(-1)?.sha256 === hashOf(text)) return history;
  const entry: HistoryEntry = {
    action: 'found',
    at: at.toISOString(),
    file: nextNumber(history),
    sha256: hashOf(text),
  };
  await keep(file, entry, text);
  return [...history, entry];
}

/** Puts the text in its place, then into the history: after a death in between it is `found` there the next time. */
async function putInPlace(
  file: string,
  text: string,
  change: {
    readonly history: readonly HistoryEntry[];
    readonly action: 'promote' | 'rollback';
    readonly at: Date;
    readonly number?: number;
    readonly reason?: string;
  },
): Promise<void> {
  const { history, action, at, number = nextNumber(history), reason } = change;
  const entry: HistoryEntry = {
    action,
    at: at.toISOString(),
    file: number,
    sha256: hashOf(text),
    ...(reason !== undefined && { reason }),
  };
  await writeFileAtomically(file, text);
  await keep(file, entry, text);
}

async function keep(file: string, entry: HistoryEntry, text: string): Promise<void> {
  const folder = folderOf(file);
  await mkdir(folder, { recursive: true });
  await writeFileAtomically(path.join(folder, `${entry.file}.yaml`), text);
  await appendFile(path.join(folder, LOG), `${JSON.stringify(entry)}\n`);
}

function nextNumber(history: readonly HistoryEntry[]): number {
  return Math.max(0, ...history.map((entry) => entry.file)) + 1;
}

function folderOf(file: string): string {
  return file.replace(/\.ya?ml$/, '.history');
}

function readEntry(line: string, log: string, number: number): HistoryEntry {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new ParsimonyError('invalid-input', `${log}:${number} is no entry of a promotion’s history`, {
      hint: 'Restore the file from version control.',
      cause,
    });
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

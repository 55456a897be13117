import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TableLine } from './measure-cells.js';

/** Every line of the table in a folder that is whole. */
export function* tableLines(folder: string): Generator<TableLine> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.jsonl')) continue;
    for (const line of readFileSync(path.join(folder, name), 'utf8').split('\n')) {
      // The last line of a process that was killed may be cut.
      if (line.endsWith('}}')) yield JSON.parse(line);
    }
  }
}

/** Ids of the samples that every config has answered. */
export function wholeSamples(folder: string, configs: number): ReadonlySet<string> {
  const answers = new Map<string, Set<string>>();
  for (const { sampleId, params } of tableLines(folder)) {
    const known = answers.get(sampleId) ?? new Set();
    answers.set(sampleId, known.add(JSON.stringify(params)));
  }
  return new Set([...answers].filter(([, known]) => known.size === configs).map(([id]) => id));
}

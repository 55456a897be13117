import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { isRecord, type JsonRecord } from '../../domain/index.js';
import { parseJson } from '../wire/json-value.js';

/** Writes a JSON file so that a reader, or a process that starts after a crash, sees the old or the new text whole. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  await writeFile(beside, JSON.stringify(value));
  await rename(beside, path);
}

/** The object in a JSON file; undefined where there is no such file or no object in it. */
export async function readJsonFile(path: string): Promise<JsonRecord | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const value = text === undefined ? undefined : parseJson(text);
  return isRecord(value) ? value : undefined;
}

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  promoteTo,
  promotionHistory,
  rollbackPromotion,
  serialisePromotion,
} from '../../src/promote/index.js';
import { promotedFixture } from './fixture.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-history-'));
  file = path.join(folder, 'shop.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date('2026-11-23T10:00:00Z');
const promote = (name: string) => promoteTo(file, { ...promotedFixture(), name }, at);
const standing = (): string => /^name: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';

describe('a rollback', () => {
  test('restores the previous promotion byte by byte, and the one before it when asked again', async () => {
    await promote('first');
    const first = readFileSync(file, 'utf8');
    await promote('second');
    await promote('third');
    expect(await rollbackPromotion(file, { at, reason: 'too dear' })).toMatchObject({ from: 3, to: 2 });
    expect(standing()).toBe('second');
    expect(await rollbackPromotion(file, { at })).toMatchObject({ to: 1, restored: { name: 'first' } });
    expect(readFileSync(file, 'utf8')).toBe(first);
    await expect(rollbackPromotion(file, { at })).rejects.toMatchObject({ code: 'refused' });
  });

  test('goes over what was rolled back: after a new promotion it returns to what stood before that', async () => {
    await promote('first');
    await promote('second');
    await rollbackPromotion(file, { at });
    await promote('third');
    await rollbackPromotion(file, { at });
    expect(standing()).toBe('first');
  });

  test('keeps every file and every change', async () => {
    await promote('first');
    await promote('second');
    await rollbackPromotion(file, { at, reason: 'too dear' });
    expect(readdirSync(path.join(folder, 'shop.history')).sort()).toEqual(['1.yaml', '2.yaml', 'log.jsonl']);
    expect((await promotionHistory(file)).map(({ action, file: number }) => `${action} ${number}`)).toEqual([
      'promote 1',
      'promote 2',
      'rollback 1',
    ]);
    expect((await promotionHistory(file)).at(-1)?.reason).toBe('too dear');
  });

  test('keeps a file that other hands put there before it is written over', async () => {
    writeFileSync(file, serialisePromotion({ ...promotedFixture(), name: 'by hand' }));
    await promote('second');
    expect((await promotionHistory(file)).map(({ action }) => action)).toEqual(['found', 'promote']);
    await rollbackPromotion(file, { at });
    expect(standing()).toBe('by hand');
  });

  test('refuses a kept file that was edited since', async () => {
    await promote('first');
    await promote('second');
    const kept = path.join(folder, 'shop.history', '1.yaml');
    writeFileSync(kept, readFileSync(kept, 'utf8').replace('maxTokens: 250', 'maxTokens: 999'));
    await expect(rollbackPromotion(file, { at })).rejects.toMatchObject({ code: 'refused' });
    expect(standing()).toBe('second');
  });

  test('says so where nothing was promoted', async () => {
    await expect(rollbackPromotion(file, { at })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the same promotion twice is one', async () => {
    await promote('first');
    await promote('first');
    expect(await promotionHistory(file)).toHaveLength(1);
  });
});

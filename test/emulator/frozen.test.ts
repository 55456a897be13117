import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashJson, type JsonValue } from '../../src/domain/index.js';
import { parameters } from '../../src/emulator/index.js';

const page = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8');

/** The cells of the table row of a parameter, without the name. */
function row(name: string): readonly string[] {
  const line = page.split('\n').find((text) => text.startsWith(`| \`${name}\` |`));
  return (line ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

describe('the parameters are frozen', () => {
  it('the table is the one that was frozen before datasets, prompts and scorers were written', () => {
    expect(hashJson(parameters as unknown as JsonValue)).toBe(
      '7fc2331b9f889991979c0e257d4cad3d5591aa8d1ce1166f125c7f491533da07',
    );
  });

  it('the page holds every value of the table', () => {
    const { small, medium, large, tuned } = parameters.tiers;
    for (const name of Object.keys(small) as (keyof typeof small)[]) {
      expect([name, ...row(name).slice(1, 5).map(Number)]).toEqual([
        name,
        small[name],
        medium[name],
        large[name],
        tuned[name],
      ]);
    }
    for (const [name, value] of Object.entries({ ...parameters.shared, ...parameters.judgeBias })) {
      const written = typeof value === 'number' ? String(value) : (value as readonly number[]).join(' to ');
      expect([name, row(name)[1]]).toEqual([name, written]);
    }
  });

  it('more capable tiers err less in every respect', () => {
    const { small, medium, large } = parameters.tiers;
    for (const name of [
      'recall',
      'multiHopFactor',
      'instructionFollowing',
      'premiseCorrection',
      'contradictionNotice',
      'coreference',
      'japaneseRecallFactor',
    ] as const) {
      expect(small[name] < medium[name] && medium[name] < large[name], name).toBe(true);
    }
    for (const name of [
      'distraction',
      'hallucination',
      'slip',
      'injection',
      'privacyLeak',
      'languageDrift',
      'judgeNoise',
      'judgeMalformed',
      'judgeInjection',
    ] as const) {
      expect(small[name] > medium[name] && medium[name] > large[name], name).toBe(true);
    }
  });
});

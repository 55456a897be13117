import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseRubric } from '../../src/scorer/index.js';

const good = `---
name: tone
version: 2
criterion: tone
scale: { min: 1, max: 3 }
needs: [reference]
shows: [documents]
---
# Criterion

How friendly it is.

# Levels

## 3
Friendly.

## 2
Neutral,
but polite.

## 1
Rude.
`;

const shipped = path.resolve(import.meta.dirname, '../../prompts/judges');

test('a rubric is read whole', () => {
  expect(parseRubric(good, 'tone.md')).toMatchObject({
    state: 'ok',
    rubric: {
      name: 'tone',
      version: '2',
      criterion: 'tone',
      min: 1,
      max: 3,
      needs: ['reference'],
      shows: ['reference', 'documents'],
      instructions: 'How friendly it is.',
      levels: [
        { score: 3, anchor: 'Friendly.' },
        { score: 2, anchor: 'Neutral,\nbut polite.' },
        { score: 1, anchor: 'Rude.' },
      ],
    },
  });
});

test('a rubric reads the same with Windows line ends and a byte order mark', () => {
  const windows = parseRubric(`\ufeff${good.replaceAll('\n', '\r\n')}`, 'tone.md');
  const unix = parseRubric(good, 'tone.md');
  if (windows.state !== 'ok' || unix.state !== 'ok') throw new Error('both should be read');
  expect(windows.rubric.levels).toEqual(unix.rubric.levels);
});

describe('the rubrics that ship', () => {
  const files = readdirSync(shipped).filter((file) => file.endsWith('.md'));

  test('are the three criteria', () => {
    expect(files.sort()).toEqual(['groundedness.md', 'helpfulness.md', 'manga-domain-accuracy.md']);
  });

  test.each(files)('%s is complete, on 1 to 5, and named after its criterion', (file) => {
    const parsed = parseRubric(readFileSync(path.join(shipped, file), 'utf8'), file);
    if (parsed.state === 'invalid') throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.rubric).toMatchObject({
      min: 1,
      max: 5,
      criterion: file.slice(0, -3).replaceAll('-', '_'),
    });
    expect(parsed.rubric.levels).toHaveLength(5);
  });
});

/** What is done to the good rubric, and what must be said about it: code and line. */
const bad: readonly (readonly [
  what: string,
  text: string,
  problems: readonly (readonly [string, number?])[],
])[] = [
  ['no front matter', good.slice(4), [['missing-front-matter', 1]]],
  [
    'front matter that never ends',
    good.replace('---\n# Criterion', '# Criterion'),
    [['missing-front-matter', 1]],
  ],
  ['broken YAML', good.replace('version: 2', 'version: [2'), [['bad-yaml', 4]]],
  ['an unknown key', good.replace('needs:', 'need:'), [['unknown-key', 6]]],
  [
    'a criterion that is no metric name',
    good.replace('criterion: tone', 'criterion: The Tone'),
    [['bad-value', 4]],
  ],
  ['a scale upside down', good.replace('min: 1, max: 3', 'min: 3, max: 1'), [['bad-value', 5]]],
  ['an input that does not exist', good.replace('[reference]', '[answers]'), [['bad-value', 6]]],
  ['a missing name', good.replace('name: tone\n', ''), [['missing-key', 1]]],
  ['no criterion text', good.replace('How friendly it is.', ''), [['missing-section']]],
  ['a level without an anchor', good.replace('Friendly.\n', '\n'), [['missing-level', 15]]],
  ['a missing level', good.replace('## 2\nNeutral,\nbut polite.\n', ''), [['missing-level']]],
  ['a level outside the scale', `${good}\n## 4\nSplendid.\n`, [['level-outside-scale', 25]]],
  ['a level twice', `${good}\n## 1\nVery rude.\n`, [['duplicate-level', 25]]],
  ['a level that is no number', `${good}\n## best\nSplendid.\n`, [['bad-level', 25]]],
  ['an unknown section', `${good}\n# Notes\nMine.\n`, [['unknown-section', 25]]],
  [
    'text before the first section',
    good.replace('# Criterion', 'Hello.\n\n# Criterion'),
    [['text-outside-section', 9]],
  ],
  ['an empty file', '', [['missing-front-matter', 1]]],
];

describe('a bad rubric is refused with the line', () => {
  test.each(bad)('%s', (_, text, expected) => {
    const parsed = parseRubric(text, 'tone.md');
    if (parsed.state === 'ok') throw new Error('should be refused');
    expect(parsed.problems.map(({ code, line }) => [code, line])).toEqual(
      expected.map(([code, line]) => [code, line]),
    );
    for (const problem of parsed.problems)
      expect(problem).toMatchObject({ file: 'tone.md', hint: expect.any(String) });
  });

  test('every problem is listed at once', () => {
    const text = good.replace('name: tone', 'nme: tone').replace('max: 3', 'max: 4').replace('Rude.', '');
    const parsed = parseRubric(text, 'tone.md');
    expect(parsed.state === 'invalid' && parsed.problems.map(({ code }) => code)).toEqual([
      'unknown-key',
      'missing-key',
      'missing-level',
      'missing-level',
    ]);
  });
});

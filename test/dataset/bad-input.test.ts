import { describe, expect, test } from 'vitest';
import { validateDataset } from '../../src/dataset/index.js';
import type { Fact } from '../../src/domain/index.js';
import { folder, GOOD, lines, places, validate } from './fixture.js';

/** The problems of one record merged over a good one. */
function flawsOf(parts: object): ReturnType<typeof places> {
  return places(validate(lines({ ...GOOD, ...parts })).problems);
}

describe('syntax', () => {
  test.each([
    ['{"id": "b"', 11, 'text ends'],
    ['{"id": "b",}', 12, 'another member'],
    ["{'id': 'b'}", 2, 'double quotes'],
    ['{"id": "b"} {"id": "c"}', 13, 'end of the text'],
    ['{"id": "b", "vars": {"question": "x\ty"}}', 34, 'string'],
    ['{"id": 01}', 9, '"," or "}"'],
    ['nonsense', 1, 'value'],
  ])('%s is reported with line and column', (line, column, words) => {
    const { problems, count } = validate(`${lines(GOOD)}${line}\n${lines({ ...GOOD, id: 'z' })}`);
    expect(count).toBe(3);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'bad-json', line: 2, column });
    expect(problems[0]?.message).toContain(words);
  });
});

describe('unknown keys', () => {
  test.each([
    [{ session_id: 's' }, 'session_id', 'sessionId'],
    [{ refrence: 'r' }, 'refrence', 'reference'],
    [{ fact: {} }, 'fact', 'facts'],
    [{ question: 'q' }, 'question', '"vars"'],
    [{ documents: [{ id: 'd', text: 't', txt: 1 }] }, 'documents[0].txt', 'text'],
    [{ facts: { must: [], mustnot: [] } }, 'facts.mustnot', 'mustNot'],
    [{ assert: [{ type: 'equals', treshold: 1 }] }, 'assert[0].treshold', 'threshold'],
  ])('%j names the nearest known key', (parts, path, near) => {
    const { problems } = validate(lines({ ...GOOD, ...parts }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'unknown-key', line: 1, path });
    expect(problems[0]?.hint).toContain(near);
  });
});

describe('wrong types and values', () => {
  test.each([
    [{ id: 7 }, 'wrong-type', 'id'],
    [{ id: ' ' }, 'blank-text', 'id'],
    [{ id: 'a\nb' }, 'bad-id', 'id'],
    [{ id: 'x'.repeat(300) }, 'bad-id', 'id'],
    [{ intent: null }, 'wrong-type', 'intent'],
    [{ vars: { question: '  ' } }, 'empty-question', 'vars.question'],
    [{ vars: { topic: 'x' } }, 'empty-question', 'vars.question'],
    [{ vars: { query: 5 } }, 'empty-question', 'vars.query'],
    [{ vars: { question: 'q', documents: 'x' } }, 'reserved-variable', 'vars.documents'],
    [{ documents: {} }, 'wrong-type', 'documents'],
    [{ documents: ['x'] }, 'wrong-type', 'documents[0]'],
    [{ documents: [{ id: 'd' }] }, 'missing-key', 'documents[0].text'],
    [{ history: [{ role: 'system', content: 'x' }] }, 'bad-role', 'history[0].role'],
    [{ history: [{ content: 'x' }] }, 'bad-role', 'history[0].role'],
    [{ history: [{ role: 'user', content: '' }] }, 'blank-text', 'history[0].content'],
    [{ reference: ['x'] }, 'wrong-type', 'reference'],
    [{ reference: 'x', references: ['y'] }, 'both-references', 'reference'],
    [{ facts: ['x'] }, 'wrong-type', 'facts'],
    [{ facts: { must: [5] } }, 'wrong-type', 'facts.must[0]'],
    [{ facts: { must: [{ anyOf: [] }] } }, 'empty-fact', 'facts.must[0]'],
    [{ facts: { must: ['x'], mustNot: ['x'] } }, 'contradictory-fact', 'facts.mustNot[0]'],
    [{ assert: [{ value: 'x' }] }, 'missing-key', 'assert[0].type'],
    [{ assert: [{ type: 'equals', weight: -1 }] }, 'out-of-range', 'assert[0].weight'],
    [{ weight: -0.1 }, 'out-of-range', 'weight'],
    [{ weight: '1' }, 'wrong-type', 'weight'],
    [{ sessionId: 's', turn: 1.5 }, 'wrong-type', 'turn'],
    [{ turn: 1 }, 'turn-without-session', 'turn'],
    [{ tags: 'x' }, 'wrong-type', 'tags'],
    [{ tags: ['x', 'x'] }, 'duplicate-tag', 'tags'],
    [{ metadata: [] }, 'wrong-type', 'metadata'],
  ])('%j', (parts, code, path) => {
    expect(flawsOf(parts)).toEqual([[code, 1, path]]);
  });

  test.each(['[1]', '"text"', 'null', '3'])('the line %s is no sample', (line) => {
    expect(places(validate(`${line}\n`).problems)).toEqual([['wrong-type', 1, undefined]]);
  });

  test('every flaw of every line is listed, in order', () => {
    const { problems, problemCount, count } = validate(
      lines({ id: 1, vars: {} }, GOOD, { ...GOOD, id: 'b', weight: -1, tags: 3 }),
    );
    expect(count).toBe(3);
    expect(problemCount).toBe(4);
    expect(places(problems)).toEqual([
      ['wrong-type', 1, 'id'],
      ['empty-question', 1, 'vars.question'],
      ['wrong-type', 3, 'tags'],
      ['out-of-range', 3, 'weight'],
    ]);
  });
});

describe('duplicates', () => {
  test('an id that stands twice is named with its first line', () => {
    const { problems } = validate(lines(GOOD, { ...GOOD, id: 'b' }, GOOD, GOOD));
    expect(places(problems)).toEqual([
      ['duplicate-id', 3, 'id'],
      ['duplicate-id', 4, 'id'],
    ]);
    expect(problems[0]?.message).toContain('first on line 1');
  });

  test('a turn of a session stands once', () => {
    const turn = (id: string, sessionId: string, at: number) => ({ ...GOOD, id, sessionId, turn: at });
    const { problems } = validate(
      lines(turn('a', 's', 1), turn('b', 't', 1), turn('c', 's', 2), turn('d', 's', 1)),
    );
    expect(places(problems)).toEqual([['duplicate-turn', 4, 'turn']]);
  });

  test('document ids are unique inside a sample, not across samples', () => {
    const documents = [1, 2, 1].map((n) => ({ id: `d${n}`, text: 't' }));
    const { problems } = validate(
      lines({ ...GOOD, documents }, { ...GOOD, id: 'b', documents: documents.slice(1) }),
    );
    expect(places(problems)).toEqual([['duplicate-document', 1, 'documents[2].id']]);
  });

  test.each([['.json'], ['.yaml']])('in %s files as well', (extension) => {
    const { problems } = validate(JSON.stringify([GOOD, GOOD], null, 1), extension);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'duplicate-id' });
  });
});

describe('facts against references', () => {
  const includes = (text: string, fact: Fact) =>
    (typeof fact === 'string' ? [fact] : fact.anyOf).some((alternative) => text.includes(alternative));
  const facts = {
    satisfies: (text: string, fact: Fact) => includes(text, fact) && !text.includes('no '),
    mentions: includes,
  };
  const check = (parts: object) =>
    places(validate(lines({ ...GOOD, ...parts }), '.jsonl', { facts }).problems);

  test('a must that a reference names only to deny it is no flaw', () => {
    expect(check({ reference: 'There are no coupons.', facts: { must: ['coupons'] } })).toEqual([]);
  });

  test('a must that no reference names, a mustNot that one states', () => {
    expect(
      check({ reference: 'It costs $5.', facts: { must: ['$5', '$6'], mustNot: ['costs', 'free'] } }),
    ).toEqual([
      ['unmet-fact', 1, 'facts.must[1]'],
      ['violated-fact', 1, 'facts.mustNot[0]'],
    ]);
  });

  test('one reference of several, one alternative of several is enough', () => {
    expect(check({ references: ['no', 'yes 7'], facts: { must: ['7', { anyOf: ['8', 'yes'] }] } })).toEqual(
      [],
    );
  });

  test('without a reference there is nothing to contradict', () => {
    expect(check({ facts: { must: ['7'], mustNot: ['8'] } })).toEqual([]);
  });

  test('an assertion checker’s complaint is a problem with its place', () => {
    const assertionProblem = ({ type }: { type: string }) =>
      type === 'equals' ? undefined : { message: `no "${type}"`, hint: 'use equals' };
    const content = lines({ ...GOOD, assert: [{ type: 'equals' }, { type: 'eqals' }] });
    const { problems } = validate(content, '.jsonl', { assertionProblem });
    expect(places(problems)).toEqual([['bad-assertion', 1, 'assert[1]']]);
    expect(problems[0]).toMatchObject({ message: 'no "eqals"', hint: 'use equals' });
  });
});

describe('encodings', () => {
  const head = Buffer.from(lines(GOOD));
  const tail = Buffer.from(lines({ ...GOOD, id: 'z' }));
  test('invalid UTF-8 is placed by line and byte', () => {
    const bad = Buffer.from('{"id":"b","vars":{"question":"caf\xe9"}}\n', 'latin1');
    const { problems } = validate(Buffer.concat([head, bad, tail]));
    expect(problems).toMatchObject([{ code: 'invalid-utf8', line: 2, column: 34 }]);
  });
  test('a NUL byte', () => {
    const { problems } = validate(Buffer.concat([head, Buffer.from('{"a":\0}\n'), tail]));
    expect(problems).toMatchObject([{ code: 'nul-byte', line: 2, column: 6 }]);
  });
  test('an escaped NUL and half a surrogate pair, but not an escaped backslash before u', () => {
    const line = (text: string, id: string) => `{"id":"${id}","vars":{"question":"${text}"}}\n`;
    const { problems } = validate(
      line('x\\u0000', 'a') + line('\\ud83d', 'b') + line('\\\\ud83d \\ud83d\\ude00', 'c'),
    );
    expect(places(problems)).toEqual([
      ['nul-byte', 1, undefined],
      ['invalid-utf8', 2, undefined],
    ]);
  });
  test.each(['utf16le', 'utf-16be'])('%s with its mark is one problem, not one a line', (encoding) => {
    const bytes = Buffer.from(`\uFEFF${lines(GOOD, GOOD)}`, 'utf16le');
    const { problems } = validate(encoding === 'utf16le' ? bytes : bytes.swap16());
    expect(problems).toMatchObject([{ code: 'invalid-utf8', line: 1 }]);
  });
  test('Shift_JIS in a CSV', () => {
    const { problems } = validate(Buffer.from([0x71, 0x0a, 0x93, 0xfa, 0x96, 0x7b]), '.csv');
    expect(problems).toMatchObject([{ code: 'invalid-utf8', line: 2, column: 1 }]);
  });
});

describe('sizes and files', () => {
  test('a line over the limit is reported with its length and the next ones are read', () => {
    const long = JSON.stringify({ ...GOOD, id: 'b', metadata: { text: 'x'.repeat(3_000_000) } });
    const content = `${lines(GOOD)}${long}\n${lines({ ...GOOD, id: 'c', weight: -1 })}`;
    const { problems, count } = validate(content, '.jsonl', { maxLineBytes: 5000 });
    expect(count).toBe(3);
    expect(places(problems)).toEqual([
      ['line-too-long', 2, undefined],
      ['out-of-range', 3, 'weight'],
    ]);
    expect(problems[0]?.message).toContain(String(long.length));
    expect(validate(content).problems).toHaveLength(1);
  });
  test.each(['', '\n \n', '\uFEFF'])('an empty file (%j)', (content) => {
    for (const extension of ['.jsonl', '.txt']) {
      expect(validate(content, extension).problemCount).toBe(1);
    }
    expect(validate(content).problems[0]?.code).toBe('empty-dataset');
  });
  test.each([
    ['[]', '.json'],
    ['samples: []', '.yaml'],
    ['question', '.csv'],
  ])('no sample in %s', (content, extension) => {
    expect(places(validate(content, extension).problems)).toEqual([['empty-dataset', undefined, undefined]]);
  });
  test('a missing file, a folder and an unknown format', () => {
    expect(validateDataset(`${folder}/none.jsonl`).problems[0]?.code).toBe('missing-file');
    expect(validateDataset(folder).problems[0]?.code).toBe('unreadable-file');
    expect(validate('hello', '.txt').problems[0]?.code).toBe('unknown-format');
  });
  test('more problems than are kept are still counted', () => {
    const { problems, problemCount } = validate('x\n'.repeat(500), '.jsonl', { maxProblems: 10 });
    expect([problems.length, problemCount]).toEqual([10, 500]);
  });
});

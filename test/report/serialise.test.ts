import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { RunDocument } from '../../src/report/port.js';
import { runDocumentJsonSchema } from '../../src/report/schema.js';
import { serialiseDocument } from '../../src/report/serialise.js';
import { fixtureModel } from './fixture.js';

/** The same value with the keys of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  ) as T;
}

describe('report.json', () => {
  const { document } = fixtureModel();

  test('is the same bytes for equal documents, whatever their key order', () => {
    expect(serialiseDocument(reversed(document))).toBe(serialiseDocument(document));
  });

  test('reads back as the document it was made of', () => {
    expect(JSON.parse(serialiseDocument(document))).toEqual(document);
  });

  test('has two-space indentation, the header first and a trailing newline', () => {
    const text = serialiseDocument(document);
    expect(text.startsWith('{\n  "run": {\n    "id": ')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('is refused when a number is not finite', () => {
    const broken = { ...document, cost: { ...document.cost, billedUsd: Number.NaN } };
    expect(() => serialiseDocument(broken)).toThrow(/billedUsd/);
  });

  test('is refused when it carries a key that the schema does not know', () => {
    const broken = { ...document, extra: 1 } as RunDocument;
    expect(() => serialiseDocument(broken)).toThrow(/extra/);
  });
});

describe('schema/run.schema.json', () => {
  test('is what the definitions generate', () => {
    const committed = JSON.parse(
      readFileSync(new URL('../../schema/run.schema.json', import.meta.url), 'utf8'),
    );
    expect(committed).toEqual(JSON.parse(JSON.stringify(runDocumentJsonSchema())));
  });

  test('accepts a written report and rejects one without its verdict', () => {
    const validate = new Ajv2020({ strict: false }).compile(runDocumentJsonSchema());
    const written = JSON.parse(serialiseDocument(fixtureModel().document));
    expect(validate(written)).toBe(true);
    delete written.gate.verdict;
    expect(validate(written)).toBe(false);
  });
});

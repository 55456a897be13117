import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { executionJsonSchema } from '../../src/report/execution-schema.js';
import { executionSection } from '../../src/report/html/execution-section.js';
import { variantLooks } from '../../src/report/html/identity.js';
import { renderJunit } from '../../src/report/junit.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { ReportModel } from '../../src/report/port.js';
import { serialiseDocument, serialiseExecution } from '../../src/report/serialise.js';
import { fixtureModel } from './fixture.js';
import { fixtureExecution } from './fixture-execution.js';

const section = (model: ReportModel) => executionSection(model, variantLooks(model));

/** As runs of earlier versions kept it. */
function older(): ReportModel {
  const model = fixtureModel();
  const { limiters, timing, estimation, batch, calls, ...execution } = model.execution;
  const { judge, throttled, ...counted } = calls;
  return { ...model, execution: { ...execution, calls: counted } };
}

describe('the execution section', () => {
  const { body, charts } = section(fixtureModel());

  test('draws the story of a limiter in its own units, and none where nothing happened', () => {
    expect(charts.map(({ id }) => id)).toEqual(['limiter-0']);
    const spec = charts[0]?.spec;
    if (spec?.kind !== 'timeline') throw new Error('no timeline');
    expect(spec).toMatchObject({ unit: 's', step: 1, most: 16 });
    expect(spec.points).toHaveLength(125);
    expect(body.markup).toContain('the limit fell to 1 at the lowest and ended at 12 of 16 calls at once');
  });

  test('uses minutes and hours for longer sittings', () => {
    const unitOver = (stepMs: number): string | undefined => {
      const model = fixtureModel();
      const limiters = fixtureExecution().limiters?.map((one) => ({
        ...one,
        points: one.points.map((point, at) => ({ ...point, atMs: at * stepMs })),
      }));
      const [chart] = section({
        ...model,
        execution: { ...model.execution, ...(limiters !== undefined && { limiters }) },
      }).charts;
      return chart?.spec.kind === 'timeline' ? chart.spec.unit : undefined;
    };
    expect([unitOver(1_000), unitOver(16_000), unitOver(256_000)]).toEqual(['s', 'min', 'h']);
  });

  test('keeps every call and throttle of the chart in its table, in at most 24 rows', () => {
    const table = /<caption>Limit and throttled calls[\s\S]*?<\/table>/.exec(body.markup)?.[0] ?? '';
    const rows = [...table.matchAll(/<tr><th scope="row">[\s\S]*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td class="num">([\d,]+)<\/td>/g)].map(([, cell = '']) => Number(cell)),
    );
    expect(rows.length).toBeLessThanOrEqual(24);
    const [trace] = fixtureExecution().limiters ?? [];
    const total = (of: 'calls' | 'throttled') => trace?.points.reduce((sum, point) => sum + point[of], 0);
    expect(rows.reduce((sum, row) => sum + (row[2] ?? 0), 0)).toBe(total('calls'));
    expect(rows.reduce((sum, row) => sum + (row[3] ?? 0), 0)).toBe(total('throttled'));
  });

  test('shows a percentile that cannot be given as a dash, and drift with its sign', () => {
    expect(body.markup).toContain('<td class="num">40</td><td class="num">1,490</td><td class="num">—</td>');
    expect(body.markup).toMatch(/−15\.0\s%/);
  });

  test('says what may have been billed without an answer, and that it is held back', () => {
    const model = fixtureModel();
    const calls = { ...model.execution.calls, unseen: { attempts: 1, atMostUsd: 0.00004 } };
    expect(section({ ...model, execution: { ...model.execution, calls } }).body.markup).toContain(
      '1 attempt brought no answer and may have been billed all the same: at most $0.000040 beyond what is shown. The spend guard holds that much back.',
    );
    expect(body.markup).not.toContain('billed all the same');
  });

  test('holds for a run of an earlier version, which kept no more than counts', () => {
    const { body: plain, charts: none } = section(older());
    expect(none).toEqual([]);
    expect(plain.markup).toContain('14 retries, 3 failed');
    expect(plain.markup).not.toMatch(/<h3>|<table>|undefined|NaN/);
  });
});

test('law 6: report.json, report.md and junit.xml say nothing of how a run was carried out', () => {
  const [one, other] = [fixtureModel(), older()];
  const calm = {
    ...other,
    execution: { ...other.execution, wallMs: 1, calls: { ...other.execution.calls, made: 1 } },
  };
  expect(serialiseDocument(calm.document)).toBe(serialiseDocument(one.document));
  expect(renderMarkdown(calm)).toBe(renderMarkdown(one));
  expect(renderJunit(calm)).toBe(renderJunit(one));
});

describe('schema/execution.schema.json', () => {
  test('is what the definitions generate', () => {
    const file = new URL('../../schema/execution.schema.json', import.meta.url);
    const committed = JSON.parse(readFileSync(file, 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(executionJsonSchema())));
  });

  test('accepts what is written, of this version and of earlier ones, and rejects a limit that is no number', () => {
    const validate = new Ajv2020({ strict: false }).compile(executionJsonSchema());
    for (const model of [fixtureModel(), older()]) {
      expect(validate(JSON.parse(serialiseExecution(model.execution)))).toBe(true);
    }
    const written = JSON.parse(serialiseExecution(fixtureModel().execution));
    written.limiters[0].finalLimit = 'twelve';
    expect(validate(written)).toBe(false);
  });
});

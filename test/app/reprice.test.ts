import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExperiment } from '../../src/app/index.js';
import type { RunContext } from '../../src/app/port.js';
import { reportRun } from '../../src/app/report-run.js';
import { ParsimonyError } from '../../src/domain/index.js';
import { renderMarkdown, renderTerminal } from '../../src/report/index.js';
import type { RunDocument } from '../../src/report/port.js';
import { connect } from '../../src/store/connection.js';
import { experimentYaml, PROMPT, samplesJsonl } from '../e2e/project.js';

const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';

let cwd = '';
let original: RunDocument;

const context = (): RunContext => ({
  env: {},
  cwd,
  now: () => new Date('2026-11-22T12:00:00Z'),
  stop: new AbortController().signal,
  abort: new AbortController().signal,
  onEvent: () => {},
});
const at = (...parts: readonly string[]) => path.join(cwd, ...parts);

/** A price file with the global prices of both models times `factor`. */
function pricesTimes(factor: number, models = [SONNET, HAIKU]): string {
  const list: { readonly [id: string]: readonly [input: number, output: number] } = {
    [SONNET]: [3, 15],
    [HAIKU]: [1, 5],
  };
  const file = at(`times-${factor}-${models.length}.yaml`);
  const entries = models.map((id) => {
    const [input = 0, output = 0] = list[id] ?? [];
    return `  "${id}":\n    prices: [{ input: "${input * factor}", output: "${output * factor}", source: test }]`;
  });
  writeFileSync(file, `date: 2027-01-01\nmodels:\n${entries.join('\n')}\n`);
  return file;
}

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-reprice-'));
  writeFileSync(at('golden.jsonl'), samplesJsonl(12));
  writeFileSync(at('prompt.md'), PROMPT);
  writeFileSync(at('shop.yaml'), experimentYaml({ provider: 'emulator' }));
  original = (await runExperiment({ experiment: 'shop.yaml', promote: false }, context())).model.document;
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Every row of every table, so that a change of any kind shows. */
function databaseState(): string {
  const db = connect(at('.parsimony', 'parsimony.db'), { readonly: true });
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[];
  const state = JSON.stringify(
    tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()]),
    (_key, value) => (Buffer.isBuffer(value) ? value.toString('hex') : value),
  );
  db.close();
  return state;
}

function write(sql: string): void {
  const db = connect(at('.parsimony', 'parsimony.db'), {});
  db.exec(sql);
  db.close();
}

/** The gate's verdict and evidence; what candidates cost is repriced with everything else. */
function withoutCost(gate: RunDocument['gate']): unknown {
  return gate && { ...gate, candidates: gate.candidates.map(({ cost: _, ...candidate }) => candidate) };
}

describe('report --reprice', () => {
  test('with doubled prices doubles every cost exactly, keeps what was billed and every score, writes nothing into the database', async () => {
    const before = databaseState();
    const model = await reportRun({ run: 'latest', reprice: pricesTimes(2) }, { cwd });
    expect(databaseState()).toBe(before);
    const { document } = model;
    expect(document.cost.logicalUsd).toBe(original.cost.logicalUsd * 2);
    expect(document.cost.byRole.candidate).toBe(original.cost.byRole.candidate * 2);
    expect(document.cost.byRole.judge).toBe(original.cost.byRole.judge * 2);
    expect(document.cost.byRole.judge).toBeGreaterThan(0);
    expect(document.cost.billedUsd).toBe(original.cost.billedUsd);
    expect(document.cost.repriced).toEqual({
      from: { priceBook: original.cost.priceBook, logicalUsd: original.cost.logicalUsd },
      to: { priceBook: document.cost.priceBook, logicalUsd: original.cost.logicalUsd * 2 },
    });
    expect(document.cost.priceBook?.date).toBe('2027-01-01');
    for (const [index, variant] of document.variants.entries()) {
      const own = original.variants[index];
      expect(variant.costUsdPerSample.value).toBeCloseTo((own?.costUsdPerSample.value ?? 0) * 2, 15);
      expect(variant.quality).toEqual(own?.quality);
      expect(variant.metrics).toEqual(own?.metrics);
    }
    expect(withoutCost(document.gate)).toEqual(withoutCost(original.gate));
    expect(document.front.map(({ variant }) => variant)).toEqual(
      original.front.map(({ variant }) => variant),
    );
  });

  test('says so first in the terminal, in markdown, in HTML and in JUnit, in a folder of its own', async () => {
    const model = await reportRun({ run: 'latest', reprice: pricesTimes(3) }, { cwd });
    const { cost, run, reports } = model.document;
    const hash = cost.priceBook?.sha256 ?? '';
    expect(reports.html).toBe(
      path.join('reports', 'shop', `${run.id}-repriced-${hash.slice(0, 8)}`, 'report.html'),
    );
    expect(existsSync(at('reports', 'shop', run.id, 'report.html'))).toBe(true);
    const words = `REPRICED with the price book of 2027-01-01 (sha256 ${hash.slice(0, 12)})`;
    expect(renderTerminal(model, { columns: 100, colour: false })).toContain(words.slice(0, 60));
    expect(renderMarkdown(model)).toContain('REPRICED');
    const html = readFileSync(at(reports.html), 'utf8');
    expect(html).toContain('class="repriced"');
    expect(html).toContain(words.slice(8));
    expect(readFileSync(at(reports.junit), 'utf8')).toContain(`name="repriced" value="${hash}"`);
    expect(JSON.parse(readFileSync(at(reports.json), 'utf8')).cost.repriced.to.logicalUsd).toBe(
      cost.logicalUsd,
    );
    // The run's own report stays unlabelled.
    expect(readFileSync(at('reports', 'shop', run.id, 'report.html'), 'utf8')).not.toContain(
      'class="repriced"',
    );
  });

  test('with the run’s own book gives the run’s own figures', async () => {
    const { document } = await reportRun({ run: 'latest', reprice: 'shipped' }, { cwd });
    expect(document.variants).toEqual(original.variants);
    expect(document.front).toEqual(original.front);
    expect({ ...document.cost, repriced: null }).toEqual(original.cost);
  });

  test('a cheaper rival moves the front, and the gate stays what it was', async () => {
    const file = at('dear.yaml');
    const row = (usd: string) => `{ prices: [{ input: "${usd}", output: "${usd}", source: test }] }`;
    writeFileSync(file, `date: 2027-01-01\nmodels: { "${SONNET}": ${row('0')}, "${HAIKU}": ${row('50')} }\n`);
    const { document } = await reportRun({ run: 'latest', reprice: file }, { cwd });
    const cost = (name: string) =>
      document.variants.find((v) => v.name === name)?.costUsdPerSample.value ?? -1;
    expect(cost('base')).toBe(0);
    expect(cost('small')).toBeGreaterThan(0);
    expect(withoutCost(document.gate)).toEqual(withoutCost(original.gate));
    expect(document.front.map(({ objectives }) => objectives.costUsdPerSample)).toContain(0);
  });

  test('lists every price that the book lacks and writes no report', async () => {
    write(
      `UPDATE runs SET snapshot = replace(snapshot, '"model":"global.${HAIKU}"', '"model":"global.nobody.x"')`,
    );
    const error = await reportRun({ run: 'latest', reprice: pricesTimes(5) }, { cwd }).catch(
      (e: unknown) => e,
    );
    write(
      `UPDATE runs SET snapshot = replace(snapshot, '"model":"global.nobody.x"', '"model":"global.${HAIKU}"')`,
    );
    expect(error).toBeInstanceOf(ParsimonyError);
    const { problems } = error as ParsimonyError;
    expect(problems.map(({ code }) => code)).toEqual(['unknown-price']);
    expect(problems[0]?.hint).toContain('parsimony prices add global.nobody.x');
  });

  test('reads cache tokens, 1-hour writes and batch rates from what is stored', async () => {
    // One cell alone, with figures that can be worked out by hand.
    const cell = `(SELECT response_id FROM trials WHERE run_id = 1 AND cell = 0)`;
    const before = connect(at('.parsimony', 'parsimony.db'), { readonly: true });
    const old = before.prepare(`SELECT * FROM responses WHERE id = ${cell}`).get() as {
      [key: string]: number | null;
    };
    before.close();
    write(
      `UPDATE responses SET input_tokens = 1000, output_tokens = 200, cache_read = 4000, cache_write = 3000, cache_write_1h = 1000 WHERE id = ${cell}`,
    );
    const own = async () => (await reportRun({ run: 'latest', reprice: 'shipped' }, { cwd })).document;
    const { cost } = await own();
    write(
      `UPDATE responses SET input_tokens = 0, output_tokens = 0, cache_read = 0, cache_write = 0, cache_write_1h = NULL WHERE id = ${cell}`,
    );
    const without = (await own()).cost;
    // Sonnet 4.5, global: 1000 × 3 + 200 × 15 + 4000 × 0.30 + 2000 × 3.75 + 1000 × 6 millionths of a dollar
    expect(cost.byRole.candidate - without.byRole.candidate).toBeCloseTo(0.0207, 12);
    write(
      `UPDATE responses SET input_tokens = 1000, output_tokens = 200 WHERE id = ${cell};
       UPDATE runs SET snapshot = json_set(snapshot, '$.batchModels', json('{"candidate":["global.${SONNET}"],"judge":[]}'))`,
    );
    const batch = (await own()).cost;
    write(`UPDATE responses SET input_tokens = 0, output_tokens = 0 WHERE id = ${cell}`);
    // 1000 × 1.5 + 200 × 7.5, half of 0.006
    expect(batch.byRole.candidate - (await own()).cost.byRole.candidate).toBeCloseTo(0.003, 12);
    write(
      `UPDATE runs SET snapshot = json_remove(snapshot, '$.batchModels');
       UPDATE responses SET input_tokens = ${old.input_tokens}, output_tokens = ${old.output_tokens}, cache_read = ${old.cache_read}, cache_write = ${old.cache_write}, cache_write_1h = ${old.cache_write_1h} WHERE id = ${cell}`,
    );
  });

  test('of a run that does not name its judge answers uses the ledger where it suffices, and refuses where not', async () => {
    write('UPDATE trials SET judge_responses = NULL WHERE run_id = 1');
    const { document } = await reportRun({ run: original.run.id, reprice: pricesTimes(2) }, { cwd });
    expect(document.cost.byRole.judge).toBe(original.cost.byRole.judge * 2);
    // The same experiment again: every answer comes from the cache, so the ledger of that run is empty.
    const again = (await runExperiment({ experiment: 'shop.yaml', promote: false }, context())).model
      .document;
    expect(again.cost.billedUsd).toBe(0);
    const served = await reportRun({ run: again.run.id, reprice: pricesTimes(2) }, { cwd });
    expect(served.document.cost.logicalUsd).toBe(original.cost.logicalUsd * 2);
    write('UPDATE trials SET judge_responses = NULL WHERE run_id = 2');
    await expect(reportRun({ run: again.run.id, reprice: pricesTimes(2) }, { cwd })).rejects.toThrow(
      /judge calls of run .* cannot be priced anew/,
    );
  });
});

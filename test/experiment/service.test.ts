import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/index.js';
import { folder, load, problemsOf, withLine, withMore } from './fixture.js';

/** `model-a` keeps prompts for five minutes only; `model-b` does not cache. */
const cacheProblem = (model: string, ttl: string) =>
  model.endsWith('model-b') || (model.endsWith('model-a') && ttl === '1h')
    ? { code: 'no-caching', message: `${model} not for ${ttl}`, hint: 'Set `cache: off`.' }
    : undefined;

async function cacheProblemsOf(experiment: string) {
  try {
    await loadExperiment(folder(experiment), {}, { cacheProblem });
    return [];
  } catch (error) {
    const { problems } = error as { problems: readonly { code: string; line?: number; path?: string }[] };
    return problems.map(({ code, line, path }) => [code, line, path]);
  }
}

const notices = async (experiment: string, more = {}) => (await load(experiment, more)).experiment.notices;

describe('caching', () => {
  test('asks of every variant and grid point whether its model keeps prompts for that long, all at once', async () => {
    const variants = `  concise: { extends: baseline, prompt: v2.md, maxTokens: 250, cache: 1h }
  other: { extends: concise, model: model-b, cache: 5m }
  fine: { extends: baseline, cache: 5m }`;
    const grid = 'grid: { from: baseline, model: [global.model-a, model-b, model-c], cache: [off, 5m, 1h] }';
    expect(await cacheProblemsOf(`${withLine(6, variants)}${grid}\n`)).toEqual([
      ['no-caching', 6, 'variants.concise.cache'],
      ['no-caching', 7, 'variants.other.cache'],
      ['no-caching', 14, 'grid.cache.1'],
      ['no-caching', 14, 'grid.cache.2'],
      ['no-caching', 14, 'grid.cache.2'],
    ]);
  });

  test('a grid over models asks for the lifetime of its base; auto and off are never refused', async () => {
    const base = '  concise: { extends: baseline, prompt: v2.md, cache: 5m }';
    const crossed = 'grid: { from: concise, model: [model-b] }';
    expect(await cacheProblemsOf(`${withLine(6, base)}${crossed}\n`)).toEqual([
      ['no-caching', 12, 'grid.model.0'],
    ]);
    const auto = '  concise: { extends: baseline, model: model-b, cache: auto }';
    expect(await cacheProblemsOf(withLine(6, auto))).toEqual([]);
  });

  test('is a factor of a grid and part of a variant’s identity; streaming is no part of it', async () => {
    const { experiment } = await load(withMore('grid: { from: baseline, cache: [off, 5m, 1h, auto] }'));
    expect(experiment.variants.slice(2).map(({ name, params }) => [name, params.cache])).toEqual([
      ['baseline/cache=5m', '5m'],
      ['baseline/cache=1h', '1h'],
      ['baseline/cache=auto', 'auto'],
    ]);
    const streamed = await load(withLine(6, '  concise: { extends: baseline, stream: true }'));
    const [one, two] = streamed.experiment.variants;
    expect(two?.id).toBe(one?.id);
    expect(two?.params.stream).toBe(true);
  });
});

describe('streams and ceilings', () => {
  test('a ceiling without a stream is a contradiction', async () => {
    const line = '  concise: { extends: baseline, stream: false, outputCeiling: { tokens: 20 } }';
    const problems = await problemsOf(withLine(6, line));
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['contradiction', 'variants.concise.stream'],
    ]);
  });

  test('a ceiling that maxTokens ends before is pointed out', async () => {
    const line = (tokens: number) =>
      withLine(6, `  concise: { extends: baseline, maxTokens: 250, outputCeiling: { tokens: ${tokens} } }`);
    expect((await notices(line(250))).join()).toMatch(
      /`outputCeiling` of variant `concise` \(250 tokens\) never/,
    );
    expect((await notices(line(249))).join()).not.toMatch(/outputCeiling/);
  });

  test('what only a service does has no effect with echo, and that is said once per variant', async () => {
    const experiment = withLine(
      6,
      '  concise: { extends: baseline, prompt: tool.md, cache: 5m, stream: true, outputCeiling: { tokens: 9 } }',
    ).replace('provider: emulator', 'provider: echo');
    const tool = '---\ntools: [{ name: t, inputSchema: { type: object } }]\n---\n# user\n{{ question }}\n';
    const found = (await notices(experiment, { 'tool.md': tool })).filter((text) => /no effect/.test(text));
    expect(found).toContain(
      '`cache`, `stream`, `outputCeiling`, `tools` of variant `concise` have no effect with provider echo',
    );
  });
});

describe('limits', () => {
  test('hold for models as they are called, profile and all, or for every other', async () => {
    const { experiment } = await load(
      withMore('limits: { "*": { requestsPerMinute: 60 }, global.model-a: { tokensPerMinute: 1000 } }'),
    );
    expect(experiment.limits).toEqual({
      '*': { requestsPerMinute: 60 },
      'global.model-a': { tokensPerMinute: 1000 },
    });
  });

  test('of a model that is not called, and limits without a quota, are all reported', async () => {
    const problems = await problemsOf(
      withMore(
        'limits:\n  global.model-aa: { requestsPerMinute: 5 }\n  "*": {}\n  us.model-a: { requestsPerMinute: 5 }',
      ),
    );
    expect(problems.map(({ code, line, hint }) => [code, line, hint])).toEqual([
      ['unknown-model', 13, 'Did you mean `global.model-a`?'],
      ['empty', 14, 'Add `requestsPerMinute` or `tokensPerMinute`.'],
      ['unknown-model', 15, 'Known: *, global.model-a.'],
    ]);
  });
});

describe('attribution', () => {
  test('reads texts and places in the sample', async () => {
    const { experiment } = await load(
      withMore('attribution: { team: search, source: { from: dataset }, kind: { from: intent } }'),
    );
    expect(experiment.attribution).toEqual({
      team: 'search',
      source: { from: 'dataset' },
      kind: { from: 'intent' },
    });
    expect(experiment.notices.join()).not.toMatch(/label/);
  });

  test('refuses names that every call carries anyway, and more labels than a call can carry', async () => {
    const labels = (count: number) => Array.from({ length: count }, (_, n) => `l${n}: x`).join(', ');
    expect((await load(withMore(`attribution: { ${labels(11)} }`))).experiment.name).toBe('demo');
    const problems = await problemsOf(
      withMore(`attribution:\n  variant: x\n  role: y\n  ${labels(10).replaceAll(', ', '\n  ')}`),
    );
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['out-of-range', 'attribution'],
      ['reserved-name', 'attribution.variant'],
      ['reserved-name', 'attribution.role'],
    ]);
  });

  test('that no sample can fill is pointed out', async () => {
    const said = await notices(
      withMore('attribution: { tier: { from: metadata.tier }, session: { from: sessionId } }'),
    );
    expect(said).toContain('no sample has metadata.tier: calls go without the label `tier`');
    expect(said).toContain('no sample has sessionId: calls go without the label `session`');
  });
});

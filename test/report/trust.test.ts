import { describe, expect, test } from 'vitest';
import { signed } from '../../src/report/format.js';
import { changeTable } from '../../src/report/html/change-table.js';
import { variantLooks } from '../../src/report/html/identity.js';
import { judgesSection } from '../../src/report/html/judges-section.js';
import { samplesSection } from '../../src/report/html/samples-section.js';
import { slicesSection } from '../../src/report/html/slices-section.js';
import { judgeSentences } from '../../src/report/judge-words.js';
import { runDocumentSchema } from '../../src/report/schema.js';
import { fixtureModel } from './fixture.js';
import { fixtureGrid, fixtureJudges } from './fixture-trust.js';

const model = fixtureModel();
const looks = variantLooks(model);

describe('judges', () => {
  test('are named calibrated by whose labels, or uncalibrated', () => {
    const [panel = [], pairwise = []] = fixtureJudges().map(judgeSentences);
    expect(panel[0]).toContain('calibrated on 120 author labels, of an emulated judge');
    expect(pairwise[0]).toContain('preference is not calibrated');
  });

  test('are said to be biased only where the interval lies off zero', () => {
    const [panel = [], pairwise = []] = fixtureJudges().map(judgeSentences);
    expect(panel.join('\n')).toContain('+0.082 [0.031, 0.133]');
    expect(pairwise.join('\n')).toContain('first wins more often by +0.120');
    expect(pairwise.join('\n')).not.toContain('longer goes with');
  });

  test('stand in a section with debiased means, and leave none where nothing was judged', () => {
    const markup = judgesSection(model, looks)?.body.markup ?? '';
    expect(markup).toContain('Debiased means of judge');
    expect(markup).toContain('one model');
    const document = { ...model.document, judges: [] };
    expect(judgesSection({ ...model, document }, looks)).toBeUndefined();
  });
});

describe('slices', () => {
  test('show the gate’s paired differences, largest loss first, what is undefined last with its reason', () => {
    const { body, charts } = slicesSection(model, looks);
    const at = ['language ja', '&lt;b&gt;injection', 'intent faq', 'intent chitchat'].map((name) =>
      body.markup.indexOf(`<th scope="row">${name.startsWith('&') ? `tag ${name}` : name}`),
    );
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(body.markup).toContain('one cluster');
    expect(charts).toHaveLength(1);
  });
});

describe('all samples', () => {
  test('wait as numbers: a missing figure is null, never 0, and hostile names stay text', () => {
    const markup = samplesSection(model)?.body.markup ?? '';
    expect(markup).not.toContain('<i>order');
    const json = /id="samples-data">([\s\S]*?)<\/script>/.exec(markup)?.[1] ?? '';
    const data = JSON.parse(json) as {
      ids: string[];
      variants: { name: string; quality: (number | null)[]; cost: number[] }[];
      intents: { names: string[] };
    };
    expect(data.ids).toHaveLength(250);
    expect(data.variants[0]?.quality.slice(0, 7)).toEqual([0, 0.37, 0.74, 0.11, 0.48, 0.85, null]);
    expect(data.variants[0]?.cost[1]).toBe(1000.1);
    expect(data.intents.names).toContain('<i>order</i>');
  });

  test('leave out what a page cannot carry and count it', () => {
    const names = Array.from({ length: 100 }, (_, at) => `v${at}`);
    const markup = samplesSection({ ...model, samples: fixtureGrid(2_100, names) })?.body.markup ?? '';
    expect(markup).toContain('100 more samples left out');
  });
});

test('the change by part of the call gives tokens and dollars at each variant’s own prices, and a dash where none is known', () => {
  const markup = changeTable(model, looks).markup;
  const [baseline, concise] = ['baseline', 'concise'].map((name) =>
    model.document.variants.find((variant) => variant.name === name),
  );
  const change = (concise?.tokens.output ?? 0) - (baseline?.tokens.output ?? 0);
  const row = /<th scope="row">output<\/th>([\s\S]*?)<\/tr>/.exec(markup)?.[1] ?? '';
  expect(row).toContain(`<td class="num">${signed(change, 0)}<span class="ci">`);
  expect(Number(/ci">[−+]?\$?([\d.]+)/.exec(row)?.[1])).toBeCloseTo(Math.abs(change * 15e-6), 5);
  expect(row).toContain('<span class="ci"></span>');
});

test('the published schema takes judges, slices and kinds of flags', () => {
  expect(() => runDocumentSchema.parse(model.document)).not.toThrow();
});

import { describe, expect, it } from 'vitest';
import type { RunDocument } from '../../src/report/port.js';
import { createProject, experimentYaml } from './project.js';

const experiment = experimentYaml({
  provider: 'emulator',
  judge: false,
  extra: 'traffic: { price: 1000, delivery: 500 }\n',
}).replace('  small:', '  third: { extends: base, maxTokens: 20 }\n  small:');

const definition = `test_id: shop-small
intent: price
control: base
treatment: small
primary_metric: token_efficiency
minimum_effect: 0.5
guardrails: ["facts >= 0.1", "cost_usd <= 2x control"]
traffic_split: { base: 0.8, small: 0.2 }
duration: { minimum_days: 7 }
`;

describe('gate --ab', () => {
  it('asks the definition’s question of the experiment: two variants, one intent, its metric and guardrails, and sizes the live test', async () => {
    const project = createProject({ samples: 24, experiment });
    project.write('ab.yaml', definition);
    const ended = await project.cli(['gate', 'shop.yaml', '--ab', 'ab.yaml', '--yes', '--json']);
    expect([0, 100, 101], ended.stderr).toContain(ended.code);
    const document = JSON.parse(ended.stdout) as RunDocument;
    expect(document.variants.map(({ name }) => name)).toEqual(['base', 'small']);
    // Two thirds of the samples ask for a price.
    expect(document.cells.completed).toBe(2 * 16);
    expect(document.gate?.baseline).toBe('base');
    const checks = document.gate?.candidates[0]?.checks ?? [];
    expect(checks.map(({ kind, metric }) => `${kind} ${metric}`)).toEqual([
      'non-inferiority quality',
      'non-inferiority tokenEfficiency',
      'guardrail facts',
      'ratio costUsd',
    ]);
    const efficiency = (at: number) => document.variants[at]?.qualityPer1kTokens.value ?? Number.NaN;
    expect(checks[1]?.diff).toBeCloseTo(efficiency(1) - efficiency(0), 6);
    expect(document.run.notices[0]).toMatch(
      /A\/B test shop-small: small against base on tokenEfficiency, intent price\. Live it needs about [\d,]+ conversations .* at the declared traffic/,
    );
  });

  it('is refused before the first call where the definition and the experiment do not fit, with every problem', async () => {
    const project = createProject({ experiment });
    project.write('ab.yaml', definition.replace('cost_usd <= 2x control', 'cost_usd about 2'));
    const ended = await project.cli(['gate', 'shop.yaml', '--ab', 'ab.yaml', '--yes']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('ab.yaml:7');
    project.write(
      'ab.yaml',
      definition.replaceAll('small:', 'smal:').replace('treatment: small', 'treatment: smal'),
    );
    const again = await project.cli(['gate', 'shop.yaml', '--ab', 'ab.yaml', '--yes']);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('Did you mean `small`');
  });
});

import path from 'node:path';
import { hashText } from '../../src/domain/index.js';
import { buildPromotion, choosePromotion, type PromotedConfig } from '../../src/promote/index.js';
import { fixtureModel } from '../report/fixture.js';

export const PROMPT = '# system\nAnswer in 日本語: {{ question }}\n# user\n- "quoted" \\ back\n';

/** Dollars per million tokens of the fixture's model. */
export const RATES = { input: '3', output: '15' };

export const TOOLS = {
  tools: [{ name: 'look_up', inputSchema: { type: 'object' } }],
  choice: 'any',
} as const;

/** A promoted config from the report's fixture, as if it stood in `folder`. */
export function promotedFixture(
  folder = '/project',

  overrides: {
    readonly emulated?: boolean;
    readonly text?: string;
    readonly tools?: typeof TOOLS;
    readonly params?: object;
  } = {},
): PromotedConfig {
  const { document, datasets } = fixtureModel();
  const run = { ...document.run, emulated: overrides.emulated ?? false };
  const gate = document.gate && {
    ...document.gate,
    candidates: document.gate.candidates.map((candidate) => ({ ...candidate, flagged: [] })),
  };
  const variants = document.variants.map((variant) => ({
    ...variant,
    params: { ...variant.params, ...overrides.params },
  }));
  const choice = choosePromotion({ ...document, variants, run, gate }, 'cheapest');
  if (choice.state === 'refused') throw new Error(choice.message);
  const text = overrides.text ?? PROMPT;
  return buildPromotion({
    document: { ...document, run, gate },
    choice,
    to: path.join(folder, 'promoted', 'mangaassist.yaml'),
    prompt: {
      path: path.join(folder, 'prompts', 'v2.md'),
      hash: hashText(text),
      text,
      ...(overrides.tools !== undefined && { tools: overrides.tools }),
    },
    datasets: datasets.map((dataset) => ({
      ...dataset,
      path: path.join(folder, 'datasets', `${dataset.name}.jsonl`),
    })),
    expires: new Date('2026-11-09T10:00:00Z'),
  });
}

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateSearch } from '../../../src/app/index.js';
import { ParsimonyError } from '../../../src/domain/index.js';
import { documentOf, tableProject } from './fixture.js';

async function problemsOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('an algorithm that the budget is too small for', () => {
  it('is refused with the number needed before the database is there', async () => {
    const project = tableProject();
    // Six configs in two intents.
    expect(await problemsOf(project.search({ maxItems: 11 }))).toMatchObject([
      { code: 'budget-too-small', path: '--max-items', hint: expect.stringContaining('Allow 12 or more') },
    ]);
    expect(existsSync(project.db)).toBe(false);
    expect(documentOf(await project.search({ maxItems: 12 })).search.evaluated.items).toBe(12);
  });

  it('is refused where the file has the number and the command line the algorithm', async () => {
    const project = tableProject({ search: '  budget: { maxItemEvaluations: 11 }' });
    project.write('auto.yaml', autoYaml('  budget: { maxItemEvaluations: 11 }'));
    const asked = { experiment: 'auto.yaml', algorithm: 'exact' } as const;
    expect(await problemsOf(project.search(asked))).toMatchObject([
      { code: 'budget-too-small', path: '--algorithm' },
    ]);
    expect(existsSync(project.db)).toBe(false);
    expect(await problemsOf(project.search())).toMatchObject([
      { code: 'budget-too-small', path: 'search.budget.maxItemEvaluations' },
    ]);
  });

  it('is refused where the points cannot be listed', async () => {
    const project = tableProject();
    project.write('prompt.md', '---\nname: p\nversion: 1\n---\n# user\n{{ question }}\n');
    project.write('auto.yaml', CONTINUUM);
    const problems = await problemsOf(project.search({ experiment: 'auto.yaml', algorithm: 'exact' }));
    expect(problems).toMatchObject([{ code: 'too-many-points' }]);
    expect(existsSync(project.db)).toBe(false);
  });

  it('what is said of a budget is said of the one that holds', async () => {
    const project = tableProject();
    project.write('auto.yaml', autoYaml('  budget: { maxItemEvaluations: 40 }'));
    const notes = async (maxItems?: number) => {
      const options = {
        experiment: 'auto.yaml',
        db: 'search.db',
        ...(maxItems !== undefined && { maxItems }),
      };
      const { search } = documentOf(await project.search({ ...options, algorithm: 'random' }));
      return search.notices.join('\n');
    };
    expect(await notes()).not.toContain('cannot see every point');
    expect(await notes(8)).toContain(
      '8 measurements cannot see every point of the space once in every intent: that takes 12',
    );
  });
});

describe('a bound on a percentile', () => {
  const noted = async (constraint: string, search = '') => {
    const project = tableProject();
    project.write('tail.yaml', autoYaml(`  constraints: [ ${constraint} ]\n${search}`));
    const estimate = await estimateSearch({ experiment: 'tail.yaml' }, { env: {}, cwd: project.folder });
    return estimate.notes.filter((note) => note.includes('latencyMs.'));
  };

  it('that no front can show on the gate part is said before anything is spent', async () => {
    const notes = await noted('{ metric: latencyMs.p99, max: 5000 }');
    // 6 configs on 12 samples of either part: 72 answers at most.
    expect(notes).toEqual([
      expect.stringMatching(/cannot be shown on the search part.* 299 independent answers.* 72 are measured/),
      expect.stringMatching(/can never be shown on the gate part: that takes 299 .* gives 72/),
    ]);
  });

  it('that takes several configs of the front is said to, at its own level', async () => {
    const notes = await noted('{ metric: latencyMs.p95, max: 5000 }');
    expect(notes).toEqual([expect.stringMatching(/may stay open .* takes 59 .* 12 samples .* by 5 configs/)]);
    expect(await noted('{ metric: latencyMs.p95, max: 5000, level: 0.99 }')).toEqual([
      expect.stringMatching(/cannot be shown on the search part, .* takes 90 /),
      expect.stringMatching(/can never be shown on the gate part: that takes 90 /),
    ]);
  });

  it('that the budget of the search part cannot show is said', async () => {
    expect(
      await noted('{ metric: latencyMs.p95, max: 5000 }', '  budget: { maxItemEvaluations: 40 }'),
    ).toContainEqual(
      expect.stringMatching(/search part, so that nothing will be found.* 40 are measured at most/),
    );
  });

  it('of which one config has enough answers is not spoken of', async () => {
    expect(await noted('{ metric: latencyMs.p50, max: 5000 }')).toEqual([]);
    expect(await noted('{ metric: quality, min: 0.1 }')).toEqual([]);
  });
});

const CONTINUUM = `name: auto
provider: emulator
datasets: { golden: golden.jsonl }
variants: { base: { prompt: prompt.md, model: global.anthropic.claude-haiku-4-5-20251001-v1:0, maxTokens: 10 } }
scorers: { facts: {} }
quality: { facts: 1 }
search:
  space: { temperature: { min: 0, max: 1 } }
  objectives: [ { minimize: tokens.output }, { maximize: quality } ]
`;

function autoYaml(search: string): string {
  return `name: auto
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl, adversarial: adversarial.jsonl }
scorers: { q: { from: recorded }, cost: { from: recorded }, violation: { from: recorded } }
quality: { q: 1 }
search:
  space: { model: [small, large], length: [1, 2, 3] }
  objectives: [ { minimize: cost }, { maximize: quality } ]
${search}
`;
}

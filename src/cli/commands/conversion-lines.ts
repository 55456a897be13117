import { type ConvertedConfig, placeOf } from '../../app/index.js';
import { formatProblem } from '../../domain/index.js';
import { shellWords } from '../shell-words.js';

/** What a configuration became, and everything that is not as it was. */
export function renderConversion(converted: ConvertedConfig): string {
  const { from, to, experiment, samples, variants, prompts, findings, problems } = converted;
  const part = (kind: 'lost' | 'changed', title: string): readonly string[] => {
    const found = findings.filter((finding) => finding.kind === kind);
    if (found.length === 0) return [];
    return [
      '',
      `${title} (${found.length}):`,
      ...found.map((finding) => `  ${placeOf(finding)}: ${finding.what}\n    → ${finding.alternative}`),
    ];
  };
  const next =
    problems.length === 0
      ? [`Try it: parsimony run ${shellWords([experiment])} --provider emulator`]
      : [`${experiment} does not run yet:`, ...problems.map((problem) => `  ${formatProblem(problem)}`)];
  return [
    `${from} → ${to}: ${samples} samples, ${prompts.length} prompts, ${variants.length} variants (${variants.join(', ')})`,
    ...part('lost', 'Not carried over'),
    ...part('changed', 'Carried over in another form, or filled in'),
    '',
    ...next,
  ].join('\n');
}

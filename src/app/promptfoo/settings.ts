import { isRecord } from '../../domain/index.js';
import type { ConfigNode } from './config-node.js';
import type { Findings } from './findings.js';

const READ = [
  'description',
  'prompts',
  'providers',
  'targets',
  'tests',
  'scenarios',
  'defaultTest',
  'evaluateOptions',
  'assertionTemplates',
  '$schema',
];

const ALTERNATIVES: { readonly [key: string]: string } = {
  tags: 'Labels of calls are `attribution`; slices of the report are `tags` of the samples.',
  sharing: 'Reports are files: share report.html.',
  outputPath: 'Reports are written to `reports/`; `-o` names another folder.',
  env: 'Set the variables in the shell.',
  nunjucksFilters: 'Filters are Liquid’s own: a template cannot run code.',
  extensions: 'There are no hooks.',
  derivedMetrics: 'Weigh metrics in `quality`.',
  commandLineOptions: 'Give the flags to `parsimony run`.',
  redteam: 'Write the attacks as samples of an adversarial dataset.',
  metadata: 'Keep it in the metadata of the samples.',
  writeLatestResults: 'Runs are always kept.',
};

const OPTIONS: { readonly [key: string]: string } = {
  maxConcurrency: 'Give it with the run: `-j <n>`.',
  cache: 'Give it with the run: `--no-cache`.',
  delay: 'Give the account’s quotas under `limits`.',
  showProgressBar: 'Progress is shown in a terminal only.',
  generateSuggestions: 'Prompts are not written for you.',
  timeoutMs: 'Calls have the time limits of the client.',
  maxEvalTimeMs: 'Bound the money instead: `budget.maxCostUsd`.',
};

/** What the file says beside prompts, providers and tests: `repeats` is carried over, the rest is listed. */
export function readSettings(
  config: ConfigNode,
  findings: Findings,
): { readonly description?: string; readonly repeats?: number } {
  for (const [key, member] of config.entries()) {
    if (!READ.includes(key))
      findings.lost(member.place, `\`${key}\``, ALTERNATIVES[key] ?? 'There is no counterpart.');
  }
  let repeats: number | undefined;
  for (const [key, member] of config.child('evaluateOptions').entries()) {
    const { value, place } = member;
    if (key === 'repeat' && Number.isInteger(value) && Number(value) >= 1) repeats = Number(value);
    else
      findings.lost(
        place,
        `\`evaluateOptions.${key}\`${isRecord(value) ? '' : `: ${String(value)}`}`,
        OPTIONS[key] ?? 'There is no counterpart.',
      );
  }
  const { value } = config.child('description');
  return {
    ...(typeof value === 'string' && { description: value }),
    ...(repeats !== undefined && { repeats }),
  };
}

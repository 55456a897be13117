import path from 'node:path';
import type { RunRow } from '../store/index.js';

/**
 * The command line that goes on with a batch run: its experiment, and every option that lay over it. A filter or a
 * cap that is left out would make it another run, and pay for it. `--resume` has a changed experiment refused, not
 * paid for.
 */
export function goOnWords(
  run: Pick<RunRow, 'name' | 'snapshot'>,
  { cwd, db }: { readonly cwd: string; readonly db?: string },
): readonly string[] {
  const { experimentPath, provider, filter, asked } = run.snapshot;
  const from = (file: string): string => path.relative(cwd, file);
  const flag = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [name, String(value)];
  const each = (name: string, values: readonly string[] = []): readonly string[] =>
    values.flatMap((value) => [name, value]);
  return [
    'parsimony',
    'run',
    from(experimentPath),
    '--batch',
    // Runs of older databases do not say whether the file or a flag named the provider.
    ...flag('--provider', asked === undefined ? provider : asked.provider),
    ...flag('--region', asked?.region),
    ...each('--filter-intent', filter.intents),
    ...each('--filter-sample', filter.samples),
    ...each('--filter-tag', filter.tags),
    ...flag('--first', filter.first),
    ...(filter.partialAdversarial === true ? ['--partial-adversarial'] : []),
    ...flag('--repeat', asked?.repeats),
    ...flag('--seed', asked?.seed),
    ...flag('--max-cost', asked?.maxCostUsd),
    ...flag('--baseline', asked?.baseline),
    ...flag('--ab', asked?.ab === undefined ? undefined : from(asked.ab)),
    ...flag('--prices', asked?.prices === undefined ? undefined : from(asked.prices)),
    ...flag('--db', db),
    ...(asked?.cache === false ? ['--no-cache'] : ['--resume', run.name]),
  ];
}

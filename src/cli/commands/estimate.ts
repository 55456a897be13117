import { type EstimateDocument, type EstimateOptions, estimateExperiment } from '../../app/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';
import { type RunFlags, toRunOptions } from '../run-options.js';

/** Requests of each variant that `--exact` counts without a number. */
const EXACT_DEFAULT = 50;
const LONGEST_NAME = 26;

interface EstimateFlags extends RunFlags {
  readonly exact?: number | true;
  readonly buffer?: number;
}

/** `estimate`: what a run would cost, live and through batch jobs. */
export const estimateCommand: CommandAction = async ([experiment], options, terminal) => {
  const flags = options as EstimateFlags;
  const asked: EstimateOptions = {
    ...(flags.exact !== undefined && { exact: flags.exact === true ? EXACT_DEFAULT : flags.exact }),
    ...(flags.buffer !== undefined && { buffer: flags.buffer }),
  };
  const estimate = await estimateExperiment(
    { ...toRunOptions(experiment, flags), ...asked },
    { env: terminal.env, cwd: process.cwd() },
  );
  if (flags.json === true) printJson(terminal, estimate);
  else terminal.out(render(estimate));
  return EXIT.ok;
};

function render(estimate: EstimateDocument): string {
  const lines: string[] = [];
  if (estimate.emulated) {
    lines.push(
      'EMULATED: the emulator answers for free; these are list prices of the same calls on Bedrock.',
    );
  }
  lines.push(`${estimate.experiment}: ${estimate.cells} cells, prices of ${estimate.priceBook.date}`, '');
  lines.push(...table(estimate), '', ...roles(estimate), ...totals(estimate), '');
  for (const note of [...stayLive(estimate), ...methods(estimate), ...estimate.notes])
    lines.push(`· ${note}`);
  return lines.join('\n');
}

type Cost = Pick<EstimateDocument, 'expectedUsd' | 'worstUsd' | 'batch'>;

/** Variant by variant: tokens of a call, and what all of them cost, expected and at worst, both ways. */
function table(estimate: EstimateDocument): readonly string[] {
  const names = estimate.variants.map(({ name }) =>
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
  );
  const width = Math.max(7, ...names.map(({ length }) => length));
  const columns =
    estimate.batch === null ? ['live $', 'worst $'] : ['live $', 'worst $', 'batch $', 'worst $'];
  const row = (name: string, counts: readonly (string | number)[], costs: readonly string[]): string =>
    [
      name.padEnd(width),
      ...counts.map((count) => String(count).padStart(8)),
      ...costs.map((cost) => cost.padStart(9)),
    ].join(' ');
  const costs = ({ expectedUsd, worstUsd, batch }: Cost): readonly string[] =>
    [expectedUsd, worstUsd, ...(batch === null ? [] : [batch.expectedUsd, batch.worstUsd])].map((usd) =>
      usd.toFixed(4),
    );
  return [
    row('variant', ['calls', 'in/call', 'out/call'], columns),
    ...estimate.variants.map((variant, index) =>
      row(
        names[index] ?? '',
        [variant.calls, variant.inputTokensPerCall, variant.outputTokensPerCall],
        costs(variant),
      ),
    ),
    row('total', ['', '', ''], costs(estimate)),
  ];
}

function roles({ byRole }: EstimateDocument): readonly string[] {
  return Object.entries(byRole).flatMap(([role, { calls, expectedUsd, worstUsd }]) =>
    calls === 0
      ? []
      : [`${role}: ${calls} calls, live expected $${expectedUsd.toFixed(4)}, worst $${worstUsd.toFixed(4)}`],
  );
}

function totals({ expectedUsd, worstUsd, batch, cap }: EstimateDocument): readonly string[] {
  const capped = cap === null ? 'no cap is set (--max-cost)' : `the cap is $${cap}`;
  return [
    `live: expected $${expectedUsd.toFixed(4)}, worst $${worstUsd.toFixed(4)}; ${capped}`,
    ...(batch === null
      ? []
      : [
          `batch: expected $${batch.expectedUsd.toFixed(4)}, worst $${batch.worstUsd.toFixed(4)}; ${batch.batched} calls through jobs`,
        ]),
  ];
}

/** Which variants do not go through a batch as a whole, and why. */
function stayLive({ variants }: EstimateDocument): readonly string[] {
  const reasons = grouped(variants.map(({ name, batch }) => [batch?.liveBecause.join('; ') ?? '', name]));
  return [...reasons].flatMap(([reason, names]) =>
    reason === '' ? [] : [`Not by batch: ${names.join(', ')}: ${reason}.`],
  );
}

function methods({ variants }: EstimateDocument): readonly string[] {
  const byMethod = grouped(variants.map(({ name, tokens }) => [tokens.method, name]));
  return [...byMethod].map(([method, names]) =>
    byMethod.size === 1 ? `Input tokens: ${method}.` : `Input tokens of ${names.join(', ')}: ${method}.`,
  );
}

function grouped(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, name] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return groups;
}

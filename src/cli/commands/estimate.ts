import { type EstimateDocument, estimateExperiment } from '../../app/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';
import { type RunFlags, toRunOptions } from '../run-options.js';

/** `estimate`: what a run would cost. */
export const estimateCommand: CommandAction = async ([experiment], options, terminal) => {
  const flags = options as RunFlags;
  const estimate = await estimateExperiment(toRunOptions(experiment, flags), {
    env: terminal.env,
    cwd: process.cwd(),
  });
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
  const width = Math.min(40, Math.max(7, ...estimate.variants.map((variant) => variant.name.length)));
  lines.push(
    `${'variant'.padEnd(width)}  ${'calls'.padStart(6)}  ${'in/call'.padStart(8)}  ${'out/call'.padStart(8)}  ${'expected $'.padStart(11)}  ${'worst $'.padStart(10)}`,
  );
  for (const variant of estimate.variants) {
    const name = variant.name.length > width ? `${variant.name.slice(0, width - 1)}…` : variant.name;
    lines.push(
      `${name.padEnd(width)}  ${String(variant.calls).padStart(6)}  ${String(variant.inputTokensPerCall).padStart(8)}  ${String(variant.outputTokensPerCall).padStart(8)}  ${variant.expectedUsd.toFixed(4).padStart(11)}  ${variant.worstUsd.toFixed(4).padStart(10)}`,
    );
  }
  lines.push('');
  for (const [role, { calls, expectedUsd, worstUsd }] of Object.entries(estimate.byRole)) {
    if (calls > 0)
      lines.push(
        `${role.padEnd(width)}  ${String(calls).padStart(6)} calls, expected $${expectedUsd.toFixed(4)}, worst $${worstUsd.toFixed(4)}`,
      );
  }
  const cap = estimate.cap === null ? 'no cap is set (--max-cost)' : `the cap is $${estimate.cap}`;
  lines.push(
    `${'total'.padEnd(width)}  expected $${estimate.expectedUsd.toFixed(4)}, worst $${estimate.worstUsd.toFixed(4)}; ${cap}`,
    '',
  );
  for (const note of estimate.notes) lines.push(`· ${note}`);
  return lines.join('\n');
}

import { type CheckState, type DoctorDocument, doctorPolicies, runDoctor } from '../../app/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson, type Terminal } from '../print.js';

interface DoctorFlags {
  readonly config?: string;
  readonly model?: readonly string[];
  readonly region?: string;
  readonly bucket?: string;
  readonly prices?: string;
  /** Commander's form of `--no-call`. */
  readonly call?: boolean;
  readonly policy?: boolean;
  readonly json?: boolean;
}

/** `doctor [experiment]`: what stands between this machine and a run on Bedrock; 2 when something does. */
export const doctorCommand: CommandAction = async ([argument], options, terminal) => {
  const flags = options as DoctorFlags;
  const experiment = argument ?? flags.config;
  const { model, region, bucket, prices, call } = flags;
  const subject = {
    ...(experiment !== undefined && { experiment }),
    ...(model !== undefined && { models: model }),
    ...(region !== undefined && { region }),
    ...(bucket !== undefined && { bucket }),
    ...(prices !== undefined && { prices }),
    call: call !== false,
  };
  const context = {
    env: terminal.env,
    cwd: process.cwd(),
    now: () => new Date(),
    abort: new AbortController().signal,
  };
  if (flags.policy === true) {
    printJson(terminal, await doctorPolicies(subject, context));
    return EXIT.ok;
  }
  const document = await runDoctor(subject, context);
  if (flags.json === true) printJson(terminal, document);
  else terminal.out(render(document, terminal));
  return document.ready ? EXIT.ok : EXIT.usage;
};

const MARKS: { readonly [state in CheckState]: string } = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
  skipped: 'skipped',
};
const COLOURS: { readonly [state in CheckState]: number } = { ok: 32, warning: 33, failed: 31, skipped: 2 };

function render(
  { region, endpoint, emulated, ready, calls, spentUsd, checks }: DoctorDocument,
  terminal: Terminal,
): string {
  const lines: string[] = [];
  if (emulated)
    lines.push(
      'EMULATED: the address is this machine’s own; nothing here says anything about an AWS account.',
    );
  lines.push(`Amazon Bedrock, ${region}${endpoint === null ? '' : ` at ${endpoint}`}`, '');
  let last: string | null = null;
  for (const { check, subject, state, detail, remedy } of checks) {
    if (subject !== last && subject !== null) lines.push(`         ${subject}`);
    last = subject;
    const mark = terminal.colour ? `\u001b[${COLOURS[state]}m${MARKS[state]}\u001b[0m` : MARKS[state];
    lines.push(`${mark}  ${check.padEnd(12)}  ${detail}`);
    if (remedy !== null) lines.push(`${' '.repeat(23)}→ ${remedy}`);
  }
  const failed = checks.filter(({ state }) => state === 'failed').length;
  lines.push(
    '',
    ready ? 'Ready: `--provider bedrock` can run.' : `${failed} of ${checks.length} checks failed.`,
    calls === 0
      ? 'No model was called; nothing was spent.'
      : `${calls === 1 ? 'The call' : `The ${calls} calls`} cost $${spentUsd.toFixed(6)} at list prices.`,
  );
  return lines.join('\n');
}

import { keepReviews, type ReviewState, readReviewFile, reopenRun, reviewState } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import type { SampleReview } from '../../gate/index.js';
import type { FlaggedDetail, TrialDetail } from '../../report/port.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';
import { reviewInteractively } from '../review-dialogue.js';

interface ReviewFlags {
  readonly db?: string;
  readonly json?: boolean;
  readonly file?: string;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  readonly candidate?: string;
  readonly reason?: string;
}

/** `review`: decisions on flagged samples, from flags, from a file, or one by one in a terminal. */
export const reviewCommand: CommandAction = ([run], options, terminal) => {
  const flags = options as ReviewFlags;
  const at = { run: run ?? 'latest', ...(flags.db !== undefined && { db: flags.db }) };
  const context = { cwd: process.cwd(), now: () => new Date() };
  return reopenRun(at, context, async (store, row) => {
    const given = givenReviews(flags);
    if (given !== undefined) {
      const result = await keepReviews(store, row, given, context);
      if (flags.json === true) printJson(terminal, { run: row.name, ...result });
      else terminal.out(`Run ${row.name}: ${kept(result)}`);
      return EXIT.ok;
    }
    const state = await reviewState(store, row);
    if (flags.json === true) {
      printJson(terminal, state);
      return EXIT.ok;
    }
    if (terminal.isTty && process.stdin.isTTY === true && state.unreviewed.length > 0) {
      const decisions = await reviewInteractively(state, terminal, describeFlag);
      const result = await keepReviews(store, row, decisions, context);
      terminal.out(kept(result));
      return EXIT.ok;
    }
    terminal.out(list(state));
    return EXIT.ok;
  });
};

function givenReviews(flags: ReviewFlags): readonly SampleReview[] | undefined {
  if (flags.file !== undefined) {
    const other = (['accept', 'reject', 'candidate', 'reason'] as const).find(
      (name) => flags[name] !== undefined,
    );
    if (other !== undefined) {
      throw new ParsimonyError('invalid-input', `--file and --${other} contradict each other`, {
        hint: 'A file holds decisions, candidates and reasons itself: drop one of the two flags.',
      });
    }
    return readReviewFile(flags.file);
  }
  const both = flags.accept?.find((id) => flags.reject?.includes(id));
  if (both !== undefined) {
    throw new ParsimonyError('invalid-input', `sample ${both} is both accepted and rejected`, {
      hint: 'Name it once.',
    });
  }
  const ids = [
    ...(flags.accept ?? []).map((sampleId) => ({ sampleId, decision: 'accept' as const })),
    ...(flags.reject ?? []).map((sampleId) => ({ sampleId, decision: 'reject' as const })),
  ];
  const { reason, candidate } = flags;
  if (ids.length === 0) {
    if (reason === undefined && candidate === undefined) return undefined;
    throw new ParsimonyError('invalid-input', 'a reason or a candidate is given, but no decision', {
      hint: 'Add --accept <id> or --reject <id>.',
    });
  }
  if (reason === undefined || reason.trim() === '') {
    throw new ParsimonyError('invalid-input', 'a decision needs a reason', {
      hint: 'Add --reason "…": it is kept with the promoted config.',
    });
  }
  return ids.map((entry) => ({ ...entry, reason, ...(candidate !== undefined && { variant: candidate }) }));
}

function kept(result: { readonly kept: number; readonly unreviewed: number }): string {
  const decisions = result.kept === 1 ? '1 decision' : `${result.kept} decisions`;
  const flags = result.unreviewed === 1 ? '1 flag still waits' : `${result.unreviewed} flags still wait`;
  return `${decisions} kept; ${flags}.`;
}

function list(state: ReviewState): string {
  if (state.flags.length === 0) return `Run ${state.run}: no sample is flagged.`;
  const shown = state.unreviewed.slice(0, 20);
  const lines = [
    `Run ${state.run}: ${state.flags.length} flagged, ${state.unreviewed.length} without a decision.`,
    ...shown.map(
      (flag) =>
        `  ${flag.variant}  ${flag.sampleId}  quality ${flag.before.toFixed(3)} → ${flag.after.toFixed(3)}`,
    ),
  ];
  if (state.unreviewed.length > shown.length)
    lines.push(`  … and ${state.unreviewed.length - shown.length} more`);
  lines.push(
    '',
    'Decide with --accept <id> or --reject <id> and --reason "…", or with --file <decisions.yaml>.',
  );
  return lines.join('\n');
}

/** A flag with its evidence, as text. Dataset text is untrusted: control characters are shown, not obeyed. */
function describeFlag(detail: FlaggedDetail): string {
  return [
    `${detail.candidate} · ${detail.sampleId} · ${detail.intent} · quality ${detail.before.toFixed(3)} → ${detail.after.toFixed(3)}`,
    `question:  ${visible(detail.question)}`,
    ...detail.references.slice(0, 1).map((reference) => `reference: ${visible(reference)}`),
    `baseline:  ${trialText(detail.baselineTrial)}`,
    `candidate: ${trialText(detail.candidateTrial)}`,
  ].join('\n');
}

function trialText(trial: TrialDetail): string {
  if (trial.state === 'failed') return `(failed: ${visible(trial.reason)})`;
  const scores = Object.entries(trial.scores)
    .map(
      ([name, score]) => `${name} ${score.state === 'scored' ? Number(score.value.toFixed(3)) : 'unscored'}`,
    )
    .join(', ');
  return `${visible(trial.text)}\n           [${scores}]`;
}

function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach the terminal
  const shown = text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\u{fffd}');
  return shown.replaceAll('\n', '\n           ');
}

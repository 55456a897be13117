import { promote } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

interface PromoteFlags {
  readonly db?: string;
  readonly json?: boolean;
  readonly variant?: string;
  readonly rule?: string;
  readonly minQuality?: number;
  readonly maxUsd?: number;
  readonly to?: string;
  readonly force?: boolean;
  readonly reason?: string;
}

/** `promote`: writes the chosen variant with its evidence, or says everything that stands against it. */
export const promoteCommand: CommandAction = async ([run], options, terminal) => {
  const flags = options as PromoteFlags;
  if (flags.force === true && (flags.reason === undefined || flags.reason.trim() === '')) {
    throw new ParsimonyError('invalid-input', '--force needs --reason', {
      hint: 'It is recorded in the promoted file.',
    });
  }
  if (flags.force !== true && flags.reason !== undefined) {
    throw new ParsimonyError('invalid-input', '--reason is given without --force', {
      hint: 'A reason is recorded for a forced promotion only: drop it, or add --force.',
    });
  }
  if (flags.variant !== undefined && flags.rule !== undefined) {
    throw new ParsimonyError('invalid-input', '--variant and --rule are both given', {
      hint: 'Name what to promote, or the rule that chooses it.',
    });
  }
  const rule = flags.variant ?? flags.rule;
  const promotion = await promote(
    {
      run: run ?? 'latest',
      ...(flags.db !== undefined && { db: flags.db }),
      ...(rule !== undefined && { rule }),
      ...(flags.minQuality !== undefined && { minQuality: flags.minQuality }),
      ...(flags.maxUsd !== undefined && { maxObjectiveUsd: flags.maxUsd }),
      ...(flags.to !== undefined && { to: flags.to }),
      ...(flags.force === true && { force: { reason: flags.reason ?? '' } }),
    },
    { cwd: process.cwd(), now: () => new Date() },
  );
  if (flags.json === true) printJson(terminal, promotion);
  else
    terminal.out(
      `${promotion.variant} → ${promotion.path}${promotion.remeasured ? ' (measured again on samples that had no part in the choice)' : ''}`,
    );
  return EXIT.ok;
};

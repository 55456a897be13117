import path from 'node:path';
import { type Drift, type Rollback, rollbackPromotion } from '../promote/index.js';
import type { RunContext } from './port.js';
import { verifyPromoted } from './verify-promoted.js';

/** Restores the promotion before the present one, and says how it stands against the world of today. */
export async function rollback(
  file: string,
  options: { readonly reason?: string; readonly prices?: string },
  context: Pick<RunContext, 'cwd' | 'now'>,
): Promise<Rollback & { readonly findings: readonly Drift[] }> {
  const { reason, prices } = options;
  const rolledBack = await rollbackPromotion(path.resolve(context.cwd, file), {
    at: context.now(),
    ...(reason !== undefined && { reason }),
  });
  const findings = await verifyPromoted(
    path.resolve(context.cwd, file),
    prices === undefined ? {} : { prices },
    context,
  );
  return { ...rolledBack, file, findings };
}

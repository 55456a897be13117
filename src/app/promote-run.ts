import path from 'node:path';
import { restorePrice } from '../cost/index.js';
import { ParsimonyError } from '../domain/index.js';
import {
  buildPromotion,
  choosePromotion,
  type PromotionChoice,
  promoteTo,
  refusalError,
} from '../promote/index.js';
import type { ReportModel, RunDocument } from '../report/port.js';
import type { RunRow } from '../store/index.js';
import type { RunContext } from './port.js';
import { ratesOf } from './prices/rates.js';
import { promotionPlace, VALID_DAYS } from './promotion-place.js';
import { nothingPromoted } from './promotion-refusal.js';
import { reopenRun } from './reopen-run.js';
import { storedReportModel } from './stored-report.js';
import { writing } from './writable.js';

const DAY_MS = 86_400_000;

export interface PromoteOptions {
  readonly run: string;
  readonly db?: string;
  /** `cheapest` or a variant's name. Default: the experiment's rule, else `cheapest`. */
  readonly rule?: string;
  /** Default: the experiment's `promote.to`. */
  readonly to?: string;
  /** Lets a variant through that did not pass; the reason is recorded. */
  readonly force?: { readonly reason: string };
}

/** Promotes a variant of a stored run. Throws `refused` with every reason against it. */
export function promoteRun(
  options: PromoteOptions,
  context: Pick<RunContext, 'cwd' | 'now'>,
): Promise<NonNullable<RunDocument['promotion']>> {
  return reopenRun(options, context, async (store, run) => {
    const to = promotionPlace(options.to, run, context);
    if (run.state !== 'finished') {
      throw new ParsimonyError('refused', `run ${run.name} is not finished`, {
        hint: 'Run the experiment to its end first.',
      });
    }
    const model = await storedReportModel(store, run, {}, context);
    const choice = choosePromotion(model.document, options.rule ?? run.snapshot.promote?.rule ?? 'cheapest', {
      ...(run.snapshot.promote !== undefined && { alpha: run.snapshot.promote.alpha }),
      ...(options.force !== undefined && { force: options.force }),
    });
    if (choice.state === 'refused') throw refusalError(choice);
    const promotion = await write({ model, run, choice, to, context });
    if (run.conclusion !== null)
      store.runs.setConclusion(run.row, { ...run.conclusion, promotion, notices: [] });
    return promotion;
  });
}

/** Promotes by the experiment's own rule; what stands against it is said, not thrown. */
export async function promoteByRule(
  model: ReportModel,
  run: RunRow,
  context: Pick<RunContext, 'cwd' | 'now'>,
): Promise<{ readonly promotion: RunDocument['promotion']; readonly notices: readonly string[] }> {
  const spec = run.snapshot.promote;
  if (spec === undefined) return { promotion: null, notices: [] };
  const choice = choosePromotion(model.document, spec.rule, { alpha: spec.alpha });
  if (choice.state === 'chosen')
    return { promotion: await write({ model, run, choice, to: spec.to, context }), notices: [] };
  return { promotion: null, notices: [nothingPromoted(choice)] };
}

async function write(parts: {
  readonly model: ReportModel;
  readonly run: RunRow;
  readonly choice: Extract<PromotionChoice, { readonly state: 'chosen' }>;
  readonly to: string;
  readonly context: Pick<RunContext, 'cwd' | 'now'>;
}): Promise<NonNullable<RunDocument['promotion']>> {
  const { model, run, choice, to, context } = parts;
  const { snapshot } = run;
  const promptPath = snapshot.variants.find(({ name }) => name === choice.variant.name)?.promptPath;
  const prompt = snapshot.prompts.find((candidate) => candidate.file === promptPath);
  const price = choice.variant.model === null ? undefined : snapshot.prices?.[choice.variant.model];
  const config = buildPromotion({
    document: model.document,
    choice,
    to,
    prompt: prompt && { ...prompt, path: prompt.file },
    datasets: snapshot.datasets,
    ...(price !== undefined &&
      choice.variant.model !== null && { prices: { [choice.variant.model]: ratesOf(restorePrice(price)) } }),
    expires: new Date(context.now().getTime() + VALID_DAYS * DAY_MS),
  });
  await writing(to, 'Name another file with --to.', () => promoteTo(to, config, context.now()));
  return { path: path.relative(context.cwd, to), variant: choice.variant.name, remeasured: false };
}

import type { JudgeVerdict } from '../port.js';

/** A question that no readable verdict came of. */
export interface MissingVerdict {
  readonly model: string;
  readonly repeat: number;
  readonly reason: string;
}

/** How a panel's verdicts become one score. */
export interface PanelRule {
  readonly models: readonly string[];
  readonly combine: 'mean' | 'majority';
  readonly repeats: number;
}

export type PanelScore<V extends JudgeVerdict = JudgeVerdict> =
  | {
      readonly state: 'scored';
      readonly value: number;
      /** Of the verdict nearest to the value; the first of equally near ones. */
      readonly reason: string;
      /** What the value is made of. */
      readonly verdicts: readonly V[];
      readonly missing: readonly MissingVerdict[];
    }
  | { readonly state: 'unscored'; readonly reason: string };

/**
 * The score of a panel. A model has spoken when more than half of its repeats gave a verdict; the panel has when more
 * than half of its models have; less is unscored (law 3). What a model that has not spoken said does not count.
 *
 * `mean`: the mean of the models' means over their repeats, so that a model with a missing repeat weighs no less.
 * `majority`: every model votes with the level that it gave most often, and the level with most votes wins; where
 * several have most, the median (of all votes; the mean of the middle two where their number is even).
 */
export function combineVerdicts<V extends JudgeVerdict>(
  verdicts: readonly V[],
  missing: readonly MissingVerdict[],
  rule: PanelRule,
): PanelScore<V> {
  const given = rule.models.map((model) => verdicts.filter((verdict) => verdict.model === model));
  const spoken = given.filter((ofModel) => 2 * ofModel.length > rule.repeats);
  if (2 * spoken.length <= rule.models.length) return { state: 'unscored', reason: tooFew(missing, rule) };
  const silent = given.filter((ofModel) => 2 * ofModel.length <= rule.repeats).flat();
  const toLevel = rule.combine === 'mean' ? mean : modeOrMedian;
  const value = toLevel(spoken.map((ofModel) => toLevel(ofModel.map(({ score }) => score))));
  const counted = spoken.flat();
  const distance = ({ score }: V): number => Math.abs(score - value);
  const nearest = counted.reduce((best, verdict) => (distance(verdict) < distance(best) ? verdict : best));
  return {
    state: 'scored',
    value,
    reason: nearest.reason,
    verdicts: counted,
    missing: [
      ...missing,
      ...silent.map(({ model, repeat }) => ({
        model,
        repeat,
        reason: 'not counted: half or more of the model’s repeats gave no verdict',
      })),
    ],
  };
}

function tooFew(missing: readonly MissingVerdict[], { models, repeats }: PanelRule): string {
  const reason = missing[0]?.reason ?? 'nothing was asked';
  if (models.length * repeats === 1) return reason;
  const asked = models.length * repeats;
  const first = missing[0] === undefined ? '' : ` (${missing[0].model})`;
  return `no majority of the judges gave a verdict (${missing.length} of ${asked} questions have none): ${reason}${first}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value that comes up most often; the median of all values where several do. */
function modeOrMedian(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const modes = [...counts].filter(([, count]) => count === most).map(([value]) => value);
  const [only] = modes;
  return modes.length === 1 && only !== undefined ? only : median(values);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const lower = sorted.length % 2 === 0 ? upper - 1 : upper;
  return mean(sorted.slice(lower, upper + 1));
}

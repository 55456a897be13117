import { type Analysis, columnOf } from '../../analyze/index.js';
import { estimateMean, isDefined, normalQuantile, partition } from '../../stats/index.js';
import type { AskedTest, RunRow } from '../../store/index.js';
import type { AbDefinition } from './definition.js';

/** What of a definition a run keeps, to say how long the live test should be. */
export function askedTest(definition: AbDefinition): AskedTest {
  const { testId, control, treatment, intents, primaryMetric, minimumEffect, costMetric } = definition;
  const { controlShare, alpha, power, duration } = definition;
  return {
    testId,
    control,
    treatment,
    intents,
    primaryMetric,
    ...(minimumEffect !== undefined && { minimumEffect }),
    ...(costMetric !== undefined && { costMetric }),
    controlShare,
    alpha,
    power,
    ...(duration !== undefined && { minimumDays: duration.minimumDays, maximumDays: duration.maximumDays }),
  };
}

/**
 * What a run that asks an A/B question says of the live test: its size by (z_α + z_β)² (v_c/s_c + v_t/s_t)/δ² with the
 * variance v of the primary figure seen here (clustered, per conversation) and the planned shares s, and its days at the
 * declared traffic.
 */
export function abNotices({ snapshot }: Pick<RunRow, 'snapshot'>, analysis: Analysis): readonly string[] {
  const { ab: asked, traffic } = snapshot;
  if (asked === undefined) return [];
  const { costMetric = 'costUsd' } = asked;
  return [
    sizeNotice(asked, traffic, analysis),
    ...(costMetric === 'costUsd'
      ? []
      : [`The cost metric ${costMetric} is read off live results; before the test dollars are shown.`]),
  ];
}

function sizeNotice(
  asked: AskedTest,
  traffic: { readonly [intent: string]: number } | undefined,
  analysis: Analysis,
): string {
  const head = `A/B test ${asked.testId}: ${asked.treatment} against ${asked.control} on ${asked.primaryMetric}`;
  const named = asked.intents.length === 0 ? head : `${head}, intent ${asked.intents.join(', ')}`;
  const size = liveSize(asked, analysis);
  if (size === undefined) return `${named}.`;
  const effect = `a difference of ${asked.minimumEffect}`;
  const needs = `${named}. Live it needs about ${size.toLocaleString('en-US')} conversations to find ${effect} with ${Math.round(100 * asked.power)} % power, by the spread of these samples`;
  const aDay = conversationsADay(asked, traffic);
  if (aDay === undefined) return `${needs}.`;
  const days = Math.ceil(size / aDay);
  const { minimumDays, maximumDays } = asked;
  const planned =
    minimumDays === undefined || maximumDays === undefined
      ? ''
      : days > maximumDays
        ? `; the definition ends it after ${maximumDays}: raise the treatment’s share or the effect`
        : `; the definition runs it for ${minimumDays} to ${maximumDays}`;
  return `${needs}: ${days === 1 ? '1 day' : `${days} days`} at the declared traffic${planned}.`;
}

function liveSize(asked: AskedTest, analysis: Analysis): number | undefined {
  const { minimumEffect: effect, controlShare, alpha, power } = asked;
  const before = varianceOf(asked.control, asked.primaryMetric, analysis);
  const after = varianceOf(asked.treatment, asked.primaryMetric, analysis);
  if (effect === undefined || before === undefined || after === undefined) return undefined;
  const z = normalQuantile(1 - alpha) + normalQuantile(power);
  return Math.ceil((z * z * (before / controlShare + after / (1 - controlShare))) / effect ** 2);
}

/** Variance of one conversation's figure, grown by what clusters share: n · se². */
function varianceOf(variant: string, figure: string, analysis: Analysis): number | undefined {
  const table = analysis.table(variant);
  const column = columnOf(table, figure);
  if (column === undefined) return undefined;
  const rows = table.samples.flatMap((sample, row) =>
    sample.datasetKind === 'adversarial' || Number.isNaN(column[row] ?? Number.NaN) ? [] : [row],
  );
  const clusters = partition(rows.map((row) => table.samples[row]?.cluster ?? String(row)));
  const estimate = estimateMean(
    rows.map((row) => column[row] ?? Number.NaN),
    { level: 0.95, clusters },
  );
  if (!isDefined(estimate) || !isDefined(estimate.interval)) return undefined;
  return rows.length * estimate.interval.se ** 2;
}

function conversationsADay(
  { intents }: AskedTest,
  traffic: { readonly [intent: string]: number } | undefined,
): number | undefined {
  if (traffic === undefined) return undefined;
  const names = intents.length === 0 ? Object.keys(traffic) : intents;
  const sum = names.reduce((total, name) => total + (traffic[name] ?? 0), 0);
  return sum > 0 ? sum : undefined;
}

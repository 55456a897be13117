import { didYouMean } from '../domain/index.js';
import type { Draft } from './draft.js';
import { FIGURES, isFigure } from './figures.js';
import { isDeclared, type MetricScale, unknownMetric } from './measures.js';
import type { GuardrailSpec, MarginSpec, SliceRef } from './port.js';
import type { ProblemReport } from './report.js';
import type { SliceCheck } from './slice-values.js';
import type { DocumentPath } from './source.js';

/** What guardrails and margins are checked against. */
export interface MeasureContext {
  readonly draft: Draft;
  readonly metrics: ReadonlyMap<string, MetricScale>;
  readonly slices: SliceCheck;
  readonly report: ProblemReport;
}

type Bounds = { readonly [key in BoundKey]: number | undefined };
type BoundKey = 'min' | 'max' | 'minRatio' | 'maxRatio';

/** Guardrails whose metric or figure, dataset, slice and bounds make sense; everything else is reported. */
export function readGuardrails(context: MeasureContext): readonly GuardrailSpec[] {
  const { draft } = context;
  return draft.guardrails.flatMap(({ value, damaged }, index): readonly GuardrailSpec[] => {
    const at = ['guardrails', index];
    const { metric, min, max, minRatio, maxRatio, on, slice, fingerprint } = value;
    if (metric !== undefined) checkSubject(context, metric, [...at, 'metric']);
    checkPlace(context, { on, slice: damaged.has('slice') ? undefined : slice }, at);
    const bounds = { min, max, minRatio, maxRatio };
    const isSound = !['min', 'max', 'minRatio', 'maxRatio', '*'].some((key) => damaged.has(key));
    if (isSound) checkBounds(context, bounds, { metric, at });
    if (metric === undefined) return [];
    return [
      {
        metric,
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(minRatio !== undefined && { minRatio }),
        ...(maxRatio !== undefined && { maxRatio }),
        ...(on !== undefined && { on }),
        ...(slice !== undefined && { slice }),
        ...(fingerprint !== undefined && { fingerprint }),
      },
    ];
  });
}

/** The gate's margins of their own: on quality, quality per 1,000 tokens or a metric, never on what may also rise. */
export function readMargins(context: MeasureContext): readonly MarginSpec[] {
  const { draft, metrics, report } = context;
  return (draft.gate?.value.margins ?? []).map((margin, index) => {
    const at = ['gate', 'margins', index];
    const { metric, on, slice } = margin;
    if (isFigure(metric) && metric !== 'quality' && metric !== 'tokenEfficiency') {
      const hint = `Bound it with a guardrail: \`${metric} <= 1.05x baseline\`.`;
      report.at([...at, 'metric'], 'contradiction', `\`${metric}\` is no metric that may not fall`, hint);
    } else checkSubject(context, metric, [...at, 'metric']);
    checkPlace(context, { on, slice }, at);
    const scale = scaleOf(metric, metrics);
    if (scale && margin.margin >= scale.max - scale.min) {
      const message = `\`${metric}\` goes from ${scale.min} to ${scale.max}: a margin of ${margin.margin} decides nothing`;
      report.at([...at, 'margin'], 'out-of-range', message, 'Margins are in units of their metric.');
    }
    return {
      metric,
      margin: margin.margin,
      ...(on !== undefined && { on }),
      ...(slice !== undefined && { slice }),
    };
  });
}

/** A scorer must not be called what the gate calls a figure: nobody could tell them apart. */
export function checkReservedNames({ metrics, report }: MeasureContext): void {
  for (const name of metrics.keys()) {
    if (!isFigure(name)) continue;
    const message = `a metric would be called \`${name}\`, which every run has as a figure of its own`;
    report.at(['scorers', name], 'reserved-name', message, 'Rename the scorer, criterion or assertion.');
  }
}

/** A metric of some scorer, or a figure that the experiment has. */
function checkSubject(context: MeasureContext, metric: string, at: DocumentPath): void {
  const { draft, metrics, report } = context;
  if (metrics.has(metric) || isDeclared(draft, metric)) return;
  if (!isFigure(metric)) {
    unknownMetric(metric, at, new Map([...metrics, ...Object.entries(FIGURES)]), report);
    return;
  }
  if ((metric === 'quality' || metric === 'tokenEfficiency') && !draft.qualityDeclared) {
    const hint = 'Add `quality: { <metric>: 1 }`.';
    report.at(at, 'contradiction', 'no `quality` is declared', hint);
  }
  if (metric === 'quality') return;
  if (draft.provider === 'echo') {
    const message = `\`${metric}\` is not known of echoed answers`;
    report.at(at, 'contradiction', message, 'Ask a provider that bills and takes its time.');
  } else if (metric === 'costUsd' && draft.provider === 'recorded') {
    const unpriced = [...draft.variants].filter(
      ([, { value }]) => value.model === undefined && value.extends === undefined,
    );
    if (unpriced.length === 0) return;
    const message = `\`costUsd\` needs a model that prices recorded usage: ${unpriced.map(([name]) => name).join(', ')} name none`;
    report.at(at, 'contradiction', message, 'Add `model: …` to these variants.');
  }
}

function checkPlace(
  { draft, slices, report }: MeasureContext,
  { on, slice }: { readonly on: string | undefined; readonly slice: SliceRef | undefined },
  at: DocumentPath,
): void {
  const isKnown = on === undefined || draft.datasetNames?.has(on) !== false;
  if (!isKnown) {
    const message = `dataset \`${on}\` is not declared`;
    report.at([...at, 'on'], 'unknown-dataset', message, didYouMean(on, draft.datasetNames ?? []));
  }
  if (slice !== undefined && isKnown) slices.check(slice, on, [...at, 'slice']);
}

/** A guardrail has at least one bound, its bounds leave room, and they lie on the scale of what they bound. */
function checkBounds(
  context: MeasureContext,
  bounds: Bounds,
  { metric, at }: { readonly metric: string | undefined; readonly at: DocumentPath },
): void {
  const { report, metrics, draft } = context;
  const { min, max, minRatio, maxRatio } = bounds;
  if (Object.values(bounds).every((bound) => bound === undefined)) {
    const hint = 'Add `min: …` or `max: …`, in raw units, or `maxRatio: …` against the baseline.';
    report.at(at, 'missing-key', 'a guardrail needs a bound', hint);
  }
  for (const [low, high] of [
    [min, max],
    [minRatio, maxRatio],
  ]) {
    if (low !== undefined && high !== undefined && low > high) {
      report.at(at, 'contradiction', `no value is at least ${low} and at most ${high}`, 'Swap the two.');
    }
  }
  const scale = metric === undefined ? null : scaleOf(metric, metrics);
  for (const [key, bound] of Object.entries({ min, max })) {
    if (bound === undefined || !scale || (bound >= scale.min && bound <= scale.max)) continue;
    const message = `\`${metric}\` goes from ${scale.min} to ${scale.max}: a bound of ${bound} decides nothing`;
    report.at([...at, key], 'out-of-range', message, 'Guardrails are in raw units of their metric.');
  }
  if (minRatio === undefined && maxRatio === undefined) return;
  const place = [...at, minRatio === undefined ? 'maxRatio' : 'minRatio'];
  if (draft.gate === undefined) {
    const hint = 'Add `gate: { baseline: …, margin: 0.05 }`, or bound it with `min` or `max`.';
    report.at(place, 'contradiction', 'a ratio needs a baseline, and the experiment has no gate', hint);
  }
  if (metric !== undefined && isFigure(metric) && !FIGURES[metric].hasRatio) {
    const [why, hint] =
      metric === 'tokenEfficiency'
        ? ['it is a ratio itself', 'Bound it with `min: …`, or give it a margin in `gate.margins`.']
        : ['a percentile is no sum', 'Bound it with `max: …`, or `latencyMs` with `maxRatio`.'];
    report.at(place, 'contradiction', `\`${metric}\` has no ratio: ${why}`, hint);
  }
}

function scaleOf(metric: string, metrics: ReadonlyMap<string, MetricScale>): MetricScale | undefined {
  return metrics.get(metric) ?? (isFigure(metric) ? FIGURES[metric] : undefined);
}

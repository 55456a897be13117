import type { Estimate } from '../../domain/index.js';
import { decimal, decimalsFor, usd } from '../format.js';
import type { SearchDocument, SearchFrontPoint } from '../search-document.js';

/** An objective with what is needed to write its figures alike everywhere. */
export interface ObjectiveView {
  readonly name: string;
  readonly direction: 'minimize' | 'maximize';
  readonly unit: string;
  readonly isMoney: boolean;
  readonly decimals: number;
  /** With the decimals that all figures of this objective have. */
  readonly format: (value: number) => string;
}

/** The objectives in the document's order; decimals suit the figures of the whole front. */
export function objectiveViews(document: SearchDocument): readonly ObjectiveView[] {
  return document.objectives.map(({ name, direction, unit }) => {
    const isMoney = /usd|\$/i.test(`${name} ${unit}`);
    const values = [
      ...document.front.map((point) => bestEstimate(point, name)?.value ?? null),
      ...(document.front.length === 0 ? document.cloud.map((member) => member.objectives[name] ?? null) : []),
    ];
    const decimals = decimalsFor(values, 2, 4);
    const format = isMoney
      ? (value: number) => usd(value, decimals)
      : (value: number) => decimal(value, decimals);
    return { name, direction, unit, isMoney, decimals, format };
  });
}

/** What is known best: the re-measured figure where there is one, else the claimed one; null: neither. */
export function bestEstimate(point: SearchFrontPoint, objective: string): Estimate | null {
  const remeasured = point.remeasured?.[objective];
  if (remeasured !== undefined && remeasured.value !== null) return remeasured;
  const claimed = point.claimed[objective];
  return claimed !== undefined && claimed.value !== null ? claimed : null;
}

/** The two objectives that a plane shows first: what costs across, what is good upwards. */
export function firstAxes(
  objectives: readonly ObjectiveView[],
): readonly [x: ObjectiveView, y: ObjectiveView] | undefined {
  const x =
    objectives.find((one) => one.isMoney && one.direction === 'minimize') ??
    objectives.find((one) => one.direction === 'minimize') ??
    objectives[0];
  const rest = objectives.filter((one) => one !== x);
  const y =
    rest.find((one) => one.name === 'quality') ?? rest.find((one) => one.direction === 'maximize') ?? rest[0];
  return x === undefined || y === undefined ? undefined : [x, y];
}

/** `minimize monthlyCostUsd, maximize quality`. */
export function objectiveWords(document: SearchDocument): string {
  return document.objectives.map(({ name, direction }) => `${direction} ${name}`).join(', ');
}

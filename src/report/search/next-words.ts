import { figureText, rangeText } from './columns.js';
import { type PointView, pointName } from './points.js';
import { type Recommendation, whyNone } from './recommendation.js';
import type { SearchView } from './view.js';

/** What to take next, a sentence for each rule; why not, where nothing holds. */
export function nextSentences({ document, objectives, points, recommended }: SearchView): readonly string[] {
  const why = whyNone(document, points);
  if (recommended.length === 0) return why === undefined ? [] : [why];
  const figures = (point: PointView): string =>
    objectives
      .map((objective) => {
        const range = rangeText(objective, point);
        return `${objective.name} ${figureText(objective, point)}${range === '' ? '' : ` ${range}`}`;
      })
      .join(', ');
  return mergedLabels(recommended).map(
    ({ label, point }) => `${label}: ${pointName(point)} (${figures(point)}, re-measured).`,
  );
}

/** One entry for each point: where a point is both, `Cheapest that holds, and the knee`. */
export function mergedLabels(
  recommended: readonly Recommendation[],
): readonly { readonly label: string; readonly point: PointView }[] {
  const [first, second] = recommended;
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  if (first !== undefined && first.point === second?.point)
    return [{ label: `${capital(first.label)}, and the knee`, point: first.point }];
  return recommended.map(({ label, point }) => ({ label: capital(label), point }));
}

/** What a table says of a point that is recommended. */
export function remarksFor({ recommended }: SearchView, point: PointView): readonly string[] {
  return recommended.filter((one) => one.point === point).map(({ remark }) => remark);
}

/** `quality: 29 configs; latencyMs.p99: 5`, or nothing. */
export function excludedWords({ document }: SearchView): string {
  const counts = new Map<string, number>();
  for (const { by } of document.excluded) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([by, count]) => `${by} ${count}`)
    .join(', ');
}

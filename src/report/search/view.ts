import type { SearchDocument } from '../search-document.js';
import { type ObjectiveView, objectiveViews } from './objectives.js';
import { type PointView, pointViews } from './points.js';
import { type Recommendation, recommendations } from './recommendation.js';

/** A search document with what every output derives from it. */
export interface SearchView {
  readonly document: SearchDocument;
  readonly objectives: readonly ObjectiveView[];
  readonly points: readonly PointView[];
  readonly recommended: readonly Recommendation[];
}

/** Derives it; pure, so that all outputs of one document say the same. */
export function searchView(document: SearchDocument): SearchView {
  const objectives = objectiveViews(document);
  const points = pointViews(document, objectives);
  return { document, objectives, points, recommended: recommendations(points, objectives) };
}

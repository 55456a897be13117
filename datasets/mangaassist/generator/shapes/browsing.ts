import type { Shape } from '../shape.js';
import { RECOMMENDATION_1 } from './recommendation-1.js';

/** Shapes of the intents about books and people: recommendation, product_question, product_discovery, chitchat, escalation. */
export const BROWSING_SHAPES: readonly Shape[] = [...RECOMMENDATION_1];

import type { Shape } from '../shape.js';

/** Shapes of the intents that stand on rules and orders: faq, order_tracking, return_request, promotion, checkout_help. */
import { FAQ_DELIVERY } from './faq-delivery.js';
import { FAQ_POINTS } from './faq-points.js';
export const SERVICE_SHAPES: readonly Shape[] = [...FAQ_POINTS, ...FAQ_DELIVERY];

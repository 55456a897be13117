import type { Shape } from '../shape.js';

/** Shapes of the intents that stand on rules and orders: faq, order_tracking, return_request, promotion, checkout_help. */
export const SERVICE_SHAPES: readonly Shape[] = [];

import type { Shape } from '../shape.js';
import { CHECKOUT_ADDRESS } from './checkout-address.js';
import { CHECKOUT_CART } from './checkout-cart.js';
import { CHECKOUT_PAYMENT } from './checkout-payment.js';
import { FAQ_ACCOUNT } from './faq-account.js';
import { FAQ_DELIVERY } from './faq-delivery.js';
import { FAQ_POINTS } from './faq-points.js';
import { opening } from './openings.js';
import { ORDER_STATUS } from './order-status.js';
import { ORDER_TROUBLE } from './order-trouble.js';
import { ORDER_WAITING } from './order-waiting.js';
import { PROMO_CAMPAIGNS } from './promo-campaigns.js';
import { PROMO_COUPONS } from './promo-coupons.js';
import { PROMO_EXTRAS } from './promo-extras.js';
import { RETURN_FAULTS } from './return-faults.js';
import { RETURN_MONEY } from './return-money.js';
import { RETURN_WINDOW } from './return-window.js';
import { withHistory } from './with-history.js';

/** Shapes of the intents that stand on rules and orders: faq, order_tracking, return_request, promotion, checkout_help. */
export const SERVICE_SHAPES: readonly Shape[] = withHistory(
  [
    ...FAQ_POINTS,
    ...FAQ_DELIVERY,
    ...FAQ_ACCOUNT,
    ...ORDER_STATUS,
    ...ORDER_WAITING,
    ...ORDER_TROUBLE,
    ...RETURN_WINDOW,
    ...RETURN_FAULTS,
    ...RETURN_MONEY,
    ...PROMO_COUPONS,
    ...PROMO_CAMPAIGNS,
    ...PROMO_EXTRAS,
    ...CHECKOUT_PAYMENT,
    ...CHECKOUT_CART,
    ...CHECKOUT_ADDRESS,
  ],
  opening,
);

import type { Shape } from '../shape.js';
import { CHITCHAT_ABOUT_US } from './chitchat-about-us.js';
import { CHITCHAT_ABOUT_YOU } from './chitchat-about-you.js';
import { CHITCHAT_HELLO_GOODBYE } from './chitchat-hello-goodbye.js';
import { DISCOVERY_BY_CLUE } from './discovery-by-clue.js';
import { DISCOVERY_BY_FILTER } from './discovery-by-filter.js';
import { DISCOVERY_BY_OFFER } from './discovery-by-offer.js';
import { DISCOVERY_BY_THEME } from './discovery-by-theme.js';
import { earlierTalk } from './earlier-talk.js';
import { ESCALATION_ACCOUNT } from './escalation-account.js';
import { ESCALATION_DAMAGE } from './escalation-damage.js';
import { ESCALATION_MONEY } from './escalation-money.js';
import { ESCALATION_TRANSPORT } from './escalation-transport.js';
import { ESCALATION_WISH } from './escalation-wish.js';
import { QUESTION_CONTENT } from './question-content.js';
import { QUESTION_EDITION } from './question-edition.js';
import { QUESTION_PRICE_STOCK } from './question-price-stock.js';
import { RECOMMENDATION_BY_TASTE } from './recommendation-by-taste.js';
import { RECOMMENDATION_FOR_READER } from './recommendation-for-reader.js';
import { RECOMMENDATION_WITHIN_LIMITS } from './recommendation-within-limits.js';
import { withHistory } from './with-history.js';

/** Shapes of the intents about books and people: recommendation, product_question, product_discovery, chitchat, escalation. */
export const BROWSING_SHAPES: readonly Shape[] = [
  ...withHistory(
    [
      ...RECOMMENDATION_BY_TASTE,
      ...RECOMMENDATION_FOR_READER,
      ...RECOMMENDATION_WITHIN_LIMITS,
      ...QUESTION_PRICE_STOCK,
      ...QUESTION_EDITION,
      ...QUESTION_CONTENT,
      ...DISCOVERY_BY_CLUE,
      ...DISCOVERY_BY_THEME,
      ...DISCOVERY_BY_FILTER,
      ...DISCOVERY_BY_OFFER,
      ...CHITCHAT_HELLO_GOODBYE,
      ...CHITCHAT_ABOUT_US,
      ...CHITCHAT_ABOUT_YOU,
    ],
    earlierTalk,
  ),
  ...ESCALATION_DAMAGE,
  ...ESCALATION_TRANSPORT,
  ...ESCALATION_MONEY,
  ...ESCALATION_ACCOUNT,
  ...ESCALATION_WISH,
];

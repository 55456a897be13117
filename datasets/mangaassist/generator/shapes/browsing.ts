import type { Shape } from '../shape.js';
import { CHITCHAT_1 } from './chitchat-1.js';
import { CHITCHAT_2 } from './chitchat-2.js';
import { CHITCHAT_3 } from './chitchat-3.js';
import { withEarlierTalk } from './earlier-talk.js';
import { ESCALATION_1 } from './escalation-1.js';
import { ESCALATION_2 } from './escalation-2.js';
import { ESCALATION_3 } from './escalation-3.js';
import { ESCALATION_4 } from './escalation-4.js';
import { PRODUCT_DISCOVERY_1 } from './product-discovery-1.js';
import { PRODUCT_DISCOVERY_2 } from './product-discovery-2.js';
import { PRODUCT_DISCOVERY_3 } from './product-discovery-3.js';
import { PRODUCT_DISCOVERY_4 } from './product-discovery-4.js';
import { PRODUCT_QUESTION_1 } from './product-question-1.js';
import { PRODUCT_QUESTION_2 } from './product-question-2.js';
import { PRODUCT_QUESTION_3 } from './product-question-3.js';
import { PRODUCT_QUESTION_4 } from './product-question-4.js';
import { RECOMMENDATION_1 } from './recommendation-1.js';
import { RECOMMENDATION_2 } from './recommendation-2.js';
import { RECOMMENDATION_3 } from './recommendation-3.js';
import { RECOMMENDATION_4 } from './recommendation-4.js';

/** Shapes of the intents about books and people: recommendation, product_question, product_discovery, chitchat, escalation. */
export const BROWSING_SHAPES: readonly Shape[] = [
  ...withEarlierTalk([
    ...RECOMMENDATION_1,
    ...RECOMMENDATION_2,
    ...RECOMMENDATION_3,
    ...RECOMMENDATION_4,
    ...PRODUCT_QUESTION_1,
    ...PRODUCT_QUESTION_2,
    ...PRODUCT_QUESTION_3,
    ...PRODUCT_QUESTION_4,
    ...PRODUCT_DISCOVERY_1,
    ...PRODUCT_DISCOVERY_2,
    ...PRODUCT_DISCOVERY_3,
    ...PRODUCT_DISCOVERY_4,
    ...CHITCHAT_1,
    ...CHITCHAT_2,
    ...CHITCHAT_3,
  ]),
  ...ESCALATION_1,
  ...ESCALATION_2,
  ...ESCALATION_3,
  ...ESCALATION_4,
];

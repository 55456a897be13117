import type { Shape } from '../shape.js';

/**
 * Slugs in the order in which their samples stand in the file, whatever module holds the shape: ids of samples, of
 * orders and of returns follow it. New ones go to the end of their intent.
 */
const SEQUENCE = `
rec-next-after rec-finished-only rec-budget-set rec-without-violence rec-child-age rec-english-or-nothing
rec-weekends-of-reading rec-two-tastes rec-the-second-one rec-ja-unwind rec-ja-which-of-two
rec-mixed-learner rec-rated-by-many rec-nothing-fits rec-same-author rec-already-read rec-suitcase-weight
rec-dollar-stack rec-club-copies rec-ja-wrapped-gift rec-binge-or-follow rec-horror-not-fantasy
rec-lighter-after-dark rec-ja-one-evening rec-old-list-new-page

pq-price-of-edition pq-how-many-left pq-is-it-finished pq-set-against-singles pq-ja-what-age
pq-volume-not-in-english pq-pages-to-read pq-ja-who-drew-it pq-what-is-this-code pq-in-dollars-then
pq-not-in-our-data pq-difference-of-editions pq-ja-set-contents pq-misprint-by-year pq-is-it-the-comic
pq-ja-back-in-stock pq-release-and-guarantee pq-mixed-which-language pq-deluxe-books pq-digital-code-region
pq-two-stock-figures pq-age-of-it pq-content-note pq-cheapest-of-three pq-ja-price-with-shipping

disc-half-remembered-plot disc-ja-plot disc-theme-under-price disc-three-filters disc-everything-by-author
disc-by-setting disc-not-in-catalogue disc-misspelt-title disc-title-across-languages disc-cover-clue
disc-new-this-week disc-one-volume-stories disc-ja-shelf-by-length disc-narrow-the-list disc-how-many-match
disc-one-particular-sport disc-writer-and-artist disc-arrives-in-time disc-two-of-similar-name
disc-mixed-mood disc-clearance-shelf disc-no-title-has-both disc-dollars-and-shipping disc-ja-for-class
disc-by-review-words

chat-first-hello chat-thanks-after-help chat-are-you-human chat-your-favourite chat-tell-a-joke
chat-off-topic-weather chat-goodbye-till-tomorrow chat-ja-hello chat-ja-thanks chat-praise-for-parcel
chat-bored-at-work chat-left-to-right-debate chat-a-sad-day chat-my-birthday chat-wrong-window
chat-which-languages chat-name-of-the-shop chat-learning-japanese chat-pet-name chat-mixed-holiday-plans
chat-just-testing chat-ja-season chat-guess-the-manga chat-homework-and-recipes chat-reading-record

esc-replacement-damaged-too esc-refund-is-late esc-parcel-lost-abroad esc-charged-twice
esc-account-taken-over esc-delete-my-data esc-threatens-lawyer esc-gift-too-late esc-ja-broken-box
esc-ja-refund-missing esc-mixed-moved-house esc-customs-quarrel esc-bulk-for-school esc-points-disappeared
esc-night-ticket esc-which-of-two-orders esc-child-ordered esc-order-of-a-relative esc-going-in-circles
esc-mould-in-parcel esc-ja-wants-a-person esc-konbini-paid-but-cancelled esc-price-guarantee-ignored
esc-ja-fraud-mail esc-praise-and-idea

faq-points-lapse-date faq-points-earned-by-tier faq-tier-gap faq-tier-valid-until faq-gold-perk-abroad
faq-chat-hours-abroad faq-who-answers-now faq-gift-card-lapse faq-cut-off-weekend faq-holiday-closure
faq-preorder-cancel-moment faq-preorder-lowest-price faq-two-fee-pages faq-change-address-state
faq-gift-wrap-bundles faq-economy-range-abroad faq-privacy-deletion faq-account-locked
faq-payment-methods-where faq-reader-devices-left faq-price-drop-elsewhere faq-two-questions-at-once
faq-not-on-any-page faq-detail-the-page-omits faq-receipt-name

ord-shipped-express-scan ord-found-by-title ord-two-parcels-one-here ord-absent-depot-deadline
ord-economy-window-computed ord-in-time-for-a-date ord-content-and-total ord-no-number-yet
ord-konbini-unpaid ord-transfer-too-small ord-held-by-preorder ord-backorder-moved ord-customs-asks
ord-address-incomplete ord-item-cancelled-by-shop ord-cancelled-refund-due ord-delivered-into-locker
ord-went-back-to-us ord-no-such-number ord-of-somebody-else ord-scan-stands-still ord-search-is-running
ord-which-of-two-first ord-new-slot-tonight ord-exact-hour-unknown

ret-in-time-last-day ret-too-late ret-some-opened ret-opened-box-regret ret-coupon-share
ret-delivered-in-december ret-extension-misread ret-two-parcels-window ret-refund-arrival-range
ret-abroad-own-cost ret-damaged-opened-set ret-damage-reported-late ret-wrong-volume-came
ret-clearance-but-faulty ret-set-lacks-a-volume ret-digital-twice ret-preorder-bonus-kept
ret-mixed-payment-split ret-refund-to-lapsed-card ret-points-taken-back ret-label-out-of-date
ret-by-gift-recipient ret-swap-for-english ret-promise-in-doubt ret-unknown-services

promo-percent-below-cap promo-cap-bites promo-better-of-two promo-two-codes-one-order promo-code-has-ended
promo-minimum-eligible-only promo-coupon-eats-free-shipping promo-period-extended promo-code-used-before
promo-sale-by-tier promo-five-for-four promo-future-sale-unknown promo-region-not-covered
promo-double-points-day promo-birthday-coupon promo-referral-waiting promo-gift-replaced promo-spend-ladder
promo-code-not-ours promo-flash-hours-abroad promo-genre-limited promo-set-or-singles promo-gift-card-bonus
promo-raffle-tickets promo-sale-price-and-coupon

chk-code-e12-again chk-code-e07-moved chk-third-failure-blocked chk-konbini-slip-void chk-two-gift-cards
chk-charged-twice-paypay chk-dollars-shown chk-payment-not-offered chk-transfer-deadline chk-domestic-top-up
chk-economy-top-up-abroad chk-whole-sum chk-preorder-in-the-cart chk-limited-held-minutes
chk-price-changed-in-cart chk-gold-shipping-missing chk-add-to-open-order chk-express-to-po-box
chk-declare-less chk-country-not-served chk-japanese-address-form chk-household-limit
chk-slot-and-latest-order chk-guest-or-account chk-express-arrival-before-paying
`;

/** The shapes in that order. A slug without a shape, or a shape that is not in the list, is an error. */
export function inSequence(shapes: readonly Shape[]): readonly Shape[] {
  const listed = SEQUENCE.trim().split(/\s+/);
  const slugs = shapes.map(({ slug }) => slug);
  const odd = [
    ...listed.filter((slug) => !slugs.includes(slug)),
    ...slugs.filter((slug) => !listed.includes(slug)),
  ];
  if (odd.length > 0) throw new Error(`only a shape or only in the sequence: ${odd.join(', ')}`);
  return [...shapes].sort((one, other) => listed.indexOf(one.slug) - listed.indexOf(other.slug));
}

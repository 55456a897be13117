import { askJa, quietDay, rules, rulesJa } from './desk.js';
import {
  addBusinessDays,
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  dayOf,
  doc,
  mixed,
  type Shape,
  shapesOf,
  weekday,
  weekdayEn,
  weekdayJa,
  yen,
  yenJa,
} from './kit.js';

const faq = shapesOf('faq');
/** Where the parcel goes and where it is wanted, each with its prefecture. */
const MOVES = [
  ['Kawasaki', 'Kanagawa', 'Yokohama', 'Kanagawa'],
  ['Nagoya', 'Aichi', 'Gifu', 'Gifu'],
  ['Himeji', 'Hyogo', 'Kobe', 'Hyogo'],
  ['Sakai', 'Osaka', 'Nara', 'Nara'],
  ['Hamamatsu', 'Shizuoka', 'Numazu', 'Shizuoka'],
  ['Matsumoto', 'Nagano', 'Nagano', 'Nagano'],
  ['Kurashiki', 'Okayama', 'Okayama', 'Okayama'],
  ['Kitakyushu', 'Fukuoka', 'Saga', 'Saga'],
] as const;

/** FAQ about dispatch, delivery and pre-orders. */
export const FAQ_DELIVERY: readonly Shape[] = [
  faq('faq-cut-off-weekend', ['multi-hop', 'date'], (c) => {
    const paid = quietDay(c, [5, 6]);
    const friday = weekday(paid) === 5;
    const hour = c.rng.int(15, 21);
    const leaves = friday ? paid + 1 : paid + 2;
    const when = `${weekdayEn(paid)} ${dateEn(paid)} at ${hour}:20`;
    return {
      question: c.ask([
        `Paid on ${when} Japan time. When does it leave?`,
        `ordered ${when}. does your warehouse ship on weekends??`,
        `If payment went through on ${when} JST, which day will you hand the parcel to the carrier?`,
        `I just missed something called cut-off, I think (${when}). What's the new dispatch date?`,
        `All in stock, money arrived ${when}. Dispatch the same day, next day, or Monday?`,
        `Need to know the day my books start travelling. Payment: ${when}, Japanese time.`,
        `your page says 14:00. my payment: ${when}. so???`,
        `Could you please confirm the dispatch day for an in-stock order paid on ${when}?`,
      ]),
      documents: c.rank(
        [rules(c, 'dispatch')],
        [rules(c, 'shipJp'), rules(c, 'contact'), rules(c, 'absence')],
      ),
      reference: friday
        ? `Your order leaves on ${weekdayEn(leaves)}, ${dateEn(leaves)}. At ${hour}:20 on Friday the 14:00 JST cut-off had passed, but on Saturday mornings we ship what was paid by Friday night. The tracking number follows by e-mail after the carrier's first scan.`
        : `Your order leaves on ${weekdayEn(leaves)}, ${dateEn(leaves)}. The Saturday morning dispatch only takes what was paid by Friday night, and there is no dispatch on Sundays, so the next one is Monday. The tracking number is e-mailed once the carrier has scanned the parcel.`,
      must: [dateFact(leaves), anyOf(weekdayEn(leaves))],
      mustNot: [dateFact(leaves + 1), dateFact(friday ? leaves + 2 : leaves - 1)],
    };
  }),
  faq('faq-holiday-closure', ['multi-hop', 'date'], (c) => {
    const [name, nameJa, first, last, back, other] = c.turn([
      ['Golden Week', 'ゴールデンウィーク', dayOf(2026, 5, 2), dayOf(2026, 5, 6), dayOf(2026, 5, 7), 'Obon'],
      ['Obon', 'お盆', dayOf(2026, 8, 13), dayOf(2026, 8, 16), dayOf(2026, 8, 17), 'Golden Week'],
      ['New Year', '年末年始', dayOf(2026, 12, 29), dayOf(2027, 1, 3), dayOf(2027, 1, 4), 'Obon'],
      [
        'September holidays',
        '9月の連休',
        dayOf(2026, 9, 19),
        dayOf(2026, 9, 23),
        dayOf(2026, 9, 24),
        'Golden Week',
      ],
    ] as const);
    const placed = first + c.rng.int(0, 2);
    const on = `${dateJa(placed)}(${weekdayJa(placed).slice(0, 1)})`;
    const closed = `${name} ${first < dayOf(2026, 12, 1) ? '2026' : '2026/27'}. From ${dateEn(first)} to ${dateEn(last)} the warehouse is closed and nothing is dispatched. Orders paid on these days leave on ${dateEn(back)}. Chat stays open as usual; the phone line is closed. Konbini and bank transfer deadlines are not extended.`;
    return {
      question: askJa(c, [
        `${on}の午前中に支払いました。${nameJa}中ですが、いつ発送されますか?`,
        `${nameJa}って倉庫休みですか?${on}の10時にカードで払ったんですが、発送日が知りたいです。`,
        `${on}注文分の発送予定日をお教えください。14時前にお支払い済みです。`,
        mixed(`${on}にpaid、in stock。でも${nameJa}だからdispatchは遅れる?いつになりますか`),
        `平日14時までは当日発送と書いてあったので${on}の朝に払いました。まだ発送メールが来ません。`,
        `${nameJa}の発送スケジュールが分かりません。${on}支払いの場合はいつ出荷でしょうか。`,
        `急ぎです!${on}に払った本、連休明けまで動かないってことですか?何日に出ますか。`,
        `チャットは${nameJa}中も開いていますか。あと、${on}に払った注文の発送日も教えてください。`,
      ]),
      documents: c.rank(
        [doc('holiday-closure', closed), rules(c, 'dispatch')],
        [
          doc(
            'other-closure',
            `${other} last year. The warehouse worked with half the staff; parcels left one working day later than usual, express was given priority. The phone line was closed on the national holiday only. This notice is kept for reference and says nothing about the current year.`,
          ),
          rules(c, 'contact'),
        ],
      ),
      reference: `${on}にお支払いの注文は、${dateJa(back)}に発送します。${nameJa}の${dateJa(first)}〜${dateJa(last)}は倉庫が休みのため、14時前のお支払いでも当日発送はありません。チャットは通常どおり開いていますが、電話はお休みです。追跡番号は発送後にメールでお知らせします。`,
      must: [dateFact(back), anyOf('休み', '休業', '発送はありません')],
      mustNot: [anyOf(`${dateJa(back + 1)}に発送`, `${dateJa(placed)}に発送`, `${dateJa(placed + 1)}に発送`)],
    };
  }),
  faq('faq-preorder-cancel-moment', ['date', 'policy'], (c) => {
    const book = c.book({ finished: false });
    const release = quietDay(c);
    const end = release - 2;
    return {
      question: c.ask([
        `Until when exactly can I drop my pre-order of the new ${book.en}? It's out on ${dateEn(release)}.`,
        `cancel preorder (${book.en}, ${dateEn(release)}) - last possible minute?`,
        `Suppose I lose interest in the ${book.en} volume due ${dateEn(release)}. What is the latest moment to step back free of charge, and have I paid by then?`,
        `Did you already charge me for ${book.en}? Release is ${dateEn(release)} and I might cancel.`,
        `My daughter pre-ordered ${book.en} (release day ${dateEn(release)}) with my card. How long do I have to undo that without cost?`,
        `"48 hours before release", counted from what hour? I'm talking about ${book.en} on ${dateEn(release)}.`,
        `I'd like to keep my options open on ${book.en}. It is to be released ${dateEn(release)}; what's the cut-off for cancelling?`,
        `Is the morning of ${dateEn(release - 1)} still early enough to cancel ${book.en} that releases on ${dateEn(release)}?`,
      ]),
      documents: c.rank(
        [rules(c, 'preorder')],
        [rules(c, 'addressChange'), rules(c, 'window'), rules(c, 'payment')],
      ),
      reference: `You can cancel the ${book.en} pre-order free of charge until 00:00 JST on ${dateEn(end)}: that is 48 hours before the release day, ${dateEn(release)}, begins.${c.instance === 7 ? ' The morning after that is too late.' : ''} Nothing has been charged before then, since your card is charged only at dispatch.`,
      must: [dateFact(end), anyOf('48 hours'), anyOf('dispatch')],
      mustNot: [dateFact(end - 1), '30 days'],
    };
  }),
  faq('faq-preorder-lowest-price', ['arithmetic', 'policy'], (c) => {
    const book = c.book({ finished: false });
    const [high, low, now] = c.turn([
      [4_620, 3_960, 4_290],
      [5_500, 4_840, 5_170],
      [3_850, 3_300, 3_630],
      [6_380, 5_720, 6_050],
    ] as const);
    const placed = quietDay(c);
    return {
      question: askJa(c, [
        `『${book.ja}』限定版を${yenJa(high)}で予約しました。途中で${yenJa(low)}になり、今は${yenJa(now)}です。いくら請求されますか?`,
        `予約した時${yenJa(high)}、先週${yenJa(low)}、今日${yenJa(now)}…『${book.ja}』の限定版、結局どの値段?`,
        `価格保証について質問です。『${book.ja}』限定版は、予約時${yenJa(high)}から一度${yenJa(low)}に下がり、また${yenJa(now)}に上がりました。予約し直す必要はありますか。`,
        mixed(
          `『${book.ja}』limited editionのpre-order、${yenJa(high)}→${yenJa(low)}→${yenJa(now)}とprice変わったけど、chargeはいくら?`,
        ),
        `安くなった${yenJa(low)}のときに予約し直せばよかった…。『${book.ja}』限定版、${yenJa(high)}で予約済みで現在${yenJa(now)}です。損しますか?`,
        `発売前なのに値段が動いてます。『${book.ja}』限定版${yenJa(high)}(予約時)、最安${yenJa(low)}、現在${yenJa(now)}。請求額は?`,
        `『${book.ja}』限定版の請求は発送時と聞きました。発送時が${yenJa(now)}なら${yenJa(now)}払うんですよね?一度${yenJa(low)}だった日もあります。`,
        `『${book.ja}』限定版の価格履歴を見ました。${yenJa(high)}、${yenJa(low)}、${yenJa(now)}。保証されるのはどれでしょうか。`,
      ]),
      documents: c.rank(
        [
          rulesJa(c, 'preorder'),
          doc(
            'price-history',
            `『${book.ja}』限定版 価格の履歴(当店)。予約開始 ${dateJa(placed)}:${yenJa(high)}。${dateJa(placed + 9)}〜${dateJa(placed + 12)}:${yenJa(low)}。${dateJa(placed + 13)}以降:${yenJa(now)}。発売日:${dateJa(placed + 40)}。通常版の価格は${yenJa(book.price)}です。`,
          ),
        ],
        [rulesJa(c, 'priceMatch'), rulesJa(c, 'couponRules')],
      ),
      reference: `請求額は${yenJa(low)}です。予約商品には価格保証があり、ご予約から発売までの当店の最安値が自動で適用されます。予約し直す必要はありません。お支払いは発送時です。`,
      must: [yenJa(low), anyOf('最安値', '一番安い'), anyOf('発送時')],
      mustNot: [anyOf(`請求額は${yenJa(now)}`, `請求額は${yenJa(high)}`), yenJa(book.price)],
    };
  }),
  faq('faq-two-fee-pages', ['contradiction', 'date'], (c) => {
    const goods = c.rng.int(305, 345) * 10;
    const page = `Delivery in Japan (page of 2024, replaced). Until March 31, 2025 shipping cost ¥300, free from ¥3,000 of goods. This page is kept for orders of that time.`;
    return {
      question: c.ask([
        `One page of yours says free delivery from 3,000, another 3,500. My order is ${yen(goods)}. Which is it?`,
        `free shipping from ¥3,000, I found it on your own site!! why am I paying for ${goods} yen of books`,
        `I have two help pages open and they disagree about domestic shipping. With ${yen(goods)} of goods, what do I owe for delivery today?`,
        `is shipping 300 or 350? and is ${yen(goods)} enough to skip it`,
        `For ${yen(goods)} my old bookmark promises free delivery inside Japan. Is the bookmark out of date?`,
        `Contradiction on your website: ¥300/¥3,000 versus ¥350/¥3,500. Please tell me what holds for my ${yen(goods)} basket.`,
        `Shipping for ${goods} yen within Japan, and how far to the free limit? Google shows me different numbers`,
        `My sister paid nothing for a ${yen(goods)} order back then. I'm asked to pay now, how come?`,
      ]),
      documents: c.turn([
        [doc('old-delivery-page', page), rules(c, 'shipJp'), rules(c, 'shipIntl')],
        [rules(c, 'shipJp'), doc('old-delivery-page', page), rules(c, 'points')],
        [rules(c, 'dispatch'), doc('old-delivery-page', page), rules(c, 'shipJp')],
      ]),
      reference: `The current rule is POL-201: ¥350 within Japan, free from ¥3,500 of goods after coupons. With ${yen(goods)} you pay ¥350; another ${yen(3_500 - goods)} of goods would make delivery free. The other page is an old one that applied until March 31, 2025.`,
      must: ['¥350', '¥3,500', yen(3_500 - goods), anyOf('March 31, 2025', '2025')],
      mustNot: [anyOf('¥300 shipping', 'shipping is ¥300', 'you pay ¥300')],
    };
  }),
  faq('faq-change-address-state', ['policy', 'negation', 'multi-hop'], (c) => {
    const state = c.turn(['Packing', 'Received', 'Awaiting payment', 'Packing']);
    const open = state !== 'Packing';
    const [old, home, next, away] = c.turn(MOVES);
    const id = c.orderId();
    const same = home === away;
    const redirect = same
      ? `as ${next} is in ${home} too, that is possible here`
      : `${next} is in ${away}, not in ${home}, so that is not possible here`;
    return {
      question: c.ask([
        `I put in my old flat by mistake. Order status is "${state}". Can ${id} still go to ${next} (${away})?`,
        `wrong address!!! ${id} status ${state}, should be ${next}, ${away}`,
        `My order ${id} shows ${state} and I would like it to go to my office in ${next}, ${away} instead. How do I do that?`,
        `Is there a way to swap the delivery address for one in ${next} (${away}) when the page of ${id} already reads "${state}"?`,
        `Moving to ${next} in ${away} this week, so the parcel must go there. The state of ${id}: ${state}. What are my options?`,
        `Could I add a volume and have ${id} sent to ${next}, ${away}, while it's on ${state}?`,
        `At ${state}, can I still cancel ${id} or at least redirect it to my parents in ${next}? That's ${away}.`,
        `${id} is in ${state} right now. I'm at my sister's in ${next} (${away}) all week, who can send it here?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'addressChange'),
          doc(
            `order-${id.slice(3)}`,
            `Order ${id}. Status: ${state}. Delivery to ${old}, ${home} prefecture, by Yamato, slot 18–20. Three single volumes, shipping ¥350. No changes so far; tracking number not assigned yet.`,
          ),
        ],
        [rules(c, 'absence'), rules(c, 'dispatch')],
      ),
      reference: open
        ? `Yes. While ${id} is ${state} you can change the address to ${next} in My Page, and the slot and items too; cancelling is free. Be quick: from Packing on nothing can be changed any more. The total is calculated anew after each change (POL-202).`
        : `Not any more: from Packing on, ${id} can be neither changed nor cancelled free of charge (POL-202). Once it is on its way, the carrier can redirect it within the same prefecture only; ${redirect}. ${same ? 'Please ask Yamato as soon as you have the tracking number.' : `It will come to ${old}; perhaps somebody there can take it in.`}`,
      must: open
        ? ['My Page', 'Packing', next]
        : [
            anyOf('same prefecture'),
            'Packing',
            same ? anyOf('possible') : anyOf('not possible', "can't", 'cannot'),
          ],
      mustNot: open
        ? [anyOf('cannot be changed while', 'too late')]
        : [anyOf('you can change the address', 'change it in My Page'), ...(same ? ['not possible'] : [])],
    };
  }),
  faq('faq-gift-wrap-bundles', ['arithmetic', 'policy'], (c) => {
    const singles = c.rng.int(6, 14);
    const sets = c.rng.int(1, 2);
    const bundles = Math.ceil(singles / 5);
    const cost = (bundles + sets) * 300;
    return {
      question: c.ask([
        `How much is gift wrapping for ${singles} single volumes and ${sets} box set${sets > 1 ? 's' : ''}? Tokyo address.`,
        `wrap ${singles} books + ${sets} box, total?`,
        `It's a wedding present: ${singles} loose volumes, ${sets} boxed. I want all of it wrapped and a short card. What does that come to?`,
        `Does every book get its own paper? I have ${singles} volumes and ${sets} box set(s), price please.`,
        `Can the recipient see what I paid? And what would you take for wrapping ${singles} volumes with ${sets} box set in Osaka?`,
        `My niece turns twelve. ${singles} tankōbon and ${sets} boxed edition to wrap. Cost, and is there a card with text?`,
        `For ${singles} paperbacks and ${sets} box${sets > 1 ? 'es' : ''}, wrapping fee and extra time?`,
        `Please price your gift service: single volumes ${singles}, box sets ${sets}, delivered in Japan.`,
      ]),
      documents: c.rank(
        [rules(c, 'giftwrap')],
        [rules(c, 'giftcards'), rules(c, 'shipJp'), rules(c, 'giftReturn')],
      ),
      reference: `Wrapping comes to ${yen(cost)}: ¥300 for each of ${bundles + sets} parcels, ${bundles} with up to 5 of your ${singles} volumes each and ${sets} for the box set${sets > 1 ? 's' : ''}. Each has a message card of up to 60 characters, prices are not shown, and wrapping adds one working day. Box sets above 5 kg cannot be wrapped.`,
      must: [yen(cost), anyOf('60 characters'), '¥300', anyOf(`${bundles + sets} parcels`)],
      mustNot: [yen(singles * 300 + sets * 300), '¥480'],
    };
  }),
  faq('faq-economy-range-abroad', ['date', 'arithmetic'], (c) => {
    const sent = quietDay(c, [1, 2, 3, 4]);
    const early = addBusinessDays(sent, 10);
    const late = addBusinessDays(sent, 18);
    const city = c.rng.pick(['Utrecht', 'Denver', 'Cork', 'Aarhus', 'Turin', 'Perth', 'Leeds', 'Atlanta']);
    return {
      question: c.ask([
        `If you dispatch on ${weekdayEn(sent)}, ${dateEn(sent)}, between which dates will economy reach ${city}?`,
        `economy 2 ${city}, sent ${dateEn(sent)}. earliest / latest?`,
        `Is economy counted in calendar days? I'm in ${city} and the parcel leaves on ${dateEn(sent)}.`,
        `Planning a birthday in ${city}. With dispatch on ${dateEn(sent)} and the cheaper shipping, what is the span of arrival days?`,
        `I need actual dates rather than "10–18 business days": dispatch ${dateEn(sent)}, destination ${city}, slow option.`,
        `When would a parcel by economy turn up in ${city} at the latest, supposing it goes out ${dateEn(sent)}?`,
        `Does the day of dispatch (${dateEn(sent)}) count for the delivery time to ${city}? Please give me the window for economy.`,
        `${city} here. Economy or wait? Tell me the delivery window for ${dateEn(sent)} dispatch`,
      ]),
      documents: c.rank([rules(c, 'shipIntl')], [rules(c, 'customs'), rules(c, 'trace'), rules(c, 'shipJp')]),
      reference: `Economy takes 10–18 business days, Monday to Friday, counted from the day after dispatch. Sent on ${dateEn(sent)}, the parcel should reach ${city} between ${weekdayEn(early)}, ${dateEn(early)}, and ${weekdayEn(late)}, ${dateEn(late)}. The parcel is tracked all the way.`,
      must: [dateFact(early), dateFact(late), anyOf('10–18', '10-18', '10 to 18')],
      mustNot: [dateFact(sent + 10), dateFact(addBusinessDays(sent, 5))],
    };
  }),
];

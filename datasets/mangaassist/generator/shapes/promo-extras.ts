import { COUPONS } from '../world/campaigns.js';
import { askJa, campaign, campaignJa, quietDay, rules, rulesJa } from './desk.js';
import { atLeast } from './desk-orders.js';
import { anyOf, at, dateEn, dateFact, dateJa, doc, mixed, type Shape, shapesOf, yen, yenJa } from './kit.js';

const promo = shapesOf('promotion');
const ZONES = [
  ['Chicago', -14],
  ['Madrid', -7],
  ['Singapore', -1],
  ['Leeds', -8],
  ['Denver', -15],
  ['Perth', -1],
  ['Atlanta', -13],
  ['Hamburg', -7],
] as const;
const LADDER = [
  [5_000, 300],
  [10_000, 900],
  [15_000, 1_800],
] as const;

/** Promotion: spending ladders, hours, genres, sets, gift cards, raffles, and codes that are not ours. */
export const PROMO_EXTRAS: readonly Shape[] = [
  promo('promo-spend-ladder', ['arithmetic', 'comparison'], (c) => {
    const step = c.rng.int(0, 1);
    const [from, off] = at(LADDER, step);
    const [next, more] = at(LADDER, step + 1);
    const goods = next - c.rng.int(4, 18) * 100;
    const gap = next - goods;
    return {
      question: c.ask([
        `With ${yen(goods)} in the cart, what discount do I get, and is it worth adding a book?`,
        `ladder deal: ${goods} yen = how much off? next level?`,
        `I am just under a step, I believe. Goods ${yen(goods)}. What's missing, and what would I gain?`,
        `Please explain the buy-more offer for a basket of ${yen(goods)}.`,
        `If I put in another volume for ${yen(gap)}, does my ${yen(goods)} order get cheaper or dearer?`,
        `What would I pay for ${yen(goods)} of manga now, compared with exactly ${yen(next)}?`,
        `How far is ${yen(goods)} from the better reduction?`,
        `My discount shows ${yen(off)} on ${yen(goods)}. A friend got ${yen(more)}. Why?`,
      ]),
      documents: c.rank(
        [
          doc(
            'read-more',
            'Read More, Save More. Discount on in-stock single volumes by the sum of one order: ¥300 from ¥5,000, ¥900 from ¥10,000, ¥1,800 from ¥15,000. Applied automatically in the cart, no code. Not together with a coupon; points may be used on top. Sets and gift cards do not count. Until further notice.',
          ),
        ],
        [campaign(c, COUPONS.setcode), rules(c, 'couponRules')],
      ),
      reference: `At ${yen(goods)} you are on the step from ${yen(from)}: ${yen(off)} off, so you pay ${yen(goods - off)}. The next step starts at ${yen(next)} and gives ${yen(more)} off; you are ${yen(gap)} short. With exactly ${yen(next)} you'd pay ${yen(next - more)}${next - more < goods - off ? ', less than now' : `, only ${yen(next - more - goods + off)} more than now`}. It is applied automatically, not together with a coupon.`,
      must: [yen(goods - off), yen(gap), yen(next - more)],
      mustNot: [yen(goods - more), 'ZENKAN1500'],
    };
  }),
  promo('promo-code-not-ours', ['no-answer', 'false-premise'], (c) => {
    const fake = c.turn([
      'MANGAQUEEN25',
      'OTAKU50',
      'FREESHIP4U',
      'HOSHI2FOR1',
      'READER40',
      'ANIMEWEEK',
      'SENPAI30',
      'KAWAII99',
    ]);
    const code = c.turn([COUPONS.tsuyu, COUPONS.natsu, COUPONS.kotatsu, COUPONS.tsukimi]);
    return {
      question: c.ask([
        `A video gave me the code ${fake}. It isn't accepted, please fix.`,
        `${fake} not working`,
        `What are the conditions of ${fake}? I found it on a coupon site.`,
        `Is ${fake} one of yours, or have I been fooled?`,
        `How much would ${fake} save me on twelve thousand yen?`,
        `My cousin swears by ${fake}. Until when does it run?`,
        `Could you extend ${fake} for me, or tell me what I should use instead?`,
        `I entered ${fake} in lower case and in capitals. Neither works.`,
      ]),
      documents: c.rank(
        [rules(c, 'couponRules'), campaign(c, code)],
        [rules(c, 'points'), campaign(c, COUPONS.setsubun, 'This campaign has ended.')],
      ),
      reference: `I can't find a code ${fake} among our campaigns, so I have no conditions for it; sites and videos sometimes show codes that are not ours. A code I do know is ${code.code}, from ${dateEn(code.from)} to ${dateEn(code.to)}, from ${yen(code.minimum)} of eligible goods.`,
      must: [anyOf("can't find", 'cannot find', 'no code', 'not one of ours'), code.code, yen(code.minimum)],
      mustNot: ['SETSUBUN8', anyOf(`${fake} gives`, `${fake} is valid`, `${fake} runs`)],
    };
  }),
  promo('promo-flash-hours-abroad', ['arithmetic', 'date'], (c) => {
    const [city, offset] = c.turn(ZONES);
    const day = quietDay(c);
    const start = 20;
    const local = (hour: number): string => `${(((hour + offset) % 24) + 24) % 24}:00`;
    return {
      question: c.ask([
        `What time is your flash sale of ${dateEn(day)} in ${city}?`,
        `flash sale ${dateEn(day)}, im in ${city}, when??`,
        `I live in ${city}. Please translate the hours of the sale on ${dateEn(day)} into our time.`,
        `Do I have to get up at night in ${city} for the ${dateEn(day)} flash sale?`,
        `Start and end of the three-hour sale, ${city} time please. (${dateEn(day)})`,
        `From ${city} I always miss those short sales. When's the one on ${dateEn(day)} over here?`,
        `Is the sale on ${dateEn(day)} open to customers in ${city}, and at which local hour does it begin?`,
        `${city}: sale ${dateEn(day)} from ... to ...? And can I use coupons?`,
      ]),
      documents: c.rank(
        [
          doc(
            'flash-sale',
            `Flash sale on ${dateEn(day)}, ${start}:00 to 23:00 JST: 20 % off 60 titles, three hours, worldwide. The list appears at ${start}:00. No coupons; points may be used. In stock only, one copy each per account.`,
          ),
          doc(
            'time-difference',
            `Time differences at present, compared with Japan: ${ZONES.map(([name, hours]) => `${name} −${Math.abs(hours)} h`).join(', ')}. These figures are valid in the week of the sale and allow for summer time.`,
          ),
        ],
        [rules(c, 'contact'), campaign(c, COUPONS.hotaru)],
      ),
      reference: `In ${city}, ${Math.abs(offset)} hour${offset === -1 ? '' : 's'} behind Japan, the flash sale runs from ${local(start)} to ${local(23)} on ${dateEn(day)} (in Japan ${start}:00 to 23:00 JST). It is open worldwide: 20 % off 60 titles, one copy each per account. Coupons can't be used, but points can.`,
      must: [local(start), local(23), anyOf('20 %')],
      mustNot: [local(start - 2), 'HOTARU700'],
    };
  }),
  promo('promo-genre-limited', ['negation', 'multi-hop'], (c) => {
    const genre = c.turn(['sports', 'romance', 'mystery', 'fantasy'] as const);
    const inside = c.book({ all: [genre], minVolumes: 4 });
    const outside = c.book({ none: [genre], minVolumes: 4, except: [inside] });
    const end = quietDay(c);
    const sale = Math.floor(inside.price * 0.85);
    return {
      question: c.ask([
        `I want ${inside.en} 1 and ${outside.en} 1. Which of them is in the ${genre} week?`,
        `${genre} week: ${outside.en}? ${inside.en}?`,
        `What do I pay for one volume each of ${inside.en} and ${outside.en} during the ${genre} week?`,
        `Is ${outside.en} reduced as well, like ${inside.en}?`,
        `My cart takes 15 % off ${inside.en} but not off ${outside.en}. Intended?`,
        `How long can I get ${inside.en} at the ${genre} price, and does ${outside.en} count?`,
        `Tell me the reduced price of ${inside.en} vol. 1, please, and of ${outside.en} if there is one.`,
        `Two titles, ${outside.en} and ${inside.en}: do both fall under your current campaign?`,
      ]),
      documents: c.rank(
        [
          doc(
            'genre-week',
            `${genre.charAt(0).toUpperCase()}${genre.slice(1)} week, until ${dateEn(end)}, 23:59 JST: 15 % off Japanese single volumes that carry the shelf mark "${genre}", yen rounded down. Shown in the cart without a code. Other shelves, English editions and sets are not reduced. No coupon on top.`,
          ),
          doc(
            'shelf-marks',
            `Shelf marks. ${inside.en} (${inside.author}): ${inside.tags.slice(0, 3).join(', ')}${inside.tags.slice(0, 3).includes(genre) ? '' : `, ${genre}`}; vol. 1 ${yen(inside.price)}. ${outside.en} (${outside.author}): ${outside.tags.slice(0, 3).join(', ')}; vol. 1 ${yen(outside.price)}. Both Japanese editions, both in stock today.`,
          ),
        ],
        [campaign(c, COUPONS.momiji)],
      ),
      reference: `Only ${inside.en} is reduced: it carries the shelf mark "${genre}", so volume 1 costs ${yen(sale)} instead of ${yen(inside.price)} (15 % off) until ${dateEn(end)}, 23:59 JST. ${outside.en} is not on that shelf and stays at ${yen(outside.price)}. The reduction shows in the cart without a code.`,
      must: [yen(sale), yen(outside.price), dateFact(end)],
      mustNot: [yen(Math.floor(outside.price * 0.85)), 'MOMIJI13'],
    };
  }),
  promo('promo-set-or-singles', ['comparison', 'arithmetic'], (c) => {
    const book = c.book({ minVolumes: 7, where: (one) => one.priceSet > 4_000 });
    const singles = book.price * book.volumes;
    const set = Math.floor(book.priceSet * 0.9);
    const end = quietDay(c);
    return {
      question: c.ask([
        `Is the ${book.en} set really cheaper than buying all ${book.volumes} volumes one by one?`,
        `${book.en}: set vs singles rn`,
        `What do I save with the reduced set of ${book.en}, compared with single volumes?`,
        `Set month, ${book.en}, final price please. Also the difference to loose books.`,
        `I'd like to own all of ${book.en}. Which way costs least this month?`,
        `Does the 10 % come off the set price of ${book.en}, and until which date?`,
        `How much is one volume of ${book.en} if I take the whole set in your campaign? Rather: what's the total?`,
        `Before I order ${book.volumes} × ${book.en} singly: would the set with the discount be better?`,
      ]),
      documents: c.rank(
        [
          doc(
            'set-month',
            `Set month, until ${dateEn(end)}, 23:59 JST: 10 % off complete sets in Japanese, yen rounded down, deducted in the cart. One set per title and order. No coupon on top. Single volumes are not reduced. Opened box sets cannot be returned.`,
          ),
          doc(
            `${book.slug}-set`,
            `${book.en} (${book.ja}), all ${book.volumes} volumes, Japanese edition, ${book.codeSet}, by ${book.author}. Set price ${yen(book.priceSet)}; single volumes ${yen(book.price)} each. In stock, shrink-wrapped, sold without a slipcase. Campaign prices are shown in the cart, not on this page.`,
          ),
        ],
        [campaign(c, COUPONS.natsu), rules(c, 'window')],
      ),
      reference: `Yes, the set is cheaper. In set month 10 % comes off ${yen(book.priceSet)}, so all ${book.volumes} volumes of ${book.en} cost ${yen(set)}. Bought singly they would be ${yen(singles)} (${book.volumes} × ${yen(book.price)}), so you save ${yen(singles - set)}. The offer runs until ${dateEn(end)}, 23:59 JST, and can't be combined with a coupon.`,
      must: [yen(set), yen(singles - set), dateFact(end)],
      mustNot: [yen(Math.floor(singles * 0.9)), 'NATSU14'],
    };
  }),
  promo('promo-gift-card-bonus', ['policy', 'date'], (c) => {
    const [sum, bonus] = c.turn([
      [10_000, 500],
      [20_000, 1_500],
      [30_000, 3_000],
    ] as const);
    const bought = quietDay(c);
    return {
      question: askJa(c, [
        `ギフトカード${yenJa(sum)}分を買うと何かもらえますか?有効期限は?`,
        `${yenJa(sum)}のギフトカード、特典いくら`,
        `${dateJa(bought)}に${yenJa(sum)}のギフトカードを購入しました。ボーナスコードはいつまで使えるのでしょうか。`,
        mixed(`gift card ${yenJa(sum)}買ったら bonus codeもらえる?couponで安く買える?`),
        `ギフトカード購入にクーポンは使えますか。${yenJa(sum)}分を贈る予定です。`,
        `${yenJa(sum)}のカードの特典コードも24か月有効ですか?`,
        `母に${yenJa(sum)}のギフトカードを贈ります。特典は私と母のどちらに届きますか。`,
        `ポイントは付きますか?${yenJa(sum)}のギフトカードを買います。特典もあれば教えてください。`,
      ]),
      documents: c.rank(
        [
          doc(
            'gift-card-bonus',
            `ギフトカード・ボーナス。10,000円で500円、20,000円で1,500円、30,000円で3,000円のボーナスコードを購入者様にメールでお送りします。ボーナスコードは発行日から60日間、1回のご注文で利用できます(クーポン扱い)。ギフトカードの購入自体にクーポンは使えず、ポイントも付きません。`,
          ),
          rulesJa(c, 'giftcards'),
        ],
        [rulesJa(c, 'couponRules'), campaignJa(COUPONS.hanabi)],
      ),
      reference: `${yenJa(sum)}のギフトカードをご購入いただくと、購入者様に${yenJa(bonus)}のボーナスコードをメールでお送りします。ボーナスコードは発行日から60日間(${dateJa(bought)}発行なら${dateJa(bought + 60)}まで)、1回のご注文で使えます。ギフトカードの購入にクーポンは使えず、ポイントも付きません。`,
      must: [
        yenJa(bonus),
        anyOf('60日'),
        anyOf('ポイントも付きません', 'ポイントは付きません', 'ポイントも付かない'),
      ],
      mustNot: ['24か月', '900円'],
    };
  }),
  promo('promo-raffle-tickets', ['arithmetic', 'policy'], (c) => {
    const goods = c.rng.int(71, 168) * 100;
    const tickets = Math.floor(goods / 3_000);
    const draw = quietDay(c);
    return {
      question: c.ask([
        `How many raffle tickets do I get for ${yen(goods)}, and when's the draw?`,
        `raffle: ${goods} yen = ? tickets`,
        `If I spend ${yen(goods)} in one go, how many chances do I have in the signed-board raffle?`,
        `Does the rest of ${yen(goods)} that isn't a full step count towards the next ticket?`,
        `Please tell me about the raffle: tickets for ${yen(goods)}, the day, can people abroad win?`,
        `What would I have to add to ${yen(goods)} for another ticket?`,
        `I paid ${yen(goods)} for books plus shipping. Tickets?`,
        `Do I lose my ${tickets} tickets if I return a book worth a lot? The order was ${yen(goods)}.`,
      ]),
      documents: c.rank(
        [
          doc(
            'raffle',
            `Signed-board raffle. One ticket for each full ¥3,000 of goods in an order, after coupons, before points; sums of several orders are not added up. Draw on ${dateEn(draw)}; winners hear from us by e-mail within 3 days and prizes are sent worldwide. If items are returned, tickets are counted anew. Shipping does not count. Prizes cannot be exchanged.`,
          ),
        ],
        [rules(c, 'points'), campaign(c, COUPONS.tsukimi), rules(c, 'tiers')],
      ),
      reference: `${yen(goods)} of goods brings you ${tickets} tickets, one for each full ¥3,000; another ticket would need ${yen((tickets + 1) * 3_000 - goods)} more in the same order. The draw is on ${dateEn(draw)}, and prizes are sent worldwide. Shipping doesn't count, and tickets are counted anew if something is returned.`,
      must: [`${tickets} tickets`, dateFact(draw), yen((tickets + 1) * 3_000 - goods)],
      mustNot: [`${tickets + 1} tickets`, 'TSUKIMI11'],
    };
  }),
  promo('promo-sale-price-and-coupon', ['policy', 'comparison', 'arithmetic'], (c) => {
    const [sale, plain] = c.pair(atLeast(9));
    const price = Math.floor(sale.price * 0.7);
    const n = c.rng.int(6, 8);
    const goods = plain.price * n;
    const off = goods >= 4_500 ? Math.min(Math.floor((goods * 9) / 100), 1_000) : 0;
    if (off === 0) c.again();
    return {
      question: c.ask([
        `TSUYU9 seems to skip ${sale.en}, which is at −30 %. Cart: that one and ${n} × ${plain.en}. What do I pay for the books?`,
        `does TSUYU9 work on reduced books? ${sale.en} + ${n} ${plain.en}`,
        `I have a marked-down ${sale.en} and ${n} volumes of ${plain.en} in June. How much with the TSUYU9 coupon?`,
        `Would TSUYU9 lower the sale price of ${sale.en} even further? There are also ${n} ${plain.en} in the basket.`,
        `Please work out: ${sale.en} (on sale), ${plain.en} 1–${n}, code TSUYU9, no shipping.`,
        `Which of my books does TSUYU9 touch, the cheap ${sale.en} or the ${n} of ${plain.en}, or all?`,
        `Is it smarter to buy ${sale.en} apart from ${n} × ${plain.en} when using TSUYU9?`,
        `My total with TSUYU9 isn't 9 % less. ${sale.en} at the sale price plus ${n} ${plain.en}. Where's the error?`,
      ]),
      documents: c.rank(
        [
          campaign(c, COUPONS.tsuyu, 'Books with a red sale price are excluded too.'),
          doc(
            'cart',
            `Cart, June 15, delivery in Japan. ${sale.en} vol. 1, red sale price ${yen(price)} (before: ${yen(sale.price)}). ${plain.en} vols. 1–${n}, in stock, ${yen(plain.price)} each, ${yen(goods)}. Goods ${yen(price + goods)}. Coupon TSUYU9 entered and accepted. Points balance 0.`,
          ),
        ],
        [rules(c, 'couponRules'), campaign(c, COUPONS.hotaru)],
      ),
      reference: `You pay ${yen(price + goods - off)} for the books. TSUYU9 doesn't touch books with a red sale price, so ${sale.en} stays at ${yen(price)}. The ${n} volumes of ${plain.en} come to ${yen(goods)}, which passes the minimum of ¥4,500, and ${yen(off)} is taken off them.`,
      must: [yen(price + goods - off), yen(off), yen(price)],
      mustNot: [yen(price + goods - Math.floor(((price + goods) * 9) / 100)), 'HOTARU700'],
    };
  }),
];

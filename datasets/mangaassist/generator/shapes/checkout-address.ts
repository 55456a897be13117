import { askJa, quietDay, rules, rulesJa } from './desk.js';
import {
  addBusinessDays,
  anyOf,
  dateEn,
  dateFact,
  doc,
  mixed,
  type Shape,
  shapesOf,
  weekdayEn,
  yen,
} from './kit.js';

const chk = shapesOf('checkout_help');
const SENT_TO =
  'Countries. We deliver to 62 countries, among them all of the European Union, the United Kingdom, Norway, Switzerland, the United States, Canada, Australia, New Zealand, Singapore, Thailand, South Korea and Taiwan. Not served at present:';

/** Checkout help: addresses, services, documents and limits. */
export const CHECKOUT_ADDRESS: readonly Shape[] = [
  chk('chk-express-to-po-box', ['negation', 'policy', 'follow-up'], (c) => {
    const city = c.turn(['Denver', 'Perth', 'Cork', 'Dunedin']);
    return {
      question: c.ask([
        `Okay, but I only have a PO box in ${city}. Express?`,
        `po box ${city}, fast shipping pls`,
        `My street address has no letter box, so it would have to be PO Box 88, ${city}. Which service will take it?`,
        `Why is express greyed out for my address? It's a box at the post office in ${city}.`,
        `Then which one do I choose for a post office box in ${city}, and how long does it take?`,
        `Can DHL hand it to the post in ${city}? I use a PO box.`,
        `And to a PO box in ${city}? I wanted it this week.`,
        `Is economy my only choice with a box number (${city})? What would it cost?`,
      ]),
      history: c.turn([
        [
          'Which shipping is the quickest abroad?',
          'Express with DHL is the quickest, with 3–5 business days.',
        ],
        [
          'I need my books soon, outside Japan',
          'Then express is the right service: it takes 3–5 business days.',
        ],
      ]),
      documents: c.rank(
        [
          doc(
            'pol207-addresses',
            'POL-207 Addresses abroad. Express needs a street address and a phone number, since the courier asks for a signature; PO boxes and parcel lockers are not possible. Economy goes by post and can be sent to PO boxes. A company address is fine for both. Please write the address in Latin letters.',
          ),
          rules(c, 'shipIntl'),
        ],
        [rules(c, 'customs'), rules(c, 'addressChange')],
      ),
      reference: `Express can't go to a PO box: the courier needs a street address, a phone number and a signature (POL-207). For your PO box in ${city} please choose economy, ¥1,900 (free from ¥15,000 of goods), 10–18 business days. If you need it quicker, you could give a company or a friend's street address and take express for ¥3,400.`,
      must: [
        anyOf("can't go to a PO box", 'not possible', 'cannot'),
        '¥1,900',
        anyOf('10–18', '10-18', '10 to 18'),
        anyOf('street address'),
      ],
      mustNot: ['¥350', anyOf('express is possible to a PO box')],
    };
  }),
  chk('chk-declare-less', ['negation', 'policy'], (c) => {
    const goods = c.rng.int(160, 310) * 100;
    const city = c.turn(['Madrid', 'Leeds', 'Toronto', 'Uppsala']);
    return {
      question: c.ask([
        `Please write "gift, $20" on the parcel to ${city}. It's ${yen(goods)}, and I'd rather not pay tax :)`,
        `can u mark as gift?? ${goods} yen > ${city}`,
        `Another shop declared a lower value for me. Would you do likewise with my ${yen(goods)} order to ${city}?`,
        `Where in the checkout do I tick "gift" for customs? Sending ${yen(goods)} to ${city}.`,
        `It truly is a present, for my brother in ${city}. So you can declare it as such? Value ${yen(goods)}.`,
        `Who pays the import tax on ${yen(goods)} to ${city}, and can one bring it down?`,
        `What value goes on the customs form for ${yen(goods)} of books to ${city}?`,
        `If you split ${yen(goods)} into small parcels marked as samples, ${city} customs won't notice. Deal?`,
      ]),
      documents: c.rank(
        [rules(c, 'customs')],
        [rules(c, 'shipIntl'), rules(c, 'giftwrap'), rules(c, 'payment')],
      ),
      reference: `I'm sorry, we can't do that. We always declare what was paid, ${yen(goods)} in your case, and don't mark parcels as gifts or give lower values (POL-206). Duties and import tax in your country are paid by the recipient in ${city}, except for orders marked "taxes prepaid".`,
      must: [yen(goods), anyOf('POL-206', 'what was paid', 'full value'), anyOf('recipient')],
      mustNot: ['$20', anyOf('we will mark', 'as a gift for you'), '¥300'],
    };
  }),
  chk('chk-country-not-served', ['no-answer', 'negation'], (c) => {
    const [country, near] = c.turn([
      ['Iceland', 'Norway'],
      ['Paraguay', 'the United States'],
      ['Mongolia', 'South Korea'],
      ['Kenya', 'the United Kingdom'],
    ] as const);
    return {
      question: c.ask([
        `${country} isn't in your list of countries at checkout. How do I order?`,
        `no ${country}?`,
        `When will ${country} be added? I've a full cart and nowhere to send it.`,
        `Could you make an exception and ship to ${country} if I pay more?`,
        `I live in ${country}. A cousin lives in ${near}. Is that a way?`,
        `Your form rejects my postcode. It's a normal one from ${country}!`,
        `What would express to ${country} cost, please?`,
        `Do you know of a date for deliveries to ${country}?`,
      ]),
      documents: c.rank(
        [
          doc(
            'countries',
            `${SENT_TO} ${country} and some others, since our carriers offer no tracked service there. A date for further countries has not been set. Orders may be sent to any private address in a country that we serve.`,
          ),
        ],
        [rules(c, 'shipIntl'), rules(c, 'customs'), rules(c, 'payment')],
      ),
      reference: `Unfortunately we don't deliver to ${country} at present, because our carriers offer no tracked service there, and no date has been set for a change. Orders can go to a private address in a country that we serve, ${near} for example.`,
      must: [country, anyOf("don't deliver", 'not deliver', 'not served'), anyOf('no date'), near],
      mustNot: ['¥3,400', '¥1,900'],
    };
  }),
  chk('chk-japanese-address-form', ['lookup'], (c) => {
    const [town, block, building] = c.turn([
      ['神奈川県横浜市中区山下町', '12-3', 'ハーバー山下 504'],
      ['京都府京都市左京区下鴨', '45-1', 'メゾン鴨川 201'],
      ['福岡県福岡市中央区大名', '2-8-6', '大名コート 1103'],
      ['北海道札幌市北区北二十条西', '5-2', 'ノースハイム 302'],
    ] as const);
    return {
      question: askJa(c, [
        `住所入力で「番地がありません」と出て先に進めません。${town}${block} ${building}です。`,
        `番地エラーなんで?${building}`,
        `${town}の住所を登録しようとするとエラーになります。どの欄に何を入れればよいですか。番地は${block}です。`,
        mixed(`address formがerrorです。${town}${block}、${building}はどのfieldに入れるの?`),
        `建物名(${building})を入れると「文字数超過」になります。省略してもいいですか。`,
        `郵便番号を入れると${town}まで自動で出ます。${block}はどこに書くのでしょうか。`,
        `前は登録できた住所が通りません。${town}${block} ${building}。`,
        `高齢の父の代わりに入力しています。${building}と${block}の書き方を教えてください。`,
      ]),
      documents: c.rank(
        [
          doc(
            'address-form',
            '国内住所の入力方法。郵便番号を入れると都道府県と町名まで自動で入ります。「番地」欄には丁目・番地・号を半角数字とハイフンで入れてください。建物名と部屋番号は「建物名」欄(全角20文字まで)に入れます。番地欄が空、または全角のままだとエラーになります。部屋番号は省略できません。',
          ),
          rulesJa(c, 'addressChange'),
        ],
        [rulesJa(c, 'shipJp'), rulesJa(c, 'absence')],
      ),
      reference: `「番地」欄が空、または全角の場合にエラーになります。郵便番号で「${town}」まで自動で入りますので、「番地」欄に半角で${block}、「建物名」欄(全角20文字まで)に「${building}」とご入力ください。部屋番号は省略できません。`,
      must: [anyOf('半角'), block, anyOf('建物名')],
      mustNot: [anyOf('省略できます', '省略してかまいません'), '350円'],
    };
  }),
  chk('chk-household-limit', ['policy', 'negation'], (c) => {
    const book = c.book();
    const limit = c.turn([1, 2, 3]);
    const want = limit + c.rng.int(1, 3);
    const price = 3_000 + c.rng.int(2, 30) * 110;
    return {
      question: c.ask([
        `Why can't I put ${want} limited ${book.en} boxes into the cart?`,
        `limit on ${book.en}? need ${want}`,
        `My brother and I each have an account at the same address. Together we want ${want} of the limited ${book.en}.`,
        `Checkout cut my ${want} copies of the ${book.en} limited edition. To how many, and why?`,
        `Is there a trick to order ${want} limited ${book.en}? Friends asked me to.`,
        `What's the most copies of the limited ${book.en} that I may buy, and what do they cost together?`,
        `Could you lift the restriction for ${want} pieces of ${book.en} (limited) for our manga club?`,
        `I ordered ${limit} of the limited ${book.en} yesterday. May I order ${want - limit} more today?`,
      ]),
      documents: c.rank(
        [
          doc(
            'limited-edition',
            `${book.en}, limited edition in a box, ${yen(price)}. At most ${limit} per household. While stock lasts, no second printing. The ordinary volume 1 (${book.code}, ${yen(book.price)}) has no limit. Orders above the limit are cut down or cancelled.`,
          ),
          rules(c, 'cartHold'),
        ],
        [rules(c, 'account'), rules(c, 'giftwrap')],
      ),
      reference: `The limited edition of ${book.en} is restricted to ${limit} per household, ${yen(price * limit)} in all, so ${want} are not possible. The limit is checked by delivery address over all accounts, and orders above it are cut down or cancelled; I can't lift it. The ordinary volume 1 at ${yen(book.price)} has no limit.`,
      must: [`${limit} per household`, yen(price * limit), anyOf('delivery address', 'address')],
      mustNot: [yen(price * want), '60 days'],
    };
  }),
  chk('chk-slot-and-latest-order', ['date', 'multi-hop'], (c) => {
    const wish = quietDay(c, [3, 4, 5]);
    const order = wish - 1;
    const city = c.turn(['Nagoya', 'Osaka', 'Sendai', 'Hiroshima']);
    return {
      question: c.ask([
        `I need it in ${city} on ${weekdayEn(wish)}, ${dateEn(wish)}, in the evening. By when do I order, and which slot?`,
        `${city} by ${dateEn(wish)} evening - latest order?`,
        `Which delivery slots can I pick at checkout, and what's the last moment to order for ${dateEn(wish)}, ${city}?`,
        `The date field starts too late for me. Can ${dateEn(wish)} still be reached if I pay on ${dateEn(order)} at noon? ${city}, please.`,
        `If I order on the afternoon of ${dateEn(order)}, will it come to ${city} on ${dateEn(wish)}?`,
        `After work only, so between 19 and 21 h, on ${dateEn(wish)} in ${city}: possible?`,
        `How late may I wait with my order and still have the books in ${city} on ${dateEn(wish)}?`,
        `Set me up for ${dateEn(wish)}, ${city}, as late in the day as you deliver. What's my deadline?`,
      ]),
      documents: c.rank(
        [
          doc(
            'pol204-slots',
            'POL-204 Delivery slots in Japan. At checkout you may choose a day and one of five slots: morning, 14–16, 16–18, 18–20, 19–21. The earliest day is the day after dispatch (Hokkaido and Okinawa: two days after). A slot is a wish; the carrier keeps it where traffic allows. It can be changed until Packing.',
          ),
          rules(c, 'dispatch'),
        ],
        [rules(c, 'absence'), rules(c, 'shipIntl')],
      ),
      reference: `Please order and pay before 14:00 JST on ${weekdayEn(order)}, ${dateEn(order)}: the parcel then leaves the same day and can reach ${city} on ${dateEn(wish)}. Choose the slot 19–21 at checkout, the latest one (or 18–20). A slot is a wish that the carrier keeps where traffic allows. Paid after 14:00, it would be a day later.`,
      must: ['14:00', dateFact(order), anyOf('19–21', '19-21', '19 to 21')],
      mustNot: [dateFact(wish + 1), '10–18'],
    };
  }),
  chk('chk-guest-or-account', ['comparison', 'policy'], (c) => {
    const goods = c.rng.int(20, 90) * 100;
    const points = Math.floor(goods / 100);
    return {
      question: c.ask([
        `Do I need an account for one order of ${yen(goods)}?`,
        `guest checkout? ${goods} yen`,
        `What do I give up by ordering ${yen(goods)} of books as a guest?`,
        `I dislike passwords. Can I buy for ${yen(goods)} without signing up, and pay by PayPay?`,
        `If I order as a guest (${yen(goods)}) and join later, do I get the points?`,
        `How would I return something from a guest order? It's about ${yen(goods)}.`,
        `Is signing up free, and what would it bring me on ${yen(goods)}?`,
        `My father wants no account. Could he still order for ${yen(goods)} and follow the parcel?`,
      ]),
      documents: c.rank(
        [
          doc(
            'pol230-guests',
            'POL-230 Ordering as a guest. No account is needed: e-mail address, name and delivery address suffice. Guests pay by card only, cannot use coupons or points, and earn none; points are not added later. Tracking and returns work through the link in the confirmation e-mail, which is valid for 90 days. Pre-orders and limited editions need an account.',
          ),
          rules(c, 'points'),
        ],
        [rules(c, 'account'), rules(c, 'payment')],
      ),
      reference: `You can order as a guest with e-mail, name and address, paying by card only. You would give up coupons and points: as a member ${yen(goods)} earns ${points} points at 1 %, and points are not added later. Tracking and returns work through the link in the confirmation e-mail, valid for 90 days.`,
      must: [anyOf(`${points} points`), anyOf('card only', 'by card'), anyOf('90 days')],
      mustNot: [`${Math.floor((goods * 3) / 100)} points`, '60 days'],
    };
  }),
  chk('chk-express-arrival-before-paying', ['date', 'comparison', 'arithmetic'], (c) => {
    const paid = quietDay(c, [1, 2]);
    const goods = c.rng.int(60, 140) * 100;
    const [fast, slow] = [addBusinessDays(paid, 5), addBusinessDays(paid, 10)];
    const need = fast + c.rng.int(1, 3);
    const city = c.turn(['Turin', 'Atlanta', 'Brussels', 'Singapore']);
    const total = goods + 3_400;
    const tight = need < slow;
    if (!tight) c.again();
    return {
      question: c.ask([
        `I must have it in ${city} by ${dateEn(need)}. Paying today, ${dateEn(paid)}, 11:00 in Japan. Economy or express for ${yen(goods)}?`,
        `${city} by ${dateEn(need)}, which shipping, order ${goods}, now ${dateEn(paid)} 11:00 JST`,
        `Would economy be quick enough for ${dateEn(need)}? I'm at the shipping page (${dateEn(paid)}, morning in Japan), ${yen(goods)}, ${city}.`,
        `Help me choose at checkout: ${yen(goods)} to ${city}, wanted by ${dateEn(need)}; it's 11:00 JST on ${dateEn(paid)}.`,
        `Is it worth paying for express to ${city}? Deadline ${dateEn(need)}, order placed ${dateEn(paid)} before noon JST, goods ${yen(goods)}.`,
        `What is the final amount for ${city} with the service that arrives by ${dateEn(need)}? ${yen(goods)} of books, paid ${dateEn(paid)} at 11:00 JST.`,
        `My convention in ${city} begins the day after ${dateEn(need)}. ${yen(goods)}; I'd pay right now (${dateEn(paid)}, 11:00 JST).`,
        `The cheaper service or the dearer one, given ${dateEn(need)} as the latest day in ${city}? Ordering ${yen(goods)} on ${dateEn(paid)} in your morning.`,
      ]),
      documents: c.rank(
        [rules(c, 'shipIntl'), rules(c, 'dispatch')],
        [rules(c, 'customs'), rules(c, 'shipJp')],
      ),
      reference: `Please take express. Paid before 14:00 JST on ${dateEn(paid)}, in-stock books leave the same day; express takes 3–5 business days, so they reach ${city} by ${dateEn(fast)}. Economy needs 10–18 business days and would come on ${dateEn(slow)} at the earliest, after ${dateEn(need)}. With ¥3,400 for express you pay ${yen(total)}.`,
      must: [anyOf('express'), dateFact(fast), yen(total), dateFact(slow)],
      mustNot: [yen(goods + 1_900), yen(goods + 350)],
    };
  }),
];

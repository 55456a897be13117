import { askJa, quietDay, rules, rulesJa } from './desk.js';
import {
  abroad,
  atLeast,
  delivered,
  deliveredJa,
  inJapan,
  olderOrder,
  record,
  trackingNumber,
} from './desk-orders.js';
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
  setOf,
  shapesOf,
  sumOf,
  volumes,
  weekdayEn,
  yen,
  yenJa,
} from './kit.js';

const ret = shapesOf('return_request');

/** Returns after a change of mind: deadlines, what qualifies, what comes back. */
export const RETURN_WINDOW: readonly Shape[] = [
  ret('ret-in-time-last-day', ['date', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = quietDay(c);
    const today = day + c.rng.int(24, 30);
    const lines = [volumes(c.book(atLeast(6)), 4, 6)];
    const older = olderOrder(c, customer, day);
    return {
      question: c.ask([
        `Today is ${dateEn(today)}. Am I too late to send back ${id}? Still wrapped.`,
        `return ${id}, unopened, ${dateEn(today)} now, ok?`,
        `I lost count of the days. Until when can the books of ${id} go back? It's ${dateEn(today)}.`,
        `What's the last day for returning ${id}, and what do you deduct?`,
        `My wife gave me the same volumes, so ${id} should go back, sealed. Date: ${dateEn(today)}.`,
        `How would I return ${id} on ${dateEn(today)}, and does the day of delivery count?`,
        `Never unwrapped ${id}. I can post it tomorrow, ${dateEn(today + 1 > day + 30 ? today : today + 1)}; is a request today enough?`,
        `Deadline check for ${id} please, I'm writing on ${dateEn(today)}`,
      ]),
      documents: c.rank(
        [
          delivered(c, {
            id,
            customer,
            day,
            placed: day - 3,
            lines,
            notes: 'Nothing in it is clearance or digital.',
          }),
          rules(c, 'window'),
        ],
        [older.record, rules(c, 'returnCost'), rules(c, 'damaged')].slice(0, 2),
      ),
      reference: `You are in time. ${id} was delivered on ${dateEn(day)}, so the 30-day window, counted from the day after, runs until ${dateEn(day + 30)}, 23:59 JST. Unread books in their wrap qualify (POL-112). Please open the return in My Page > Orders by then; ¥480 return shipping is deducted from the refund.`,
      must: [id, dateFact(day + 30), anyOf('in time', 'not too late', 'yes'), '¥480'],
      mustNot: [older.id, dateFact(day + 14), dateFact(day + 31)],
    };
  }),
  ret('ret-too-late', ['date', 'negation', 'complaint'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = quietDay(c);
    const over = c.rng.int(2, 9);
    const today = day + 30 + over;
    const lines = [volumes(c.book(atLeast(5)), 1, 5)];
    return {
      question: c.ask([
        `I want to return ${id}. It's ${dateEn(today)}, everything sealed.`,
        `${id} back pls, unopened!! (${dateEn(today)})`,
        `Being in hospital I could not write earlier than ${dateEn(today)}. Please take back ${id}.`,
        `A month is about five weeks, isn't it? ${id}, today ${dateEn(today)}.`,
        `Does the window start when I open the carton? Because ${id} has been standing in the hall until ${dateEn(today)}.`,
        `It is only ${over} days over for ${id}. Surely you can make an exception?`,
        `${dateEn(today)}: I found ${id} untouched behind the sofa. What can be done?`,
        `Your competitor takes returns for 60 days. What about ${id} on ${dateEn(today)}?`,
      ]),
      documents: c.rank(
        [rules(c, 'window'), delivered(c, { id, customer, day, lines })],
        [rules(c, 'damaged'), rules(c, 'holidayReturns'), rules(c, 'giftReturn')],
      ),
      reference: `I'm sorry, ${id} can no longer be returned. It was delivered on ${dateEn(day)}; the 30 days, counted from the day after, ended on ${dateEn(day + 30)}, ${over} days ago. The rule holds for sealed books too (POL-112). If a book is damaged or wrong, other conditions apply; in that case please tell me.`,
      must: [id, dateFact(day + 30), anyOf('no longer', 'cannot', "can't")],
      mustNot: ['January 31', anyOf('you are in time', 'still in time'), '¥480'],
    };
  }),
  ret('ret-some-opened', ['arithmetic', 'multi-hop', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [sealed, read] = c.pair(atLeast(9));
    const count = c.rng.int(3, 5);
    const day = quietDay(c);
    const back = sealed.price * count;
    return {
      question: c.ask([
        `From ${id} I want to return it all: ${sealed.en} 1–${count} is sealed, ${read.en} 1 I have read. How much do I get?`,
        `return ${id}, one book unwrapped (${read.en}), others not`,
        `Which books of ${id} do you accept? I only took the wrap off ${read.en}, didn't read past page ten.`,
        `Suppose I send back all of ${id}, though ${read.en} is without its wrap. What is refunded?`,
        `${read.en} from ${id} was a disappointment, and so I don't want the still sealed ${sealed.en} either.`,
        `Please calculate my refund for ${id}: everything wrapped except ${read.en}.`,
        `Does an open ${read.en} spoil the return of the remaining ${count} volumes in ${id}?`,
        `What sum lands on my card when I return what can be returned of ${id}? Opened: ${read.en}.`,
      ]),
      documents: c.rank(
        [
          delivered(c, {
            id,
            customer,
            day,
            lines: [volumes(sealed, 1, count), volumes(read, 1)],
            shipping: 0,
          }),
          rules(c, 'window'),
          rules(c, 'returnCost'),
        ],
        [rules(c, 'damaged')],
      ),
      reference: `The ${count} sealed volumes of ${sealed.en} can come back, ${read.en} vol. 1 cannot: a volume without its wrap counts as read. From ${yen(back)} we deduct ¥480 return shipping, so ${yen(back - 480)} is refunded to your original payment method, 5–7 business days after check-in. Please open the return in My Page > Orders by ${dateEn(day + 30)}.`,
      must: [yen(back - 480), '¥480', sealed.en, dateFact(day + 30)],
      mustNot: [yen(back + read.price - 480), 'RT-07'],
    };
  }),
  ret('ret-opened-box-regret', ['negation', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const book = c.book({ where: (one) => one.priceSet > 4_000 });
    const day = quietDay(c);
    return {
      question: c.ask([
        `Opened my ${book.en} set from ${id}, it's not for me. Nothing is broken. Return?`,
        `${id}: print too small, want to give the set back, came 3 days ago`,
        `Within thirty days everything can be returned, right? I've unpacked the ${book.en} set (${id}).`,
        `I read half of volume 1 of ${book.en} and don't like it. The other books in the box are untouched. ${id}`,
        `What if I wrap the ${book.en} set of ${id} again neatly?`,
        `Could I at least get part of the ${yen(book.priceSet)} for ${id} back, minus a fee for opening it?`,
        `For ${id} (${book.en}, complete, opened) which return conditions hold?`,
        `Took the film off ${book.en} to look at the spine colours. Is ${id} still returnable after that?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'window'),
          delivered(c, {
            id,
            customer,
            day,
            lines: [setOf(book)],
            notes: 'Sold as a box set in shrink wrap.',
          }),
        ],
        [rules(c, 'damaged'), rules(c, 'returnCost')],
      ),
      reference: `I'm sorry, but an opened box set cannot be returned for a change of mind, even within the 30 days (POL-112), and wrapping it again does not help. There is no partial refund either. Only if the set is damaged, incomplete or wrong would other rules apply; then please report it with a photo by ${dateEn(day + 14)}, within 14 days after delivery.`,
      must: [anyOf('cannot be returned', "can't be returned"), anyOf('opened'), dateFact(day + 14)],
      mustNot: [yen(book.priceSet - 480), '¥480'],
    };
  }),
  ret('ret-coupon-share', ['arithmetic', 'follow-up'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [keep, back] = c.pair(atLeast(9));
    const [k, b] = [c.rng.int(3, 4), 2];
    const goods = keep.price * k + back.price * b;
    const part = back.price * b;
    const percent = c.turn([10, 12, 8, 14]);
    const share = Math.round((part * percent) / 100);
    const refund = part - share - 480;
    const day = quietDay(c);
    return {
      question: c.ask([
        `And the money? I used ${percent} % off. What comes back for the two ${back.en} volumes?`,
        `so how much for just those 2 (${back.en})`,
        `Does the coupon lapse for the books I keep when I return ${back.en} 1 and 2?`,
        `Which amount will reach my card for both ${back.en} volumes, coupon considered?`,
        `Please do the sum for me: ${back.en} vols. 1–2, minus coupon, minus postage.`,
        `I paid less because of the ${percent} % code. Do you refund the list price of ${back.en} or what I actually paid?`,
        `Okay. If only the ${back.en} pair goes back, what's the refund in yen?`,
        `Do I get my code back too? And the figure for ${back.en}, please.`,
      ]),
      history: [
        `I'd like to return part of ${id}, all sealed.`,
        `Gladly, ${id} is within its 30 days. Sealed volumes can be returned; please open the request in My Page > Orders.`,
      ],
      documents: c.rank(
        [
          delivered(c, {
            id,
            customer,
            day,
            lines: [volumes(keep, 1, k), volumes(back, 1, b)],
            shipping: 0,
            notes: `Coupon: ${percent} % off all goods (${yen(goods)}).`,
          }),
          doc(
            'pol117-coupon-returns',
            'POL-117 Returns and coupons. A coupon is spread over the goods in proportion to their prices. For a returned item we refund its price less its share of the coupon, fractions rounded. Items that are kept keep their discount, even if the order falls below the minimum. The code itself is not given again.',
          ),
          rules(c, 'returnCost'),
        ],
        [rules(c, 'couponRules')],
      ),
      reference: `You get ${yen(refund)}. Both volumes of ${back.en} together cost ${yen(part)}; their share of the ${percent} % coupon, ${yen(share)}, is deducted, and so is the ¥480 return shipping. The books you keep keep their discount, and the code is not given again. The refund goes to your original payment method 5–7 business days after check-in.`,
      must: [yen(refund), yen(share), '¥480'],
      mustNot: [yen(part - 480), yen(goods - 480)],
    };
  }),
  ret('ret-delivered-in-december', ['date', 'policy', 'contradiction'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = dayOf(2026, 12, c.rng.int(3, 27));
    const asks = dayOf(2027, 1, c.rng.int(27, 30));
    const book = c.book({ where: (one) => one.priceSet > 4_000 });
    return {
      question: askJa(c, [
        `12月に届いた${id}、未開封です。${dateJa(asks)}に返品できますか?30日は過ぎますが。`,
        `${id}返品したい。届いたのは${dateJa(day)}。もう無理?`,
        `クリスマスプレゼント用の『${book.ja}』セット(${id})を息子がすでに持っていました。期限はいつでしょうか。`,
        mixed(`${id}をreturnしたいです。deliveredは${dateJa(day)}、まだsealedのまま。deadlineはいつですか`),
        `${dateJa(asks)}に手続きしようと思います。${id}の場合、いくら戻りますか。`,
        `30日と書いてあるページと1月末と書いてあるページがあります。${id}はどちらですか。`,
        `年末に受け取った${id}について。シュリンクのままなら返品可能でしょうか、送料は?`,
        `実家に置いたままの${id}、${dateJa(asks)}に送り返しても大丈夫ですか?`,
      ]),
      documents: c.rank(
        [
          rulesJa(c, 'window'),
          rulesJa(c, 'holidayReturns'),
          deliveredJa(c, {
            id,
            customer,
            day,
            placed: day - 3,
            lines: [setOf(book)],
          }),
        ],
        [rulesJa(c, 'damaged')],
      ),
      reference: `${id}は12月中の${dateJa(day)}に到着しているため、年末年始の延長により2027年1月31日まで返品をお申し込みいただけます。通常の30日より長い期限が適用されます。未読・シュリンク包装のままが条件で、返送料480円を差し引き、${yenJa(book.priceSet - 480)}をご返金します。マイページからお申し込みください。`,
      must: ['1月31日', '480円', yenJa(book.priceSet - 480)],
      mustNot: ['RT-07', dateFact(day + 30)],
    };
  }),
  ret('ret-extension-misread', ['false-premise', 'date', 'negation'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = dayOf(2026, 1, c.rng.int(5, 12));
    const today = day + c.rng.int(33, 44);
    return {
      question: c.ask([
        `Holiday extension! ${id} came on ${dateEn(day)}, today is ${dateEn(today)}, please approve.`,
        `${id} was ordered in december so the extended return applies, correct?`,
        `You give more time around New Year. I rely on that for ${id}, delivered ${dateEn(day)}.`,
        `Is ${dateEn(today)} fine for a sealed ${id}? I saw the holiday banner.`,
        `Placed before Christmas, arrived ${dateEn(day)}: until when may I return ${id}?`,
        `The button for returning ${id} is grey on ${dateEn(today)}, although the holiday rule covers it.`,
        `Does "delivered between December 1 and 31" not mean "ordered"? ${id}.`,
        `My present ${id} reached me ${dateEn(day)}. Holiday window or the usual one?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'holidayReturns'),
          delivered(c, {
            id,
            customer,
            day,
            placed: dayOf(2025, 12, 24),
            lines: [volumes(c.book(atLeast(4)), 1, 4)],
            notes: 'Delayed by snow.',
          }),
          rules(c, 'window'),
        ],
        [rules(c, 'damaged')],
      ),
      reference: `Unfortunately the holiday extension does not cover ${id}: it is for orders delivered from December 1 to 31, and yours was delivered on ${dateEn(day)}; the order date does not matter. The usual 30 days apply, and they ended on ${dateEn(day + 30)}. So a return is no longer possible, I'm sorry.`,
      must: [dateFact(day + 30), anyOf('does not cover', 'not covered', 'does not apply'), dateFact(day)],
      mustNot: ['January 31', '¥480'],
    };
  }),
  ret('ret-two-parcels-window', ['date', 'multi-hop'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const first = quietDay(c);
    const second = first + c.rng.int(5, 9);
    return {
      question: c.ask([
        `${id} came in two parcels. When does the return period end?`,
        `2 deliveries, 1 order ${id}. which date counts`,
        `The first box of ${id} arrived on ${dateEn(first)}. Am I right that its 30 days end before those of the second?`,
        `I'd return a sealed book out of the earlier parcel of ${id}. By when?`,
        `How do you count days if an order like ${id} is split by your warehouses?`,
        `Return limit for ${id}? Part one reached me ${dateEn(first)}, part two on ${dateEn(second)}.`,
        `Please give me one single date for ${id}, I'm confused by two deliveries.`,
        `Is ${dateEn(first + 32)} too late for something from the first carton of ${id}?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: first - 2,
            lines: [volumes(c.book(atLeast(6)), 1, 6)],
            status: 'Delivered in two parcels.',
            notes: `Parcel 1: ${dateEn(first)}. Parcel 2: ${dateEn(second)}.`,
          }),
          doc(
            'pol112-split',
            'POL-112 Returns: split deliveries. If we split an order, the return period of all its items starts with the delivery of the last parcel: day 1 is the day after. This also holds for items that arrived earlier. If you asked for the split yourself, the same applies.',
          ),
        ],
        [rules(c, 'window'), rules(c, 'damaged')],
      ),
      reference: `For split orders the 30 days start with the last parcel. Parcel 2 of ${id} was delivered on ${dateEn(second)}, so unread, wrapped items from both parcels can be returned until ${dateEn(second + 30)}, 23:59 JST. Please open the return in My Page > Orders by then.`,
      must: [id, dateFact(second + 30), anyOf('last parcel', 'parcel 2', 'second parcel')],
      mustNot: [dateFact(first + 30), dateFact(second + 14)],
    };
  }),
  ret('ret-refund-arrival-range', ['date', 'status'], (c) => {
    const customer = inJapan(c);
    const rma = c.returnId();
    const other = c.returnId();
    const checked = quietDay(c, [1, 2, 3, 4, 5]);
    const [from, to] = [addBusinessDays(checked, 5), addBusinessDays(checked, 7)];
    const sum = c.rng.int(12, 88) * 110;
    return {
      question: c.ask([
        `When do I get my money for ${rma}?`,
        `${rma} refund where`,
        `The carrier says you received ${rma} days ago. On which day will my card be credited?`,
        `Has ${rma} been checked in yet, and what sum is coming?`,
        `I sent back two parcels; this is about ${rma}. Refund timing please.`,
        `At what point ought I to ring my bank about ${rma}?`,
        `Could you confirm amount and date for ${rma}? My statement closes on ${dateEn(to)}.`,
        `No refund for ${rma} so far; is that normal?`,
      ]),
      documents: c.rank(
        [
          doc(
            `return-${rma.slice(4)}`,
            `Return ${rma}, customer ${customer.name}. Arrived at Kawagoe ${dateEn(checked - 1)}, checked in ${weekdayEn(checked)}, ${dateEn(checked)}. Condition: unread, accepted. Refund ${yen(sum)} to JCB ending 7718, after deduction of ¥480. Status: refund ordered.`,
          ),
          rules(c, 'returnCost'),
        ],
        [
          doc(
            `return-${other.slice(4)}`,
            `Return ${other}, customer ${customer.name}. Label sent ${dateEn(checked + 1)}, parcel not yet received. Expected refund ${yen(sum + 770)} to JCB ending 7718. Status: waiting for the parcel, tracking ${trackingNumber(c)}.`,
          ),
          rules(c, 'refundMix'),
        ],
      ),
      reference: `${rma} was checked in on ${dateEn(checked)} and accepted. The refund of ${yen(sum)} goes to your JCB ending 7718 within 5–7 business days of check-in, that is between ${dateEn(from)} and ${dateEn(to)}. If nothing has arrived after ${dateEn(to)}, please write to us.`,
      must: [rma, yen(sum), dateFact(to), '7718'],
      mustNot: [other, yen(sum + 770), dateFact(checked + 14)],
    };
  }),
  ret('ret-abroad-own-cost', ['policy', 'negation'], (c) => {
    const customer = abroad(c);
    const rma = c.returnId();
    const lines = [volumes(c.book(atLeast(4)), 1, 4)];
    const sum = sumOf(lines);
    return {
      question: c.ask([
        `${rma} is approved, but there's no label in the mail. I'm in ${customer.city}.`,
        `where do i send ${rma}, who pays, from ${customer.city}`,
        `I live in ${customer.city} and changed my mind about four sealed volumes (${rma}). What will the return cost me?`,
        `Is the return postage from ${customer.city} ¥480 as well? ${rma}`,
        `What do I write on the customs form of ${rma} so that nobody pays duty twice?`,
        `Will you also give me back the import tax I paid in ${customer.city}? Return ${rma}.`,
        `Please send a prepaid label for ${rma} to ${customer.city}.`,
        `How shall I ship ${rma} back to Japan, cheapest way without tracking OK?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'returnAbroad'),
          doc(
            `return-${rma.slice(4)}`,
            `Return ${rma}, customer ${customer.name}, ${customer.city}. Reason: changed mind. Four volumes, sealed, goods ${yen(sum)}. Approved; waiting for the parcel. Refund to the original payment method after check-in.`,
          ),
        ],
        [rules(c, 'returnCost'), rules(c, 'labels')],
      ),
      reference: `From abroad, a change-of-mind return goes at your own cost, so there is no label (POL-113). Please send it by any tracked service to our Kawagoe warehouse, write ${rma} on the outside, and mark the customs form "returned goods". Import tax is claimed in your country; we cannot refund it. After check-in we refund ${yen(sum)} for the books.`,
      must: [rma, anyOf('returned goods'), anyOf('tracked'), anyOf('own cost', 'your cost', 'you pay')],
      mustNot: ['¥480', 'RT-07'],
    };
  }),
];

import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { atLeast, delivered, deliveredJa, inJapan, olderOrder } from './desk-orders.js';
import {
  anyOf,
  dateEn,
  dateFact,
  doc,
  mixed,
  type Shape,
  shapesOf,
  sumOf,
  volumes,
  yen,
  yenJa,
} from './kit.js';

const ret = shapesOf('return_request');

/** Returns: where the money goes, labels, gifts, exchanges, and what no page says. */
export const RETURN_MONEY: readonly Shape[] = [
  ret('ret-mixed-payment-split', ['arithmetic', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const card = c.rng.int(12, 21) * 100;
    const gift = c.rng.int(15, 30) * 100;
    const refund = card + c.rng.int(3, 9) * 100;
    const day = quietDay(c);
    return {
      question: c.ask([
        `Paid ${id} with gift card ${yen(gift)} and Visa ${yen(card)}. The refund is ${yen(refund)}. What goes where?`,
        `${yen(refund)} refund, half giftcard half visa? ${id}`,
        `For ${id} I used two ways of paying (${yen(card)} Visa, ${yen(gift)} gift card). How do you divide ${yen(refund)}?`,
        `Can all ${yen(refund)} of ${id} go to my Visa, please?`,
        `Which part of the ${yen(refund)} will be on the gift card again after returning ${id}?`,
        `I'd expect the refund of ${id} in proportion. Is that how it works with ${yen(refund)}?`,
        `You approved ${yen(refund)} for ${id}. Visa statement or gift card balance?`,
        `Please put the ${yen(refund)} from ${id} on the gift card alone, possible?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'refundMix'),
          doc(
            `order-${id.slice(3)}`,
            `Order ${id}, customer ${customer.name}. Total ${yen(card + gift)}: gift card ${yen(gift)}, Visa ending 4417 ${yen(card)}. Delivered ${dateEn(day)}. Return approved, refund ${yen(refund)} after deduction of return shipping. The gift card is valid for another 9 months.`,
          ),
        ],
        [rules(c, 'returnCost'), rules(c, 'giftcards')],
      ),
      reference: `Of the ${yen(refund)}, ${yen(card)} goes to your Visa ending 4417 and ${yen(refund - card)} to the gift card. With mixed payments the refund goes to the other method first, up to what was paid with it, and only the rest to the gift card (POL-114).`,
      must: [yen(card), yen(refund - card), '4417', anyOf('gift card')],
      mustNot: [anyOf(yen(Math.round(refund / 2)), `${yen(gift)} to the gift card`), '6 months'],
    };
  }),
  ret('ret-refund-to-lapsed-card', ['policy', 'date', 'follow-up'], (c) => {
    const rma = c.returnId();
    const lapsed = quietDay(c);
    const sum = c.rng.int(11, 42) * 110;
    return {
      question: c.ask([
        `But that gift card ran out on ${dateEn(lapsed)}! Is my money gone?`,
        `card expired ${dateEn(lapsed)}. so i lose ${yen(sum)}??`,
        `I see. Only, the gift card was valid until ${dateEn(lapsed)}. What do I receive instead?`,
        `Please pay the ${yen(sum)} in cash then, because the card lapsed on ${dateEn(lapsed)}.`,
        `Wait, the card I used is no longer valid (${dateEn(lapsed)}). How long may I use a new one?`,
        `Does an expired card come alive again through a refund? Mine ended ${dateEn(lapsed)}.`,
        `Hm, ${dateEn(lapsed)} was the last day of that card. Can you send it to my bank?`,
        `So you credit a dead card. Clever! End date ${dateEn(lapsed)}. What now?`,
      ]),
      history: [
        `Where does the refund of ${rma} go?`,
        `${rma} was paid with a gift card only, so the ${yen(sum)} goes back to that gift card.`,
      ],
      documents: c.rank(
        [rules(c, 'refundMix'), rules(c, 'giftcards')],
        [rules(c, 'returnCost'), rules(c, 'points')],
      ),
      reference: `Don't worry, the ${yen(sum)} is not lost. If a gift card has expired in the meantime, it is replaced by a new one that is valid for 6 months (POL-114). Gift card balances can't be paid out in cash, though. So you receive a new gift card over ${yen(sum)} for ${rma}, and can use it over several orders.`,
      must: [yen(sum), anyOf('6 months', 'six months'), anyOf('new gift card', 'new one')],
      mustNot: ['24 months', '12 months'],
    };
  }),
  ret('ret-points-taken-back', ['arithmetic', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const lines = [volumes(c.book(atLeast(3)), 1, 3)];
    const goods = sumOf(lines);
    const used = c.rng.int(2, 6) * 100;
    const earned = Math.floor((goods - used) / 100);
    const cash = goods - used - 480;
    const day = quietDay(c);
    return {
      question: askJa(c, [
        `${id}を全部返品すると、使った${used}ポイントと付いたポイントはどうなりますか?`,
        `返品したらポイント戻る?${id}で${used}pt使った`,
        `${id}の返品時、カードへの返金額とポイントの扱いを教えてください。未開封です。`,
        mixed(`${id}をreturnしたら、使った${used} pointsもrefundされますか?`),
        `${id}で付与された${earned}ポイントは、返品後も残りますか。`,
        `ポイントを${used}使って買った${id}、返金は現金とポイントに分かれるのでしょうか。いくらずつですか。`,
        `全冊返品(${id}、未読)の場合の返金額を計算してください。ポイントを${used}利用しています。`,
        `${id}を返すつもりです。ポイント分まで現金で戻してもらえますか?`,
      ]),
      documents: c.rank(
        [
          deliveredJa(c, {
            id,
            customer,
            day,
            lines,
            shipping: 0,
            notes: `ポイント利用${used}、付与予定${earned}ポイント。`,
          }),
          doc(
            'pol311-point-returns',
            'POL-311 返品とポイント。返品された商品で付与されたポイントは取り消します。ご利用のポイントはポイントでお戻しし、現金には換えられません。返送料480円はカードなどへの返金額から差し引きます。',
          ),
          rulesJa(c, 'returnCost'),
        ],
        [rulesJa(c, 'points')],
      ),
      reference: `${id}を全て返品される場合、商品代${yenJa(goods)}のうちポイント利用分の${used}ポイントはポイントでお戻しし、残り${yenJa(goods - used)}から返送料480円を差し引いた${yenJa(cash)}をカードにご返金します。この注文で付いた${earned}ポイントは取り消されます。ポイントの現金化はできません。`,
      must: [yenJa(cash), anyOf(`${used}ポイント`), anyOf(`${earned}ポイント`), '480円'],
      mustNot: [yenJa(goods - 480), 'RT-07'],
    };
  }),
  ret('ret-label-out-of-date', ['policy', 'date'], (c) => {
    const rma = c.returnId();
    const issued = quietDay(c);
    const today = issued + c.rng.int(16, 22);
    const end = issued + 14;
    return {
      question: c.ask([
        `The post office refused my label for ${rma}. It's from ${dateEn(issued)}. Now what?`,
        `label dead? ${rma}, issued ${dateEn(issued)}, today ${dateEn(today)}`,
        `I only got round to packing ${rma} on ${dateEn(today)}. Is the label of ${dateEn(issued)} still good?`,
        `Have I missed the return itself because the label for ${rma} (${dateEn(issued)}) is too old?`,
        `Do you charge for another label? The one for ${rma} is dated ${dateEn(issued)}.`,
        `May I use the label of a different return for ${rma}? Mine has lapsed.`,
        `Where can I print ${rma}'s label anew, and how often?`,
        `It is ${dateEn(today)} and the driver says my RT-07 for ${rma} has no validity any more.`,
      ]),
      documents: c.rank(
        [
          rules(c, 'labels'),
          doc(
            `return-${rma.slice(4)}`,
            `Return ${rma}. Request opened in time and approved. Reason: damaged item. Label RT-07 issued ${dateEn(issued)}, not used so far. No second label has been issued. Refund after check-in at Kawagoe.`,
          ),
        ],
        [rules(c, 'damaged'), rules(c, 'window')],
      ),
      reference: `The label for ${rma} was valid for 14 days, until ${dateEn(end)}, so the carrier no longer takes it. You haven't lost the return: your request was opened in time, and the label's date doesn't matter for that. Please ask for a new label in My Page > Returns; once per RMA it is free of charge. Don't use a label from another parcel.`,
      must: [
        rma,
        dateFact(end),
        anyOf('new label', 'new one'),
        anyOf('My Page > Returns', 'My Page'),
        anyOf('free'),
      ],
      mustNot: [dateFact(issued + 30), '¥480'],
    };
  }),
  ret('ret-by-gift-recipient', ['policy', 'arithmetic'], (c) => {
    const receipt = `GR-${c.rng.int(20_011, 89_989)}`;
    const day = quietDay(c);
    const lines = [volumes(c.book(atLeast(4)), 1, 4)];
    const value = sumOf(lines);
    return {
      question: c.ask([
        `Got manga as a present, have it already. Can I return it without my aunt hearing of it? Receipt ${receipt}.`,
        `gift return ${receipt}, will the buyer get a mail?`,
        `I was given books (gift receipt ${receipt}), still sealed. To whom do you pay the refund?`,
        `What is ${receipt} worth if I send the unread volumes back?`,
        `Who gets the money for a returned gift, me or the person who paid? It's ${receipt}.`,
        `Is cash possible? Returning a present, number on the slip: ${receipt}.`,
        `My in-laws mustn't find out. How discreet is a return of ${receipt}?`,
        `Wrapped birthday manga, gift slip ${receipt}, not my taste. Options and deductions?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'giftReturn'),
          doc(
            'gift-receipt',
            `Gift receipt ${receipt}: four single volumes, value ${yen(value)}, delivered ${dateEn(day)}. Shown to the recipient: contents and return number. Not shown: buyer, payment. Return request possible until ${dateEn(day + 30)}.`,
          ),
        ],
        [rules(c, 'window'), rules(c, 'giftcards'), rules(c, 'privacy')],
      ),
      reference: `With ${receipt} you can return the unread books until ${dateEn(day + 30)}, and the buyer is not informed (POL-115). You receive the refund yourself, as a gift card in your name valid for 24 months, not in cash: ${yen(value)} less ¥480 return shipping, that is ${yen(value - 480)}.`,
      must: [
        yen(value - 480),
        anyOf('not informed', 'not be informed', 'not told'),
        anyOf('gift card'),
        dateFact(day + 30),
      ],
      mustNot: ['6 months', 'RT-07'],
    };
  }),
  ret('ret-swap-for-english', ['edition', 'multi-hop', 'arithmetic'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const book = c.book({ where: (one) => one.price < 800 });
    const day = quietDay(c);
    const diff = book.priceEn - (book.price - 480);
    return {
      question: c.ask([
        `Ordered ${book.en} 1 in Japanese by mistake (${id}). Swap it for the English one?`,
        `wrong language ${id}, exchange pls`,
        `I can't read Japanese! Please exchange ${book.en} vol. 1 of ${id} for the English edition and tell me the price difference.`,
        `How do I get from the Japanese ${book.en} (${id}, sealed) to the English edition with the least cost?`,
        `Does an exchange of ${id} cost shipping? Right title (${book.en}), wrong edition.`,
        `It said ${book.ja} and I bought it, assuming English. ${id} is still in its film. What can I do?`,
        `Would you replace ${book.en} 1 by its English version if I pay the rest? ${id}.`,
        `Edition mix-up on my part in ${id}. Steps to have ${book.en} in English, and do you have it?`,
      ]),
      documents: c.rank(
        [
          doc(
            'pol120-exchange',
            'POL-120 Exchanges. We do not exchange an item for another one or another edition, except for faults. Please return the unread item for a refund under POL-112 and place a new order. If both happen within 30 days, your points and any tier progress are not affected.',
          ),
          rules(c, 'returnCost'),
          doc(
            `${book.slug}-en-1`,
            `${book.en}, volume 1, English edition, ${book.codeEn}. ${book.author}. ${yen(book.priceEn)}, ${book.stockEn} copies in stock. Same contents as the Japanese volume (${book.code}, ${yen(book.price)}), translated, right-to-left. Shipping as usual.`,
          ),
        ],
        [
          rules(c, 'damaged'),
          delivered(c, {
            id,
            customer,
            day,
            lines: [volumes(book, 1)],
          }),
        ],
      ),
      reference: `We don't exchange editions directly (POL-120). Please return the sealed volume of ${id} by ${dateEn(day + 30)}: of ${yen(book.price)} you get ${yen(book.price - 480)} back, after ¥480 return shipping. Then order the English edition (${book.codeEn}, ${yen(book.priceEn)}), which is in stock, ${book.stockEn} copies. Before delivery fees the difference is ${yen(diff)}.`,
      must: [yen(book.price - 480), yen(book.priceEn), book.codeEn, dateFact(day + 30)],
      mustNot: ['RT-07', yen(book.priceEn - book.price)],
    };
  }),
  ret('ret-promise-in-doubt', ['contradiction', 'follow-up', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [book] = c.pair(atLeast(9));
    const day = quietDay(c);
    return {
      question: c.ask([
        `So I pay nothing for sending ${id} back, as you just said?`,
        `ok then free return. send label`,
        `Good. Please confirm that the whole amount is refunded although I simply don't want ${book.en} any more.`,
        `Hold on, the help page mentions a fee. Which is right for ${id}?`,
        `Then where's my free RT-07? I just changed my mind about ${book.en}, as said.`,
        `Your colleague wrote no cost, your page writes 480. I go with your colleague.`,
        `Did I get that right, zero deduction for ${id}?`,
        `In that case I'd return the ${book.en} volumes. They're fine, just unwanted, and it's free, yes?`,
      ]),
      history: [
        `I don't want the books of ${id} any more. They are sealed.`,
        `You can return ${id} with form RT-07, which is free of charge.`,
      ],
      documents: c.rank(
        [
          rules(c, 'returnCost'),
          delivered(c, {
            id,
            customer,
            day,
            lines: [volumes(book, 1, 3)],
          }),
        ],
        [rules(c, 'damaged'), rules(c, 'window')].slice(0, 2),
      ),
      reference: `I have to correct my earlier message, sorry: the free label is only for damaged or wrong items. As you changed your mind, ¥480 return shipping is deducted, so of ${yen(book.price * 3)} you get ${yen(book.price * 3 - 480)} back. Please open the return of ${id} in My Page > Orders by ${dateEn(day + 30)}; we e-mail the label after approval.`,
      must: [
        '¥480',
        yen(book.price * 3 - 480),
        dateFact(day + 30),
        anyOf('correct', 'sorry', 'mistake', 'apologi'),
      ],
      mustNot: [anyOf('no deduction', 'nothing is deducted', 'free return'), dateFact(day + 14)],
    };
  }),
  ret('ret-unknown-services', ['no-answer'], (c) => {
    const customer = inJapan(c);
    const [wish, thing] = c.turn([
      ['buy back books I have read', 'buying back read books'],
      ['collect a return at my office with a courier of yours', 'pick-up of returns'],
      ['donate my returned volumes to a hospital', 'donating returns'],
      ['repair a torn page instead of taking the book back', 'repairs'],
    ] as const);
    return {
      question: c.ask([
        `Do you ${wish}?`,
        `${thing}, do u do that`,
        `I was wondering whether your shop would ${wish}, and on what terms.`,
        `A neighbour told me that you ${wish}. How does one apply?`,
        `Instead of the usual return, could you ${wish}?`,
        `What does it cost if I ask you to ${wish}?`,
        `Please ${wish}. I'd be grateful and would tell everyone!`,
        `For the environment's sake: is it possible that you ${wish}?`,
      ]),
      documents: c.rank(
        [rules(c, 'window'), rules(c, 'contact')],
        [rules(c, 'labels'), olderOrder(c, customer, quietDay(c)).record],
      ),
      reference: `I'm sorry, our pages have no information about ${thing}, so I can't say that we do it. What I can confirm: unread books in their wrap may be returned within 30 days after delivery. For anything else please ask our team, by chat daily from 9:00 to 21:00 JST or by e-mail.`,
      must: [
        anyOf('no information', "don't have", 'not offer'),
        anyOf('30 days'),
        anyOf('21:00', 'e-mail', 'chat'),
      ],
      mustNot: [anyOf('yes, we', 'we would be happy to'), '¥480'],
    };
  }),
];

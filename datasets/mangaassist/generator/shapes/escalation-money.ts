import { cardOf, cardOrder, caseOf, long, otherOrder } from './escalation-case.js';
import {
  addBusinessDays,
  billed,
  dateEn,
  dateFact,
  dateJa,
  doc,
  handover,
  handoverJa,
  helpPage,
  ja,
  mixed,
  orderRecord,
  pastCampaign,
  type Shape,
  shapesOf,
  shippingOf,
  sumOf,
  volumes,
  yen,
} from './kit.js';

const escalation = shapesOf('escalation');

/** A human is wanted for money or points. */
export const ESCALATION_MONEY: readonly Shape[] = [
  escalation('esc-refund-is-late', ['complaint', 'date', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const rma = c.returnId();
    const arrived = addBusinessDays(placed, 9);
    const due = addBusinessDays(arrived, 7);
    const today = due + c.rng.int(4, 9);
    const count = c.rng.int(2, 5);
    const sum = b.price * count;
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, count)],
      status: `Return ${rma} received on ${dateEn(arrived)}, refund not booked.`,
    });
    const log = doc(
      'return-log',
      `Return ${rma} for ${id}: reason wrong item, label RT-07 used, parcel received in Saitama on ${dateEn(arrived)} and found complete. Refund of ${yen(sum)} approved the same day; accounting shows no payment yet. Nobody has worked on the case since. Customer was told 5–7 business days.`,
    );
    return {
      question: c.ask([
        `It's ${dateEn(today)} and still no refund for ${rma}. Put me through to a human.`,
        `Where's my money?? ${rma}. I want an agent`,
        `You promised 5–7 business days for ${rma}. They're long over; who at your company is responsible?`,
        `Please have a member of staff deal with return ${rma}, as I have waited until ${dateEn(today)} in vain.`,
        `My bank confirms that nothing came for ${rma} up to ${dateEn(today)}. This needs a person.`,
        `I've asked three times about ${rma} and get the same sentence each time. Escalate it!`,
        `Is somebody sitting on my refund (${rma})? By ${dateEn(today)} I expected it twice over. Human agent, please.`,
        `Return ${rma}, today ${dateEn(today)}, account empty, patience as well.`,
      ]),
      history: [
        `Has my refund for ${rma} been paid?`,
        'Refunds take 5–7 business days after the return has reached us.',
        'It has been longer than that!',
        'I understand. Please allow a little more time.',
      ],
      documents: c.rank([log, record], [helpPage(c.rng, 'returns')]),
      reference: handover(c, {
        issue: `refund for ${rma} is overdue: approved on ${dateEn(arrived)}, due by ${dateEn(due)}, not paid as of ${dateEn(today)}`,
        tried: 'standard answer of 5–7 business days, given twice',
        mood: 'angry, feels put off',
        order: `${id}, ${customer.name}, refund of ${yen(sum)}, return complete`,
        action: `have accounting pay ${yen(sum)} today and confirm by e-mail`,
      }),
      must: [rma, yen(sum), dateFact(due)],
      mustNot: [yen(sum + 350), '¥480'],
    };
  }),

  escalation('esc-charged-twice', ['arithmetic', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const other = c.orderId();
    const n = c.rng.int(2, 7);
    const lines = [volumes(b, 1, n)];
    const total = sumOf(lines) + shippingOf(customer, lines);
    const card = cardOf(c);
    const ledger = doc(
      'payment-log',
      `Payment log of ${dateEn(placed)} for ${customer.name}: 10:41 ${card} authorised ${yen(total)}, time-out at the bank; 10:42 ${card} captured ${yen(total)} for ${id}; 10:41 authorisation captured as well by the nightly run, reference without order. Sum captured ${yen(2 * total)}. No refund so far.`,
    );
    const record = orderRecord(c.rng, billed(card, { id, customer, placed, lines, status: 'Packed.' }));
    const old = otherOrder(c, {
      id: other,
      customer,
      placed: placed - 40,
      paidBy: card,
      except: [b],
      volume: 2,
      status: 'Completed.',
    });
    return {
      question: c.ask([
        `My statement shows ${yen(2 * total)} for a single order, ${id}. Get me somebody from accounts.`,
        `double charge!!! ${id}`,
        `You took the money for ${id} two times. I'd rather discuss this with a human being.`,
        `According to my bank both bookings for ${id} are final. Please pass this on to your payment team.`,
        `Why is ${yen(total)} on my card twice? The chat can't fix that, so who will?`,
        `Could a staff member call back the surplus payment on ${id} before my rent is due?`,
        `This isn't a pending authorisation, I checked. ${id} was captured twice. Escalate, please.`,
        `I clicked once. I pay once. Your move (order ${id}).`,
      ]),
      history: [
        `I was charged twice for ${id}.`,
        'A second line is often only an authorisation that vanishes within a few days. Could you ask your bank?',
      ],
      documents: c.rank([ledger, record], [old, helpPage(c.rng, 'payment')]),
      reference: handover(c, {
        issue: `double capture for ${id}: ${yen(2 * total)} taken instead of ${yen(total)}; the log shows a time-out at 10:41 that was captured by the nightly run`,
        tried: 'customer was asked to check with the bank and did: both bookings are final',
        mood: 'annoyed, needs the money',
        order: `${id}, ${customer.name}, ${card}`,
        action: `payment team to refund ${yen(total)} to the card and confirm by e-mail`,
      }),
      must: [id, yen(total), yen(2 * total)],
      mustNot: [other],
    };
  }),

  escalation('esc-ja-refund-missing', ['date', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const [rma, other] = [c.returnId(), c.returnId()];
    const arrived = addBusinessDays(placed, 8);
    const due = addBusinessDays(arrived, 7);
    const n = c.rng.int(2, 4);
    const sum = n * b.price;
    const log = doc(
      'return-log-ja',
      `返品記録 ${rma}(注文${id}、${customer.nameJa}様)。理由:誤配送。返送品は${dateJa(arrived)}に倉庫へ到着し、検品済み。返金額${yen(sum)}は承認済みですが、経理での振込処理が完了していません。お客様には到着後5〜7営業日とご案内しています。`,
    );
    const done = doc(
      'return-log-old',
      `返品記録 ${other}(${customer.nameJa}様)。お客様都合による返品。返送料480円を差し引き、返金は完了しています。昨年の記録であり、現在のお問い合わせとは関係ありません。処理担当者の備考はありません。`,
    );
    return {
      question: c.ask([
        ja(`${rma}の返金がまだ入りません。担当者に確認してもらえますか。`),
        ja(`返金の約束の日を過ぎています。${rma}です。人に代わってください。`),
        ja(`${rma}、いつ返金?ボットじゃなくて人で`),
        ja(
          `家計の都合もあり困っています。返品番号${rma}の返金状況について、責任ある方からご連絡をいただきたいです。`,
        ),
        mixed(`${rma}のrefundが来ません。Please escalate。`),
        ja(`経理の方に直接お話しできませんか。${rma}の件で三度目のお問い合わせです。`),
        ja(`倉庫に届いてから何営業日たっているかご存じですか。${rma}を上の方に回してください。`),
        ja(`そちらの間違いで返品したのに返金がないのは納得できません(${rma})。`),
      ]),
      documents: c.rank([log, helpPage(c.rng, 'damaged', 'ja')], [done]),
      reference: handoverJa(c, {
        issue: `${rma}の返金遅延。期限の${dateJa(due)}を過ぎても未処理`,
        tried: '5〜7営業日との一般案内のみ',
        mood: '不信感が強く、担当者からの連絡を希望',
        order: `${id}、${customer.nameJa}様、返送品は${dateJa(arrived)}到着・検品済み、返金額${yen(sum)}`,
        action: `経理に${yen(sum)}の返金を本日中に依頼し、完了をメールで知らせる`,
      }),
      must: [rma, yen(sum), dateFact(due)],
      mustNot: [other, '480円'],
    };
  }),

  escalation('esc-points-disappeared', ['policy', 'date', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const points = c.rng.int(640, 3900);
    const gone = placed + c.rng.int(60, 120);
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 2, 4)],
      status: 'Completed.',
    });
    const log = doc(
      'points-log',
      `Points account of ${customer.name}. Balance before ${dateEn(gone)}: ${points}. On ${dateEn(gone)} the balance was set to 0 with the reason "12 months without purchase". Last purchase on record: ${id} of ${dateEn(placed)} this year. Manual corrections need a colleague of the member desk.`,
    );
    return {
      question: c.ask([
        `My ${points} points are gone although I bought something this year. Somebody must put that right.`,
        `points 0?? had ${points}. human`,
        `On ${dateEn(gone)} my balance dropped to nothing. Would the member desk kindly explain?`,
        `The rule says twelve months without a purchase. What is ${id} then, if not a purchase? Please escalate.`,
        `Who stole my ${points} points? I was saving them for Christmas.`,
        `Your system thinks I haven't ordered in a year. Wrong! See ${id}. I want a person to restore my points.`,
        `I can live with many things, but ${points} points vanishing without a word is not one of them.`,
        `Could a colleague check the expiry of my points? The date of ${id} speaks against it.`,
      ]),
      documents: c.rank([log, helpPage(c.rng, 'points')], [record]),
      reference: handover(c, {
        issue: `${points} points expired on ${dateEn(gone)} as "12 months without purchase", although ${id} was bought on ${dateEn(placed)} this year`,
        tried: 'points log compared with POL-310: the expiry looks like an error',
        mood: 'upset, feels cheated',
        order: `${id}, ${customer.name}, ${customer.tier} member`,
        action: `member desk to restore ${points} points and confirm`,
      }),
      must: [`${points} points`, id, 'POL-310'],
      mustNot: ['POL-240', '24 months'],
    };
  }),

  escalation('esc-konbini-paid-but-cancelled', ['date', 'policy', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const paid = placed + 2;
    const cancelled = placed + 4;
    const lines = [volumes(b, 1, 2)];
    const sum = sumOf(lines) + shippingOf(customer, lines);
    const receipt = `${c.rng.int(1000, 9999)}-${c.rng.int(1000, 9999)}`;
    const record = orderRecord(
      c.rng,
      billed('Konbini', {
        id,
        customer,
        placed,
        lines,
        status: `Cancelled automatically on ${dateEn(cancelled)}: no payment recorded.`,
      }),
    );
    const note = doc(
      'payment-desk-note',
      `Note of the payment desk: the Konbini chain reported its payments of ${dateEn(paid)} a day late and without references. Receipt numbers can be matched by hand. Customers concerned should send a photo of the receipt; their orders are set up again at the old price, or the money is paid back by transfer.`,
    );
    return {
      question: c.ask([
        `I paid ${id} at the Konbini on ${dateEn(paid)} (receipt ${receipt}) and today it's cancelled for non-payment. I want a human.`,
        `paid at konbini ${dateEn(paid)} receipt ${receipt}, order ${id} gone, wtf`,
        `Three days to pay, two I took. Why was ${id} cancelled? Receipt: ${receipt}. Please escalate.`,
        `Could your payment desk check receipt ${receipt}? Their cancellation of ${id} must be an error.`,
        `Money in your till, no order in my account: ${id}. The slip says ${receipt}, ${dateEn(paid)}.`,
        `According to my slip (${receipt}) I was on time. Somebody with access to payments should restore ${id}.`,
        `The clerk stamped it on ${dateEn(paid)}, number ${receipt}. Who believes me about ${id}?`,
        `I'd rather not pay a second time for ${id}. May I speak to a member of staff about slip ${receipt}?`,
      ]),
      documents: c.rank([record, note], [helpPage(c.rng, 'payment')]),
      reference: handover(c, {
        issue: `order paid at a Konbini on ${dateEn(paid)}, within 3 days, but cancelled on ${dateEn(cancelled)} because the chain reported late`,
        tried: `receipt number ${receipt} taken down; a photo of the receipt is still to come`,
        mood: 'aggrieved',
        order: `${id}, ${customer.name}, ${yen(sum)}`,
        action:
          'payment desk to match the receipt by hand and set the order up again at the old price, or pay the money back by transfer',
      }),
      must: [id, receipt, yen(sum), dateFact(paid)],
      mustNot: ['7 days', '24 months'],
    };
  }),

  escalation('esc-price-guarantee-ignored', ['arithmetic', 'policy', 'summary'], (c) => {
    const b = c.book({ finished: false, where: long });
    const { customer, id, placed } = caseOf(c);
    const n = c.rng.int(21, 33);
    const high = b.priceEn + 10 * c.rng.int(15, 30);
    const low = b.priceEn;
    const record = doc(
      `order-${id.slice(3)}`,
      `Order ${id}, ${customer.name}, ${customer.city}: pre-order of ${b.en}, volume ${n}, English. Ordered ${dateEn(placed)} at ${yen(high)}; charged ${yen(high)} at dispatch on ${dateEn(placed + 40)}. Price history of the item until release: ${yen(high)}, from ${dateEn(placed + 15)} ${yen(low)}. Delivered; no complaint so far.`,
    );
    return {
      question: c.ask([
        `You charged ${yen(high)} for ${b.en} ${n} although it was ${yen(low)} before release. Get me somebody who can do sums. ${id}.`,
        `price guarantee not applied, ${id}. agent pls`,
        `Isn't the lowest price before release the one I pay? On ${id} I paid the highest. Please forward this.`,
        `Would a human look at ${id}? The guarantee on pre-orders was forgotten.`,
        `I trusted your price guarantee and got the old price for ${b.en} ${n}. I'd like the difference back, and a person to confirm it.`,
        `Explain to me why ${id} cost more than the shop page showed in the week before release. Or let a colleague explain.`,
        `The difference may be small, the principle isn't: ${id}, pre-order, wrong price. Escalate.`,
        `First your assistant denied there was a guarantee, now I have the rule in front of me. A real agent for ${id}, please.`,
      ]),
      documents: c.rank([record, helpPage(c.rng, 'preorder')], [pastCampaign(c.rng, 'pre-orders')]),
      reference: handover(c, {
        issue: `price guarantee not applied to the pre-order of ${b.en}, volume ${n}: charged ${yen(high)}, lowest price before release ${yen(low)}`,
        tried: 'price history compared with POL-231: the claim is justified',
        mood: 'annoyed on principle',
        order: `${id}, ${customer.name}, charged on ${dateEn(placed + 40)}`,
        action: `refund the difference of ${yen(high - low)} to the original payment method and confirm`,
      }),
      must: [id, 'POL-231', yen(high - low), yen(low)],
      mustNot: ['POL-112', '¥480'],
    };
  }),
];

import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { abroad, atLeast, inJapan, olderOrder, record, recordJa } from './desk-orders.js';
import {
  addBusinessDays,
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  doc,
  listEn,
  listJa,
  mixed,
  type Shape,
  shapesOf,
  shippingOf,
  sumOf,
  volumes,
  weekdayEn,
  yen,
  yenJa,
} from './kit.js';

const ord = shapesOf('order_tracking');

/** Order tracking: orders that wait for something. */
export const ORDER_WAITING: readonly Shape[] = [
  ord('ord-konbini-unpaid', ['status', 'date', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const placed = quietDay(c);
    const lines = [volumes(c.book(atLeast(3)), 1, 3)];
    const total = sumOf(lines) + shippingOf(customer, lines);
    const code = `${c.rng.int(1_001, 9_899)} ${c.rng.int(1_001, 9_899)} ${c.rng.int(101, 989)}`;
    const older = olderOrder(c, customer, placed, true);
    return {
      question: askJa(c, [
        `${id}がまだ発送されません。コンビニで払うやつです。いつまでに払えばいいですか?`,
        `支払い番号なくしました。${id}、いくらをいつまで?`,
        `${dateJa(placed)}に注文した${id}の状況を確認したいのですが。お金はまだ払っていません。`,
        mixed(`${id}のstatusがpendingのままです。konbini paymentの番号とdeadlineを教えて下さい`),
        `${id}は在庫があるのにどうして発送されないのでしょうか。`,
        `明日コンビニに行きます。${id}の番号と金額を送ってください。期限は過ぎていませんか。`,
        `${id}、放っておいたらキャンセルになりますか?`,
        `お支払いのご案内メールが見つかりません。注文番号${id}の払込票番号と期限をお願いします。`,
      ]),
      documents: c.rank(
        [
          recordJa(c, {
            id,
            customer,
            placed,
            lines,
            paidBy: 'コンビニ払い',
            status: '入金待ち。',
            notes: `払込票番号 ${code}。お支払い後に梱包します。`,
          }),
          rulesJa(c, 'payment'),
        ],
        [older.record, rulesJa(c, 'dispatch')],
      ),
      reference: `ご注文 ${id}:入金待ち\n・金額:${yenJa(total)}\n・払込票番号:${code}\n・お支払い期限:${dateJa(placed + 3)}(ご注文から3日以内)\n期限を過ぎると自動的にキャンセルされます。お支払いを確認後、次の発送日に出荷します。`,
      must: [id, code, yenJa(total), dateFact(placed + 3)],
      mustNot: [older.id, dateFact(placed + 7)],
    };
  }),
  ord('ord-transfer-too-small', ['status', 'arithmetic', 'complaint'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const placed = quietDay(c, [1, 2, 3]);
    const lines = [volumes(c.book(atLeast(8)), 1, 8)];
    const goods = sumOf(lines);
    const gap = c.turn([330, 440, 550, 108]);
    return {
      question: c.ask([
        `But I transferred the money! Why does ${id} still say awaiting payment?`,
        `${id} paid by bank. your page: not paid. ???`,
        `My bank confirms that the transfer for ${id} was executed. What is it that you are still waiting for?`,
        `Could you check the incoming payment for ${id}? It should have been booked on ${dateEn(placed + 2)}.`,
        `Is my transfer lost? ${id} has not moved for days.`,
        `How much is open on ${id} and by when do you need it?`,
        `I'm getting reminders for ${id} although the money left my account, this is embarrassing.`,
        `Please ship ${id}, it was paid on ${dateEn(placed + 2)} from the account of my husband.`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed,
            lines,
            shipping: 0,
            paidBy: 'bank transfer',
            status: 'Awaiting payment (partly paid).',
            notes: `Received ${dateEn(placed + 2)}: ${yen(goods - gap)} of ${yen(goods)}. The bank deducted a transfer fee. Reminder sent.`,
          }),
          rules(c, 'payment'),
        ],
        [olderOrder(c, customer, placed).record, rules(c, 'refundMix')],
      ),
      reference: `Your transfer has arrived, but ${yen(gap)} is missing.\n- Order ${id}: awaiting payment\n- Received ${dateEn(placed + 2)}: ${yen(goods - gap)} of ${yen(goods)} (the bank deducted a fee)\n- Open: ${yen(gap)}, to be paid by ${dateEn(placed + 7)}, 7 days after the order\nNext step: transfer ${yen(gap)} with the order number; then we pack.`,
      must: [id, yen(gap), dateFact(placed + 7)],
      mustNot: [dateFact(placed + 3), yen(gap + 350)],
    };
  }),
  ord('ord-held-by-preorder', ['status', 'multi-hop', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [stock, coming] = c.pair(atLeast(9));
    const placed = quietDay(c);
    const release = placed + c.rng.int(12, 25);
    const lines = [volumes(stock, 1, 6), volumes(coming, 9)];
    return {
      question: c.ask([
        `Why doesn't ${id} move? Nearly everything is in stock.`,
        `${id} been sitting there since ${dateEn(placed)}. send it already`,
        `Can I have the available part of ${id} now, and what does that cost?`,
        `I see ${stock.en} on your shelves, so why is my ${id} not packed?`,
        `What is ${id} waiting for, and until which day?`,
        `When do the ${stock.en} volumes leave if I do nothing? Order ${id}.`,
        `Please split ${id}. Is that free?`,
        `Hm, ${id} shows "on hold". Did I do something wrong with the payment?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed,
            lines,
            status: 'On hold.',
            notes: `${listEn(lines.slice(1))} is a reissue on pre-order with release on ${dateEn(release)}; the other volumes are reserved for you. No split booked.`,
          }),
          rules(c, 'preorder'),
        ],
        [olderOrder(c, customer, placed).record, rules(c, 'dispatch'), rules(c, 'addressChange')],
      ),
      reference: `Order ${id}: On hold, nothing wrong on your side\n- Reason: ${coming.en} vol. 9 is a pre-order, release ${dateEn(release)}; combined orders wait for it\n- Reserved: ${stock.en} vols. 1–6\n- Option: a split for ¥350, then the volumes in stock leave with the next dispatch\nNext step: tell me if you want the split; otherwise all leaves together on release.`,
      must: [id, dateFact(release), '¥350', coming.en],
      mustNot: [dateFact(release - 2), '¥480'],
    };
  }),
  ord('ord-backorder-moved', ['status', 'contradiction', 'date', 'follow-up'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const placed = quietDay(c);
    const [first, then] = [placed + c.rng.int(10, 14), placed + c.rng.int(22, 29)];
    const book = c.book({ minVolumes: 5 });
    return {
      question: c.ask([
        `You told me ${dateEn(first)}. It's past that. So when?`,
        `that date is over and still nothing. cancel?`,
        `Which day is the right one now? The mail and the order page of ${id} differ.`,
        `I see another date on the stock page. Is ${dateEn(first)} no longer true for ${id}?`,
        `Can I still get out of ${id} without cost, or has the reprint arrived?`,
        `Is there any firm date for ${book.en} in ${id}? I was patient enough.`,
        `How sure is it this time? ${id} has slipped once before, I believe.`,
        `Please don't say ${dateEn(first)} again. What does the publisher say about ${book.en}?`,
      ]),
      history: [
        `What's up with ${id}?`,
        `Order ${id} waits for a reprint of ${book.en} vol. 5. It was expected on ${dateEn(first)}.`,
      ],
      documents: c.turn([
        [
          record(c, {
            id,
            customer,
            placed,
            lines: [volumes(book, 4, 5)],
            status: 'Back-ordered.',
            notes: `Written on ${dateEn(placed)}: vol. 5 expected ${dateEn(first)}. Nothing charged yet.`,
          }),
          doc(
            'stock-note',
            `Stock note of ${dateEn(first + 1)}: the publisher has moved the reprint of ${book.en} vol. 5. New arrival in our warehouse ${dateEn(then)}. Open back-orders are served in the order in which they came; all of them are covered. Earlier dates on order pages are void until they are updated tonight.`,
          ),
          rules(c, 'addressChange'),
        ],
        [
          doc(
            'stock-note',
            `${dateEn(first + 1)}, from purchasing: ${book.en} 5, reprint late. Arrival now ${dateEn(then)}. Quantity covers all back-orders. Customers may cancel free of charge as long as nothing is packed. Older dates in order records are not valid any more.`,
          ),
          rules(c, 'preorder'),
          record(c, {
            id,
            customer,
            placed,
            lines: [volumes(book, 4, 5)],
            status: 'Back-ordered.',
            notes: `As of ${dateEn(placed)}, vol. 5 is due on ${dateEn(first)}. Nothing charged yet.`,
          }),
          rules(c, 'addressChange'),
        ],
      ]),
      reference: `I am sorry, the date has moved. Order ${id}: back-ordered\n- Waiting for: ${book.en} vol. 5, reprint delayed by the publisher\n- New arrival: ${dateEn(then)} (note of ${dateEn(first + 1)}; the date I gave you before is void)\n- Your copy is covered by that delivery\nNext step: wait, or cancel free of charge, as nothing is packed yet.`,
      must: [id, dateFact(then), anyOf('free of charge', 'free', 'no cost')],
      mustNot: [dateFact(first), '48 hours'],
    };
  }),
  ord('ord-customs-asks', ['status', 'date', 'policy'], (c) => {
    const customer = abroad(c);
    const id = c.orderId();
    const sent = quietDay(c, [1, 2]);
    const asked = addBusinessDays(sent, 3);
    const due = addBusinessDays(asked, 5);
    const lines = [volumes(c.book(atLeast(9)), 1, 9)];
    return {
      question: c.ask([
        `"Clearance event" for ${id}, what do they want from me?`,
        `customs stopped ${id}!! do i have to do sth`,
        `The carrier says a document is missing for ${id}. Which one and until when?`,
        `Why is ${id} held in ${customer.city}? Did you declare something wrong?`,
        `I received an SMS about ${id} asking for an invoice. Is it genuine, and how much time do I have?`,
        `Could you write "gift" on the papers of ${id} so that customs let it go?`,
        `What happens with ${id} if I don't answer the carrier's letter?`,
        `Hi, ${id} has been "awaiting consignee information" for two days. Next steps?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: sent - 1,
            lines,
            shipping: 3_400,
            status: `Held at customs since ${dateEn(asked)}.`,
            notes:
              'DHL asks the recipient for the invoice; it can be downloaded in My Page > Orders. Value declared as paid.',
          }),
          rules(c, 'customs'),
        ],
        [olderOrder(c, customer, sent).record, rules(c, 'shipIntl')],
      ),
      reference: `Order ${id}: Held at customs since ${dateEn(asked)}\n- Wanted: the invoice, which you find in My Page > Orders\n- Send it to DHL within 5 business days, by ${weekdayEn(due)}, ${dateEn(due)}; otherwise the parcel returns to Japan\n- Duties, if any, are paid by you as recipient\nNote: the value is declared as paid, and we do not mark parcels as gifts.`,
      must: [id, anyOf('invoice'), dateFact(due), anyOf('5 business days')],
      mustNot: [dateFact(asked + 5), '¥1,900'],
    };
  }),
  ord('ord-address-incomplete', ['status'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const placed = quietDay(c, [1, 2, 3]);
    const lines = [volumes(c.book(atLeast(4)), 1, 4)];
    const missing = c.turn(['部屋番号', '番地', '建物名', '郵便番号']);
    const older = olderOrder(c, customer, placed, true);
    return {
      question: askJa(c, [
        `${id}が「住所確認中」のまま進みません。何が問題ですか?`,
        `住所確認中って何?${id}`,
        `${id}について、配送先に不備があるとのメールが来ました。どこを直せばよいでしょうか。`,
        mixed(`${id}のaddress checkって何をすればOK?急いでます`),
        `前の注文は同じ住所で届いたのに、${id}はなぜ止まっているのですか。`,
        `引っ越したばかりです。${id}の届け先、どこか間違っていますか?`,
        `${id}、今日中に直せば明日届きますか?直し方を教えてください。`,
        `注文番号${id}の状況と、こちらでやることを教えてください。`,
      ]),
      documents: c.rank(
        [
          recordJa(c, {
            id,
            customer,
            placed,
            lines,
            status: '住所確認中。',
            notes: `${missing}が登録されていないため、配送会社のシステムで受け付けられません。${dateJa(placed + 1)}にメール送信、${dateJa(placed + 8)}までに修正がない場合はキャンセルします。`,
          }),
          rulesJa(c, 'addressChange'),
        ],
        [older.record, rulesJa(c, 'dispatch')],
      ),
      reference: `ご注文 ${id}:住所確認中\n・理由:お届け先に${missing}がありません\n・手続き:マイページの「注文履歴」で${missing}を追加してください\n・期限:${dateJa(placed + 8)}(過ぎるとキャンセルになります)\n・商品:${listJa(lines)}\n平日14:00までに修正されると、当日発送できます。`,
      must: [id, missing, dateFact(placed + 8), anyOf('マイページ')],
      mustNot: [older.id, '7日間'],
    };
  }),
  ord('ord-item-cancelled-by-shop', ['status', 'arithmetic', 'multi-hop'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [kept, gone] = c.pair({ minVolumes: 5, where: (one) => one.price < 800 });
    const placed = quietDay(c, [1, 2]);
    const lines = [volumes(kept, 1, 5), volumes(gone, 2)];
    const done = placed + 2;
    const [from, to] = [addBusinessDays(done, 5), addBusinessDays(done, 7)];
    return {
      question: c.ask([
        `My parcel of ${id} lacks ${gone.en}, and the page says "partly cancelled". Where's my money?`,
        `${id} partly cancelled?? who cancelled`,
        `I did not cancel anything in ${id}, but one title is struck through. Please explain, and tell me what I get back.`,
        `Will ${gone.en} still come? ${id}`,
        `How much is refunded for ${id}, and on which days can I expect it on the card?`,
        `What's the status of ${id}? I have five of six books.`,
        `Refund for ${gone.en} in ${id}, when?`,
        `Do I now have to pay shipping on ${id} because the total went down after you dropped a book?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed,
            lines,
            shipping: 0,
            paidBy: 'Visa ending 4417',
            status: `Partly cancelled by us, rest shipped ${dateEn(placed + 1)}.`,
            notes: `${listEn(lines.slice(1))} turned out to be damaged stock and is sold out. Refund of ${yen(gone.price)} issued ${dateEn(done)} to Visa ending 4417; card refunds show after 5–7 business days. Free shipping stays free.`,
          }),
        ],
        [olderOrder(c, customer, placed).record, rules(c, 'damaged'), rules(c, 'shipJp')],
      ),
      reference: `Order ${id}: partly cancelled by us, the rest shipped on ${dateEn(placed + 1)}\n- Cancelled: ${gone.en} vol. 2, sold out after the last copy proved damaged\n- Refund: ${yen(gone.price)}, issued ${dateEn(done)} to Visa ending 4417\n- On your card between ${dateEn(from)} and ${dateEn(to)} (5–7 business days)\n- Shipping stays free\nSorry about that; nothing for you to do.`,
      must: [id, yen(gone.price), dateFact(from), dateFact(to)],
      mustNot: ['RT-07', yen(gone.price + 350)],
    };
  }),
  ord('ord-cancelled-refund-due', ['status', 'date', 'arithmetic'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const placed = quietDay(c, [1, 2, 3]);
    const lines = [volumes(c.book(atLeast(7)), 1, 7)];
    const issued = placed + 1;
    const [from, to] = [addBusinessDays(issued, 5), addBusinessDays(issued, 7)];
    const total = sumOf(lines) + shippingOf(customer, lines);
    const older = olderOrder(c, customer, placed);
    return {
      question: c.ask([
        `I cancelled ${id}. When's the money back?`,
        `refund ${id}, not on my statement`,
        `How much do I get for the cancelled order ${id}, to which card, and by what day at the latest?`,
        `Is the cancellation of ${id} really through? No mail so far.`,
        `My bank sees nothing from you for ${id}. When should I complain?`,
        `Please confirm amount and timing of the refund on ${id}.`,
        `You owe me for ${id}! Cancelled the day after ordering.`,
        `So ${id} was called off, fine. In which week does the refund land?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed,
            lines,
            paidBy: 'Mastercard ending 0923',
            status: `Cancelled by the customer before packing.`,
            notes: `Refund of ${yen(total)} issued ${weekdayEn(issued)}, ${dateEn(issued)}, to Mastercard ending 0923. It shows on the account 5–7 business days after issue.`,
          }),
        ],
        [older.record, rules(c, 'returnCost'), rules(c, 'addressChange')],
      ),
      reference: `Order ${id}: Cancelled, refund issued\n- Amount: ${yen(total)}, the full sum\n- To: Mastercard ending 0923, issued ${dateEn(issued)}\n- Expected on your account: ${dateEn(from)} to ${dateEn(to)} (5–7 business days)\nNext step: if nothing shows after ${dateEn(to)}, write to us with the statement.`,
      must: [id, yen(total), '0923', dateFact(to)],
      mustNot: [older.id, yen(total - 480)],
    };
  }),
];

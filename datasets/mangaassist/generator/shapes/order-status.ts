import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { abroad, atLeast, CARDS, HUBS, inJapan, olderOrder, record, trackingNumber } from './desk-orders.js';
import {
  addBusinessDays,
  anyOf,
  type Book,
  type Day,
  dateEn,
  dateFact,
  dateJa,
  lineJa,
  lineSum,
  listEn,
  mixed,
  orderRecord,
  orderRecordJa,
  type Shape,
  setOf,
  shapesOf,
  shippingOf,
  sumOf,
  volumes,
  weekdayEn,
  yen,
  yenJa,
} from './kit.js';

const ord = shapesOf('order_tracking');

/** Order tracking: parcels that are on their way or have arrived. */
export const ORDER_STATUS: readonly Shape[] = [
  ord('ord-shipped-express-scan', ['status', 'lookup'], (c) => {
    const customer = abroad(c);
    const id = c.orderId();
    const sent = quietDay(c, [1, 2, 3]);
    const eta = addBusinessDays(sent, 4);
    const waybill = trackingNumber(c);
    const hub = c.rng.pick(HUBS);
    const [one, two] = c.pair(atLeast(7));
    const lines = [volumes(one, 1, 3), volumes(two, 2)];
    const older = olderOrder(c, customer, sent);
    return {
      question: c.ask([
        `Any news on ${id}?`,
        `where r my books. order nr ${id}`,
        `Good evening, I would like to know how far ${id} has come and who carries it.`,
        `${id} please. Also: do I have to be at home for it?`,
        `My DHL thing for ${id} seems stuck, what do you see on your side?`,
        `Could you look up the waybill of ${id}? The mail went to spam and I deleted it, silly me.`,
        `Has order ${id} left Japan yet?`,
        `Waiting for ${id} like a child for Christmas! When do you reckon it'll be here in ${customer.city}?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: sent - 1,
            lines,
            shipping: 3_400,
            status: `Shipped. Dispatched ${dateEn(sent)} with DHL Express, waybill ${waybill}. Last scan ${dateEn(sent + 2)}: arrived at ${hub} hub.`,
            notes: `Estimated delivery ${weekdayEn(eta)}, ${dateEn(eta)}. Signature required.`,
          }),
        ],
        [older.record, rules(c, 'shipIntl')],
      ),
      reference: `Order ${id}: Shipped\n- Carrier: DHL Express, waybill ${waybill}\n- Dispatched: ${dateEn(sent)}\n- Last scan: ${dateEn(sent + 2)}, ${hub} hub\n- Estimated delivery: ${weekdayEn(eta)}, ${dateEn(eta)}\nNext step: somebody needs to sign for the parcel at your address.`,
      must: [id, 'DHL', waybill, dateFact(eta)],
      mustNot: [older.id, dateFact(older.delivered)],
    };
  }),
  ord('ord-found-by-title', ['status', 'lookup', 'similar-title'], (c) => {
    const customer = inJapan(c);
    const [wanted, other, third] = c.trio(atLeast(3));
    const [id, otherId, thirdId] = [c.orderId(), c.orderId(), c.orderId()];
    const sent = quietDay(c, [1, 2, 3, 4]);
    const tracking = trackingNumber(c);
    const recordOf = (order: string, book: Book, placed: Day, status: string) =>
      record(c, {
        id: order,
        customer,
        placed,
        lines: [volumes(book, 1, 3)],
        shipping: 350,
        status,
      });
    return {
      question: c.ask([
        `I've no order number at hand. It's the one with ${wanted.en}. Where is it?`,
        `the ${wanted.en} parcel, whats up with it`,
        `Among my three open orders, which one holds ${wanted.en} and when will I get that?`,
        `Could you check on ${wanted.en} for me? I don't mind about the others.`,
        `Has ${wanted.en} been sent? My daughter keeps asking, not about ${other.en}, only that one.`,
        `Tracking for the ${wanted.en} volumes please, I placed several orders this week and lost track myself!`,
        `I ordered ${wanted.en} some days ago. What's its order number, and its status?`,
        `Is ${wanted.en} in the same box as ${third.en}?`,
      ]),
      documents: c.turn([
        [
          recordOf(otherId, other, sent - 5, `Delivered on ${dateEn(sent - 2)}.`),
          recordOf(
            id,
            wanted,
            sent - 1,
            `Shipped on ${dateEn(sent)} with Yamato, tracking ${tracking}; delivery planned for ${dateEn(sent + 1)}.`,
          ),
          recordOf(thirdId, third, sent, 'Awaiting payment at the convenience store.'),
        ],
        [
          recordOf(
            id,
            wanted,
            sent - 1,
            `Shipped on ${dateEn(sent)} with Yamato, tracking ${tracking}; delivery planned for ${dateEn(sent + 1)}.`,
          ),
          recordOf(thirdId, third, sent, 'Received, waiting for packing.'),
          recordOf(otherId, other, sent - 5, `Delivered on ${dateEn(sent - 2)}.`),
        ],
      ]),
      reference: `Your ${wanted.en} order is ${id}: Shipped\n- Contents: ${wanted.en} vols. 1–3\n- Dispatched: ${dateEn(sent)} with Yamato, tracking ${tracking}\n- Planned delivery: ${dateEn(sent + 1)}\nIt travels on its own; your other orders are separate. Next step: nothing to do, the driver comes on that day.`,
      must: [id, tracking, dateFact(sent + 1)],
      mustNot: [otherId, thirdId],
    };
  }),
  ord('ord-two-parcels-one-here', ['status', 'multi-hop', 'complaint'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [one, two] = c.pair(atLeast(7));
    const first = volumes(one, 1, 2);
    const second = volumes(two, 1, 4);
    const sent = quietDay(c, [1, 2, 3]);
    const [firstNo, secondNo] = [trackingNumber(c), trackingNumber(c)];
    return {
      question: c.ask([
        `Only two books in the box!! I paid for six. ${id}. Where are the ${two.en} ones?`,
        `${id} came but incomplete. Did you forget half?`,
        `My parcel of ${id} held ${one.en} and nothing else. Is the remainder lost?`,
        `Is ${id} coming in pieces? Got something today, but ${two.en} is missing.`,
        `Hi, box of ${id} arrived with vols 1-2 of ${one.en}. Please tell me when the other title follows, and under which tracking number.`,
        `Why does the site call ${id} shipped when four volumes have not turned up?`,
        `I'd like a refund for the missing ${two.en} volumes in ${id}, unless they're on the way`,
        `Does ${id} consist of one or two parcels? I unpacked the first and am four books short.`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: sent - 1,
            lines: [first, second],
            shipping: 0,
            status: 'Shipped in two parcels from two warehouses.',
            notes: `Parcel 1 (${listEn([first])}): delivered ${dateEn(sent + 1)}, tracking ${firstNo}. Parcel 2 (${listEn([second])}): left Osaka on ${dateEn(sent + 1)}, Sagawa ${secondNo}, planned for ${dateEn(sent + 3)}.`,
          }),
        ],
        [rules(c, 'damaged'), rules(c, 'trace'), rules(c, 'shipJp')],
      ),
      reference: `Nothing is missing: order ${id} travels in two parcels.\n- Parcel 1 (${listEn([first])}): delivered ${dateEn(sent + 1)}\n- Parcel 2 (${listEn([second])}): left Osaka on ${dateEn(sent + 1)} with Sagawa, tracking ${secondNo}\n- Planned delivery of parcel 2: ${dateEn(sent + 3)}\nNext step: none; write to us if it has not arrived by then.`,
      must: [id, secondNo, dateFact(sent + 3), anyOf('two parcels', 'second parcel', 'parcel 2')],
      mustNot: ['RT-07', firstNo],
    };
  }),
  ord('ord-absent-depot-deadline', ['status', 'date', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const tried = quietDay(c, [1, 2, 3, 4, 5]);
    const slip = `${c.rng.int(1_001, 9_899)}-${c.rng.int(11, 98)}`;
    const line = volumes(c.book(atLeast(3)), 1, 3);
    const today = tried + c.rng.int(2, 5);
    const older = olderOrder(c, customer, tried, true);
    return {
      question: askJa(c, [
        `${id}の不在票(${slip})を今見つけました。今日は${dateJa(today)}です。まだ受け取れますか?`,
        `出張中で受け取れませんでした。${id}はいつまで営業所にありますか。`,
        `不在票${slip}、${dateJa(tried)}のものです。再配達、夜でもいける?`,
        mixed(`${id}のpackage、不在票${slip}がありました。depotは何日までkeepしてくれますか?`),
        `${id}が店に戻ってしまわないか心配です。期限と再配達の方法を教えてください。今日は${dateJa(today)}。`,
        `荷物(${id})を受け取れないまま数日たちました。もう返送されていますか?`,
        `不在票の番号は${slip}。期限を過ぎたらどうなって、いくらかかるんでしょうか。`,
        `${id}、${dateJa(tried)}に不在でした。家族が代わりに営業所へ行く前に、保管期限を確認したいです。`,
      ]),
      documents: c.rank(
        [
          orderRecordJa(c.rng, {
            id,
            customer,
            placed: tried - 2,
            paidBy: 'JCB',
            lines: [line],
            shipping: 350,
            status: `持ち戻り(ご不在)。${dateJa(tried)}に最初の配達、不在票${slip}。`,
            notes: `担当:ヤマト運輸${customer.cityJa}営業所。再配達のご依頼はまだありません。`,
          }),
          rulesJa(c, 'absence'),
        ],
        [older.record],
      ),
      reference: `ご注文 ${id}:営業所で保管中(ご不在)\n・最初の配達:${dateJa(tried)}、不在票 ${slip}\n・保管期限:最初の配達から7日間、${dateJa(tried + 7)}まで\n・再配達:不在票の番号でヤマト運輸にご依頼ください(19〜21時も可、当日夜は19:00までに申し込み)\n期限を過ぎると当店に戻り、再発送は350円です。`,
      must: [dateFact(tried + 7), slip, anyOf('350円'), id],
      mustNot: [older.id, '14日'],
    };
  }),
  ord('ord-economy-window-computed', ['status', 'date', 'arithmetic'], (c) => {
    const customer = abroad(c);
    const id = c.orderId();
    const sent = quietDay(c, [1, 2, 3, 4, 5]);
    const [early, late] = [addBusinessDays(sent, 10), addBusinessDays(sent, 18)];
    const tracking = `RR ${c.rng.int(101, 989)} ${c.rng.int(101, 989)} ${c.rng.int(101, 989)} JP`;
    const older = olderOrder(c, customer, sent);
    return {
      question: c.ask([
        `Shipped two weeks ago and still no manga. When does ${id} arrive?`,
        `helo, ${id}, ${customer.city}, how long more`,
        `Your system shows no date for ${id}. Can you estimate one? I chose the cheap shipping.`,
        `By which day should I start worrying about ${id}?`,
        `Neighbours can take ${id} in only this month. In which period must we expect it?`,
        `What does "10-18 business days" mean for my order ${id} in real dates?`,
        `I paid for slow post on ${id}, fair enough, but is it normal that nothing has come?`,
        `Please give the tracking code and the likely arrival of ${id}, destination ${customer.city}.`,
      ]),
      documents: c.rank(
        [
          orderRecord(c.rng, {
            id,
            customer,
            placed: sent - 2,
            paidBy: c.rng.pick(CARDS),
            lines: [volumes(c.book(atLeast(4)), 1, 4)],
            shipping: 1_900,
            status: `Shipped. Economy, dispatched ${weekdayEn(sent)}, ${dateEn(sent)} with Japan Post, tracking ${tracking}.`,
            notes: `Last scan ${dateEn(sent + 3)}: left Narita. No estimate is given for economy.`,
          }),
          rules(c, 'shipIntl'),
        ],
        [older.record, rules(c, 'trace')],
      ),
      reference: `Order ${id}: Shipped, on its way to ${customer.city}\n- Service: economy, Japan Post, tracking ${tracking}\n- Dispatched: ${dateEn(sent)}; last scan ${dateEn(sent + 3)}, left Narita\n- Expected: 10–18 business days after dispatch, between ${dateEn(early)} and ${dateEn(late)}\nNext step: if it has not come by ${dateEn(late)}, tell us.`,
      must: [id, tracking, dateFact(early), dateFact(late)],
      mustNot: [older.id, dateFact(sent + 18)],
    };
  }),
  ord('ord-in-time-for-a-date', ['status', 'date', 'comparison'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const sent = quietDay(c, [1, 2, 3]);
    const far = customer.city === 'Sapporo';
    const arrives = sent + (far ? 2 : 1);
    const early = c.instance % 2 === 0;
    const party = early ? arrives + c.rng.int(1, 2) : arrives - 1;
    const line = setOf(c.book({ where: (one) => one.priceSet > 3_500 }));
    return {
      question: c.ask([
        `My son's birthday is on ${dateEn(party)}. Does ${id} get here in time?`,
        `${id} b4 ${dateEn(party)}?? yes or no`,
        `I leave for a trip on the morning after ${dateEn(party)}. Will the set of ${id} reach me until then?`,
        `Is ${dateEn(party)} realistic for ${id}? It is a present.`,
        `Please tell me frankly if ${id} comes by ${dateEn(party)} or whether I should buy something else.`,
        `They hand over the farewell gift on ${dateEn(party)}. I need ${id} that day at the latest.`,
        `Will I be holding ${line.book.en} in my hands on ${dateEn(party)}? Order ${id}.`,
        `${id}: needed no later than ${dateEn(party)}. What does the plan say?`,
      ]),
      documents: c.rank(
        [
          orderRecord(c.rng, {
            id,
            customer,
            placed: sent - 1,
            paidBy: 'PayPay',
            lines: [line],
            shipping: 0,
            status: `Shipped ${dateEn(sent)} with Yamato, tracking ${trackingNumber(c)}. Planned delivery ${weekdayEn(arrives)}, ${dateEn(arrives)}, 14–16 h.`,
          }),
        ],
        [olderOrder(c, customer, sent).record, rules(c, 'shipJp'), rules(c, 'absence')],
      ),
      reference: `${early ? 'Yes' : 'Unfortunately not'}: order ${id} is planned for ${weekdayEn(arrives)}, ${dateEn(arrives)}, 14–16 h${early ? `, before ${dateEn(party)}` : `, which is after ${dateEn(party)}`}.\n- Status: shipped ${dateEn(sent)} with Yamato\n- Contents: ${listEn([line])}\nNext step: ${early ? 'be at home in that slot, or rebook it with the carrier.' : 'a printed note may help for the day itself; the carrier cannot bring it earlier.'}`,
      must: [
        id,
        dateFact(arrives),
        early ? anyOf('yes', 'in time') : anyOf('unfortunately', 'not in time', 'too late', 'no'),
      ],
      mustNot: [early ? 'unfortunately' : anyOf('yes, it', 'in time'), dateFact(arrives + 3)],
    };
  }),
  ord('ord-content-and-total', ['lookup', 'arithmetic', 'follow-up'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [one, two] = c.pair(atLeast(7));
    const first = volumes(one, 1, c.rng.int(2, 4));
    const second = volumes(two, 1, c.rng.int(5, 7));
    const lines = [first, second];
    const shipping = shippingOf(customer, lines);
    const total = sumOf(lines) + shipping;
    const placed = quietDay(c);
    const older = olderOrder(c, customer, placed, true);
    return {
      question: askJa(c, [
        `それと、${id}では何巻まで頼んでいましたっけ?合計も知りたいです。`,
        `${id}の中身と金額、全部でいくらでした?`,
        `お手数ですが${id}の商品の内訳と、送料込みの合計額を教えていただけますか。`,
        mixed(`${id}のitemsとtotal教えて!同じ巻をまた買いそうで…`),
        `${two.ja}は何巻から何巻まで入っていますか。${id}です。送料はかかりましたか?`,
        `家計簿をつけています。${id}の合計と内訳をお願いします。`,
        `${id}って送料無料になってますか?買った巻も忘れました。`,
        `友達と割り勘したいので、${id}の『${one.ja}』分と『${two.ja}』分の金額を別々に、あと合計も。`,
      ]),
      history: c.turn([
        [
          '注文の状況を知りたいです。',
          `承知しました。直近のご注文は${id}で、現在「受付済み」です。発送は次の営業日の予定です。`,
        ],
        [
          'まだ発送されてない?',
          `はい、${id}は「受付済み」で、これから梱包します。ほかに確認したいことはありますか?`,
        ],
      ]),
      documents: c.rank(
        [
          orderRecordJa(c.rng, {
            id,
            customer,
            placed,
            paidBy: 'PayPay',
            lines,
            shipping,
            status: '受付済み。',
            notes: '次の発送日に出荷予定です。',
          }),
        ],
        [older.record, rulesJa(c, 'shipJp')],
      ),
      reference: `ご注文 ${id}(受付済み)の内容です。\n・${lineJa(first)}:${yenJa(lineSum(first))}\n・${lineJa(second)}:${yenJa(lineSum(second))}\n・送料:${shipping === 0 ? '無料' : '350円'}\n・合計:${yenJa(total)}\n発送は次の発送日の予定です。`,
      must: [id, yenJa(total), yenJa(lineSum(second))],
      mustNot: [older.id, yenJa(total + 350)],
    };
  }),
  ord('ord-no-number-yet', ['status', 'date'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const paid = quietDay(c, [1, 2, 3]);
    const hour = c.rng.int(15, 22);
    const line = volumes(c.book(atLeast(5)), 1, 5);
    const total = yen(sumOf([line]));
    return {
      question: c.ask([
        `Paid on ${dateEn(paid)} at ${hour}:10, still no tracking number for ${id}. Why?`,
        `no tracking mail for ${id}!`,
        `The order page of ${id} says Packing and nothing more since last night. Has it gone out?`,
        `When do I receive the number for ${id}? The carrier's app wants one.`,
        `Is something wrong with ${id}? You usually ship on the same day.`,
        `I thought ${id} would leave on ${dateEn(paid)}. Please explain the delay.`,
        `Hello, ${id} here. Paid in the evening, your promise of same-day dispatch applied, no?`,
        `Which day does ${id} leave the house, and when will tracking work?`,
      ]),
      documents: c.rank(
        [
          orderRecord(c.rng, {
            id,
            customer,
            placed: paid,
            paidBy: `${c.rng.pick(CARDS)}, ${dateEn(paid)}, ${hour}:10 JST`,
            lines: [line],
            shipping: shippingOf(customer, [line]),
            status: 'Packing.',
            notes: `Goods ${total}. Label not printed yet.`,
          }),
          rules(c, 'dispatch'),
        ],
        [olderOrder(c, customer, paid).record, rules(c, 'trace')],
      ),
      reference: `Order ${id}: Packing, nothing is wrong\n- Paid: ${dateEn(paid)}, ${hour}:10, after the 14:00 JST cut-off for same-day dispatch\n- Dispatch: ${weekdayEn(paid + 1)}, ${dateEn(paid + 1)}\n- Tracking: e-mailed once the carrier has scanned the parcel\nNext step: nothing to do; look for our mail that evening.`,
      must: [id, dateFact(paid + 1), '14:00', anyOf('scanned', 'scan')],
      mustNot: ['3 business days', dateFact(paid + 2)],
    };
  }),
];

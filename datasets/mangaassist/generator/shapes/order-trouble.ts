import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { abroad, atLeast, inJapan, olderOrder, record, recordJa, trackingNumber } from './desk-orders.js';
import {
  addBusinessDays,
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  doc,
  listEn,
  mixed,
  type Shape,
  shapesOf,
  volumes,
  weekdayEn,
} from './kit.js';

const ord = shapesOf('order_tracking');

/** Order tracking: parcels that are lost, refused, late, or none of the asker's business. */
export const ORDER_TROUBLE: readonly Shape[] = [
  ord('ord-delivered-into-locker', ['status', 'complaint'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = quietDay(c, [1, 2, 3]);
    const [box, code] = [c.rng.int(2, 24), c.rng.int(1_021, 9_871)];
    return {
      question: c.ask([
        `It says delivered but there's NOTHING at my door. ${id}`,
        `${id} stolen?? tracking delivered, hands empty`,
        `According to your site ${id} reached me on ${dateEn(day)}. I was at home all day and nobody rang.`,
        `Did somebody else accept ${id} in my name?`,
        `I suspect a thief in our building. Where precisely was ${id} left?`,
        `Could the driver have put ${id} into those lockers downstairs? How do I open one?`,
        `Delivered on ${dateEn(day)}, they claim. I'd like proof for ${id}.`,
        `My flatmate saw no parcel either. ${id}: what does the carrier's note say?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: day - 2,
            lines: [volumes(c.book(atLeast(3)), 1, 3)],
            status: `Delivered ${dateEn(day)}, 11:40.`,
            notes: `Carrier's note: parcel locker, box ${box}, code ${code}, kept until ${dateEn(day + 3)}. Card left in the letter box.`,
          }),
        ],
        [rules(c, 'trace'), rules(c, 'absence'), olderOrder(c, customer, day).record],
      ),
      reference: `Order ${id}: Delivered on ${dateEn(day)}, 11:40, into the parcel locker of your building\n- Box ${box}, code ${code}\n- Kept until ${dateEn(day + 3)}\n- A card should be in your letter box\nNext step: please open the box with the code; if it is empty, tell us at once and we open a search with the carrier.`,
      must: [id, `box ${box}`, `${code}`, dateFact(day + 3)],
      mustNot: [anyOf('7 days'), '¥350'],
    };
  }),
  ord('ord-went-back-to-us', ['status', 'policy', 'date'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const tried = quietDay(c, [1, 2, 3]);
    const back = tried + 9;
    return {
      question: c.ask([
        `Was away for two weeks. Is ${id} still at the depot?`,
        `${id} - can they bring it again tomorrow?`,
        `The depot says they no longer have ${id}. Where is it now, and what must I pay to get it?`,
        `I found an absence slip from ${dateEn(tried)} for ${id} today. Too late?`,
        `Why was ${id} sent back? Nobody asked me.`,
        `If ${id} has returned to your warehouse, may I have the money instead of a new delivery?`,
        `Redelivery of ${id} fails with "unknown slip". Help!`,
        `What do I have to do to see ${id} again? I missed the driver while in hospital.`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: tried - 2,
            lines: [volumes(c.book(atLeast(5)), 2, 5)],
            status: `Returned to us, checked in ${dateEn(back)}.`,
            notes: `Attempts: ${dateEn(tried)} and ${dateEn(tried + 1)}, absent. Kept at the depot until ${dateEn(tried + 7)}. Waiting for the customer: send again (¥350) or cancel with refund of the goods.`,
          }),
          rules(c, 'absence'),
        ],
        [olderOrder(c, customer, tried).record, rules(c, 'window')],
      ),
      reference: `Order ${id}: Returned to us\n- The depot kept it for 7 days, until ${dateEn(tried + 7)}; it has been back in our warehouse since ${dateEn(back)}\n- Choice 1: we send it again for ¥350\n- Choice 2: we cancel and refund the goods\nNext step: tell me which you prefer.`,
      must: [id, '¥350', dateFact(back), anyOf('refund')],
      mustNot: ['¥480', dateFact(tried + 14)],
    };
  }),
  ord('ord-no-such-number', ['no-answer', 'status'], (c) => {
    const customer = inJapan(c);
    const [id, real] = [c.orderId(), c.orderId()];
    const placed = quietDay(c);
    return {
      question: c.ask([
        `Could you check ${id} for me? Ordered on ${dateEn(placed)}.`,
        `${id} status`,
        `Neither the app nor the site finds ${id}. Is it in your books?`,
        `I paid for ${id}, or so I believe, and have had no message since.`,
        `Please look for ${id}; the number is from a handwritten note of mine.`,
        `Where's ${id}? My colleague ordered it on my account.`,
        `When will ${id} be delivered to ${customer.city}?`,
        `Trying to track ${id}, the page returns "no results". What's wrong?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id: real,
            customer,
            placed,
            lines: [volumes(c.book(atLeast(2)), 1, 2)],
            status: 'Received, waiting for packing.',
          }),
        ],
        [
          doc(
            'search-result',
            `Order search. Query: ${id}. Result: no order with this number in the customer's account. Search covers all orders of the last 24 months, cancelled ones included. Numbers begin with HB- and have six digits; they stand in the confirmation e-mail and in My Page > Orders.`,
          ),
          rules(c, 'privacy'),
          rules(c, 'dispatch'),
        ],
      ),
      reference: `I can't find an order ${id} in your account, so I have no status for it. There is one order of ${dateEn(placed)}: ${real}, received and waiting for packing. Perhaps you mean that one? Please compare the number with your confirmation e-mail or with My Page > Orders.`,
      must: [
        anyOf("can't find", 'cannot find', 'no order', 'not found'),
        real,
        anyOf('My Page', 'confirmation'),
      ],
      mustNot: [
        anyOf(`${id} is shipped`, `${id}: shipped`, 'has been delivered'),
        anyOf('tracking number is'),
      ],
    };
  }),
  ord('ord-of-somebody-else', ['policy', 'negation'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const own = c.orderId();
    const day = quietDay(c, [1, 2, 3]);
    const who = c.turn([
      'my boyfriend',
      'my mother',
      'my roommate',
      'a friend',
      'my boss',
      'my brother',
      'my neighbour',
      'my ex',
    ]);
    return {
      question: c.ask([
        `I'm asking for ${who}: when does ${id} arrive? It's not my account.`,
        `${id} belongs to ${who}, just tell me the date pls`,
        `It's meant as a surprise by ${who}, order ${id}. Could you let slip what is in it?`,
        `As ${who} is ill I take care of the mail. Status of ${id}?`,
        `What address did ${who} give for ${id}?`,
        `Please check if ${who} has paid ${id}, we share the costs.`,
        `I know the number, ${id}, so I should be allowed to hear where it is, even if ${who} placed it.`,
        `Tracking of ${id} for me instead of ${who}, is that possible?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'privacy'),
          doc(
            'access-note',
            `Order ${id}: placed in another account than the one that is logged in. Details are not shown in this conversation. The buyer can forward the tracking link from the dispatch mail.`,
          ),
        ],
        [
          record(c, {
            id: own,
            customer,
            placed: day,
            lines: [volumes(c.book(atLeast(3)), 1, 3)],
            status: `Shipped ${dateEn(day + 1)} with Sagawa, ${trackingNumber(c)}.`,
          }),
        ],
      ),
      reference: `I'm sorry, I can't give out anything about ${id}: it was placed in another account, and information on an order goes only to the person who placed it, relatives and friends included (POL-402). The buyer can log in and ask us, or forward you the tracking link from the dispatch mail.`,
      must: [
        anyOf("can't give", 'cannot', "can't share"),
        anyOf('tracking link'),
        anyOf('POL-402', 'only to the person', 'account holder'),
      ],
      mustNot: [own, dateFact(day + 1), 'Sagawa'],
    };
  }),
  ord('ord-scan-stands-still', ['status', 'policy', 'date'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const scan = quietDay(c, [1, 2, 3]);
    const ready = addBusinessDays(scan, 3);
    const today = ready + (c.instance % 2 === 0 ? 0 : -1);
    const may = today >= ready;
    const no = trackingNumber(c);
    return {
      question: askJa(c, [
        `${id}の追跡が${dateJa(scan)}から動きません。今日は${dateJa(today)}です。調査してもらえますか?`,
        `荷物が止まってる。${id}、最後の読み取りは${dateJa(scan)}、今日${dateJa(today)}。紛失?`,
        `今日(${dateJa(today)})も追跡に変化がありません。${id}について御社で確認していただけますか。`,
        mixed(`${id}のtrackingが${dateJa(scan)}からno update。${dateJa(today)}現在、search出せる?`),
        `${id}は本当に配送中なのでしょうか。${dateJa(scan)}以来更新がなく、${dateJa(today)}になりました。`,
        `${dateJa(today)}です。${id}の調査は何日から頼めますか。`,
        `紛失した場合は返金されますか?${id}、${dateJa(scan)}で止まっていて今日は${dateJa(today)}です。`,
        `何日待てば調査してくれるんですか。${id}、今日${dateJa(today)}。`,
      ]),
      documents: c.rank(
        [
          recordJa(c, {
            id,
            customer,
            placed: scan - 2,
            lines: [volumes(c.book(atLeast(4)), 1, 4)],
            status: `輸送中。ヤマト運輸 ${no}。`,
            notes: `最後の読み取り:${dateJa(scan)} 羽田クロノゲート。以降の更新なし。`,
          }),
          rulesJa(c, 'trace'),
        ],
        [rulesJa(c, 'absence'), olderOrder(c, customer, scan, true).record],
      ),
      reference: `ご注文 ${id}:輸送中(追跡停止)\n・最後の読み取り:${dateJa(scan)}、羽田クロノゲート(ヤマト運輸 ${no})\n・調査:国内は3営業日更新がない場合に承ります。${may ? `${dateJa(ready)}で3営業日となりましたので、ご希望ならすぐに申し込みます` : `${dateJa(ready)}から申し込めます`}\n・期間:最長10営業日。見つからない場合は再発送または送料を含む全額返金です。`,
      must: [id, dateFact(ready), anyOf('3営業日'), anyOf('全額返金', '返金')],
      mustNot: [dateFact(scan + 10), '7日間'],
    };
  }),
  ord('ord-search-is-running', ['status', 'date', 'follow-up', 'complaint'], (c) => {
    const customer = abroad(c);
    const id = c.orderId();
    const opened = quietDay(c, [1, 2, 3, 4]);
    const end = addBusinessDays(opened, 10);
    const no = c.rng.int(31_001, 78_999);
    return {
      question: c.ask([
        `Still nothing. What has your search brought?`,
        `any result on ${id} yet?!`,
        `How long do you go on looking, and what do I get if ${id} stays lost?`,
        `I want my money back for ${id} now rather than wait any longer.`,
        `Is the case still open? I heard nothing since ${dateEn(opened)}.`,
        `By when at the latest must the carrier have answered about ${id}?`,
        `And if they don't find it, do I pay the postage a second time?`,
        `Please give me the case number and the last possible date, I'll note both down.`,
      ]),
      history: [
        `My parcel ${id} is lost, isn't it?`,
        `I'm sorry for the wait. We opened a search for ${id} with the carrier on ${dateEn(opened)}.`,
      ],
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: opened - 24,
            lines: [volumes(c.book(atLeast(5)), 1, 5)],
            status: 'Search running.',
            notes: `Search no. ${no}, opened ${dateEn(opened)} with Japan Post. First reply ${dateEn(opened + 2)}: left the exchange office in Kawasaki, not seen since.`,
          }),
          rules(c, 'trace'),
        ],
        [rules(c, 'shipIntl'), olderOrder(c, customer, opened).record],
      ),
      reference: `Order ${id}: Search running\n- Search no. ${no}, opened ${dateEn(opened)} with Japan Post\n- So far: left the exchange office in Kawasaki, no scan since\n- Ends at the latest ${weekdayEn(end)}, ${dateEn(end)} (10 business days)\nIf it is not found, you choose: a new parcel, if everything is in stock, or a full refund including shipping. We write to you as soon as there is news.`,
      must: [`${no}`, dateFact(end), anyOf('full refund')],
      mustNot: [dateFact(opened + 10), '5–7 business days'],
    };
  }),
  ord('ord-which-of-two-first', ['status', 'comparison', 'date'], (c) => {
    const customer = inJapan(c);
    const [near, late] = [c.orderId(), c.orderId()];
    const sent = quietDay(c, [1, 2]);
    const [one, two] = c.pair(atLeast(9));
    const first = c.rng.chance(0.5) ? near : late;
    const second = first === near ? late : near;
    const docs = [
      record(c, {
        id: near,
        customer,
        placed: sent,
        lines: [volumes(one, 1, 2)],
        status: `Shipped ${dateEn(sent)} with Yamato; planned delivery ${dateEn(sent + 1)}.`,
      }),
      record(c, {
        id: late,
        customer,
        placed: sent - 6,
        lines: [volumes(two, 1, 3)],
        status: `Waiting for stock; dispatch planned ${dateEn(sent + 3)}, delivery ${dateEn(sent + 4)}.`,
      }),
    ];
    return {
      question: c.ask([
        `Two orders open, ${first} and ${second}. Which arrives first?`,
        `${first} / ${second}: dates?`,
        `I leave on ${dateEn(sent + 2)}. Will both ${first} and ${second} be here before?`,
        `Why does my newer order overtake the older one? I mean ${late} and ${near}.`,
        `Are ${first} and ${second} going to come together?`,
        `List me the delivery days of ${first} as well as ${second}, please.`,
        `${late} is older than ${near}, so I guess it reaches me sooner?`,
        `Can the neighbour expect one visit or two for ${first} plus ${second}, and when?`,
      ]),
      documents: c.rank(docs, [rules(c, 'dispatch'), rules(c, 'absence')]),
      reference: `They come separately, ${near} first:\n- ${near} (${listEn([volumes(one, 1, 2)])}): shipped ${dateEn(sent)}, planned delivery ${dateEn(sent + 1)}\n- ${late} (${listEn([volumes(two, 1, 3)])}): waiting for stock, dispatch ${dateEn(sent + 3)}, delivery ${dateEn(sent + 4)}\nNext step: nothing; you get a tracking mail for the second one when it leaves.`,
      must: [near, late, dateFact(sent + 1), dateFact(sent + 4)],
      mustNot: [anyOf('arrive together', 'come together', 'one parcel'), dateFact(sent + 6)],
    };
  }),
  ord('ord-new-slot-tonight', ['date', 'follow-up', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = quietDay(c, [1, 2, 3, 4]);
    const slip = `${c.rng.int(1_001, 9_899)}-${c.rng.int(11, 98)}`;
    const hour = c.rng.int(16, 18);
    return {
      question: c.ask([
        `It's ${hour}:20 now. Can he come back tonight?`,
        `tonight 19-21 possible? its ${hour}:20`,
        `At which times could they try again today, given that it is ${hour}:20?`,
        `I'd rather have it on ${dateEn(day + 1)} between 18 and 20. How do I arrange that?`,
        `Do I book the second attempt with you or with Yamato? The clock says ${hour}:20.`,
        `What is the last moment to ask for this evening?`,
        `I'm home until 22 h. ${hour}:20 is not too late, I hope?`,
        `Is a redelivery charged? And would today still do?`,
      ]),
      history: [
        `I missed the driver for ${id} by a minute!`,
        `That is a pity. The carrier left an absence slip, number ${slip}, for order ${id}.`,
      ],
      documents: c.rank(
        [
          rules(c, 'absence'),
          record(c, {
            id,
            customer,
            placed: day - 2,
            lines: [volumes(c.book(atLeast(2)), 1, 2)],
            status: `Absent at first attempt on ${dateEn(day)}.`,
            notes: `Yamato, slip ${slip}. Kept at the depot until ${dateEn(day + 7)}.`,
          }),
        ],
        [rules(c, 'addressChange'), olderOrder(c, customer, day).record],
      ),
      reference: `It works this evening as long as you book before 19:00, for the slot 19–21. Please book it with Yamato, using slip number ${slip}; other slots are morning, 14–16, 16–18 and 18–20 on any day. The parcel is kept at the depot until ${dateEn(day + 7)}.`,
      must: ['19:00', slip, anyOf('19–21', '19-21', '19 to 21'), dateFact(day + 7)],
      mustNot: ['¥480', '20:00'],
    };
  }),
  ord('ord-exact-hour-unknown', ['no-answer', 'status'], (c) => {
    const customer = abroad(c);
    const id = c.orderId();
    const sent = quietDay(c, [1, 2]);
    const eta = addBusinessDays(sent, 3);
    const waybill = trackingNumber(c);
    return {
      question: c.ask([
        `At what hour will ${id} be at my door?`,
        `${id} morning or afternoon?`,
        `I can only be home for one hour. Tell me precisely when the courier with ${id} comes.`,
        `Which driver brings ${id}, and do you have a mobile number?`,
        `How many stops before mine has the van with ${id}?`,
        `Is it before noon? ${id}. My shift begins at one.`,
        `Could you see on a map where the truck with ${id} is right now?`,
        `What's the delivery time, to the minute if you can, of ${id}?`,
      ]),
      documents: c.rank(
        [
          record(c, {
            id,
            customer,
            placed: sent - 1,
            lines: [volumes(c.book(atLeast(3)), 1, 3)],
            shipping: 3_400,
            status: `Shipped ${dateEn(sent)} with DHL Express, waybill ${waybill}.`,
            notes: `Planned for ${weekdayEn(eta)}, ${dateEn(eta)}. The carrier gives us no time of day.`,
          }),
        ],
        [rules(c, 'shipIntl'), olderOrder(c, customer, sent).record],
      ),
      reference: `Order ${id} is planned for ${weekdayEn(eta)}, ${dateEn(eta)}, but I have no time of day: the carrier does not give us one, nor data on the driver.\n- Carrier: DHL Express, waybill ${waybill}\nNext step: with that waybill you can ask the carrier for more detail or for another day.`,
      must: [dateFact(eta), waybill, anyOf('no time of day', "don't have", 'does not give')],
      mustNot: [anyOf('between 9 and', 'before noon', '14–16'), '¥1,900'],
    };
  }),
];

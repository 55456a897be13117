import {
  anyOf,
  type Book,
  bill,
  type Context,
  type Day,
  dateEn,
  dateFact,
  dayOf,
  defineShape,
  doc,
  domestic,
  goodsPage,
  handover,
  handoverJa,
  helpPage,
  ja,
  mixed,
  orderRecord,
  orderRecordJa,
  pastCampaign,
  type Shape,
  volumes,
  yen,
} from './kit.js';

const intent = 'escalation';

/** Long enough for every order below. */
const long = (book: Book): boolean => book.volumes === 0 || book.volumes > 5;

const dayIn2026 = (c: Context): Day => dayOf(2026, c.rng.int(2, 11), c.rng.int(2, 24));
const cardOf = (c: Context): string =>
  `${c.rng.pick(['Visa', 'Mastercard', 'JCB', 'Amex'])} ending ${c.rng.int(1000, 9999)}`;

export const ESCALATION_4: readonly Shape[] = [
  defineShape({
    slug: 'esc-mould-in-parcel',
    intent,
    kinds: ['complaint', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const what = c.turn([
        'mould',
        'a smell of petrol',
        'small insects',
        'broken glass',
        'a used plaster',
        'water stains and mould',
        'a rusty blade',
        'mouse droppings',
      ]);
      const lot = `L-${c.rng.int(300, 899)}`;
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 3)]),
        status: `Delivered ${dateEn(placed + 2)}.`,
        notes: `Packed at station 4, lot ${lot}.`,
      });
      const rule = doc(
        'health-cases',
        'Cases that may touch health or safety (foreign bodies, mould, sharp things, chemicals) go to the quality desk on the same day, with photo, order id and lot number. The customer need not send anything back. No cause is named and no blame admitted in the chat; the refund is made at once, and the lot is blocked.',
      );
      return {
        question: c.ask([
          `There's ${what} in the carton of ${id}! My toddler was near it. I demand a responsible person.`,
          `${what} in parcel ${id}. gross. human now`,
          `I opened ${id} and found ${what}. Who looks after hygiene at your warehouse?`,
          `Please have your quality people call me: ${what} between the volumes of ${b.en}.`,
          `Is ${what} part of the collector's experience? Joking aside, ${id} worries me; connect me with staff.`,
          `I've an allergy, and ${id} came with ${what}. This has to go to somebody higher up.`,
          `What shall I do with the books from ${id}? They arrived with ${what}. I won't touch them again.`,
          `For the record: ${what}, order ${id}, photo taken. I'd like a written statement from your company.`,
        ]),
        documents: c.rank([rule, record], [helpPage(c.rng, 'damaged')]),
        reference: handover(c, {
          issue: `customer reports ${what} in the parcel of ${id}, a possible matter of health or safety`,
          tried: 'photo and lot number noted, no cause named',
          mood: 'disgusted and worried',
          order: `${id}, ${customer.name}, ${b.en}, ${yen(3 * b.price)}, lot ${lot}`,
          action: 'quality desk today: block the lot, refund at once, nothing to be sent back',
        }),
        must: [id, lot, yen(3 * b.price)],
        mustNot: ['RT-07', '5–7 business days'],
      };
    },
  }),

  defineShape({
    slug: 'esc-ja-wants-a-person',
    intent,
    kinds: ['summary', 'follow-up'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const topic = c.turn([
        '住所の変更',
        '領収書の宛名',
        '巻数の間違い',
        '熨斗の希望',
        '支払い方法の変更',
        '配達日の指定',
        '電話番号の訂正',
        '同梱の希望',
      ]);
      const record = orderRecordJa(c.rng, {
        id,
        customer,
        placed,
        paidBy: 'クレジットカード',
        ...bill(customer, [volumes(b, 2, 4)]),
        status: '発送準備中です。',
      });
      return {
        question: c.ask([
          ja('もう結構です。人に代わってください。'),
          ja('オペレーター希望'),
          ja('何度お伝えしても通じないようですので、担当の方をお願いいたします。'),
          ja('すみません、機械が苦手でして…人とお話しできますか。'),
          mixed('Human agentお願いします、too complicatedです。'),
          ja('そういうことではなくて!わかる人を出してください。'),
          ja('母の代わりに入力していますが、直接話せる方に引き継いでいただけると助かります。'),
          ja('チャットでは解決しそうにありません。有人対応に切り替えをお願いします。'),
        ]),
        history: [
          ja(`${id}の${topic}についてお願いがあります。`).text,
          '申し訳ございません。ご注文の内容をもう一度お知らせください。',
          `ですから、${topic}です。`,
          '恐れ入りますが、ヘルプページをご確認ください。',
        ],
        documents: c.rank([record, helpPage(c.rng, 'service', 'ja')], [helpPage(c.rng, 'returns', 'ja')]),
        reference: handoverJa(c, {
          issue: `${topic}のご依頼が自動応答で解決せず、有人対応を希望`,
          tried: '注文内容の聞き返しとヘルプページの案内のみ',
          mood: 'やりとりに疲れている',
          order: `${id}、${customer.nameJa}様、『${b.ja}』2〜4巻、${yen(3 * b.price)}、発送準備中`,
          action: `発送前に${topic}を確認して対応し、チャット時間外(9:00〜21:00以外)の場合は翌朝ご連絡する`,
        }),
        must: [id, topic, yen(3 * b.price)],
        mustNot: ['480円', '30日'],
      };
    },
  }),

  defineShape({
    slug: 'esc-konbini-paid-but-cancelled',
    intent,
    kinds: ['date', 'policy', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const customer = domestic(c);
      if (customer.abroad) c.again();
      const [id, placed] = [c.orderId(), dayIn2026(c)];
      const paid = placed + 2;
      const cancelled = placed + 4;
      const sum = 2 * b.price + bill(customer, [volumes(b, 1, 2)]).shipping;
      const receipt = `${c.rng.int(1000, 9999)}-${c.rng.int(1000, 9999)}`;
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: 'Konbini',
        ...bill(customer, [volumes(b, 1, 2)]),
        status: `Cancelled automatically on ${dateEn(cancelled)}: no payment recorded.`,
      });
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
    },
  }),

  defineShape({
    slug: 'esc-price-guarantee-ignored',
    intent,
    kinds: ['arithmetic', 'policy', 'summary'],
    build(c) {
      const b = c.book({ finished: false, where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
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
    },
  }),

  defineShape({
    slug: 'esc-ja-fraud-mail',
    intent,
    kinds: ['policy', 'summary'],
    build(c) {
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const fake = c.orderId();
      const amount = 100 * c.rng.int(98, 480);
      const b = c.book({ where: long });
      const record = orderRecordJa(c.rng, {
        id,
        customer,
        placed,
        paidBy: 'JCB',
        ...bill(customer, [volumes(b, 1, 2)]),
        status: '配達済みです。',
      });
      return {
        question: c.ask([
          ja(
            `「${fake}の未払い${yen(amount)}」というメールが来ました。これは本物ですか?担当者に確認してほしいです。`,
          ),
          ja(
            `${fake}なんて注文していません。カード番号を返信しろと書いてあります。至急、人に代わってください。`,
          ),
          ja(
            `あやしいメールでパスワードを入力してしまいました…注文番号は${fake}とありました。助けてください。`,
          ),
          ja(
            `御社を名乗る者から${yen(amount)}の請求(${fake})を受けました。責任ある部署へ回していただけますか。`,
          ),
          mixed(`Phishingっぽいmailが届きました。${fake}、${yen(amount)}。Human agentに報告したいです。`),
          ja(`祖母がメールの指示どおりに電話してしまったそうです。${fake}という番号が書かれていました。`),
          ja(`${fake}、これ詐欺?担当出して`),
          ja(`以前の注文${id}は覚えがありますが、${fake}には覚えがありません。調査を担当者にお願いします。`),
        ]),
        documents: c.rank([helpPage(c.rng, 'account', 'ja'), record], [helpPage(c.rng, 'payment', 'ja')]),
        reference: handoverJa(c, {
          issue: `当店を名乗る不審なメール(注文番号${fake}、お客様に心当たりなし)`,
          tried: 'POL-410に沿い、パスワードやカード番号は尋ねていない。該当する注文記録は見つからない',
          mood: '不安で、急いで確認したい',
          order: `${customer.nameJa}様の記録は配達済みの1件のみ`,
          action:
            'パスワード変更と全端末のログアウトをご案内し、セキュリティ担当がメールの原文を受け取って調査する',
        }),
        must: [fake, 'POL-410'],
        mustNot: ['POL-240', '返金します'],
      };
    },
  }),

  defineShape({
    slug: 'esc-praise-and-idea',
    intent,
    kinds: ['summary', 'no-answer'],
    build(c) {
      const b = c.book({ where: long });
      const idea = c.turn([
        'a subscription that sends one first volume a month',
        'large-print product pages',
        'a shelf for manga translated from Japanese into Welsh',
        'a gift registry for weddings',
        'second-hand exchange among members',
        'audio descriptions for blind readers',
        'carbon-neutral shipping for a surcharge',
        'a reading diary in the account',
      ]);
      const page = doc(
        'ideas',
        'Ideas and proposals. Suggestions of customers are collected by a colleague of the product desk, who reads them on Fridays and answers each by e-mail. The assistant cannot say whether or when an idea will be taken up. What has been announced stands on the news page; nothing else is planned publicly.',
      );
      return {
        question: c.ask([
          `Your boss should hear this: I'd pay for ${idea}. Who do I tell, and will it come?`,
          `idea: ${idea}!! pass it to the team`,
          `Could a real person in charge of products read my proposal? It is about ${idea}.`,
          `I run a small blog and would love to discuss ${idea} with someone from Hoshizora.`,
          `Is ${idea} planned? If you don't know, connect me with somebody who does.`,
          `Please let your management know that customers like me long for ${idea}.`,
          `What would it take to get ${idea}? I'm serious; I have even drawn a sketch.`,
          `No complaint for once! Forward to a human, please: ${idea}.`,
        ]),
        documents: c.rank([page], [goodsPage(c.rng, b)]),
        reference: handover(c, {
          issue: `a proposal, not a complaint: ${idea}; the customer asks whether it will come`,
          tried: 'told that the assistant cannot say whether or when an idea is taken up',
          mood: 'friendly, engaged',
          order: 'none concerned',
          action: 'product desk to read it on Friday and answer by e-mail',
        }),
        must: [idea, anyOf('product desk', 'product team'), anyOf('e-mail', 'email')],
        mustNot: ['refund', 'will be introduced'],
      };
    },
  }),
];

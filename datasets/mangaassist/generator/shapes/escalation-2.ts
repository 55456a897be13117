import {
  addBusinessDays,
  type Book,
  bill,
  type Context,
  type Day,
  dateEn,
  dateFact,
  dateJa,
  dayOf,
  defineShape,
  doc,
  domestic,
  handover,
  handoverJa,
  helpPage,
  ja,
  mixed,
  orderRecord,
  orderRecordJa,
  RULES,
  type Shape,
  setOf,
  volumes,
  yen,
} from './kit.js';

const intent = 'escalation';

/** Long enough for every order below. */
const long = (book: Book): boolean => book.volumes === 0 || book.volumes > 5;

const dayIn2026 = (c: Context): Day => dayOf(2026, c.rng.int(2, 11), c.rng.int(2, 24));
const cardOf = (c: Context): string =>
  `${c.rng.pick(['Visa', 'Mastercard', 'JCB', 'Amex'])} ending ${c.rng.int(1000, 9999)}`;

export const ESCALATION_2: readonly Shape[] = [
  defineShape({
    slug: 'esc-threatens-lawyer',
    intent,
    kinds: ['complaint', 'policy', 'summary'],
    build(c) {
      const b = c.book({ minVolumes: 5 });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const opened = placed + c.rng.int(4, 8);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [setOf(b)]),
        status: `Delivered ${dateEn(placed + 3)}.`,
        notes: `Return refused on ${dateEn(opened)}: box set had been opened.`,
      });
      return {
        question: c.ask([
          `Refuse my return of ${id} once more and my lawyer will write to you. I want your management.`,
          `consumer agency is informed. ${id}. last chance, get a boss here`,
          `You'd better let a superior look at ${id}; otherwise I shall publish the whole story.`,
          `Of course I opened the box, how else could I see that I don't like it? Escalate ${id} or hear from my solicitor.`,
          `I know my rights. A set I can't return is a fraud. Who is your legal contact for ${id}?`,
          `One star everywhere, that's what you get for ${id}, unless a human changes the decision.`,
          `My brother-in-law is an attorney and laughs at your rule. Have ${id} reviewed by someone with authority.`,
          `Tell your director that ${id} will end in court over ${yen(b.priceSet)}.`,
        ]),
        history: [
          `I want to return the set in ${id}, it bored me.`,
          'By POL-112 opened box sets cannot be returned. I am sorry.',
        ],
        documents: c.rank([record, helpPage(c.rng, 'returns')], [helpPage(c.rng, 'damaged')]),
        reference: handover(c, {
          issue: `return of an opened box set (${b.en}) for a change of mind was refused on ${dateEn(opened)}; the customer announces legal steps or bad reviews`,
          tried: 'rule POL-112 explained: opened box sets are excluded',
          mood: 'hostile, threatening',
          order: `${id}, ${customer.name}, ${yen(b.priceSet)}, delivered ${dateEn(placed + 3)}`,
          action:
            'team lead to answer in writing, keep to the rule unless there was a defect, promise nothing in the chat',
        }),
        must: [id, 'POL-112', yen(b.priceSet)],
        mustNot: ['POL-118', 'RT-07'],
      };
    },
  }),

  defineShape({
    slug: 'esc-gift-too-late',
    intent,
    kinds: ['date', 'summary', 'complaint'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, other, placed] = [domestic(c), c.orderId(), c.orderId(), dayIn2026(c)];
      const promised = placed + 4;
      const now = promised + 1;
      const occasion = c.turn([
        'wedding',
        'retirement party',
        'christening',
        '80th birthday',
        'graduation',
        'farewell',
        'silver wedding',
        "Mother's Day lunch",
      ]);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 2)]),
        status: `Delivery promised for ${dateEn(promised)}; van broke down, new date ${dateEn(now + 1)}.`,
        notes: 'Gift wrapping ordered.',
      });
      const next = orderRecord(c.rng, {
        id: other,
        customer,
        placed: placed + 1,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(c.book({ except: [b], where: long }), 3)]),
        status: 'In preparation.',
      });
      return {
        question: c.ask([
          `The ${occasion} is over and the present isn't here. I'm heartbroken. Can a person call me about ${id}?`,
          `${id} late. ${occasion} ruined. human pls`,
          `You promised ${dateEn(promised)}! I stood at the ${occasion} with an empty hand. Somebody has to answer for ${id}.`,
          `Would a member of your team explain why ${id} missed the ${occasion}?`,
          `It was for the ${occasion}. Now I neither want nor need the parcel ${id}. Who can stop it?`,
          `I paid for wrapping so that it would shine at the ${occasion}; instead I had nothing. Please escalate ${id}.`,
          `No apology from a program, thanks. The ${occasion} won't be repeated. Order ${id}.`,
          `Do you know how it feels to come to a ${occasion} without a gift? Transfer me. ${id}.`,
        ]),
        documents: c.rank([record], [next, helpPage(c.rng, 'wrapping')]),
        reference: handover(c, {
          issue: `gift for a ${occasion} missed its date: promised ${dateEn(promised)}, now ${dateEn(now + 1)} because the van broke down`,
          tried: 'nothing yet beyond looking up the status',
          mood: 'sad and disappointed',
          order: `${id}, ${customer.name}, ${b.en} volumes 1 and 2, ${yen(2 * b.price)}, gift-wrapped`,
          action:
            'call the customer, apologise, offer to take the parcel back with a full refund including shipping and wrapping',
        }),
        must: [id, dateFact(promised), occasion],
        mustNot: [other],
      };
    },
  }),

  defineShape({
    slug: 'esc-ja-broken-box',
    intent,
    kinds: ['complaint', 'summary', 'policy'],
    build(c) {
      const b = c.book({ minVolumes: 5 });
      const [customer, id, other, placed] = [domestic(c), c.orderId(), c.orderId(), dayIn2026(c)];
      const came = placed + 2;
      const until = came + RULES.damageReportDays;
      const record = orderRecordJa(c.rng, {
        id,
        customer,
        placed,
        paidBy: 'クレジットカード',
        ...bill(customer, [setOf(b)]),
        status: `${dateJa(came)}に配達済みです。`,
      });
      const old = orderRecordJa(c.rng, {
        id: other,
        customer,
        placed: placed - 50,
        paidBy: 'PayPay',
        ...bill(customer, [volumes(c.book({ except: [b], where: long }), 2)]),
        status: '完了しています。',
      });
      return {
        question: c.ask([
          ja(`届いた全巻セットの角がつぶれていました。人間の担当者と話したいです。注文は${id}です。`),
          ja(`${id}、箱も本もぼろぼろ。責任者を出してください。`),
          ja(`写真も送ったのに定型文しか返ってきません。${id}の件、担当の方に代わっていただけますか。`),
          ja(`楽しみにしていた『${b.ja}』が破れて届き、悲しいです。どなたか対応をお願いします(${id})。`),
          mixed(`${id}のset、damagedでした。Human agentにつないでください。`),
          ja(`交換でも返金でも構いませんが、もうAIとのやりとりは結構です。${id}。`),
          ja(`息子の誕生日プレゼントが傷だらけです。${id}について至急お電話をいただけないでしょうか。`),
          ja(`何度同じ説明をさせるのですか。${id}は破損です。上の方に伝えてください。`),
        ]),
        history: [
          ja(`${id}で届いた本が傷んでいました。`).text,
          'ご不便をおかけしております。POL-118により、14日以内に写真を添えてご連絡ください。',
          'もう送りました。',
        ],
        documents: c.rank([record, helpPage(c.rng, 'damaged', 'ja')], [old]),
        reference: handoverJa(c, {
          issue: `『${b.ja}』全巻セットが破損した状態で届いた(写真は受領済み)`,
          tried: 'POL-118の案内のみで、手続きは未着手',
          mood: '強い不満があり、担当者との会話を希望',
          order: `${id}、${customer.nameJa}様、${yen(b.priceSet)}、${dateJa(came)}配達、申告期限${dateJa(until)}`,
          action: `返送ラベルRT-07を送り、交換か${yen(b.priceSet)}の返金をご希望どおりに行い、お詫びする`,
        }),
        must: [id, 'POL-118', 'RT-07', dateFact(until)],
        mustNot: [other, '480円'],
      };
    },
  }),

  defineShape({
    slug: 'esc-ja-refund-missing',
    intent,
    kinds: ['date', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, rma, other, placed] = [
        domestic(c),
        c.orderId(),
        c.returnId(),
        c.returnId(),
        dayIn2026(c),
      ];
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
    },
  }),

  defineShape({
    slug: 'esc-mixed-moved-house',
    intent,
    kinds: ['summary', 'status'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, other, placed] = [domestic(c), c.orderId(), c.orderId(), dayIn2026(c)];
      const to = c.turn(['Sapporo', 'Naha', 'Matsue', 'Takamatsu', 'Aomori', 'Toyama', 'Saga', 'Mito']);
      if (customer.city === to) c.again();
      const out = placed + 2;
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 3)]),
        status: `Handed to the carrier on ${dateEn(out)}; address can no longer be changed in the account.`,
      });
      const next = orderRecord(c.rng, {
        id: other,
        customer,
        placed: placed + 3,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(c.book({ except: [b], where: long }), 1)]),
        status: 'In preparation; address still open.',
      });
      return {
        question: c.ask([
          mixed(`引っ越しました!${id}のaddressを${to}に変えたいです。Human please。`),
          mixed(`${id} is going to my old address…新しい住所は${to}です。担当者お願いします。`),
          mixed(`発送済みの${id}、${to}へforwardできますか?botではむりですよね。`),
          mixed(`Urgent!${id}が前の家に届いちゃう。いまは${to}に住んでいます。`),
          mixed(`配送会社にcallしてもらえませんか。${id}を${to}の新居に届けてほしいです。`),
          mixed(`Address changeを忘れていました。${id}→${to}。オペレーターさんにつないでください。`),
          mixed(`もう退去したのでnobody is there。${id}の行き先を${to}に、至急です。`),
          mixed(`Can a human agent help?${id}の荷物を${to}で受け取りたいのですが。`),
        ]),
        documents: c.rank([record], [next, helpPage(c.rng, 'domestic')]),
        reference: handoverJa(c, {
          issue: `引っ越しにより、発送済みの荷物のお届け先を${to}へ変更したい`,
          tried: 'アカウントでの変更は締め切り後で不可',
          mood: '焦っているが協力的',
          order: `${id}、${customer.nameJa}様、『${b.ja}』1〜3巻、${dateJa(out)}に配送会社へ引き渡し済み`,
          action: `配送会社に連絡して${to}への転送を依頼し、新住所を本人確認のうえ登録する`,
        }),
        must: [id, to, dateFact(out)],
        mustNot: [other],
      };
    },
  }),

  defineShape({
    slug: 'esc-customs-quarrel',
    intent,
    kinds: ['policy', 'summary', 'arithmetic'],
    build(c) {
      const b = c.book({ minVolumes: 8 });
      const customer = c.customer();
      if (!customer.abroad) c.again();
      const [id, placed] = [c.orderId(), dayIn2026(c)];
      const [duty, wrong] = [c.rng.int(21, 64), 10];
      const declared = b.priceSet * wrong;
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        lines: [setOf(b)],
        shipping: 3400,
        status: 'Held by customs.',
        notes: `Customs form filled in by our warehouse: value ${yen(declared)}.`,
      });
      return {
        question: c.ask([
          `Customs want $${duty} from me because your form for ${id} says ${yen(declared)}. I paid ${yen(b.priceSet)}! Get me a person.`,
          `wrong value on customs form, ${id}, tenfold!! agent`,
          `I'm aware that duties are mine to pay, but not on ten times the price. Who can correct the papers of ${id}?`,
          `Would your export team please write to customs about ${id}? The declared value is absurd.`,
          `The officer in ${customer.city} laughed at me: manga for ${yen(declared)}? Your mistake, your job. ${id}.`,
          `Somebody added a zero on the declaration of ${id} and I'm to pay $${duty}. Human help, please.`,
          `How do I get an amended invoice for ${id}? Your assistant only recites that duty is my business.`,
          `Please escalate ${id} before the parcel is sent back: value declared wrongly, $${duty} demanded.`,
        ]),
        history: [`I have to pay duty on ${id}.`, 'By POL-205 import duties are paid by the recipient.'],
        documents: c.rank([record, helpPage(c.rng, 'abroad')], [helpPage(c.rng, 'payment')]),
        reference: handover(c, {
          issue: `customs form of ${id} states ${yen(declared)}, ten times the goods value of ${yen(b.priceSet)}; customs ask $${duty}`,
          tried: 'POL-205 quoted (duties are borne by the recipient), which does not cover our own error',
          mood: 'indignant but reasonable',
          order: `${customer.name}, ${customer.city}, set of ${b.en}, held by customs`,
          action:
            'send a corrected declaration and invoice to customs at once, refund duty that was charged in excess',
        }),
        must: [id, yen(declared), yen(b.priceSet), 'POL-205'],
        mustNot: ['POL-112', '¥1,900'],
      };
    },
  }),
];

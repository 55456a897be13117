import { cardOrder, caseOf, dayIn2026, long } from './escalation-case.js';
import {
  anyOf,
  billed,
  dateEn,
  doc,
  englishPage,
  goodsPage,
  handover,
  handoverJa,
  helpPage,
  ja,
  mixed,
  orderRecordJa,
  pastCampaign,
  type Shape,
  setOf,
  shapesOf,
  titled,
  volumes,
  yen,
} from './kit.js';

const escalation = shapesOf('escalation');

/** A human is wanted for its own sake: anger, offers, wishes at night, ideas. */
export const ESCALATION_WISH: readonly Shape[] = [
  escalation('esc-threatens-lawyer', ['complaint', 'policy', 'summary'], (c) => {
    const b = c.book({ minVolumes: 5 });
    const { customer, id, placed } = caseOf(c);
    const opened = placed + c.rng.int(4, 8);
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [setOf(b)],
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
  }),

  escalation('esc-bulk-for-school', ['summary', 'arithmetic', 'stock'], (c) => {
    const b = c.book({ where: long });
    const n = c.turn([120, 200, 80, 150, 300, 90, 250, 60]);
    const who = c.turn([
      'a public library',
      'a primary school',
      'a language school',
      'a hotel',
      'a university',
      'a film festival',
      'a hospital',
      'a city museum',
    ]);
    const by = dayIn2026(c) + 30;
    const page = doc(
      'bulk-orders',
      'Orders of more than 50 copies of one item are not taken through the cart. Business customers get an offer with a quantity discount and an invoice from our sales desk, which works by e-mail and answers within 1 business day. Needed: name of the institution, item, quantity, date and address. The assistant cannot promise prices.',
    );
    return {
      question: c.ask([
        `I order for ${who}: ${n} × ${b.en} 1 in English by ${dateEn(by)}. Whom do I talk to?`,
        `${n} copies ${b.en} eng for ${who}, need invoice + human`,
        `The cart refuses a quantity of ${n}. We are ${who} and require ${b.en} in English before ${dateEn(by)}.`,
        `Could sales contact me? ${who.charAt(0).toUpperCase()}${who.slice(1)}, ${n} pieces of ${b.codeEn}, deadline ${dateEn(by)}.`,
        `What discount do you grant ${who} on ${n} English volumes of ${b.en}? A person should tell me, I suppose.`,
        `Please forward a request for quotation: ${n} times ${b.en}, volume 1, English, date ${dateEn(by)}, buyer ${who}.`,
        `On behalf of ${who} I'd like an offer for ${n} English ${b.en}. Your stock shows fewer, so staff must help.`,
        `Is there a business contact? Quantity ${n}, title ${b.en} (English), needed on ${dateEn(by)} at ${who}.`,
      ]),
      documents: c.rank(
        [page, englishPage(c.rng, b)],
        [pastCampaign(c.rng, 'orders of five books and more')],
      ),
      reference: handover(c, {
        issue: `${who} wants ${n} copies of ${b.en}, volume 1, English (${b.codeEn}); the cart takes no more than 50`,
        tried: 'rule on bulk orders looked up, no price promised',
        mood: 'businesslike',
        order: `no order yet; list price ${yen(b.priceEn)} each, ${yen(n * b.priceEn)} before discount; ${b.stockEn} in stock`,
        action: `sales desk to send an offer with discount and invoice within 1 business day, check supply for ${dateEn(by)}`,
      }),
      must: [`${n} copies`, b.codeEn, yen(n * b.priceEn)],
      mustNot: [yen(n * b.price), b.code],
    };
  }),

  escalation('esc-night-ticket', ['policy', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const hour = c.turn(['21:40', '23:15', '2:05', '5:30', '22:10', '7:45', '0:20', '8:15']);
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, 3)],
      status: 'Packed, leaves tomorrow.',
    });
    const wish = c.turn([
      'cancel it',
      'send it to my office',
      'leave out the last volume',
      'hold it for a week',
      'put my wife as recipient',
      'correct the house number',
      'add gift wrapping',
      'change the phone number on the label',
    ]);
    return {
      question: c.ask([
        `It is ${hour} in Japan, I know. Still I need a human for ${id}: ${wish}.`,
        `anyone awake? ${hour} jst. ${id}: ${wish}`,
        `Please connect me to an agent at once (${hour} JST). They should ${wish}, order ${id}.`,
        `Regarding ${id}, could somebody ${wish} before it leaves tomorrow? My clock shows ${hour} Japanese time.`,
        `Why does nobody answer at ${hour}? I merely want you to ${wish} – number ${id}.`,
        `Live agent, please; ${hour} JST now. Task: ${wish}. Order: ${id}.`,
        `I can't sleep over this: ${id}, please ${wish}. Where are your people at ${hour}?`,
        `When will a person read this? ${hour} in Tokyo. Request for ${id}: ${wish}.`,
      ]),
      documents: c.rank([helpPage(c.rng, 'service'), record], [helpPage(c.rng, 'domestic')]),
      reference: handover(c, {
        issue: `customer wants us to ${wish}; written at ${hour} JST, outside the chat hours 9:00–21:00 JST`,
        tried: 'no agent available, ticket opened for the morning',
        mood: 'impatient',
        order: `${id}, ${customer.name}, ${yen(3 * b.price)}, packed, leaves tomorrow`,
        action: 'handle the ticket first thing in the morning, before dispatch, and confirm to the customer',
      }),
      must: [id, '9:00–21:00', wish],
      mustNot: ['10:00–18:00', '14:00'],
    };
  }),

  escalation('esc-going-in-circles', ['complaint', 'summary', 'follow-up'], (c) => {
    const [b, w] = c.pair({ where: long });
    const { customer, id, placed } = caseOf(c);
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 4)],
      status: `Delivered on ${dateEn(placed + 3)}.`,
    });
    return {
      question: c.ask([
        'That is not what I asked. Human!',
        'AGENT AGENT AGENT',
        'You have now told me the same thing twice. Be so good as to fetch a colleague.',
        'No, no, no. Wrong book, I said, not damaged. Is there anyone there who listens?',
        "I'd like to speak with a person before I lose my temper.",
        'Does typing in capitals help? GET ME A HUMAN.',
        'We do not understand each other, you and I. Transfer me, please.',
        'Right, third attempt: wrong item. If the answer is another help page, I cancel everything.',
      ]),
      history: [
        `I got ${w.en} instead of ${b.en} 4 in ${id}.`,
        'I am sorry your item is damaged. Please send a photo of the damage.',
        "It isn't damaged, it's the wrong title!",
        'Thank you. For damaged items please send a photo within 14 days.',
      ],
      documents: c.rank([record, helpPage(c.rng, 'damaged')], [helpPage(c.rng, 'returns')]),
      reference: handover(c, {
        issue: `wrong item: the customer ordered ${b.en}, volume 4, and received ${w.en}; the assistant took it for damage twice`,
        tried: 'two requests for a photo of a damage that does not exist',
        mood: 'very frustrated with the assistant, wants a person',
        order: `${id}, ${customer.name}, ${yen(b.price)}, delivered ${dateEn(placed + 3)}`,
        action: `apologise, send the right volume and label RT-07 for the wrong one under POL-118`,
      }),
      must: [id, titled(b), titled(w), 'RT-07'],
      mustNot: ['¥480', '30 days'],
    };
  }),

  escalation('esc-ja-wants-a-person', ['summary', 'follow-up'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
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
    const record = orderRecordJa(
      c.rng,
      billed('クレジットカード', {
        id,
        customer,
        placed,
        lines: [volumes(b, 2, 4)],
        status: '発送準備中です。',
      }),
    );
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
  }),

  escalation('esc-praise-and-idea', ['summary', 'no-answer'], (c) => {
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
  }),
];

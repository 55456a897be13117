import {
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
  englishPage,
  handover,
  helpPage,
  orderRecord,
  pastCampaign,
  type Shape,
  setOf,
  titled,
  volumes,
  yen,
} from './kit.js';

const intent = 'escalation';

/** Long enough for every order below. */
const long = (book: Book): boolean => book.volumes === 0 || book.volumes > 5;

const dayIn2026 = (c: Context): Day => dayOf(2026, c.rng.int(2, 11), c.rng.int(2, 24));
const cardOf = (c: Context): string =>
  `${c.rng.pick(['Visa', 'Mastercard', 'JCB', 'Amex'])} ending ${c.rng.int(1000, 9999)}`;

export const ESCALATION_3: readonly Shape[] = [
  defineShape({
    slug: 'esc-bulk-for-school',
    intent,
    kinds: ['summary', 'arithmetic', 'stock'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'esc-points-disappeared',
    intent,
    kinds: ['policy', 'date', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const points = c.rng.int(640, 3900);
      const gone = placed + c.rng.int(60, 120);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 2, 4)]),
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
    },
  }),

  defineShape({
    slug: 'esc-night-ticket',
    intent,
    kinds: ['policy', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const hour = c.turn(['21:40', '23:15', '2:05', '5:30', '22:10', '7:45', '0:20', '8:15']);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 3)]),
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
          action:
            'handle the ticket first thing in the morning, before dispatch, and confirm to the customer',
        }),
        must: [id, '9:00–21:00', wish],
        mustNot: ['10:00–18:00', '14:00'],
      };
    },
  }),

  defineShape({
    slug: 'esc-which-of-two-orders',
    intent,
    kinds: ['multi-hop', 'summary', 'similar-title'],
    build(c) {
      const [a, b] = c.pair({ where: long });
      const [customer, one, two, placed] = [domestic(c), c.orderId(), c.orderId(), dayIn2026(c)];
      const first = orderRecord(c.rng, {
        id: one,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(a, 1, 2)]),
        status: `Delivered on ${dateEn(placed + 2)}.`,
      });
      const second = orderRecord(c.rng, {
        id: two,
        customer,
        placed: placed + 1,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 4)]),
        status: `Carrier reports delivery on ${dateEn(placed + 4)}, signed by "M".`,
      });
      return {
        question: c.ask([
          `The parcel with ${b.en} is marked delivered, yet nobody in my house has a name with M. I want this investigated by a human.`,
          `${b.en} never came, signature not mine!! escalate`,
          `Of my two orders the one with ${a.en} is here. The other was signed for by a stranger. Please hand me over.`,
          `Who is "M"? Certainly not me. My ${b.en} volumes are with that person, it seems. Agent, please.`,
          `Could a colleague of yours talk to the carrier? ${b.en} was delivered to somebody else.`,
          `I don't remember the order number, it's the one with ${b.en}: gone astray with a false signature.`,
          `Delivered, says your page about the ${b.en} order. Not to me, say I. Get someone on it.`,
          `The postman admits he doesn't recall our house. ${b.en} is missing; ${a.en} arrived. What now? I prefer a person.`,
        ]),
        documents: c.rank([second, first], [helpPage(c.rng, 'damaged')]),
        reference: handover(c, {
          issue: `parcel with ${b.en}, volumes 1 to 4, is marked delivered on ${dateEn(placed + 4)} and signed "M", but the customer has not got it`,
          tried: 'both orders compared; the one with the other title arrived',
          mood: 'suspicious, wants an investigation',
          order: `${two}, ${customer.name}, ${customer.city}, ${yen(4 * b.price)}`,
          action: 'ask the carrier for proof of delivery, then send again or refund',
        }),
        must: [two, yen(4 * b.price), dateFact(placed + 4)],
        mustNot: [one, yen(2 * a.price)],
      };
    },
  }),

  defineShape({
    slug: 'esc-child-ordered',
    intent,
    kinds: ['policy', 'summary'],
    build(c) {
      const b = c.book({ minVolumes: 12 });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const age = c.turn([7, 9, 6, 11, 8, 10, 12, 5]);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [setOf(b)]),
        status: `Delivered ${dateEn(placed + 2)}, shrink wrap intact according to the customer.`,
      });
      return {
        question: c.ask([
          `My ${age}-year-old ordered the whole of ${b.en} on my phone. It's still sealed. I need an understanding human for ${id}.`,
          `kid (${age}) bought ${id} by accident, unopened, pls get agent`,
          `Is there goodwill for parents? ${id} was placed by a child of ${age}; the box hasn't been touched.`,
          `I noticed too late that ${age}-year-olds can tap "buy". Could your staff take ${id} back without the postage?`,
          `Please pass on: order ${id} was not made by an adult. We left everything in its wrapping.`,
          `A ${age}-year-old can't conclude a contract, can she? Somebody competent should look at ${id}.`,
          `My face is red: my son (${age}) shopped for ${yen(b.priceSet)} while I cooked. What can a person at your end do about ${id}?`,
          `Before I scold anyone aged ${age}: can ${id} go back, sealed as it is, and could an agent waive the shipping?`,
        ]),
        documents: c.rank([record, helpPage(c.rng, 'returns')], [helpPage(c.rng, 'account')]),
        reference: handover(c, {
          issue: `a child of ${age} placed ${id}; the parent asks to return the sealed set and to be spared the return shipping`,
          tried:
            'POL-112 checked: unread and sealed, return possible within 30 days, return shipping ¥480 in Japan normally paid by the customer',
          mood: 'embarrassed, friendly',
          order: `${customer.name}, set of ${b.en}, ${yen(b.priceSet)}, delivered ${dateEn(placed + 2)}`,
          action: 'accept the return and decide on waiving ¥480 as goodwill',
        }),
        must: [id, 'POL-112', yen(b.priceSet), '30 days'],
        mustNot: ['14 days', 'POL-410'],
      };
    },
  }),

  defineShape({
    slug: 'esc-order-of-a-relative',
    intent,
    kinds: ['policy', 'negation', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const who = c.turn([
        'late father',
        'wife, who is in hospital',
        'flatmate',
        'mother, who has no computer',
        'ex-husband',
        'grandson',
        'late aunt',
        'boss',
      ]);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 5)]),
        status: 'Dispatched.',
      });
      return {
        question: c.ask([
          `I'm writing about ${id}, placed by my ${who}. What's in it and where does it go? If you can't say, a human please.`,
          `${id} belongs to my ${who}. tell me address + items or get staff`,
          `How can I manage an order of my ${who} (${id})? I'd like to speak to someone.`,
          `On behalf of my ${who} I request the details of ${id}. Kindly involve an agent if needed.`,
          `There's a notice about ${id} in the letter box, the account is that of my ${who}. Who helps me with it?`,
          `Could you redirect ${id}? It isn't my account; it's my ${who} who ordered.`,
          `Please understand, it is a difficult time: ${id} was ordered by my ${who}. I need a person, not a form.`,
          `What did my ${who} buy in ${id}? The assistant refuses, so let me talk to your people.`,
        ]),
        documents: c.rank([helpPage(c.rng, 'privacy'), record], [helpPage(c.rng, 'domestic')]),
        reference: handover(c, {
          issue: `somebody asks about ${id}, an order of their ${who}; they are not the account holder`,
          tried: 'no details were given out, in keeping with POL-402',
          mood: 'insistent, possibly under strain',
          order: `${id} only; nothing confirmed by the account holder's e-mail address`,
          action:
            'agent to check entitlement in writing and to speak about the order only with the customer who placed it, or a proven representative',
        }),
        must: [id, 'POL-402'],
        mustNot: [customer.email, titled(b), customer.name],
      };
    },
  }),

  defineShape({
    slug: 'esc-going-in-circles',
    intent,
    kinds: ['complaint', 'summary', 'follow-up'],
    build(c) {
      const [b, w] = c.pair({ where: long });
      const [customer, id, placed] = [domestic(c), c.orderId(), dayIn2026(c)];
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 4)]),
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
    },
  }),
];

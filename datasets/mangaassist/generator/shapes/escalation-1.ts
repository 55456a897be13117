import {
  addBusinessDays,
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
  handover,
  helpPage,
  lineSum,
  nextDispatch,
  orderRecord,
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

export const ESCALATION_1: readonly Shape[] = [
  defineShape({
    slug: 'esc-replacement-damaged-too',
    intent,
    kinds: ['complaint', 'summary', 'policy'],
    build(c) {
      const b = c.book({ minVolumes: 6 });
      const [customer, id, other, placed] = [domestic(c), c.orderId(), c.orderId(), dayIn2026(c)];
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [setOf(b)]),
        status: 'Delivered; replacement sent and delivered.',
        notes: 'Customer reported dented volumes twice, photos on file.',
      });
      const old = orderRecord(c.rng, {
        id: other,
        customer,
        placed: placed - 70,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(c.book({ except: [b], where: long }), 1)]),
        status: 'Completed.',
      });
      return {
        question: c.ask([
          `Second set, second time crushed. I'm done with forms, let me talk to somebody who decides. Order ${id}.`,
          `human. now. ${id} came broken AGAIN`,
          `Twice I waited, twice the ${b.en} volumes were dented. I'd like a manager to look at ${id} and give me my money back.`,
          `How hard can it be to pack books? The replacement for ${id} is as bad as the first delivery. I want a person and a refund.`,
          `Would you please connect me with your staff? The exchanged set in ${id} has bent corners too, and I no longer want it.`,
          `I'm close to tears: the ${b.en} set was a present, and even the replacement is damaged (${id}). Someone real, please.`,
          `Enough. ${id}: damaged, replaced, damaged. Refund me, and not by a robot.`,
          `Kindly escalate ${id}. Two deliveries, two photos, no intact set. I decline a third try.`,
        ]),
        history: [
          `The set of ${b.en} in ${id} has dents everywhere.`,
          'I am sorry. By POL-118 we have sent you a replacement free of charge; please keep the photos.',
        ],
        documents: c.rank([record, helpPage(c.rng, 'damaged')], [old]),
        reference: handover(c, {
          issue: `the set of ${b.en} arrived damaged, and so did its replacement; the customer declines a third delivery and asks for a refund`,
          tried: 'photos received, replacement sent under POL-118',
          mood: 'very upset, out of patience',
          order: `${id}, ${customer.name}, ${yen(b.priceSet)}, paid ${dateEn(placed)}`,
          action: `refund ${yen(b.priceSet)} to the original payment method (5–7 business days), send label RT-07, apologise in person`,
        }),
        must: [id, yen(b.priceSet), 'POL-118', 'RT-07'],
        mustNot: [other, '¥480'],
      };
    },
  }),

  defineShape({
    slug: 'esc-refund-is-late',
    intent,
    kinds: ['complaint', 'date', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, rma, placed] = [domestic(c), c.orderId(), c.returnId(), dayIn2026(c)];
      const arrived = addBusinessDays(placed, 9);
      const due = addBusinessDays(arrived, 7);
      const today = due + c.rng.int(4, 9);
      const count = c.rng.int(2, 5);
      const sum = b.price * count;
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, count)]),
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
    },
  }),

  defineShape({
    slug: 'esc-parcel-lost-abroad',
    intent,
    kinds: ['date', 'summary', 'policy'],
    build(c) {
      const [a, b] = c.pair({ where: long });
      const customer = c.customer();
      if (!customer.abroad) c.again();
      const [id, other, placed] = [c.orderId(), c.orderId(), dayIn2026(c)];
      const sent = nextDispatch(placed + 1);
      const due = addBusinessDays(sent, 18);
      const today = due + c.rng.int(8, 20);
      const lines = [volumes(a, 1, 2), volumes(b, 1)];
      const goods = lines.reduce((sum, line) => sum + lineSum(line), 0);
      const track = `EM${c.rng.int(100_000_000, 999_999_999)}JP`;
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        lines,
        shipping: 1900,
        status: `Dispatched ${dateEn(sent)} by economy, tracking ${track}; last scan at Narita on ${dateEn(sent + 3)}.`,
      });
      const old = orderRecord(c.rng, {
        id: other,
        customer,
        placed: placed - 90,
        paidBy: cardOf(c),
        lines: [volumes(c.book({ except: [a, b], where: long }), 1)],
        shipping: 3400,
        status: 'Delivered by express.',
      });
      return {
        question: c.ask([
          `Tracking ${track} hasn't moved since Narita. Someone must search for it, a human I mean.`,
          `${id} lost? no scan for weeks. agent pls`,
          `I live in ${customer.city} and my parcel has vanished. Could a colleague of yours contact the post?`,
          `It's ${dateEn(today)}; economy was to take 18 business days at most. Hand ${id} to your staff, please.`,
          `Eighteen business days, you said. Count again! I'd like a person to file a claim for ${id}.`,
          `Nobody can tell me where ${id} is, neither the post in ${customer.city} nor you. Who can?`,
          `Please stop telling me to wait. Order ${id} is overdue and I want it traced or sent anew.`,
          `My daughter asks every evening about the box from Japan (${id}). Time for a human to step in, don't you think?`,
        ]),
        history: [
          `Where is ${id}?`,
          `It left Japan by economy; delivery takes 10–18 business days. The last scan was at Narita.`,
        ],
        documents: c.rank([record, helpPage(c.rng, 'abroad')], [old]),
        reference: handover(c, {
          issue: `economy parcel to ${customer.city} overdue: dispatched ${dateEn(sent)}, 18 business days ended ${dateEn(due)}, last scan Narita ${dateEn(sent + 3)}`,
          tried: 'tracking checked, customer asked to wait',
          mood: 'worried and annoyed',
          order: `${id}, ${customer.name}, goods ${yen(goods)} plus ¥1,900 shipping, tracking ${track}`,
          action: 'open a search with the post, then offer a new dispatch or a refund',
        }),
        must: [id, track, dateFact(due)],
        mustNot: [other, '¥3,400'],
      };
    },
  }),

  defineShape({
    slug: 'esc-charged-twice',
    intent,
    kinds: ['arithmetic', 'summary'],
    build(c) {
      const b = c.book({ where: long });
      const [customer, id, other, placed] = [domestic(c), c.orderId(), c.orderId(), dayIn2026(c)];
      const n = c.rng.int(2, 7);
      const total = n * b.price + bill(customer, [volumes(b, 1, n)]).shipping;
      const card = cardOf(c);
      const ledger = doc(
        'payment-log',
        `Payment log of ${dateEn(placed)} for ${customer.name}: 10:41 ${card} authorised ${yen(total)}, time-out at the bank; 10:42 ${card} captured ${yen(total)} for ${id}; 10:41 authorisation captured as well by the nightly run, reference without order. Sum captured ${yen(2 * total)}. No refund so far.`,
      );
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: card,
        lines: [volumes(b, 1, n)],
        shipping: total - n * b.price,
        status: 'Packed.',
      });
      const old = orderRecord(c.rng, {
        id: other,
        customer,
        placed: placed - 40,
        paidBy: card,
        ...bill(customer, [volumes(c.book({ except: [b], where: long }), 2)]),
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
    },
  }),

  defineShape({
    slug: 'esc-account-taken-over',
    intent,
    kinds: ['policy', 'summary'],
    build(c) {
      const b = c.book({ minVolumes: 10 });
      const customer = domestic(c);
      const [id, mine, placed] = [c.orderId(), c.orderId(), dayIn2026(c)];
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: 'the stored card',
        ...bill(customer, [setOf(b)]),
        status: 'In preparation, not dispatched.',
        notes: `Delivery address changed to a locker ten minutes before the order.`,
      });
      const own = orderRecord(c.rng, {
        id: mine,
        customer,
        placed: placed - 12,
        paidBy: 'the stored card',
        ...bill(customer, [volumes(c.book({ except: [b], where: long }), 1)]),
        status: 'Delivered at home.',
      });
      return {
        question: c.ask([
          `I never ordered ${id}! Somebody is in my account. Help, a person please!`,
          `hacked. order ${id} not mine. stop it`,
          `There's a confirmation in my inbox for ${b.en}, complete, to an address I don't know. ${mine} was mine, ${id} is not.`,
          `What do I do about a stranger's order (${id}) on my card? I've changed the password just now.`,
          `Please lock everything: ${id} was placed while I was asleep.`,
          `Your mail thanks me for ${id}. I didn't buy it, and the delivery address isn't mine either. I want your security people.`,
          `Could a human verify who placed ${id}? I fear my account has been taken over.`,
          `My son swears it wasn't him. So who bought the ${b.en} set in ${id} with our card?`,
        ]),
        documents: c.rank([record, helpPage(c.rng, 'account')], [own]),
        reference: handover(c, {
          issue: `suspected account takeover: ${id} (${b.en} set, ${yen(b.priceSet)}) was not placed by the customer, and the address was changed ten minutes before`,
          tried: 'no check of passwords or card numbers in the chat, as POL-410 demands',
          mood: 'alarmed',
          order: `${id} in preparation, not dispatched; the earlier order of the customer is genuine`,
          action:
            'security desk to lock the account, stop the order, restore the address and contact the customer at once',
        }),
        must: [id, 'POL-410', yen(b.priceSet)],
        mustNot: [mine, 'POL-402'],
      };
    },
  }),

  defineShape({
    slug: 'esc-delete-my-data',
    intent,
    kinds: ['policy', 'summary'],
    build(c) {
      const [customer, id] = [domestic(c), c.orderId()];
      const b = c.book({ where: long });
      const placed = dayIn2026(c);
      const points = c.rng.int(120, 1900);
      const record = orderRecord(c.rng, {
        id,
        customer,
        placed,
        paidBy: cardOf(c),
        ...bill(customer, [volumes(b, 1, 2)]),
        status: 'On its way.',
        notes: `Points in the account: ${points}.`,
      });
      return {
        question: c.ask([
          `Erase everything you have on me. Whom do I address? ${customer.email}`,
          `delete account + all data asap (${customer.email})`,
          `Under data protection law I request deletion of my personal data. Please forward this to the person in charge; I'm ${customer.name}.`,
          `I'm leaving. Could a human remove my profile, ${customer.email}, and confirm it?`,
          `How do I get a copy of my data first and have the account deleted afterwards? This surely needs your staff.`,
          `No more newsletters, no more profile: take ${customer.email} out of your systems.`,
          `My wish is simple: forget me. Pass it on to someone who is allowed to do so, will you?`,
          `As ${customer.name} I hereby ask for erasure of my account. What happens to ${id}, which hasn't come yet?`,
        ]),
        documents: c.rank([helpPage(c.rng, 'privacy'), record], [helpPage(c.rng, 'points')]),
        reference: handover(c, {
          issue: `${customer.name} asks to have the account and personal data deleted`,
          tried: 'nothing could be done in the chat: by POL-402 such requests go to human staff by e-mail',
          mood: 'determined',
          order: `${id} is still on its way; ${points} points in the account would be lost`,
          action: `confirm identity by e-mail (${customer.email}) and order id, point out the open order and the points, answer within 1 business day`,
        }),
        must: ['POL-402', id, `${points} points`, '1 business day'],
        mustNot: ['POL-410', 'POL-310'],
      };
    },
  }),
];

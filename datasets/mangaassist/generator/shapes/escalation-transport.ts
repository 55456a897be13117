import { cardOrder, caseOf, long, otherOrder } from './escalation-case.js';
import {
  addBusinessDays,
  dateEn,
  dateFact,
  dateJa,
  foreign,
  handover,
  handoverJa,
  helpPage,
  mixed,
  nextDispatch,
  type Shape,
  setOf,
  shapesOf,
  sumOf,
  volumes,
  yen,
} from './kit.js';

const escalation = shapesOf('escalation');

/** A human is wanted for a parcel that is lost, late, held, or on its way to the wrong door. */
export const ESCALATION_TRANSPORT: readonly Shape[] = [
  escalation('esc-parcel-lost-abroad', ['date', 'summary', 'policy'], (c) => {
    const [a, b] = c.pair({ where: long });
    const { customer, id, placed } = caseOf(c, foreign(c));
    const other = c.orderId();
    const sent = nextDispatch(placed + 1);
    const due = addBusinessDays(sent, 18);
    const today = due + c.rng.int(8, 20);
    const lines = [volumes(a, 1, 2), volumes(b, 1)];
    const goods = sumOf(lines);
    const track = `EM${c.rng.int(100_000_000, 999_999_999)}JP`;
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines,
      shipping: 1900,
      status: `Dispatched ${dateEn(sent)} by economy, tracking ${track}; last scan at Narita on ${dateEn(sent + 3)}.`,
    });
    const old = otherOrder(c, {
      id: other,
      customer,
      placed: placed - 90,
      except: [a, b],
      volume: 1,
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
  }),

  escalation('esc-gift-too-late', ['date', 'summary', 'complaint'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const other = c.orderId();
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
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, 2)],
      status: `Delivery promised for ${dateEn(promised)}; van broke down, new date ${dateEn(now + 1)}.`,
      notes: 'Gift wrapping ordered.',
    });
    const next = otherOrder(c, {
      id: other,
      customer,
      placed: placed + 1,
      except: [b],
      volume: 3,
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
  }),

  escalation('esc-mixed-moved-house', ['summary', 'status'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
    const other = c.orderId();
    const to = c.turn(['Sapporo', 'Naha', 'Matsue', 'Takamatsu', 'Aomori', 'Toyama', 'Saga', 'Mito']);
    if (customer.city === to) c.again();
    const out = placed + 2;
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, 3)],
      status: `Handed to the carrier on ${dateEn(out)}; address can no longer be changed in the account.`,
    });
    const next = otherOrder(c, {
      id: other,
      customer,
      placed: placed + 3,
      except: [b],
      volume: 1,
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
  }),

  escalation('esc-customs-quarrel', ['policy', 'summary', 'arithmetic'], (c) => {
    const b = c.book({ minVolumes: 8 });
    const { customer, id, placed } = caseOf(c, foreign(c));
    const [duty, wrong] = [c.rng.int(21, 64), 10];
    const declared = b.priceSet * wrong;
    const record = cardOrder(c, {
      id,
      customer,
      placed,
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
  }),

  escalation('esc-which-of-two-orders', ['multi-hop', 'summary', 'similar-title'], (c) => {
    const [a, b] = c.pair({ where: long });
    const { customer, id: one, placed } = caseOf(c);
    const two = c.orderId();
    const first = cardOrder(c, {
      id: one,
      customer,
      placed,
      lines: [volumes(a, 1, 2)],
      status: `Delivered on ${dateEn(placed + 2)}.`,
    });
    const second = cardOrder(c, {
      id: two,
      customer,
      placed: placed + 1,
      lines: [volumes(b, 1, 4)],
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
  }),
];

import { cardOrder, caseOf, dayIn2026, long, otherOrder } from './escalation-case.js';
import {
  billed,
  dateEn,
  domestic,
  handover,
  handoverJa,
  helpPage,
  ja,
  mixed,
  orderRecord,
  orderRecordJa,
  type Shape,
  setOf,
  shapesOf,
  titled,
  volumes,
  yen,
} from './kit.js';

const escalation = shapesOf('escalation');

/** A human is wanted because of who somebody is: fraud, data protection, orders of others. */
export const ESCALATION_ACCOUNT: readonly Shape[] = [
  escalation('esc-account-taken-over', ['policy', 'summary'], (c) => {
    const b = c.book({ minVolumes: 10 });
    const { customer, id, placed } = caseOf(c);
    const mine = c.orderId();
    const record = orderRecord(
      c.rng,
      billed('the stored card', {
        id,
        customer,
        placed,
        lines: [setOf(b)],
        status: 'In preparation, not dispatched.',
        notes: `Delivery address changed to a locker ten minutes before the order.`,
      }),
    );
    const own = otherOrder(c, {
      id: mine,
      customer,
      placed: placed - 12,
      paidBy: 'the stored card',
      except: [b],
      volume: 1,
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
  }),

  escalation('esc-delete-my-data', ['policy', 'summary'], (c) => {
    const [customer, id] = [domestic(c), c.orderId()];
    const b = c.book({ where: long });
    const placed = dayIn2026(c);
    const points = c.rng.int(120, 1900);
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, 2)],
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
  }),

  escalation('esc-child-ordered', ['policy', 'summary'], (c) => {
    const b = c.book({ minVolumes: 12 });
    const { customer, id, placed } = caseOf(c);
    const age = c.turn([7, 9, 6, 11, 8, 10, 12, 5]);
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [setOf(b)],
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
  }),

  escalation('esc-order-of-a-relative', ['policy', 'negation', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
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
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, 5)],
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
  }),

  escalation('esc-ja-fraud-mail', ['policy', 'summary'], (c) => {
    const { customer, id, placed } = caseOf(c);
    const fake = c.orderId();
    const amount = 100 * c.rng.int(98, 480);
    const b = c.book({ where: long });
    const record = orderRecordJa(
      c.rng,
      billed('JCB', {
        id,
        customer,
        placed,
        lines: [volumes(b, 1, 2)],
        status: '配達済みです。',
      }),
    );
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
  }),
];

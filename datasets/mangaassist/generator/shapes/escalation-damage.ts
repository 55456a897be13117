import { cardOrder, caseOf, long, otherOrder } from './escalation-case.js';
import {
  billed,
  dateEn,
  dateFact,
  dateJa,
  doc,
  handover,
  handoverJa,
  helpPage,
  ja,
  mixed,
  orderRecordJa,
  RULES,
  type Shape,
  setOf,
  shapesOf,
  volumes,
  yen,
} from './kit.js';

const escalation = shapesOf('escalation');

/** A human is wanted because of what came out of the parcel. */
export const ESCALATION_DAMAGE: readonly Shape[] = [
  escalation('esc-replacement-damaged-too', ['complaint', 'summary', 'policy'], (c) => {
    const b = c.book({ minVolumes: 6 });
    const { customer, id, placed } = caseOf(c);
    const other = c.orderId();
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [setOf(b)],
      status: 'Delivered; replacement sent and delivered.',
      notes: 'Customer reported dented volumes twice, photos on file.',
    });
    const old = otherOrder(c, {
      id: other,
      customer,
      placed: placed - 70,
      except: [b],
      volume: 1,
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
  }),

  escalation('esc-ja-broken-box', ['complaint', 'summary', 'policy'], (c) => {
    const b = c.book({ minVolumes: 5 });
    const { customer, id, placed } = caseOf(c);
    const other = c.orderId();
    const came = placed + 2;
    const until = came + RULES.damageReportDays;
    const record = orderRecordJa(
      c.rng,
      billed('クレジットカード', {
        id,
        customer,
        placed,
        lines: [setOf(b)],
        status: `${dateJa(came)}に配達済みです。`,
      }),
    );
    const old = orderRecordJa(
      c.rng,
      billed('PayPay', {
        id: other,
        customer,
        placed: placed - 50,
        lines: [volumes(c.book({ except: [b], where: long }), 2)],
        status: '完了しています。',
      }),
    );
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
  }),

  escalation('esc-mould-in-parcel', ['complaint', 'summary'], (c) => {
    const b = c.book({ where: long });
    const { customer, id, placed } = caseOf(c);
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
    const record = cardOrder(c, {
      id,
      customer,
      placed,
      lines: [volumes(b, 1, 3)],
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
  }),
];

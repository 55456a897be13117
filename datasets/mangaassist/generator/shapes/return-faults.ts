import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { atLeast, delivered, deliveredJa, inJapan, olderOrder } from './desk-orders.js';
import {
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  doc,
  mixed,
  type Shape,
  setOf,
  shapesOf,
  volumes,
  yen,
  yenJa,
} from './kit.js';

const ret = shapesOf('return_request');

/** Returns because something is wrong with what arrived. */
export const RETURN_FAULTS: readonly Shape[] = [
  ret('ret-damaged-opened-set', ['policy', 'date', 'complaint'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = quietDay(c);
    const book = c.book({ where: (one) => one.priceSet > 4_000 });
    return {
      question: askJa(c, [
        `${dateJa(day)}に届いた『${book.ja}』セット(${id})、3巻が折れています。開封済みですが返品できますか?`,
        `${id}破損してた。箱もう開けちゃった`,
        `${id}の『${book.ja}』に水ぬれがありました。返送料はこちらの負担でしょうか。`,
        mixed(`${id}のbox、cornerがつぶれてました。openedだけどrefundできますか?`),
        `開封したボックスセットは返品不可とありますが、${id}は中の本が破れていました。どうすれば?`,
        `交換と返金、どちらも選べますか。${id}、ページが抜けています。`,
        `${id}の破損を報告したいです。期限と必要なものを教えてください。`,
        `子どもへの贈り物なのに${id}が傷だらけで悲しいです。${yenJa(book.priceSet)}もしたのに…`,
      ]),
      documents: c.rank(
        [
          rulesJa(c, 'damaged'),
          deliveredJa(c, {
            id,
            customer,
            day,
            lines: [setOf(book)],
            notes: '同じ商品の在庫:1点。',
          }),
        ],
        [rulesJa(c, 'window'), rulesJa(c, 'returnCost')],
      ),
      reference: `ご迷惑をおかけし申し訳ございません。破損の場合は開封済みでも対象です(POL-118)。到着後14日以内の${dateJa(day + 14)}までに、商品と外箱の写真を添えてご連絡ください。無料の返送ラベル(RT-07)をお送りします。在庫が1点ありますので交換、または検品後5〜7営業日で${yenJa(book.priceSet)}の全額返金をお選びいただけます。`,
      must: ['RT-07', dateFact(day + 14), '写真', anyOf('交換')],
      mustNot: ['480円', dateFact(day + 30)],
    };
  }),
  ret('ret-damage-reported-late', ['date', 'negation', 'complaint'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const day = quietDay(c);
    const late = c.rng.int(3, 8);
    const today = day + 14 + late;
    const book = c.book(atLeast(3));
    return {
      question: c.ask([
        `Unpacked ${id} today (${dateEn(today)}): ${book.en} 2 is torn. New copy please.`,
        `torn book in ${id}, only saw it now ${dateEn(today)}`,
        `I bought ${book.en} as a present and the page block was found loose on ${dateEn(today)}. Order ${id}. What are my rights under your rules?`,
        `Thirty days to return things, so ${id} with a ripped ${book.en} is fine on ${dateEn(today)}?`,
        `Broken spine, ${id}. I was travelling until ${dateEn(today)}, can you still help?`,
        `Form RT-07 for ${id}, please. Damage discovered ${dateEn(today)}.`,
        `Why was my report on ${id} refused? I sent it ${dateEn(today)} with two photos.`,
        `${book.en} in ${id} smells of smoke and is stained. It's ${dateEn(today)}; how do we solve this?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'damaged'),
          delivered(c, {
            id,
            customer,
            day,
            lines: [volumes(book, 1, 3)],
          }),
        ],
        [rules(c, 'window'), olderOrder(c, customer, day).record],
      ),
      reference: `I'm sorry about the book. Damage has to be reported within 14 days after delivery: ${id} came on ${dateEn(day)}, so that ended on ${dateEn(day + 14)}, ${late} days before your message. We can therefore offer no free return or refund (POL-118). If there are reasons why you could not report it, a colleague can look at the case.`,
      must: [dateFact(day + 14), anyOf('14 days'), id],
      mustNot: [dateFact(day + 30), anyOf('we will send a replacement', 'send you a new copy'), '¥480'],
    };
  }),
  ret('ret-wrong-volume-came', ['policy', 'stock', 'multi-hop'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const book = c.book({ minVolumes: 9 });
    const [sent, wanted] = [c.rng.int(2, 4), c.rng.int(5, 8)];
    const day = quietDay(c);
    const stock = c.instance % 2 === 0 ? c.rng.int(2, 9) : 0;
    return {
      question: c.ask([
        `You sent ${book.en} ${sent}, I ordered ${wanted} (${id}). Who pays the postage?`,
        `wrong vol!! got ${sent} instead of ${wanted}. ${id}`,
        `The parcel of ${id} contained volume ${sent} of ${book.en}, though the invoice says ${wanted}. I removed the wrap before noticing.`,
        `Could I keep volume ${sent} and just be sent ${wanted}? Order ${id}.`,
        `Is ${book.en} ${wanted} available at all? I'd want that rather than a refund for ${id}.`,
        `Somebody mixed up my ${id}: ${book.en}, not ${sent} but ${wanted}. How do we proceed?`,
        `In ${id} there is a mistake of yours with the volume number. Until when must I report it and how?`,
        `May I return an opened ${book.en} ${sent} that I never ordered (${id})?`,
      ]),
      documents: c.rank(
        [
          delivered(c, {
            id,
            customer,
            day,
            lines: [volumes(book, wanted)],
          }),
          rules(c, 'damaged'),
          doc(
            'stock-list',
            `Stock of ${book.en}, Japanese edition: vol. ${sent}: ${c.rng.int(11, 19)} copies. Vol. ${wanted}: ${stock === 0 ? 'sold out, no reprint date' : `${stock} copies`}. Vol. ${wanted + 1}: ${c.rng.int(20, 30)} copies. Counted this morning; the figures do not include copies that are reserved for open orders.`,
          ),
        ],
        [rules(c, 'window')],
      ),
      reference: `I'm sorry for the mix-up. The return is free with form RT-07, and an opened wrap does not matter (POL-118). Please report it with a photo by ${dateEn(day + 14)}. ${stock === 0 ? `Vol. ${wanted} is sold out without a reprint date, so we refund ${yen(book.price)} in full, 5–7 business days after check-in.` : `We have ${stock} copies of vol. ${wanted}, so we send it to you as replacement; a full refund of ${yen(book.price)} is possible too.`}`,
      must: [
        'RT-07',
        dateFact(day + 14),
        stock === 0 ? anyOf('sold out', 'not in stock') : anyOf(`${stock} copies`, 'replacement'),
        yen(book.price),
      ],
      mustNot: ['¥480', dateFact(day + 30)],
    };
  }),
  ret('ret-clearance-but-faulty', ['contradiction', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const book = c.book(atLeast(2));
    const day = quietDay(c);
    const price = Math.round((book.price * 0.6) / 10) * 10;
    const note = `${book.en} vol. 2, clearance shelf, ${yen(price)} instead of ${yen(book.price)}. Reason: end of line, books are new. Clearance items cannot be returned for a change of mind. Last copies, no replacement possible.`;
    return {
      question: c.ask([
        `My clearance copy of ${book.en} has pages upside down. Your page says NO RETURNS. Is that final? ${id}`,
        `clearance book misprinted, ${id}, money back?`,
        `Printed twice, pages 40–60, in ${book.en} from the clearance shelf (${id}). Do I have any claim?`,
        `Since clearance is excluded from returns, I suppose I must live with the faulty ${book.en} of ${id}?`,
        `How can a rule forbid returning a broken product! ${id}, ${book.en}.`,
        `What do I get for a defective bargain: the ${yen(price)} I paid or the normal price? ${id}`,
        `Please replace ${book.en} 2 from ${id}, the binding fell apart on the first day. It was a clearance item.`,
        `Free label also for reduced goods? ${book.en} in ${id} is missing its last chapter.`,
      ]),
      documents: c.rank(
        [doc('clearance-page', note), rules(c, 'damaged')],
        [
          rules(c, 'window'),
          doc(
            `order-${id.slice(3)}`,
            `Order ${id}, ${customer.name}. ${book.en} vol. 2 (clearance), ${yen(price)}, shipping ¥350. Delivered ${dateEn(day)}. No earlier reports on this order, no return requested, account in good standing.`,
          ),
        ],
      ),
      reference: `The exclusion concerns a change of mind only. A faulty item falls under POL-118, which covers clearance too. Please report it with a photo by ${dateEn(day + 14)} and you get a free label (RT-07). A replacement is not possible, as these were the last copies, so we refund the ${yen(price)} you paid, 5–7 business days after check-in.`,
      must: ['RT-07', yen(price), dateFact(day + 14)],
      mustNot: [yen(book.price), '¥480'],
    };
  }),
  ret('ret-set-lacks-a-volume', ['policy', 'stock'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const book = c.book({ minVolumes: 6, where: (one) => one.priceSet > 4_000 });
    const lost = c.rng.int(2, 6);
    const day = quietDay(c);
    return {
      question: askJa(c, [
        `『${book.ja}』全巻セット(${id})に${lost}巻が入っていませんでした。セットごと返さないとだめですか?`,
        `${id}、${lost}巻だけない`,
        `届いた${id}を数えたら1冊足りません。${lost}巻です。どのように対応していただけますか。`,
        mixed(`${id}のset、volume ${lost}がmissingです。missing分だけ送ってもらえる?`),
        `${lost}巻の代わりに別の本が入っていたわけではなく、単に不足です。${id}の追加発送をお願いできますか。`,
        `${id}の不足分の連絡期限はいつまでですか。写真は必要?`,
        `シュリンクを開けて初めて${lost}巻がないと気付きました。開封済みだと対象外でしょうか。${id}です。`,
        `${lost}巻抜けのセットなので値引きしてもらえますか?${id}。`,
      ]),
      documents: c.rank(
        [
          rulesJa(c, 'damaged'),
          doc(
            'missing-volume',
            `セット商品の不足について。全巻セットに不足があった場合、写真を確認のうえ、不足の巻のみを送料無料で追加発送します。セットの返送は不要です。『${book.ja}』${lost}巻の在庫:${c.rng.int(3, 9)}冊。値引きでの対応は行っておりません。`,
          ),
          deliveredJa(c, {
            id,
            customer,
            day,
            lines: [setOf(book)],
          }),
        ],
        [rulesJa(c, 'window')],
      ),
      reference: `不足があり申し訳ございません。セットの返送は不要です。${dateJa(day + 14)}まで(到着後14日以内)に写真を添えてご連絡いただければ、『${book.ja}』${lost}巻を送料無料で追加発送します。在庫もございます。開封済みでも問題ありません。値引きでの対応は行っておりませんので、ご了承ください。`,
      must: [`${lost}巻`, dateFact(day + 14), anyOf('追加発送'), anyOf('返送は不要', '返送不要')],
      mustNot: ['480円', 'RT-07'],
    };
  }),
  ret('ret-digital-twice', ['negation', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const book = c.book();
    const day = quietDay(c);
    const price = book.price - 55;
    return {
      question: askJa(c, [
        `『${book.ja}』のデジタルコードを間違えて2回買いました。1つは未使用です。返品できますよね?`,
        `コード二重購入、${id}。キャンセル`,
        `紙の本を買うつもりが『${book.ja}』のデジタル版(${id})を買ってしまいました。紙に交換できますか。`,
        mixed(`digital codeまだredeemしてません。${id}、refundお願いできる?`),
        `${id}のコードは未使用なので、30日以内なら返せるのではないでしょうか。`,
        `デジタル版が思っていた画質と違いました。${id}の返金を希望します。`,
        `子どもが勝手に${id}のコードを購入しました。取り消せますか?`,
        `${id}のコード、メールが見当たりません。届いていないなら返金してください。`,
      ]),
      documents: c.rank(
        [
          rulesJa(c, 'digital'),
          doc(
            `order-${id.slice(3)}`,
            `ご注文 ${id}、${customer.nameJa}様。『${book.ja}』1巻 デジタルコード、${yenJa(price)}、${dateJa(day)}にカード払い。コードは同日メール送信済み、マイページ「ライブラリ」に表示中。状態:未使用。`,
          ),
        ],
        [rulesJa(c, 'window'), rulesJa(c, 'damaged')],
      ),
      reference: `申し訳ございませんが、デジタルコードは未使用でも返品・返金や紙版への交換ができません(POL-520)。30日の返品期間も対象外です。${id}のコードは${dateJa(day)}にメールでお送りしており、マイページの「ライブラリ」からいつでも確認・ご利用いただけます。`,
      must: [anyOf('できません', '承れません'), anyOf('ライブラリ'), 'POL-520'],
      mustNot: ['480円', anyOf('返金いたします', '返金します')],
    };
  }),
  ret('ret-preorder-bonus-kept', ['policy', 'arithmetic'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const [book] = c.pair(atLeast(9));
    const bonus = c.turn([
      ['acrylic stand', 880],
      ['art card set', 550],
      ['clear file', 440],
      ['tote bag', 1_100],
    ] as const);
    const price = 3_000 + c.rng.int(5, 19) * 110;
    const refund = price - bonus[1] - 480;
    const day = quietDay(c);
    return {
      question: c.ask([
        `I'd return the ${book.en} limited edition but keep the ${bonus[0]}. Possible? ${id}`,
        `can i keep the ${bonus[0]} n return the book, ${id}`,
        `The ${bonus[0]} has gone to my niece already. What happens if I send back only the sealed book of ${id}?`,
        `What will I be refunded for ${id} without the ${bonus[0]}?`,
        `Does the ${bonus[0]} have to come back with ${book.en}? ${id}, unopened.`,
        `My ${bonus[0]} broke. Can I still return the limited edition of ${id}?`,
        `Refund for ${id} in yen, supposing the ${bonus[0]} stays with me?`,
        `It was a gift on top, so I assume the ${bonus[0]} is mine whatever I do with ${book.en} (${id})?`,
      ]),
      documents: c.rank(
        [
          doc(
            'pol119-bonus',
            `POL-119 Bonuses and returns. A bonus or gift belongs to the item it came with and is returned with it. If it is missing or used, its value is deducted from the refund. Values: acrylic stand ¥880, art card set ¥550, clear file ¥440, tote bag ¥1,100. The bonus alone cannot be returned.`,
          ),
          doc(
            `order-${id.slice(3)}`,
            `Order ${id}, customer ${customer.name}, ${customer.city}. Placed as a pre-order, charged at dispatch. Item: ${book.en}, limited edition, ${yen(price)}, with ${bonus[0]}. Delivered on ${dateEn(day)}. The customer says that the book is still sealed. No return requested so far.`,
          ),
        ],
        [rules(c, 'returnCost'), rules(c, 'preorder')],
      ),
      reference: `You can return the sealed book without the ${bonus[0]}, but its value of ${yen(bonus[1])} is then deducted (POL-119), besides the ¥480 return shipping. From ${yen(price)} that leaves ${yen(refund)}. With the ${bonus[0]} in the parcel, ${yen(price - 480)} would be refunded. Please open the return in My Page > Orders by ${dateEn(day + 30)}.`,
      must: [yen(bonus[1]), yen(refund), '¥480'],
      mustNot: [yen(price - bonus[1]), 'RT-07'],
    };
  }),
];

import {
  type Book,
  type Document,
  dateEn,
  dateFact,
  dateJa,
  dayOf,
  doc,
  englishPage,
  goodsPage,
  helpPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  pastCampaign,
  RULES,
  type Shape,
  setPage,
  shapesOf,
  titled,
  usd,
  yen,
} from './kit.js';

const question = shapesOf('product_question');

/** Questions about what a product costs and whether it is there. */
export const QUESTION_PRICE_STOCK: readonly Shape[] = [
  question('pq-price-of-edition', ['lookup', 'edition'], (c) => {
    const b = c.book();
    return {
      question: c.ask([
        `How much is the first ${b.en} in English?`,
        `${b.en} #1 english price?`,
        `I'd like to know what you charge for volume 1 of ${b.en}, the translated one.`,
        `There seem to be two prices for ${b.en}. Which of them belongs to the English book?`,
        `Before I order: is the English ${b.en} the cheaper edition or the dearer one, and what's the figure?`,
        `Can you quote ${b.en}, opening volume, English text, tax included?`,
        `My boss wants ${b.en} in English for the lounge. Price and product code for the form, please.`,
        `What would a copy of ${b.en} 1 set me back if I don't read Japanese?`,
      ]),
      documents: c.rank([englishPage(c.rng, b)], [japaneseEditionPage(c.rng, b), goodsPage(c.rng, b)]),
      reference: c.turn([
        `Volume 1 of ${b.en} in English costs ${yen(b.priceEn)} with tax; its product code is ${b.codeEn}. It is in stock (${b.stockEn} copies). The other price you may see belongs to the Japanese edition.`,
        `The English edition of ${b.en}, volume 1, is ${yen(b.priceEn)} (code ${b.codeEn}). We have ${b.stockEn} copies. Please mind that the Japanese edition has a code and a price of its own.`,
      ]),
      must: [yen(b.priceEn), b.codeEn],
      mustNot: [yen(b.price), b.code],
    };
  }),

  question('pq-how-many-left', ['stock', 'lookup'], (c) => {
    const [b, other] = c.pair({ where: (x) => x.stock !== x.stockEn });
    const wanted = c.turn([3, 5, 2, 4, 6, 3, 8, 2]);
    const enough = b.stockEn >= wanted;
    return {
      question: c.ask([
        `Are there ${wanted} English copies of ${b.en} 1 in your warehouse right now?`,
        `i need ${wanted}x ${b.en} vol 1 english. do u have that many`,
        `Could your stock cover an order of ${wanted} pieces of ${b.en}, volume one, in English?`,
        `Quick check: ${b.en}, English, first volume. Is it available, and in what quantity?`,
        `We'd take ${wanted} of the English ${b.en}. How many remain?`,
        `Somebody told me ${b.en} was nearly gone. I want ${wanted} English ones; still possible?`,
        `Please look up the number of English ${b.en} volume 1 left; I require ${wanted}.`,
        `Would ordering ${wanted} English copies of ${b.en} at once be a problem for you?`,
      ]),
      documents: c.rank([englishPage(c.rng, b)], [japaneseEditionPage(c.rng, b), englishPage(c.rng, other)]),
      reference: enough
        ? `Yes. We have ${b.stockEn} copies of ${b.en}, volume 1, in English (${b.codeEn}), so ${wanted} can be ordered at ${yen(b.priceEn)} each. The number can change until you check out.`
        : `Not quite: only ${b.stockEn} copies of ${b.en}, volume 1, in English (${b.codeEn}) are left, fewer than the ${wanted} you need. They cost ${yen(b.priceEn)} each.`,
      must: [`${b.stockEn} copies`, b.codeEn],
      mustNot: [`${b.stock} copies`, `${other.stockEn} copies`],
    };
  }),

  question('pq-set-against-singles', ['arithmetic', 'comparison'], (c) => {
    const b = c.book({ minVolumes: 4, maxVolumes: 30 });
    const singles = b.volumes * b.price;
    const saved = singles - b.priceSet;
    return {
      question: c.ask([
        `Does the set of ${b.en} save anything compared to buying every volume singly?`,
        `What's cheaper for all of ${b.en} in Japanese, the set or one by one, and by how much?`,
        `${b.en}: set price minus singles = ?`,
        `I could collect ${b.en} month by month at the single price or take the set at once. How many yen lie between?`,
        `How much do I gain with the complete box of ${b.en} over ${b.volumes} separate purchases?`,
        `Please do the maths for ${b.en}: sum of single Japanese volumes against ${b.codeSet}.`,
        `Is ${b.codeSet} really a bargain? I'm suspicious of sets.`,
        `My wife says single volumes of ${b.en} cost the same in the end. Is she right?`,
      ]),
      documents: c.rank([setPage(c.rng, b)], [englishPage(c.rng, b), pastCampaign(c.rng, 'complete sets')]),
      reference: `The set is cheaper. ${b.volumes} single volumes at ${yen(b.price)} come to ${yen(singles)}; the complete set of ${b.en} (${b.codeSet}) costs ${yen(b.priceSet)}. You save ${yen(saved)}.`,
      must: [yen(singles), yen(b.priceSet), yen(saved)],
      mustNot: [yen(b.priceEn), yen(b.priceEn * b.volumes)],
    };
  }),

  question('pq-in-dollars-then', ['follow-up', 'arithmetic'], (c) => {
    const [b, o] = c.pair();
    const n = c.turn([2, 3, 2, 4, 3, 2, 5, 3]);
    return {
      question: c.ask([
        `And ${n} copies of it in dollars?`,
        `what about usd. need ${n} of them`,
        `Yen mean nothing to me, sorry. The dollar price of that one, please, and for ${n} pieces.`,
        `I live in Vermont. What will ${n} of those cost me in my currency, postage aside?`,
        `Okay, ${n} then. How many US dollars is that?`,
        `Would you convert that for somebody abroad? Quantity: ${n}.`,
        `If I take ${n}, one for each of my kids, what's the total in dollars?`,
        `So in American money, ${n} copies would be...?`,
      ]),
      history: [
        c.turn([
          `How much is volume 1 of ${b.en} in English?`,
          `price of ${b.en} 1?`,
          `Do you have ${b.en} in English, and at what price?`,
        ]),
        `Volume 1 of ${b.en} in English costs ${yen(b.priceEn)}.`,
      ],
      documents: c.rank(
        [englishPage(c.rng, b, { dollars: true })],
        [englishPage(c.rng, o, { dollars: true }), helpPage(c.rng, 'abroad')],
      ),
      reference: `For customers abroad ${b.en}, volume 1, is ${usd(b.usd)} a copy, so ${n} copies come to ${usd(b.usd * n)}. Shipping is added to that.`,
      must: [usd(b.usd), usd(b.usd * n)],
      mustNot: [usd(o.usd), usd(o.usd * n)],
    };
  }),

  question('pq-ja-back-in-stock', ['stock', 'date'], (c) => {
    const [b, o] = c.pair();
    const back = dayOf(2026, c.rng.int(3, 10), c.rng.int(2, 27));
    const other = back + c.rng.int(9, 20);
    const page = doc(
      `${b.slug}-sold-out`,
      `『${b.ja}』第1巻 日本語版 ${b.code}。${b.authorJa}。現在品切れ中で、次回入荷は${dateJa(back)}の予定です。価格${yen(b.price)}は入荷後も変わりません。商品ページの「入荷通知」を押すと、入荷当日にメールでお知らせします。取り置きは承っておりません。`,
    );
    const second = doc(
      `${o.slug}-sold-out`,
      `『${o.ja}』第1巻 日本語版 ${o.code}。${o.authorJa}。品切れ中、次回入荷予定日は${dateJa(other)}です。価格は${yen(o.price)}。出版社の都合により前後することがあります。入荷のお知らせをご希望の方は商品ページからご登録ください。`,
    );
    return {
      question: c.ask([
        ja(`『${b.ja}』1巻、いつ入荷しますか?`),
        ja(`品切れになっている『${b.ja}』の再入荷日と、予約や取り置きができるかを知りたいです。`),
        ja(`『${b.ja}』の1巻だけずっと買えないのですが、どうなっているのでしょうか。`),
        mixed(`${b.ja}のrestock dateは?notifyしてもらえる?`),
        ja(`来月の誕生日までに『${b.ja}』の最初の巻がほしい。入荷予定は?`),
        ja(`店頭でもネットでも売り切れです。『${b.ja}』1巻の次の入荷を教えていただけますか。`),
        ja(`入荷したら値上げされたりしませんよね?『${b.ja}』の1巻を待っています。いつ頃ですか。`),
        ja(`『${b.ja}』を取り置きしてほしいです。入るのはいつでしょう。`),
      ]),
      documents: c.rank([page], [second, goodsPage(c.rng, b, 'ja')]),
      reference: `『${b.ja}』第1巻(${b.code})は品切れ中で、次回入荷は${dateJa(back)}の予定です。価格は${yen(b.price)}のまま変わりません。取り置きはできませんが、商品ページの「入荷通知」にご登録いただくと、入荷当日にメールでお知らせします。`,
      must: [dateFact(back), yen(b.price), '入荷通知'],
      mustNot: [dateFact(other), yen(o.price)],
    };
  }),

  question('pq-release-and-guarantee', ['date', 'multi-hop', 'policy'], (c) => {
    const b = c.book({ finished: false });
    const next = c.rng.int(15, 29);
    const release = dayOf(2026, c.rng.int(3, 11), c.rng.int(5, 27));
    const last = release - 2;
    const other = release + c.rng.int(15, 28);
    const lower = b.priceEn - 10 * c.rng.int(8, 20);
    const page = doc(
      `${b.slug}-${next}-preorder`,
      `${b.en}, volume ${next}, English edition, pre-order. By ${b.author}. Release: ${dateEn(release)}. Announced at ${yen(b.priceEn)}, lowered to ${yen(lower)} since. The volume continues the story in which ${b.about}. Age mark ${b.age}. Orders can be placed until the evening before.`,
    );
    const wrong = doc(
      `${b.slug}-${next + 1}`,
      `${b.en}, volume ${next + 1}, English edition, by ${b.author}. Expected on ${dateEn(other)}; pre-orders are not open yet, and the price will be named when they open. Please do not order volume ${next} by mistake: the covers of both look alike and have the same colours.`,
    );
    return {
      question: c.ask([
        `When does ${b.en} ${next} come out, and what will I actually pay if I ordered it at the first price?`,
        `I pre-ordered volume ${next} of ${b.en} before it got cheaper. Do I get the lower price, and on which day is it out?`,
        `${b.en} ${next} release date + final price?? i ordered early`,
        `Your page lowered ${b.en} ${next}. Does that hold for my earlier pre-order as well, and when's release?`,
        `Release day of ${b.en}, number ${next}, please. And must I cancel and reorder to profit from the new price?`,
        `Am I overcharged for ${b.en} ${next}? I ordered it when it was announced.`,
        `Two things about volume ${next} of ${b.en}: the date, and which price counts for early birds.`,
        `How long can I still cancel ${b.en} ${next}, and at what price would it be charged otherwise?`,
      ]),
      documents: c.rank([page, helpPage(c.rng, 'preorder')], [wrong]),
      reference: `${b.en}, volume ${next}, is released on ${dateEn(release)}. By the price guarantee you pay the lowest price before release, ${yen(lower)} as things stand, although you ordered earlier; nothing needs to be reordered. You can cancel free of charge until 48 hours before, that is ${dateEn(last)}.`,
      must: [dateFact(release), yen(lower), '48 hours'],
      mustNot: [dateFact(other), yen(b.priceEn)],
    };
  }),

  question('pq-two-stock-figures', ['stock', 'date', 'comparison'], (c) => {
    const b = c.book();
    const [older, newer] = [c.rng.int(11, 40), c.rng.int(2, 9)];
    const day = dayOf(2026, c.rng.int(2, 11), c.rng.int(8, 26));
    const before = day - c.rng.int(3, 6);
    const list = (when: number, count: number, slug: string): Document =>
      doc(
        `${b.slug}-${slug}`,
        `Stock list of ${dateEn(when)}, 08:00 JST. ${b.en}, volume 1, English (${b.codeEn}): ${count} copies. ${b.en}, volume 1, Japanese (${b.code}): ${b.stock} copies. Figures are counted once a day before opening and go down with every order; a newer list replaces an older one.`,
      );
    return {
      question: c.ask([
        `Your site shows two numbers for ${b.en} in English. How many are there really?`,
        `One list says ${older}, another ${newer}. Which is right for the English ${b.en} 1?`,
        `${b.en} eng stock pls, latest`,
        `I'd take ten English copies of ${b.en} if the larger of your figures is the valid one. Is it?`,
        `As of the last count, what's your stock of ${b.en} volume 1 in translation?`,
        `Can I rely on there being ${older} of the English ${b.en}?`,
        `Please tell me the present number of ${b.codeEn} in the warehouse and when it was counted.`,
        `How many English ${b.en} first volumes did you have at the most recent count?`,
      ]),
      documents: c.rank(
        [list(before, older, 'older-list'), list(day, newer, 'newer-list')],
        [goodsPage(c.rng, b)],
      ),
      reference: `The newest list, of ${dateEn(day)}, counts: ${newer} copies of ${b.en}, volume 1, in English (${b.codeEn}). The other figure comes from an older list that this one has replaced. Orders placed since then may have lowered the number.`,
      must: [`${newer} copies`, dateFact(day), b.codeEn],
      mustNot: [`${older} copies`, `${b.stock} copies`],
    };
  }),

  question('pq-cheapest-of-three', ['comparison'], (c) => {
    const three = c.books(3);
    const sorted = [...three].sort((a, b) => a.priceEn - b.priceEn);
    const [low, middle, high] = sorted as unknown as [Book, Book, Book];
    const names = c.rng.shuffle(three).map((b) => b.en);
    return {
      question: c.ask([
        `Which is the cheapest first volume in English: ${names[0]}, ${names[1]} or ${names[2]}?`,
        `Order these by English price for me: ${names.join('; ')}.`,
        `${names.join(' / ')} — cheapest??`,
        `I'll take whichever costs least of ${names[0]}, ${names[2]} and ${names[1]} (English, no. 1).`,
        `How far apart are the dearest and the cheapest among ${names.join(', ')}, volume 1 English?`,
        `My pocket money is tight. Out of ${names[1]}, ${names[2]}, ${names[0]}, what's the least expensive start?`,
        `Would you list the English opening volumes of ${names.join(' and ')} by price, low to high?`,
        `Three candidates, one purse: ${names[2]}, ${names[0]}, ${names[1]}. English. Price decides.`,
      ]),
      documents: c.rank(
        [englishPage(c.rng, low), englishPage(c.rng, middle), englishPage(c.rng, high)],
        [goodsPage(c.rng, low)],
      ),
      reference: `From low to high: ${low.en} ${yen(low.priceEn)}, ${middle.en} ${yen(middle.priceEn)}, ${high.en} ${yen(high.priceEn)}, each for volume 1 in English. The cheapest is ${low.en} (${low.codeEn}), ${yen(high.priceEn - low.priceEn)} below the dearest.`,
      must: [titled(low), yen(low.priceEn), yen(high.priceEn)],
      mustNot: [yen(low.price), middle.code],
    };
  }),

  question('pq-ja-price-with-shipping', ['arithmetic', 'multi-hop', 'policy'], (c) => {
    const b = c.book();
    const n = c.turn([1, 6, 2, 7, 3, 1, 8, 2]);
    const goods = n * b.price;
    const free = goods >= RULES.freeShippingJapanFrom;
    const total = goods + (free ? 0 : RULES.shippingJapan);
    const o = c.book({ except: [b], where: (x) => x.price !== b.price });
    return {
      question: c.ask([
        ja(`『${b.ja}』の1巻を${n}冊買うと、送料込みでいくらになりますか。大阪に住んでいます。`),
        ja(`送料を入れた合計を知りたいです。『${b.ja}』1巻、${n}冊、国内です。`),
        ja(`『${b.ja}』1巻×${n}、送料無料になる?`),
        ja(`部員に配るので『${b.ja}』の最初の巻を${n}冊お願いしたいです。国内送料を含めた金額は?`),
        mixed(`${b.ja} 1巻を${n}冊、totalいくら?shippingはdomesticで。`),
        ja(`会員ではありませんが、『${b.ja}』第1巻を${n}冊注文した場合のお支払い総額を教えてください。`),
        ja(`『${b.ja}』の1巻を${n}冊です。送料がかかるのか、かからないのか、合計とあわせてお願いします。`),
        ja(`長野の実家へ『${b.ja}』1巻を${n}冊送ります。全部で何円用意すればよいでしょう。`),
      ]),
      documents: c.rank(
        [japanesePage(c.rng, b), helpPage(c.rng, 'domestic', 'ja')],
        [japanesePage(c.rng, o)],
      ),
      reference: free
        ? `『${b.ja}』1巻は${yen(b.price)}ですので、${n}冊で${yen(goods)}です。3,500円以上のご注文は国内送料が無料になるため、合計は${yen(total)}です。`
        : `『${b.ja}』1巻は${yen(b.price)}ですので、${n}冊で${yen(goods)}です。3,500円未満のため国内送料${yen(RULES.shippingJapan)}がかかり、合計は${yen(total)}です。`,
      must: [yen(b.price), yen(total)],
      mustNot: [yen(free ? total + RULES.shippingJapan : n * o.price + RULES.shippingJapan), yen(o.price)],
    };
  }),
];

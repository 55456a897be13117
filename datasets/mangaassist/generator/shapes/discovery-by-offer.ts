import {
  ageJa,
  anyOf,
  type Book,
  dateEn,
  dateFact,
  dayOf,
  doc,
  englishPage,
  helpPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  type Shape,
  shapesOf,
  shelfList,
  THEMES,
  titled,
  usd,
  weekday,
  weekdayEn,
  yen,
} from './kit.js';

const discovery = shapesOf('product_discovery');

/** Looking for what the shop has: new, cheap, in time, or not at all. */
export const DISCOVERY_BY_OFFER: readonly Shape[] = [
  discovery('disc-not-in-catalogue', ['no-answer'], (c) => {
    const absent = c.turn([
      'Doraemon',
      'Sailor Moon',
      'Detective Conan',
      'Initial D',
      'Astro Boy',
      'Skip Beat!',
      'Kingdom',
      'Sakamoto Days',
    ]);
    const [near, o] = c.pair();
    const list = shelfList(
      'search-result',
      `Search for "${absent}": no product found. Customers who searched for it also looked at these titles.`,
      [near, o],
      'Our catalogue is searched by title, author and code in both languages. Wishes can be left by e-mail; buyers read them every week.',
    );
    return {
      question: c.ask([
        `Where on your site is ${absent}?`,
        `I'd like to order the first ${absent} in English. I can't find it.`,
        `do u sell ${absent}`,
        `Your competitor has run out of ${absent}. What about you?`,
        `Please search once more for ${absent}; my daughter insists that every manga shop has it.`,
        `Is ${absent} in the catalogue under another name perhaps?`,
        `Looking for ${absent}, any volume, any language. If it's not there, what do others buy instead?`,
        `Could you tell me the product code of ${absent}?`,
      ]),
      documents: c.rank([list], [englishPage(c.rng, o)]),
      reference: `I searched for ${absent} by title in both languages and found no product: it is not in our catalogue at present. Customers with the same wish also looked at ${near.en} by ${near.author} (volume 1 in English, ${yen(near.priceEn)}). You can leave a wish by e-mail; our buyers read them every week.`,
      must: [
        absent,
        anyOf(
          'not in our catalogue',
          'no product',
          'do not have',
          "don't have",
          'do not sell',
          "don't sell",
          'not found',
          'could not find',
          'not available',
        ),
        anyOf('e-mail', 'email'),
      ],
      mustNot: [o.code, near.code],
    };
  }),

  discovery('disc-new-this-week', ['date', 'lookup'], (c) => {
    const [a, b, d] = c.trio({ finished: false });
    const monday = ((day) => day - ((weekday(day) + 6) % 7))(dayOf(2026, c.rng.int(2, 11), c.rng.int(8, 22)));
    const [n, m, k] = [c.rng.int(8, 14), c.rng.int(15, 20), c.rng.int(21, 26)];
    const row = (book: Book, volume: number, day: number): string =>
      `${weekdayEn(day)}, ${dateEn(day)}: ${book.en}, volume ${volume}, English, ${yen(book.priceEn)}`;
    const list = doc(
      'new-arrivals',
      `New arrivals. ${row(a, n, monday + 1)}. ${row(b, m, monday + 4)}. ${row(d, k, monday + 8)}. Dates are those on which we can dispatch; pre-orders leave first. Figures of copies are not published before arrival.`,
    );
    const old = doc(
      'arrivals-last-month',
      `Arrivals of last month, for the record: ${d.en}, volume ${k - 1}, English, ${yen(d.priceEn)}; it is in stock. Reprints of earlier volumes are not listed here. Subscribe to a series in your account and you will be told of each new volume on the morning of its arrival.`,
    );
    return {
      question: c.ask([
        `What's new in the week beginning ${dateEn(monday)}?`,
        `Which English volumes arrive between ${dateEn(monday)} and ${dateEn(monday + 6)}?`,
        `new eng releases wk of ${dateEn(monday)} pls`,
        `I'll be in town from ${dateEn(monday)} to the Sunday after and buy whatever has just come in. What will that be?`,
        `Please list the fresh English arrivals for the seven days from ${dateEn(monday)}.`,
        `Anything to look forward to in the week that starts on ${dateEn(monday)}?`,
        `My column covers releases from ${dateEn(monday)} through ${dateEn(monday + 6)}. Titles and days, please.`,
        `Does ${d.en} ${k} come in the week of ${dateEn(monday)}? What does come, if it doesn't?`,
      ]),
      documents: c.rank([list], [old, englishPage(c.rng, a)]),
      reference: `In that week two English volumes arrive: ${a.en} ${n} on ${dateEn(monday + 1)} (${yen(a.priceEn)}) and ${b.en} ${m} on ${dateEn(monday + 4)} (${yen(b.priceEn)}). The next one after them falls into the week that follows.`,
      must: [titled(a), dateFact(monday + 1), titled(b), dateFact(monday + 4)],
      mustNot: [dateFact(monday + 8), yen(d.priceEn)],
    };
  }),

  discovery('disc-arrives-in-time', ['date', 'multi-hop', 'stock'], (c) => {
    const theme = c.rng.pick(THEMES.slice(0, 8));
    const [b, late] = c.pair({ all: [theme.tag] });
    const placed = ((day) => day + ((9 - weekday(day)) % 7))(dayOf(2026, c.rng.int(2, 11), c.rng.int(5, 20)));
    const there = placed + 2;
    const comes = placed + c.rng.int(6, 9);
    const soldOut = doc(
      `${late.slug}-sold-out`,
      `${late.en}, volume 1, Japanese edition, ${late.code}, by ${late.author}. Sold out; the next copies come on ${dateEn(comes)}. Price ${yen(late.price)}. In it, ${late.about}. Orders for sold-out items are kept and leave on the day of arrival; a parcel that holds such an item waits for it.`,
    );
    return {
      question: c.ask([
        `It's ${weekdayEn(placed)}, ${dateEn(placed)}, 11 a.m., and I need something with ${theme.en} in Nagoya by ${dateEn(there)}. What's possible in Japanese?`,
        `Party on ${dateEn(there)}, today is ${dateEn(placed)} (morning). Which ${theme.en} volume in Japanese reaches Osaka in time?`,
        `need ${theme.en} manga (jp) here in Tokyo by ${dateEn(there)}, now ${dateEn(placed)} 9am. whats in stock`,
        `If I order before noon on ${dateEn(placed)}, which of ${late.en} and ${b.en} will be with me in Kyoto on ${dateEn(there)}?`,
        `Find me a Japanese ${theme.en} title you can still deliver to Chiba by ${dateEn(there)}; I'm writing on the morning of ${dateEn(placed)}.`,
        `A farewell on ${dateEn(there)}! Colleague likes ${theme.en}. Order would go out this morning, ${dateEn(placed)}, to Sendai.`,
        `Deadline ${dateEn(there)}, domestic address, today being ${dateEn(placed)} at ten. A ${theme.en} manga that is really there, please.`,
        `Which ${theme.en} book isn't sold out? It must come to Kobe within two days from now (${dateEn(placed)}, 8 o'clock).`,
      ]),
      documents: c.rank([japaneseEditionPage(c.rng, b), helpPage(c.rng, 'domestic')], [soldOut]),
      reference: `Take ${b.en} by ${b.author} (${b.code}, ${yen(b.price)}): it is in stock. Ordered by 14:00 JST it leaves today, ${dateEn(placed)}, and delivery usually takes one or two days, so it should be there by ${dateEn(there)}. ${late.en} is sold out and would be too late.`,
      must: [titled(b), '14:00', yen(b.price)],
      mustNot: [dateFact(comes), yen(late.price)],
    };
  }),

  discovery('disc-clearance-shelf', ['policy', 'multi-hop', 'arithmetic'], (c) => {
    const [b, o] = c.pair();
    const off = c.rng.pick([30, 40, 50]);
    const now = Math.floor((b.priceEn * (100 - off)) / 100);
    const page = doc(
      `${b.slug}-clearance`,
      `Clearance shelf. ${b.en}, volume 1, English, former edition with the old cover: ${off} % off, now ${yen(now)} instead of ${yen(b.priceEn)}. Light shelf wear is possible. Clearance items leave as they are, and each customer may take three copies at the most while they last.`,
    );
    return {
      question: c.ask([
        `Is there a cheap way into ${b.en} in English? And could I send it back if I don't like it?`,
        `Hunting for bargains: what's reduced of ${b.en}, and is that returnable?`,
        `${b.en} eng discounted?? return ok?`,
        `Where do I find marked-down copies of ${b.en}, and what's the catch?`,
        `I saw ${b.en} on the clearance shelf. Its price, please, and the return conditions for it.`,
        `Could you locate the least expensive English ${b.en} 1 you have? I'd want the right to return it.`,
        `My limit is ${yen(now + 50)}; is any ${b.en} in English below that? What about returns?`,
        `Does your outlet section have ${b.en}? A friend says such books can't go back.`,
      ]),
      documents: c.rank([page, helpPage(c.rng, 'returns')], [englishPage(c.rng, o)]),
      reference: `Yes: the clearance shelf has the former English edition of ${b.en}, volume 1, for ${yen(now)} (${off} % off), three copies at most per customer, with light shelf wear possible. Mind that clearance items cannot be returned.`,
      must: [
        yen(now),
        anyOf(
          'cannot be returned',
          "can't be returned",
          'not returnable',
          'no return',
          'cannot return',
          'excluded from return',
          'non-returnable',
        ),
        titled(b),
      ],
      mustNot: [yen(o.priceEn), '¥480'],
    };
  }),

  discovery('disc-dollars-and-shipping', ['arithmetic', 'multi-hop'], (c) => {
    const tag = c.rng.pick(['comedy', 'romance', 'scifi', 'supernatural']);
    const word = tag === 'scifi' ? 'science fiction' : tag;
    const [p, q] = c.pair({ all: [tag] });
    const [b, o] = p.usd < q.usd ? [p, q] : [q, p];
    const ship = c.turn([12.5, 22.5, 12.5, 12.5, 22.5, 12.5, 22.5, 12.5]);
    const kind = ship === 12.5 ? 'economy' : 'express';
    const page = doc(
      'abroad-dollars',
      'Dollar prices of shipping for customers who pay in US dollars: economy $12.50 (10–18 business days), express $22.50 (3–5 business days), per order, not per book. Duties of your country are not included. The yen prices of POL-205 apply to orders paid in yen.',
    );
    const sum = b.usd + ship;
    return {
      question: c.ask([
        `Find me the cheaper English ${word} volume between ${o.en} and ${b.en} and tell me what it costs with ${kind} shipping, all in dollars.`,
        `USD total for one ${word} first volume sent by ${kind}? The least expensive of your two.`,
        `cheapest ${word} vol in $ + ${kind} ship = ?`,
        `From Boston: I'd like some ${word}. Which of the two is lower in dollars, and what do I pay in the end, ${kind}?`,
        `What does the thriftiest ${word} pick come to once it's at my door in Denver (${kind})?`,
        `Including ${kind} postage, how many dollars for ${b.en} or ${o.en}, whichever is cheaper?`,
        `My card is in dollars. Please search ${word}, sort by price, add ${kind}.`,
        `A single ${word} book to Seattle via ${kind}: best price overall?`,
      ]),
      documents: c.rank(
        [englishPage(c.rng, b, { dollars: true }), page],
        [englishPage(c.rng, o, { dollars: true })],
      ),
      reference: `The cheaper one is ${b.en} by ${b.author}: ${usd(b.usd)} for volume 1 in English. With ${kind} shipping at ${usd(ship)} the order comes to ${usd(sum)}; duties of your country are not included.`,
      must: [titled(b), usd(b.usd), usd(sum)],
      mustNot: [usd(o.usd), usd(o.usd + ship)],
    };
  }),

  discovery('disc-ja-for-class', ['multi-hop', 'stock'], (c) => {
    const n = c.turn([20, 15, 12, 25, 18, 10, 22, 16]);
    const enough = c.book({ where: (b) => b.stock >= n && b.age !== '16+' });
    const few = c.book({ where: (b) => b.stock < n && b.age !== '16+' && b.price !== enough.price });
    const adult = c.book({ where: (b) => b.age === '16+' && b.stock >= n && b.price !== enough.price });
    const sum = n * enough.price;
    return {
      question: c.ask([
        ja(`中学生${n}人に同じ1巻を配ります。在庫が足りて年齢的にも問題ない作品はどれですか。`),
        ja(`${n}冊まとめて買える日本語の1巻を探しています。対象は13歳です。`),
        ja(`読書会用に同じ本が${n}冊必要です。16歳以上向けは使えません。候補と合計金額をお願いします。`),
        mixed(`13歳のclassで読みます。在庫${n}冊以上のtitleはありますか?totalも。`),
        ja(
          `『${few.ja}』を${n}冊と思いましたが在庫はありますか。なければ代わりを提案してください(中学生向け)。`,
        ),
        ja(`修学旅行のお土産に同じ漫画を${n}冊。中2なので内容に配慮したいです。`),
        ja(`${n}冊、今すぐ、中学生OK。何がある?`),
        ja(`図書委員会で1巻を${n}冊購入予定です。年齢制限と在庫の両方を満たすものを教えていただけますか。`),
      ]),
      documents: c.rank(
        [japanesePage(c.rng, enough)],
        [japanesePage(c.rng, few), japanesePage(c.rng, adult)],
      ),
      reference: `『${enough.ja}』(${enough.authorJa})でしたら、年齢の目安は${ageJa(enough)}、在庫は${enough.stock}冊あり、${n}冊ご用意できます。1冊${yen(enough.price)}ですので、${n}冊で${yen(sum)}(送料別)です。ほかの候補は在庫または年齢の条件に合いません。`,
      must: [titled(enough), yen(sum), `${enough.stock}冊`],
      mustNot: [yen(n * few.price), yen(n * adult.price)],
    };
  }),
];

import {
  anyOf,
  type Book,
  bookOf,
  dateEn,
  dateFact,
  dayOf,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  ja,
  japanesePage,
  mixed,
  pastCampaign,
  type Shape,
  shelfList,
  shelfListJa,
  THEMES,
  titled,
  weekday,
  weekdayEn,
  yen,
} from './kit.js';

const intent = 'product_discovery';

export const PRODUCT_DISCOVERY_2: readonly Shape[] = [
  defineShape({
    slug: 'disc-not-in-catalogue',
    intent,
    kinds: ['no-answer'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'disc-misspelt-title',
    intent,
    kinds: ['similar-title', 'lookup'],
    build(c) {
      const [slug, wrong] = c.turn([
        ['haikyu', 'Hi Queue'],
        ['natsume', "Natsumi's Book of Fiends"],
        ['chihayafuru', 'Chihaya Full'],
        ['mushishi', 'Mooshy She'],
        ['nausicaa', 'Nausica of the Windy Valley'],
        ['jjk', 'Jujitsu Kaizen'],
        ['delicious', 'Delicious Dungeons'],
        ['kaguya', 'Kaguja-san Love War'],
      ] as const);
      const b = bookOf(slug);
      const o = c.book({ except: [b], where: (x) => x.priceEn !== b.priceEn });
      return {
        question: c.ask([
          `have u got "${wrong}"? hope i spell it right`,
          `My granddaughter wrote "${wrong}" on her wish list. Does that exist?`,
          `I can't find ${wrong} in the search box, in English. Help?`,
          `Do you know a manga that sounds like "${wrong}"?`,
          `Someone on a podcast mentioned ${wrong} or so. Which title would that be in your shop?`,
          `Please send me the link text and price of ${wrong}.`,
          `${wrong} – English, number one, how much? The title may be off a little.`,
          `Is it ${wrong}, or how do you write it? I want the first English volume.`,
        ]),
        documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, o), goodsPage(c.rng, o)]),
        reference: `You probably mean ${b.en} (${b.ja}) by ${b.author}, in which ${b.about}. We have volume 1 in English under ${b.codeEn} for ${yen(b.priceEn)}, ${b.stockEn} copies in stock.`,
        must: [titled(b), b.codeEn, yen(b.priceEn)],
        mustNot: [o.codeEn, yen(o.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'disc-title-across-languages',
    intent,
    kinds: ['edition', 'lookup'],
    build(c) {
      const [b, o] = c.pair({ where: (x) => !/[A-Za-z]/.test(x.ja) });
      return {
        question: c.ask([
          mixed(`『${b.ja}』の英語タイトルは何ですか?English editionを買いたいです。`),
          mixed(`英語版の${b.ja}を検索しても出てきません。Under which title?`),
          mixed(`Canadaの友人に『${b.ja}』を勧めたい。英語の題名と値段plz`),
          mixed(`${b.ja} = ??? in English. code も教えて`),
          mixed(`How do I find 『${b.ja}』 in the English catalogue? 著者名しかわかりません。`),
          mixed(`海外赴任の兄が『${b.ja}』を英語で読みたいそうです。Titleと在庫をお願いします。`),
          mixed(`英訳された『${b.ja}』はそちらで買えますか?titleが違うみたいで…。`),
          mixed(`『${b.ja}』と『${o.ja}』、英語ではそれぞれ別titleですよね。前者の英語版がほしいです。`),
        ]),
        documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, o), japanesePage(c.rng, b)]),
        reference: `『${b.ja}』のEnglish titleは「${b.en}」です。English editionの1巻は商品番号${b.codeEn}、価格は${yen(b.priceEn)}、在庫は${b.stockEn}冊あります。検索では商品番号をお使いいただくと確実です。`,
        must: [b.en, b.codeEn, yen(b.priceEn)],
        mustNot: [o.codeEn, b.code],
      };
    },
  }),

  defineShape({
    slug: 'disc-cover-clue',
    intent,
    kinds: ['lookup', 'comparison'],
    build(c) {
      const b = c.book();
      const covers = c.rng.some(
        [
          'a red umbrella',
          'an empty railway platform',
          'a white dog',
          'a broken clock',
          'a paper lantern',
          'two hands',
          'a yellow raincoat',
          'a staircase',
          'an open window',
        ],
        3,
      );
      const start = c.rng.int(3, 9);
      const hit = c.rng.int(0, 2);
      const page = doc(
        `${b.slug}-covers`,
        `Covers of ${b.en}, English edition, as photographed for our shop: volume ${start} shows ${covers[0]}, volume ${start + 1} shows ${covers[1]}, volume ${start + 2} shows ${covers[2]}. Each costs ${yen(b.priceEn)}. Colours may differ a little between printings; the spine carries the number of the volume.`,
      );
      const extra = doc(
        `${b.slug}-variant`,
        `Variant cover of ${b.en}, volume ${start + 4}, English, sold at the autumn fair only: it shows ${covers[hit]} as well, but in silver. Remaining copies cost ${yen(b.priceEn + 400)} and are limited to one per customer. The story inside is that of the regular volume.`,
      );
      return {
        question: c.ask([
          `I want the ${b.en} volume with ${covers[hit]} on the front, the regular one. Which number is it?`,
          `Which ${b.en} has ${covers[hit]} on its cover? Not the special print.`,
          `${b.en} cover w/ ${covers[hit]} = vol? normal edition`,
          `My son lost the volume of ${b.en} that shows ${covers[hit]}; we never looked at the number. Can you identify the standard edition and its price?`,
          `Regarding ${b.en}: there's a regular cover with ${covers[hit]}. Volume, price?`,
          `Do you recognise a ${b.en} book by ${covers[hit]}? I'd replace mine; it was an ordinary copy.`,
          `The library's ${b.en} with ${covers[hit]} fell into the bath. What do we reorder (regular edition)?`,
          `Help me find it: ${b.en}, English, ${covers[hit]} in front, nothing silver about it.`,
        ]),
        documents: c.rank([page], [extra, englishPage(c.rng, b)]),
        reference: `That is volume ${start + hit} of ${b.en}: its regular English cover shows ${covers[hit]}. It costs ${yen(b.priceEn)}. The number stands on the spine too.`,
        must: [`volume ${start + hit}`, yen(b.priceEn)],
        mustNot: [`volume ${start + 4}`, yen(b.priceEn + 400), `volume ${start + ((hit + 1) % 3)}`],
      };
    },
  }),

  defineShape({
    slug: 'disc-new-this-week',
    intent,
    kinds: ['date', 'lookup'],
    build(c) {
      const [a, b, d] = c.trio({ finished: false });
      const monday = ((day) => day - ((weekday(day) + 6) % 7))(
        dayOf(2026, c.rng.int(2, 11), c.rng.int(8, 22)),
      );
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
    },
  }),

  defineShape({
    slug: 'disc-one-volume-stories',
    intent,
    kinds: ['lookup', 'negation'],
    build(c) {
      const theme = c.rng.pick(['food', 'sport', 'school life', 'travel']);
      const one = c.book({ where: (b) => b.volumes === 1 });
      const [short, long] = c.pair({ where: (b) => b.volumes > 1 });
      const list = shelfList(
        'short-works',
        'Short works on our shelves, sorted by length.',
        [one, ...[short, long].sort((x, y) => x.volumes - y.volumes)],
        `Longer series can be found on the shelf of ${theme}. All are in stock.`,
      );
      if ([short.priceEn, long.priceEn].includes(one.priceEn)) c.again();
      return {
        question: c.ask([
          'Is there a manga that is told in a single volume? English please.',
          'one book, whole story. what do you have',
          "I don't want a series at all. Name a work that's complete in one volume.",
          `Would ${short.en} be over after volume 1? If not, which title would?`,
          'For a first try at manga a single book would be ideal, no strings attached. What is there?',
          'Do any of your titles need just one purchase?',
          'Stand-alone volumes: which ones are available in English, and at which price?',
          'My patience lasts exactly one volume. Find me something for it!',
        ]),
        documents: c.rank([list], [englishPage(c.rng, short), goodsPage(c.rng, long)]),
        reference: c.turn([
          `${one.en} by ${one.author} is complete in one book: ${one.about}. In English it costs ${yen(one.priceEn)} (${one.codeEn}); age mark ${one.age}.`,
          `The one that needs a single purchase is ${one.en} (${one.codeEn}, ${yen(one.priceEn)}). In ${one.author}'s book ${one.about}.`,
          `Look at ${one.en}: ${one.author} tells it in one volume, ${yen(one.priceEn)} in English, code ${one.codeEn}. There ${one.about}.`,
        ]),
        must: [titled(one), yen(one.priceEn), one.codeEn],
        mustNot: [yen(short.priceEn), yen(long.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'disc-ja-shelf-by-length',
    intent,
    kinds: ['comparison', 'lookup'],
    build(c) {
      const theme = c.rng.pick(
        THEMES.filter((t) => ['scifi', 'history', 'sports', 'mystery', 'food'].includes(t.tag)),
      );
      const books = [...c.books(3, { all: [theme.tag], minVolumes: 2 })].sort(
        (x, y) => x.volumes - y.volumes,
      );
      const [a, b, d] = books as unknown as [Book, Book, Book];
      const limit = b.volumes;
      return {
        question: c.ask([
          ja(`${theme.ja}の漫画で、${limit}巻以内に完結するものを全部教えてください。`),
          ja(`${limit}巻までで終わる${theme.ja}もの、ありますか?`),
          ja(`${theme.ja}で完結済み、長くても${limit}巻。該当する作品名と1巻の値段を知りたいです。`),
          mixed(`${theme.ja}系のfinished series、max ${limit}巻でlistください。`),
          ja(`夏休みの自由研究で${theme.ja}の漫画を読み比べます。${limit}巻以下の完結作はどれでしょうか。`),
          ja(`${theme.ja}好きなのですが長い作品は続きません。${limit}巻以内でお願いします。`),
          ja(
            `『${d.ja}』は長いので見送りました。${theme.ja}で${limit}巻以内に完結している作品をご案内ください。`,
          ),
          ja(
            `図書室に入れる${theme.ja}の漫画を検討中です。条件は完結していること、${limit}巻を超えないことです。`,
          ),
        ]),
        documents: c.rank(
          [
            shelfListJa(
              `shelf-${theme.tag}-ja`,
              `${theme.ja}の棚。`,
              c.rng.shuffle(books),
              '価格は税込です。在庫のある作品のみ掲載しています。品ぞろえは毎月1日に見直します。',
            ),
          ],
          [japanesePage(c.rng, d), pastCampaign(c.rng, `${theme.ja}の棚`, 'ja')],
        ),
        reference: `${theme.ja}の棚で${limit}巻以内に完結しているのは2作品です。『${a.ja}』は全${a.volumes}巻で1巻${yen(a.price)}、『${b.ja}』は全${b.volumes}巻で1巻${yen(b.price)}です。どちらも在庫がございます。`,
        must: [titled(a), yen(a.price), titled(b), yen(b.price)],
        mustNot: [yen(d.price), `${d.volumes}巻`],
      };
    },
  }),
];

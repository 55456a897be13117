import {
  anyOf,
  bookOf,
  CATALOGUE,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  helpPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  setPage,
  titled,
  usd,
  yen,
} from './kit.js';

const intent = 'product_question';

export const PRODUCT_QUESTION_2: readonly Shape[] = [
  defineShape({
    slug: 'pq-pages-to-read',
    intent,
    kinds: ['arithmetic', 'follow-up'],
    build(c) {
      const [b, o] = c.pair({ where: (x) => x.pages > 0 });
      if (b.pages === o.pages) c.again();
      const per = c.turn([8, 16, 4, 8, 12, 16, 8, 4]);
      const minutes = Math.round(b.pages / per);
      if (minutes * per !== b.pages) c.again();
      return {
        question: c.ask([
          `I manage ${per} pages in a minute... how long would volume 1 take me then?`,
          `And how thick is it? I read ${per} pages per minute, so tell me the minutes too.`,
          `ok how many pages, & how long at ${per} pages/min`,
          `So if each minute gives me ${per} pages, will I be done in an hour?`,
          `Great. One more thing: number of pages of that first book, and reading time with ${per} a minute?`,
          `My little brother gets through ${per} pages every minute. When will he hand it back?`,
          `Could you calculate the time for it? Assume ${per} pages a minute.`,
          `How many minutes of quiet would that buy me, given ${per} pages a minute?`,
        ]),
        history: [
          c.turn([`Tell me about ${b.en}.`, `Is ${b.en} in stock in English?`, `${b.en} any good?`]),
          `${b.en} is a series by ${b.author}: ${b.about}. Volume 1 in English is in stock.`,
        ],
        documents: c.rank(
          [englishPage(c.rng, b)],
          [englishPage(c.rng, o), reviewDigest(c.rng, b, 'the art', 'thin paper')],
        ),
        reference: `Volume 1 of ${b.en} in English has ${b.pages} pages. At ${per} pages a minute that makes about ${minutes} minutes${minutes > 60 ? ', a little more than an hour' : ', so less than an hour'}.`,
        must: [`${b.pages} pages`, `${minutes} minutes`],
        mustNot: [`${o.pages} pages`, yen(o.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'pq-ja-who-drew-it',
    intent,
    kinds: ['lookup', 'similar-title'],
    build(c) {
      const [b, o] = c.pair({ where: (x) => x.authorJa.length > 3 });
      if (b.authorJa === o.authorJa) c.again();
      return {
        question: c.ask([
          ja(`『${b.ja}』の作者はどなたですか。`),
          ja(`『${b.ja}』って『${o.ja}』と同じ人が描いてる?`),
          ja(`作者名で棚を整理しています。『${b.ja}』は誰の作品で、1巻はいくらでしょうか。`),
          ja(`${o.authorJa}さんの『${b.ja}』を探していますが、見つかりません。`),
          mixed(`${b.ja}のauthorって誰だっけ?あと価格も!`),
          ja(`レポートに引用したいので、『${b.ja}』の作者名と商品番号を正確に教えてください。`),
          ja(`祖父が名前を忘れてしまったのですが、『${b.ja}』を描いた方はどなたでしょう。`),
          ja(`『${b.ja}』を描いた漫画家の名前、確認させてください。`),
        ]),
        documents: c.rank([japanesePage(c.rng, b)], [japanesePage(c.rng, o), goodsPage(c.rng, b, 'ja')]),
        reference: `『${b.ja}』の作者は${b.authorJa}さんです。第1巻(日本語版)は商品番号${b.code}、価格は${yen(b.price)}で、現在在庫がございます。『${o.ja}』は別の作者の作品です。`,
        must: [anyOf(b.authorJa, b.author), b.code, yen(b.price)],
        mustNot: [o.code, yen(o.price)],
      };
    },
  }),

  defineShape({
    slug: 'pq-what-is-this-code',
    intent,
    kinds: ['lookup', 'similar-title'],
    build(c) {
      const b = c.book();
      const neighbour = CATALOGUE[CATALOGUE.indexOf(b) + 1] ?? bookOf('yotsuba');
      if (neighbour.priceEn === b.priceEn) c.again();
      return {
        question: c.ask([
          `My note just says ${b.codeEn}. What is that and what does it cost?`,
          `${b.codeEn}??`,
          `On an old invoice I find the number ${b.codeEn}. Which book was it?`,
          `Can you tell me what hides behind product ${b.codeEn}, in which language it is, and the price?`,
          `My mother dictated ${b.codeEn} over the phone; I hope I heard it correctly. What would I be buying?`,
          `I want the same as last time, code ${b.codeEn}. Title please!`,
          `Is ${b.codeEn} the volume by ${neighbour.author}?`,
          `Please resolve ${b.codeEn} to a title and author for our library system.`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, b)],
          [englishPage(c.rng, neighbour), japaneseEditionPage(c.rng, b)],
        ),
        reference: `${b.codeEn} is ${b.en}, volume 1, English edition, by ${b.author}. It costs ${yen(b.priceEn)} and is in stock. The Japanese edition of the same volume has another code, so please copy the number with care.`,
        must: [titled(b), b.author, yen(b.priceEn)],
        mustNot: [yen(neighbour.priceEn), yen(b.price)],
      };
    },
  }),

  defineShape({
    slug: 'pq-in-dollars-then',
    intent,
    kinds: ['follow-up', 'arithmetic'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'pq-not-in-our-data',
    intent,
    kinds: ['no-answer'],
    build(c) {
      const b = c.book();
      const what = c.turn([
        ['who translated', 'translator'],
        ['who lettered', 'letterer'],
        ['on which paper they printed', 'kind of paper'],
        ['where they printed', 'printing plant'],
        ['how large the first print run was of', 'print run'],
        ['who edited', 'editor'],
        ['which typeface is used in', 'typeface'],
        ['what ink was used for', 'ink'],
      ] as const);
      const data = doc(
        'product-data',
        'What our product pages hold: title, author, language, pages, weight, year of printing, price, stock and age mark. Translators, letterers, editors, paper, ink, typefaces, print runs and printing plants are not recorded. On request our staff look into a copy in the warehouse and answer by e-mail within 1 business day.',
      );
      return {
        question: c.ask([
          `For a paper I need to know ${what[0]} your English ${b.en}.`,
          `Do you happen to know ${what[0]} ${b.en}, English edition? And the year of this printing would help too.`,
          `${b.en} english: ${what[1]}? year?`,
          `An argument among friends: ${what[1]} of the English ${b.en}. Can you settle it?`,
          `Could you look up the ${what[1]} of ${b.en} for my bibliography, together with the year of printing?`,
          `I collect such details: ${what[1]}, year. This time for ${b.en} in English.`,
          `Sorry for an odd question, but what's the ${what[1]} for the English volume of ${b.en}?`,
          `Is the ${what[1]} named anywhere in your data on ${b.en}?`,
        ]),
        documents: c.rank(
          [
            {
              ...doc(
                `${b.slug}-en`,
                `${b.en}, volume 1, English edition, ${b.codeEn}. By ${b.author}. In it, ${b.about}. ${b.pages} pages, ${b.grams} g, printing of ${b.printed}. ${yen(b.priceEn)}, ${b.stockEn} copies in stock. Age mark: ${b.age}. Softcover, black and white, reading from right to left.`,
              ),
            },
            data,
          ],
          [japaneseEditionPage(c.rng, b)],
        ),
        reference: `Our data do not hold the ${what[1]}: such details are not recorded, and I would rather not guess. What I can say is that the copies of ${b.en} in stock (${b.codeEn}) are of the printing of ${b.printed}. If you write an e-mail, our staff look into a copy and answer within 1 business day.`,
        must: [
          anyOf(
            'not recorded',
            'do not hold',
            'do not have',
            "don't have",
            'not known',
            'do not record',
            "don't record",
          ),
          `${b.printed}`,
          '1 business day',
        ],
        mustNot: [b.code, yen(b.price)],
      };
    },
  }),

  defineShape({
    slug: 'pq-difference-of-editions',
    intent,
    kinds: ['comparison', 'arithmetic', 'edition'],
    build(c) {
      const b = c.book({ where: (x) => x.priceEn > x.price });
      const o = c.book({ except: [b] });
      const gap = b.priceEn - b.price;
      return {
        question: c.ask([
          `By how much is the English ${b.en} dearer than the Japanese one?`,
          `Why two listings of ${b.en} volume 1? What do I pay for each?`,
          `${b.en}: jp or eng edition cheaper, difference?`,
          `I read both languages and simply want to spend less on ${b.en} 1. Which edition is it, and what do I save?`,
          `Tell me the prices of the two editions of ${b.en} side by side, please.`,
          `What surcharge do I pay for ${b.en} in translation?`,
          `For bilingual children I buy every book twice. What are ${b.en} in Japanese and in English together and apart?`,
          `Comparing editions of ${b.en}, volume one: prices, codes, difference.`,
        ]),
        documents: c.rank([englishPage(c.rng, b), japaneseEditionPage(c.rng, b)], [englishPage(c.rng, o)]),
        reference: `${b.en}, volume 1, costs ${yen(b.price)} in Japanese (${b.code}) and ${yen(b.priceEn)} in English (${b.codeEn}). The Japanese edition is cheaper by ${yen(gap)}; both together make ${yen(b.price + b.priceEn)}.`,
        must: [yen(b.price), yen(b.priceEn), yen(gap)],
        mustNot: [yen(o.priceEn), o.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'pq-ja-set-contents',
    intent,
    kinds: ['lookup', 'negation'],
    build(c) {
      const b = c.book({ finished: true, minVolumes: 3 });
      const o = c.book({
        finished: true,
        minVolumes: 3,
        except: [b],
        where: (x) => x.priceSet !== b.priceSet,
      });
      return {
        question: c.ask([
          ja(`『${b.ja}』の全巻セットに収納ボックスは付きますか。`),
          ja(`『${b.ja}』セットの中身と値段を教えて!箱あり?`),
          ja(`贈り物なので箱入りがよいのですが、『${b.ja}』のセットは箱付きでしょうか。価格もお願いします。`),
          ja(`『${b.ja}』全巻を買うと何冊届いて、ケースは別売りですか?`),
          mixed(`${b.ja}のcomplete set、slipcase付きですか?いくら?`),
          ja(`前に買った別のセットには箱がありました。『${b.ja}』はどうですか。`),
          ja(`『${b.ja}』の全巻セットは何巻までで、化粧箱は含まれるのか確認したいです。`),
          ja(`本棚に並べるだけなので箱は不要です。『${b.ja}』のセットは箱なしで買えますか。`),
        ]),
        documents: c.rank(
          [setPage(c.rng, b, { inJapanese: true })],
          [setPage(c.rng, o, { inJapanese: true }), goodsPage(c.rng, b, 'ja')],
        ),
        reference:
          `『${b.ja}』の全巻セット(${b.codeSet})は日本語版の全${b.volumes}巻で、価格は${yen(b.priceSet)}です。収納ボックスは付きません。贈り物の場合は、カートでギフト包装についてご確認ください。`.replace(
            '贈り物の場合は、カートでギフト包装についてご確認ください。',
            '巻数はこれで完結分すべてです。',
          ),
        must: [
          `${b.volumes}巻`,
          yen(b.priceSet),
          anyOf('付きません', '箱なし', '含まれません', '付属しません', 'ありません'),
        ],
        mustNot: [yen(o.priceSet), o.codeSet],
      };
    },
  }),
];

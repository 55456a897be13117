import {
  ageJa,
  anyOf,
  doc,
  englishPage,
  goodsPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  setPage,
  shapesOf,
  titled,
  yen,
} from './kit.js';

const question = shapesOf('product_question');

/** Questions about a series itself: its end, its age mark, its makers, its length, its pictures. */
export const QUESTION_CONTENT: readonly Shape[] = [
  question('pq-is-it-finished', ['lookup'], (c) => {
    const b = c.book({ finished: true, minVolumes: 2 });
    const o = c.book({ finished: true, minVolumes: 2, except: [b], where: (x) => x.volumes !== b.volumes });
    return {
      question: c.ask([
        `Has ${b.en} ended, and after how many volumes?`,
        `How long is ${b.en} altogether?`,
        `${b.en} – complete or ongoing?? number of books?`,
        `I own the first two of ${b.en}. Until which number do I have to collect?`,
        `Does the story of ${b.en} have a proper end? I've no patience for open ones.`,
        `Wikipedia is blocked at work, so you tell me: total volumes of ${b.en}, please.`,
        `Would a shelf for ${o.volumes} volumes be enough for all of ${b.en}?`,
        `Is the last volume of ${b.en} out yet, and which number does it carry?`,
      ]),
      documents: c.rank([setPage(c.rng, b)], [setPage(c.rng, o), goodsPage(c.rng, b)]),
      reference: `${b.en} by ${b.author} is finished: the series has ${b.volumes} volumes. If you want them all in Japanese, the set ${b.codeSet} costs ${yen(b.priceSet)}; single volumes are ${yen(b.price)} each.`,
      must: [`${b.volumes} volumes`, anyOf('finished', 'ended', 'complete', 'concluded')],
      mustNot: [yen(o.priceSet), `${o.volumes} volumes`],
    };
  }),

  question('pq-ja-what-age', ['policy', 'lookup'], (c) => {
    const b = c.book({ where: (x) => x.age !== 'All ages' });
    const o = c.book({ where: (x) => x.age === 'All ages' });
    const child = c.turn([7, 8, 12, 9, 9, 15, 8, 12]);
    const fits = child >= Number(b.age.slice(0, -1));
    return {
      question: c.ask([
        ja(`『${b.ja}』は${child}歳の子に読ませても大丈夫ですか。`),
        ja(`${child}歳の娘が『${b.ja}』を読みたがっています。対象年齢を教えてください。`),
        ja(`『${b.ja}』の年齢の目安は?うちの子は${child}歳です。`),
        ja(`学童クラブに置く本を選んでいます。${child}歳の子もいますが『${b.ja}』は適していますか。`),
        mixed(`${b.ja}って何歳からOK?息子は${child}なんだけど、age markを確認したいです。`),
        ja(`甥(${child}歳)への贈り物に『${b.ja}』を考えていますが、内容的に早いでしょうか?`),
        ja(`${child}歳に『${b.ja}』はまだ早い?`),
        ja(`図書委員です。『${b.ja}』は${child}歳でも読んでよい作品か、お店の基準で答えてください。`),
      ]),
      documents: c.rank([japanesePage(c.rng, b)], [japanesePage(c.rng, o), goodsPage(c.rng, b, 'ja')]),
      reference: fits
        ? `『${b.ja}』の年齢の目安は${ageJa(b)}です。${child}歳のお子さまでしたら、当店の目安では問題ありません。${b.aboutJa}です。1巻は${yen(b.price)}です。目安は編集部から保護者の方への助言としてご覧ください。`
        : `『${b.ja}』の年齢の目安は${ageJa(b)}ですので、${child}歳のお子さまにはまだおすすめしていません。全年齢の作品でしたら『${o.ja}』(1巻${yen(o.price)})があります。`,
      must: [anyOf(`${b.age.slice(0, -1)}歳以上`, b.age), ...(fits ? [yen(b.price)] : [titled(o)])],
      mustNot: fits ? [o.code, yen(o.price)] : ['問題ありません'],
    };
  }),

  question('pq-pages-to-read', ['arithmetic', 'follow-up'], (c) => {
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
  }),

  question('pq-ja-who-drew-it', ['lookup', 'similar-title'], (c) => {
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
  }),

  question('pq-not-in-our-data', ['no-answer'], (c) => {
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
  }),

  question('pq-age-of-it', ['follow-up', 'comparison'], (c) => {
    const a = c.book({ where: (b) => b.age === '16+' });
    const b = c.book({ where: (x) => x.age === '10+' || x.age === '13+' });
    const o = c.book({ where: (x) => x.age === 'All ages' });
    return {
      question: c.ask([
        'And the age marks of both?',
        'which of them is for younger readers, and from what age?',
        "Hold on, it's for a fourteen-year-old. Do both pass?",
        'Is either of these two rated above 13?',
        'Mum asks how old one must be for each.',
        'Before I decide: what age do you set for the first, and for the second?',
        'Would you hand both to a class of fourteen-year-olds?',
        "Right. Now I'd need the ratings by age for the two.",
      ]),
      history: [
        `Could you compare ${a.en} and ${b.en} for me?`,
        `In ${a.en} by ${a.author}, ${a.about}. In ${b.en} by ${b.author}, ${b.about}.`,
      ],
      documents: c.rank([englishPage(c.rng, a), englishPage(c.rng, b)], [englishPage(c.rng, o)]),
      reference: `${a.en} has our age mark 16+, so it is not meant for a fourteen-year-old. ${b.en} is marked ${b.age} and is the one for younger readers. The marks are advice of our editors.`,
      must: ['16+', b.age, titled(b)],
      mustNot: ['18+', o.codeEn],
    };
  }),

  question('pq-content-note', ['lookup'], (c) => {
    const b = c.book();
    const o = c.book({ except: [b] });
    const [subject, answer] = c.turn([
      ['animals being hurt', 'an animal dies in chapter 4'],
      ['suicide', 'there is one mention of suicide in chapter 6, not shown'],
      ['bullying', 'a scene of bullying opens chapter 2'],
      ['spiders', 'a swarm of spiders fills a page of chapter 3'],
      ['needles and operations', 'an operation is drawn in detail in chapter 5'],
      ['smoking', 'two grown-ups smoke in several chapters'],
      ['flashing or dizzying pages', 'one spread in chapter 1 has a strong dazzling pattern'],
      ['drowning', 'someone nearly drowns in chapter 7'],
    ] as const);
    const note = doc(
      `${b.slug}-content-note`,
      `Content note on ${b.en}, volume 1, written by our staff for readers who wish to know beforehand: ${answer}. Nothing else in this volume called for a note. Later volumes have notes of their own. Such notes tell a little of the plot; who does not want that may skip them.`,
    );
    const other = doc(
      `${o.slug}-content-note`,
      `Content note on ${o.en}, volume 1: a fire breaks out in chapter 9 and a child is lost for a while. No blood is shown. Notes are written by two readers of our staff independently of each other and are renewed when customers point out something that was missed.`,
    );
    return {
      question: c.ask([
        `I avoid ${subject} in books. Is there any in the first ${b.en}?`,
        `Does ${b.en} 1 contain ${subject}?`,
        `${subject} in ${b.en} yes or no? which chapter`,
        `For reasons of my own I need a warning about ${subject}. What do you know of ${b.en}, volume 1?`,
        `My pupil cannot deal with ${subject}. Would the first volume of ${b.en} be all right?`,
        `Can you check ${b.en} for ${subject} before I give it to my partner?`,
        `How much ${subject} must I expect in ${b.en} number one?`,
        `Is there a content note on ${subject} for the opening volume of ${b.en}?`,
      ]),
      documents: c.rank([note], [other, englishPage(c.rng, b)]),
      reference: `Yes, a little: according to our content note on volume 1 of ${b.en}, ${answer}. Nothing else in that volume called for a note. Later volumes have notes of their own, so please look there before you go on.`,
      must: [anyOf(answer, ...(/chapter \d/.exec(answer) ?? ['several chapters']))],
      mustNot: ['chapter 9', yen(o.priceEn)],
    };
  }),
];

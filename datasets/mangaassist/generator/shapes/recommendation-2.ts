import {
  defineShape,
  englishPage,
  goodsPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  pastCampaign,
  type Shape,
  setPage,
  titled,
  yen,
} from './kit.js';

const intent = 'recommendation';

export const RECOMMENDATION_2: readonly Shape[] = [
  defineShape({
    slug: 'rec-english-or-nothing',
    intent,
    kinds: ['edition', 'negation'],
    build(c) {
      const tag = c.rng.pick(['drama', 'comedy', 'adventure', 'romance', 'supernatural']);
      const [has, lacks] = c.pair({ all: [tag] });
      const only = 'Only the Japanese edition is sold; there is no English edition in our shop.';
      return {
        question: c.ask([
          `I can't read a single kana. ${has.en} or ${lacks.en}, which do you have for me?`,
          `Choosing between ${lacks.en} and ${has.en}... I only read English btw`,
          `Could you recommend one ${tag} title that exists in English at your store? Somebody mentioned ${lacks.en}.`,
          `For a colleague from Canada without any Japanese: which of your ${tag} series would work?`,
          `Whatever you recommend, please no books in Japanese. I like ${tag}.`,
          `${lacks.en} sounds wonderful, but is it readable for an English speaker, and if not, what is?`,
          `Need a ${tag} manga in translation by next month. Name, code and price would be enough.`,
          `Do me a favour and pick from these two, ${has.en} / ${lacks.en}, the one I can understand with English alone.`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, has), japaneseEditionPage(c.rng, lacks, { note: only })],
          [goodsPage(c.rng, lacks)],
        ),
        reference: c.turn([
          `Go for ${has.en} by ${has.author}: we sell volume 1 in English (${has.codeEn}) for ${yen(has.priceEn)}. In it, ${has.about}. ${lacks.en} exists here in Japanese only, so it would not help you.`,
          `${has.en} is the one you can read: English edition, volume 1, ${has.codeEn}, ${yen(has.priceEn)}, ${has.stockEn} copies in stock. The story: ${has.about}. Of ${lacks.en} we have the Japanese edition only.`,
        ]),
        must: [titled(has), yen(has.priceEn), has.codeEn],
        mustNot: [yen(lacks.price), lacks.code],
      };
    },
  }),

  defineShape({
    slug: 'rec-weekends-of-reading',
    intent,
    kinds: ['arithmetic'],
    build(c) {
      const pace = c.turn([2, 3, 4, 2, 3, 5, 2, 3]);
      const weeks = c.turn([3, 4, 3, 5, 2, 3, 4, 6]);
      const room = pace * weeks;
      const fits = c.book({ finished: true, minVolumes: Math.max(2, room - 6), maxVolumes: room });
      const long = c.book({ finished: true, minVolumes: room + 2 });
      return {
        question: c.ask([
          `I get through ${pace} volumes each weekend and have ${weeks} weekends before I move. Which finished series will I manage?`,
          `${weeks} weeks of holiday, ${pace} volumes a week: what series can I complete, ${long.en} or ${fits.en}?`,
          `Say I read ${pace} books weekly. What would be over within ${weeks} weeks?`,
          `My hospital stay lasts ${weeks} weeks and I manage around ${pace} volumes in each. I'd like a whole story, please.`,
          `train commute = ${pace} vols a week. contract ends in ${weeks} weeks. complete series that fits??`,
          `Would ${long.en} be too long if I've ${weeks} weeks at ${pace} volumes per week? Suggest another then.`,
          `Please pick a set that I can finish in ${weeks} weeks given that ${pace} volumes is my weekly limit.`,
          `Exams start ${weeks} weeks from now; until then I allow myself ${pace} volumes a week. One full series, which?`,
        ]),
        documents: c.rank(
          [setPage(c.rng, fits), setPage(c.rng, long)],
          [pastCampaign(c.rng, 'complete sets')],
        ),
        reference: `At ${pace} volumes a week you can read ${room} volumes in ${weeks} weeks. ${fits.en} by ${fits.author} has ${fits.volumes} and is finished, so it fits: ${fits.about}. The Japanese set (${fits.codeSet}) costs ${yen(fits.priceSet)}. ${long.en} would be too long.`,
        must: [titled(fits), `${room} volumes`, yen(fits.priceSet)],
        mustNot: [yen(long.priceSet), long.codeSet],
      };
    },
  }),

  defineShape({
    slug: 'rec-two-tastes',
    intent,
    kinds: ['multi-hop'],
    build(c) {
      const [one, two] = [
        c.rng.pick(['sports', 'food', 'music', 'medical']),
        c.rng.pick(['scifi', 'fantasy', 'mystery', 'horror']),
      ];
      const words: { readonly [tag: string]: string } = { scifi: 'science fiction', medical: 'medicine' };
      const a = c.book({ all: [one] });
      const b = c.book({ all: [two], none: [one], where: (x) => x.priceEn !== a.priceEn });
      const no = c.book({
        none: [one, two],
        where: (x) => x.priceEn !== a.priceEn && x.priceEn !== b.priceEn,
      });
      const [first, second] = [words[one] ?? one, words[two] ?? two];
      const sum = a.priceEn + b.priceEn;
      return {
        question: c.ask([
          `Two nephews, two tastes: one lives for ${first}, the other for ${second}. A first volume for each, and the total?`,
          `I need a present for a couple. She likes ${second}, he likes ${first}. One book per person please, in English.`,
          `pick 2 vol 1s for us: me = ${first}, roommate = ${second}. what do both cost together`,
          `We swap books at the office. Mine should be about ${first}; Kenta asked for ${second}. Which two volumes shall I order?`,
          `Would you put together a small parcel, one ${second} and one ${first} manga, and give me the sum?`,
          `My twins never agree. ${first}! ${second}! Could you find something for either of them?`,
          `For the waiting room of our practice I want one title with ${first} and one with ${second}. Suggestions with prices, please.`,
          `A ${first} fan and a ${second} fan walk into your shop with an English reading habit... what do they walk out with?`,
        ]),
        documents: c.rank([englishPage(c.rng, a), englishPage(c.rng, b)], [englishPage(c.rng, no)]),
        reference: `For ${first}: ${a.en} by ${a.author}, where ${a.about}, ${yen(a.priceEn)}. For ${second}: ${b.en}, in which ${b.about}, ${yen(b.priceEn)}. Both are first volumes in English and in stock; together they come to ${yen(sum)}.`,
        must: [titled(a), titled(b), yen(sum)],
        mustNot: [yen(no.priceEn), yen(a.priceEn + no.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'rec-the-second-one',
    intent,
    kinds: ['follow-up'],
    build(c) {
      const [a, b] = c.pair();
      const no = c.book({ except: [a, b], where: (x) => x.priceEn !== b.priceEn && x.priceEn !== a.priceEn });
      const { question, opening } = {
        question: c.ask([
          'The second one sounds more like me. Tell me why I should get it and what it costs in English.',
          'second pls. price? how many left?',
          "Hmm, not convinced by your first idea. What's the other about, and do you have it?",
          "Let's go with the latter. Is there anything I should know first, such as the age mark and the price?",
          'I have read the one you named first. Sell me on the other!',
          'And the last mentioned: would you recommend it to a beginner? Please with product code.',
          'My friend says number two is the better of both. Do you agree, and how much would it be?',
          'Actually my budget is small. What would the second suggestion set me back?',
        ]),
        opening: c.turn([
          'What are your two favourites at the moment?',
          'I want to begin a new series tonight, surprise me.',
          'hey, two ideas for a long flight?',
          'Please suggest two manga in English.',
        ]),
      };
      return {
        question,
        history: [
          opening,
          c.turn([
            `Two ideas: ${a.en} by ${a.author}, and ${b.en} by ${b.author}.`,
            `You could start with ${a.en}. A quite different choice would be ${b.en} by ${b.author}.`,
          ]),
        ],
        documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, a), englishPage(c.rng, no)]),
        reference: `${b.en} by ${b.author} is worth it: ${b.about}. Volume 1 in English (${b.codeEn}) costs ${yen(b.priceEn)}, and we have ${b.stockEn} copies. Its age mark is ${b.age}, and no other series needs to be read before it.`,
        must: [titled(b), yen(b.priceEn), b.codeEn],
        mustNot: [yen(a.priceEn), a.codeEn, no.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'rec-ja-unwind',
    intent,
    kinds: ['lookup', 'negation'],
    build(c) {
      const calm = c.book({ all: ['calm'], none: ['dark', 'violent'] });
      const hard = c.book({ any: ['dark', 'violent', 'tense'], where: (b) => b.price !== calm.price });
      return {
        question: c.ask([
          ja('仕事で疲れ切っています。寝る前に読める静かな漫画を教えてください。'),
          ja('戦いも事件もない、のんびりした作品ってありますか?'),
          ja(`${hard.ja}は重すぎました…。もっと穏やかな気持ちになれるものが読みたいです。`),
          ja('母が入院中で、心がほっとする本を差し入れたいのですが、おすすめはどれでしょう。'),
          ja('癒し系おねがい!値段と在庫も'),
          mixed('最近stressがすごくて。calmでゆっくり読める作品、何かありますか?'),
          ja('刺激の強い展開が苦手な私に合う一冊を選んでいただけますか。1巻だけ試したいです。'),
          ja('眠れない夜の友になるような、静かな漫画を一つ挙げてください。'),
        ]),
        documents: c.rank(
          [japanesePage(c.rng, calm)],
          [japanesePage(c.rng, hard), goodsPage(c.rng, calm, 'ja')],
        ),
        reference: c.turn([
          `『${calm.ja}』(${calm.authorJa})をおすすめします。${calm.aboutJa}で、静かな気持ちで読める作品です。第1巻は日本語版${yen(calm.price)}、商品番号${calm.code}、在庫は${calm.stock}冊あります。`,
          `穏やかに読むなら『${calm.ja}』はいかがでしょうか。${calm.authorJa}さんによる、${calm.aboutJa}です。1巻(${calm.code})は${yen(calm.price)}で、現在${calm.stock}冊ございます。`,
        ]),
        must: [titled(calm), yen(calm.price), calm.code],
        mustNot: [yen(hard.price), hard.code],
      };
    },
  }),

  defineShape({
    slug: 'rec-ja-which-of-two',
    intent,
    kinds: ['comparison'],
    build(c) {
      const [one, two] = c.pair({ finished: true, minVolumes: 3 });
      const [short, long] = one.volumes < two.volumes ? [one, two] : [two, one];
      return {
        question: c.ask([
          ja(`『${one.ja}』と『${two.ja}』で迷っています。短い方から読みたいです。`),
          ja(`置き場所がないので巻数の少ない方を全巻買います。『${two.ja}』か『${one.ja}』、どっち?`),
          ja(
            `友人に『${long.ja}』を勧められましたが長そうで…。『${short.ja}』なら全部で何巻、いくらですか。`,
          ),
          ja(`一気読み用に全巻セットがほしい!『${one.ja}』『${two.ja}』のうち早く読み終わるのは?`),
          ja(
            `どちらも完結していると聞きました。『${two.ja}』『${one.ja}』、少ない巻数で終わる作品をおすすめしてください。`,
          ),
          mixed(`${one.ja} vs ${two.ja}、shortな方のセット価格も教えて〜`),
          ja(`冬休みに読み切れそうなのは『${short.ja}』と『${long.ja}』のどちらでしょうか。`),
          ja(
            `子どもに全巻プレゼントするなら、まず短いシリーズがよいと思います。『${long.ja}』と『${short.ja}』を比べてもらえますか。`,
          ),
        ]),
        documents: c.rank(
          [setPage(c.rng, short, { inJapanese: true }), setPage(c.rng, long, { inJapanese: true })],
          [pastCampaign(c.rng, '全巻セット', 'ja')],
        ),
        reference: `短いのは『${short.ja}』です。全${short.volumes}巻で完結しており、${short.aboutJa}。全巻セット(${short.codeSet})は${yen(short.priceSet)}です。『${long.ja}』はそれより長い作品ですので、まずは『${short.ja}』をおすすめします。`,
        must: [titled(short), `${short.volumes}巻`, yen(short.priceSet)],
        mustNot: [yen(long.priceSet), long.codeSet],
      };
    },
  }),
];

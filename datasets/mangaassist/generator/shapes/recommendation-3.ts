import {
  anyOf,
  type Book,
  CATALOGUE,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  grouped,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  titled,
  yen,
} from './kit.js';

const intent = 'recommendation';

export const RECOMMENDATION_3: readonly Shape[] = [
  defineShape({
    slug: 'rec-mixed-learner',
    intent,
    kinds: ['comparison'],
    build(c) {
      const easy = c.book({ any: ['slice', 'school', 'warm'], none: ['dark', 'violent', 'history'] });
      const hard = c.book({
        any: ['history', 'medical', 'scifi'],
        none: ['slice', 'warm'],
        where: (b) => b.price !== easy.price,
      });
      const level = c.turn(['N4', 'N3', 'N5', 'N4']);
      return {
        question: c.ask([
          mixed(`日本語を勉強中で、JLPT ${level}くらいです。furiganaがある漫画がいいな。どれがおすすめ?`),
          mixed(`I study Japanese (${level}). 『${easy.ja}』と『${hard.ja}』、どっちがやさしい?`),
          mixed(`漢字がまだ苦手なので、all kanji with readingsのものを一冊recommendしてください。`),
          mixed('Japanese learnerです。daily lifeの言葉を覚えられる作品がほしいです。予算は1000円まで!'),
          mixed(`先生に『${hard.ja}』をすすめられたけどtoo difficultでした。もう少しeasyなのは?`),
          mixed('Hi! 日本語の漫画をoriginalで読みたい。ふりがな付きの1巻、商品番号もお願いします。'),
          mixed(`${level} levelでも読めるmangaありますか?short sentencesだとうれしいです。`),
          mixed('留学前にreading practiceしたいです。ruby付きはどのtitleですか、いくらですか。'),
        ]),
        documents: c.rank(
          [
            japanesePage(c.rng, easy, {
              note: 'すべての漢字にふりがな付き。会話は短く、日本語学習者にも読みやすい一冊です。',
            }),
          ],
          [
            japanesePage(c.rng, hard, { note: 'ふりがなは人名などの一部のみで、専門用語が多めです。' }),
            goodsPage(c.rng, hard, 'ja'),
          ],
        ),
        reference: `Japanese learnerの方には『${easy.ja}』(${easy.en})がおすすめです。すべての漢字にふりがなが付き、会話も短めです。${easy.aboutJa}。1巻(${easy.code})は${yen(easy.price)}です。『${hard.ja}』はふりがなが一部だけで専門用語が多いので、次のstepにどうぞ。`,
        must: [titled(easy), 'ふりがな', yen(easy.price), easy.code],
        mustNot: [yen(hard.price), hard.code],
      };
    },
  }),

  defineShape({
    slug: 'rec-rated-by-many',
    intent,
    kinds: ['comparison', 'arithmetic'],
    build(c) {
      const [x, y] = c.pair({ where: (b) => b.ratings >= 100 });
      const few = c.book({
        where: (b) => b.ratings < 90 && Number(b.rating) > Math.max(Number(x.rating), Number(y.rating)),
      });
      if (x.rating === y.rating) c.again();
      const [best, worse] = Number(x.rating) > Number(y.rating) ? [x, y] : [y, x];
      const praise = (what: string): string => what;
      return {
        question: c.ask([
          'I trust crowds: which title has the best average among those with at least 100 ratings?',
          `Stars mean nothing from a handful of people. Out of ${x.en}, ${y.en} and ${few.en}, which is best rated with 100 votes or more?`,
          'highest rated manga, min. 100 reviews?',
          'Recommend by numbers, please. Minimum of a hundred buyers, then the top score.',
          `Your page shows ${few.en} on top but hardly anybody rated it. Who leads when only titles with 100+ ratings count?`,
          'Being a statistician I ignore samples below a hundred. Which series do your customers like most by that standard?',
          'What do most people love? Look at the ratings, and leave out everything with fewer than 100 of them.',
          "Let the buyers choose for me. They'd have to be a hundred at least.",
        ]),
        documents: c.rank(
          [
            reviewDigest(c.rng, best, praise('the characters'), 'a slow beginning'),
            reviewDigest(c.rng, worse, 'the drawings', 'long dialogues'),
          ],
          [reviewDigest(c.rng, few, 'the originality', 'small lettering')],
        ),
        reference: `Among titles with at least 100 ratings ${best.en} leads: ${best.rating} of 5 from ${best.ratings} customers, who praise the characters and now and then mind a slow beginning. ${few.en} scores higher, but on too few ratings for your rule.`,
        must: [titled(best), best.rating, `${best.ratings}`],
        mustNot: [few.rating, worse.rating],
      };
    },
  }),

  defineShape({
    slug: 'rec-nothing-fits',
    intent,
    kinds: ['no-answer'],
    build(c) {
      const wish = c.turn([
        'curling',
        'beekeeping',
        'chess',
        'submarine cooks',
        'tax inspectors',
        'the Arctic railway',
        'bagpipes',
        'falconry',
      ]);
      const near = c.book({ any: ['sports', 'work', 'food', 'games'] });
      const other = c.book({
        none: ['sports', 'work', 'food', 'games'],
        where: (b) => b.priceEn !== near.priceEn,
      });
      return {
        question: c.ask([
          `Do you carry a manga about ${wish}? I'd read anything on it.`,
          `My uncle's passion is ${wish}. Please recommend a manga that deals with exactly this.`,
          `any ${wish} manga? must be ${wish}`,
          `It's a long shot, but I would love a series on ${wish}.`,
          `For our club I am looking for comics with ${wish} at the centre. What can you offer?`,
          `Recommend me something about ${wish}, and be honest if there's nothing.`,
          `Is there really no story around ${wish} in your shop? If so, what comes closest?`,
          `A friend swears you once had a book on ${wish}. Which was that?`,
        ]),
        documents: c.rank([englishPage(c.rng, near)], [englishPage(c.rng, other)]),
        reference: c.turn([
          `I could not find a manga about ${wish} in our catalogue, and I would rather not guess at one. What comes closest is perhaps ${near.en} by ${near.author}: ${near.about}. Volume 1 in English costs ${yen(near.priceEn)} (${near.codeEn}).`,
          `To be honest, we have no title about ${wish}. As a neighbour of that interest I can offer ${near.en}, where ${near.about}; volume 1 in English, ${near.codeEn}, is ${yen(near.priceEn)}. Our buyers are glad of wishes by e-mail.`,
        ]),
        must: [
          anyOf(
            'could not find',
            'no title',
            'do not have',
            "don't have",
            'no manga',
            'not in our catalogue',
            'nothing about',
            "couldn't find",
            'do not carry',
            "don't carry",
          ),
          titled(near),
        ],
        mustNot: [other.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'rec-same-author',
    intent,
    kinds: ['multi-hop', 'lookup'],
    build(c) {
      const known = c.book({ where: (b) => CATALOGUE.some((x) => x.author === b.author && x !== b) });
      const next = c.book({
        where: (b) => b.author === known.author && b !== known && b.priceEn !== known.priceEn,
      });
      const other = c.book({ where: (b) => b.author !== known.author && b.priceEn !== next.priceEn });
      const list = doc(
        'author-page',
        `Author page: ${known.author} (${known.authorJa}). In our shop: ${known.en} and ${next.en}, both in Japanese and in English. Signed copies are not sold. Customers who follow an author in their account get an e-mail when a new title comes in; the author page lists everything that can be ordered at present.`,
      );
      return {
        question: c.ask([
          `What else has the creator of ${known.en} made that I can order in English?`,
          `${known.en} was perfect. Same author, other book, please!`,
          `Who wrote ${known.en} again, and is there another series by the same hand in your shop?`,
          `i follow mangaka not genres. after ${known.en} what next from them`,
          `Could you suggest a further title by the person behind ${known.en}? With its price if possible.`,
          `Having read ${known.en} twice, I should like to explore the rest of the author's work.`,
          `Apart from ${known.en}, what do you stock by ${known.author}?`,
          `Is ${other.en} from the one who drew ${known.en}? If not, which of your books is?`,
        ]),
        documents: c.rank([list, englishPage(c.rng, next)], [englishPage(c.rng, other)]),
        reference: `${known.en} is by ${known.author}, and we also have ${next.en} by the same author: ${next.about}. Volume 1 in English (${next.codeEn}) costs ${yen(next.priceEn)}, age mark ${next.age}. It is in stock.`,
        must: [known.author, titled(next), yen(next.priceEn)],
        mustNot: [yen(other.priceEn), other.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'rec-already-read',
    intent,
    kinds: ['follow-up', 'negation'],
    build(c) {
      const tag = c.rng.pick(['romance', 'action', 'school', 'comedy', 'supernatural', 'drama']);
      const [a, b, left] = c.trio({ all: [tag] });
      return {
        question: c.ask([
          `Read ${a.en} in spring and ${b.en} last week. So what remains?`,
          `Know both ${b.en} and ${a.en} by heart, I'm afraid. Anything I haven't read?`,
          `${a.en}: done. ${b.en}: done. next!`,
          `Oh, I should have said that ${a.en} and ${b.en} are on my shelf already.`,
          `Those are classics for me. Take away ${a.en} as well as ${b.en}, and tell me what is new and what it costs.`,
          `My brother lent me ${b.en}, and ${a.en} I bought here. Please choose again.`,
          `Not ${a.en}, not ${b.en}, been there. What's the third option in your ${tag} corner?`,
          `Isn't there one besides ${a.en} and ${b.en}? I finished these ages ago.`,
        ]),
        history: [
          c.turn([
            `Which ${tag} manga do people start with?`,
            `I'm in the mood for ${tag}, what is good?`,
            `top ${tag} series??`,
          ]),
          `Popular with our readers of ${tag} are ${a.en}, ${b.en} and one or two more. Which of them do you know already?`,
        ],
        documents: c.rank([englishPage(c.rng, left)], [englishPage(c.rng, a), englishPage(c.rng, b)]),
        reference: `Then ${left.en} by ${left.author} is new to you: ${left.about}. The first English volume is ${yen(left.priceEn)} under code ${left.codeEn}, and ${left.stockEn} copies are in stock. It has the age mark ${left.age}.`,
        must: [titled(left), yen(left.priceEn), left.codeEn],
        mustNot: [yen(a.priceEn), yen(b.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'rec-suitcase-weight',
    intent,
    kinds: ['arithmetic', 'comparison'],
    build(c) {
      const [x, y] = c.pair({ where: (b) => b.volumes >= 5 && b.volumes <= 20 });
      const weight = (b: Book): number => b.volumes * b.grams;
      const [light, heavy] = weight(x) < weight(y) ? [x, y] : [y, x];
      const limit = 100 * Math.ceil(weight(light) / 100);
      if (weight(heavy) <= limit + 200) c.again();
      const weighed = (b: Book) =>
        doc(
          `${b.slug}-weight`,
          `${b.en}, complete Japanese set of ${b.volumes} volumes, ${b.codeSet}, ${yen(b.priceSet)}. Every volume weighs about ${b.grams} g; the carton adds nothing worth mentioning because we wrap sets in paper. By ${b.author}. In the series ${b.about}. Age mark ${b.age}, in stock, finished.`,
        );
      return {
        question: c.ask([
          `My suitcase has ${grouped(limit)} g left. Which full set can travel with me, ${x.en} or ${y.en}?`,
          `Airline allows just ${grouped(limit)} grams more. I want one complete series, please do the sum for me.`,
          `weight matters!! max ${grouped(limit)}g. ${y.en} or ${x.en} whole series`,
          `How heavy are all volumes of ${light.en} together, and would you choose it over ${heavy.en} for a hiking trip?`,
          `Flying home tomorrow and the scale leaves me ${grouped(limit)} g for manga. Recommend a set.`,
          `I carry everything in a rucksack, so ${grouped(limit)} g is the most. Which of the two series is lighter as a set?`,
          `Can I take ${heavy.en} complete with ${grouped(limit)} g to spare? Or would another series be wiser?`,
          `The one that weighs less, please: ${x.en} complete or ${y.en} complete? And its total weight?`,
        ]),
        documents: c.rank([weighed(light), weighed(heavy)], [goodsPage(c.rng, light)]),
        reference: `Take ${light.en}: ${light.volumes} volumes of about ${light.grams} g make ${grouped(weight(light))} g. The set ${light.codeSet} costs ${yen(light.priceSet)}. In it, ${light.about}. ${heavy.en} as a set would be heavier.`,
        must: [titled(light), `${grouped(weight(light))} g`, yen(light.priceSet)],
        mustNot: [yen(heavy.priceSet), heavy.codeSet],
      };
    },
  }),
];

import {
  anyOf,
  CATALOGUE,
  doc,
  englishPage,
  goodsPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  shapesOf,
  THEMES,
  titled,
  yen,
} from './kit.js';

const recommendation = shapesOf('recommendation');

/** Recommendations by what somebody likes, dislikes or has read. */
export const RECOMMENDATION_BY_TASTE: readonly Shape[] = [
  recommendation('rec-next-after', ['lookup'], (c) => {
    const theme = c.rng.pick(THEMES.slice(0, 7));
    const [loved, next] = c.pair({ all: [theme.tag] });
    const other = c.book({
      none: [theme.tag],
      except: [loved, next],
      where: (b) => b.priceEn !== next.priceEn,
    });
    return {
      question: c.ask([
        `I just closed the last page of ${loved.en} and feel empty. What else with ${theme.en} in it should I pick up, in English?`,
        `What would you hand to somebody who adored ${loved.en}? The part about ${theme.en} is what hooked me.`,
        `more like ${loved.en} pls!! esp. the ${theme.en} side of it. english volumes`,
        `My sister devoured ${loved.en} because ${theme.en} is her thing. Is there a similar first volume you can suggest for her?`,
        `Good evening. Having enjoyed ${loved.en} very much, I wonder which of your titles also deals with ${theme.en}.`,
        `Recommend ONE manga. Must be about ${theme.en}, must not be ${loved.en}, that one I own already.`,
        `Been hunting for weeks for anything that scratches the ${loved.en} itch – ${theme.en}, you know? Ideas?`,
        `If ${loved.en} got five stars from me thanks to ${theme.en}, where do I go next and what does it cost?`,
      ]),
      documents: c.rank([englishPage(c.rng, next)], [englishPage(c.rng, other), goodsPage(c.rng, loved)]),
      reference: c.turn([
        `Try ${next.en} by ${next.author}: ${next.about}. Like ${loved.en} it has plenty of ${theme.en}. The first English volume (${next.codeEn}) costs ${yen(next.priceEn)} and is in stock; our age mark is ${next.age}.`,
        `After ${loved.en} I would go for ${next.en}. In ${next.author}'s series ${next.about}, so ${theme.en} plays a real part again. Volume 1 in English is ${yen(next.priceEn)}, code ${next.codeEn}, with ${next.stockEn} copies in stock.`,
      ]),
      must: [titled(next), yen(next.priceEn), next.codeEn],
      mustNot: [yen(other.priceEn), other.codeEn],
    };
  }),

  recommendation('rec-without-violence', ['negation'], (c) => {
    const tag = c.rng.pick(['history', 'scifi', 'art', 'seinen', 'comedy']);
    const word =
      {
        history: 'historical',
        scifi: 'science fiction',
        art: 'art-minded',
        seinen: 'grown-up',
        comedy: 'funny',
      }[tag] ?? tag;
    const calm = c.book({ all: [tag], none: ['violent', 'dark', 'action', 'war', 'horror'] });
    const bloody = c.book({ all: [tag, 'violent'], where: (b) => b.priceEn !== calm.priceEn });
    return {
      question: c.ask([
        `Blood makes me queasy. Which ${word} manga can I read without looking away?`,
        `Please suggest something ${word} for my book circle; one member left the room over gore last time.`,
        `${word} manga, zero gore, zero stabbing, thx`,
        `Since my operation I cannot stand violent pictures, yet I still enjoy ${word} stories. What do you have?`,
        `Is ${bloody.en} brutal? If so I'd rather have another ${word} title.`,
        `I'd like a ${word} series where nobody gets cut to pieces, in English and with the price.`,
        `What's a gentle pick among your ${word} books? My nerves are thin these days.`,
        `Someone told me ${word} manga are all slaughter. Prove them wrong with one title!`,
      ]),
      documents: c.rank(
        [englishPage(c.rng, calm)],
        [
          englishPage(c.rng, bloody, { note: 'Contains graphic violence.' }),
          reviewDigest(c.rng, bloody, 'the raw fights', 'very explicit injuries'),
        ],
      ),
      reference: c.turn([
        `${calm.en} is a good choice: ${calm.about}. It has our age mark ${calm.age} and carries no warning of violence. Volume 1 in English costs ${yen(calm.priceEn)} (${calm.codeEn}). Better avoid ${bloody.en}, which contains graphic violence.`,
        `I would give you ${calm.en} by ${calm.author}, in which ${calm.about}. The English volume 1, ${calm.codeEn}, is ${yen(calm.priceEn)} and in stock. ${bloody.en} is listed with graphic violence, so that one is not for you.`,
      ]),
      must: [titled(calm), yen(calm.priceEn), calm.codeEn],
      mustNot: [yen(bloody.priceEn), bloody.codeEn],
    };
  }),

  recommendation('rec-two-tastes', ['multi-hop'], (c) => {
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
  }),

  recommendation('rec-ja-unwind', ['lookup', 'negation'], (c) => {
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
  }),

  recommendation('rec-rated-by-many', ['comparison', 'arithmetic'], (c) => {
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
  }),

  recommendation('rec-nothing-fits', ['no-answer'], (c) => {
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
  }),

  recommendation('rec-same-author', ['multi-hop', 'lookup'], (c) => {
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
  }),

  recommendation('rec-horror-not-fantasy', ['similar-title', 'negation'], (c) => {
    const scary = c.book({ all: ['horror'] });
    const dark = c.book({
      all: ['dark'],
      any: ['fantasy', 'action', 'thriller'],
      none: ['horror'],
      where: (b) => b.priceEn !== scary.priceEn,
    });
    const kind = dark.tags.includes('fantasy')
      ? 'dark fantasy'
      : dark.tags.includes('thriller')
        ? 'a thriller'
        : 'dark action';
    return {
      question: c.ask([
        'Real horror, please, the kind that follows you into the bathroom. Not merely something gloomy.',
        `Everyone says ${dark.en} is horror. Is it? Otherwise give me what is.`,
        'halloween read!! horror ONLY, dark action doesnt count',
        "I've had enough of grim heroes; I want to be frightened. Which English title do you propose?",
        `Would you class ${dark.en} or ${scary.en} as horror? I'd buy whichever deserves the name.`,
        'My film club watches scary pictures and would like a comic of that sort. Can you advise?',
        'What frightens your staff most on the shelf? Fantasy with blood does not impress me.',
        "A proper scare in English with the price and the age mark, if you'd be so kind.",
      ]),
      documents: c.rank(
        [englishPage(c.rng, scary, { note: 'Shelf: horror.' })],
        [
          englishPage(c.rng, dark, { note: `Shelf: ${kind}.` }),
          reviewDigest(c.rng, dark, 'the bleak mood', 'its pace'),
        ],
      ),
      reference: `For horror choose ${scary.en} by ${scary.author}: ${scary.about}. It stands on our horror shelf with the age mark ${scary.age}; volume 1 in English is ${yen(scary.priceEn)} (${scary.codeEn}). ${dark.en} is shelved as ${kind}, so it is less of a scare.`,
      must: [titled(scary), yen(scary.priceEn), scary.age],
      mustNot: [yen(dark.priceEn), dark.codeEn],
    };
  }),

  recommendation('rec-lighter-after-dark', ['follow-up', 'comparison'], (c) => {
    const heavy = c.book({ all: ['dark'] });
    const light = c.book({
      all: ['comedy'],
      none: ['dark', 'violent'],
      where: (b) => b.price !== heavy.price,
    });
    const next = c.book({ all: ['dark'], except: [heavy], where: (b) => b.price !== light.price });
    return {
      question: c.ask([
        'It was a bit much, to be honest. Something that makes me laugh now, in Japanese please?',
        'Nightmares!! i need silly + happy. jp edition fine',
        'Brilliant, but I need sunlight after that. What would cheer me up?',
        'Could the next one be the opposite in mood? I read Japanese as well as English.',
        "My nerves ask for a comedy this time. What's it called and what does volume 1 cost in Japanese?",
        'I finished it in tears. Recommend an antidote.',
        'Please no more of that darkness; a funny book for the weekend would be lovely.',
        `Since ${heavy.en} left me sleepless, I'd rather giggle for a while. Ideas?`,
      ]),
      history: [
        `How does one follow up on a good scare? I'm halfway through ${heavy.en}.`,
        `${heavy.en} only gets darker towards the end. When you are through, tell me how it was and I will look for the next one.`,
      ],
      documents: c.rank(
        [japaneseEditionPage(c.rng, light)],
        [japaneseEditionPage(c.rng, next), japaneseEditionPage(c.rng, heavy)],
      ),
      reference: `After ${heavy.en} I would cheer you up with ${light.en} (${light.ja}) by ${light.author}, a comedy in which ${light.about}. The first volume in Japanese costs ${yen(light.price)} (${light.code}); ${light.stock} copies are in stock, age mark ${light.age}.`,
      must: [titled(light), yen(light.price), light.code],
      mustNot: [yen(next.price), next.code],
    };
  }),
];

import {
  type Book,
  englishPage,
  goodsPage,
  japanesePage,
  mixed,
  pastCampaign,
  reviewDigest,
  type Shape,
  shapesOf,
  shelfList,
  THEMES,
  titled,
  yen,
} from './kit.js';

const discovery = shapesOf('product_discovery');

/** Looking for whatever fits a theme, a setting or a mood. */
export const DISCOVERY_BY_THEME: readonly Shape[] = [
  discovery('disc-theme-under-price', ['comparison', 'lookup'], (c) => {
    const theme = c.rng.pick(
      THEMES.filter((t) => ['scifi', 'history', 'sports', 'mystery', 'supernatural'].includes(t.tag)),
    );
    const books = [...c.books(4, { all: [theme.tag] })].sort((x, y) => x.priceEn - y.priceEn);
    const [a, b, d, e] = books as unknown as [Book, Book, Book, Book];
    if (d.priceEn - b.priceEn < 60) c.again();
    const limit = 10 * Math.ceil((b.priceEn + 5) / 10) + 20;
    return {
      question: c.ask([
        `Show me everything about ${theme.en} for less than ${yen(limit)} a volume, in English.`,
        `What can I get on your ${theme.en} shelf if I won't pay more than ${yen(limit)}?`,
        `${theme.en}, english, max ${yen(limit)}`,
        `Which English titles dealing with ${theme.en} stay below ${yen(limit)}?`,
        `I collect first volumes around ${theme.en}. List those that cost up to ${yen(limit)}, please.`,
        `With ${yen(limit)} in hand, what are my options for ${theme.en}?`,
        `Could you filter ${theme.en} by price? Ceiling: ${yen(limit)}.`,
        `My nephew may choose any book on ${theme.en} under ${yen(limit)}. What do I tell him?`,
      ]),
      documents: c.rank(
        [
          shelfList(
            `shelf-${theme.tag}`,
            `Shelf: ${theme.en}.`,
            c.rng.shuffle(books),
            'Prices with tax. The shelf is renewed on the first of the month; other titles may be found by search.',
          ),
        ],
        [englishPage(c.rng, e), pastCampaign(c.rng, `the shelf of ${theme.en}`)],
      ),
      reference: `Two first volumes on our shelf of ${theme.en} stay below ${yen(limit)}: ${a.en} by ${a.author} for ${yen(a.priceEn)} (${a.codeEn}) and ${b.en} by ${b.author} for ${yen(b.priceEn)} (${b.codeEn}).`,
      must: [titled(a), yen(a.priceEn), titled(b), yen(b.priceEn)],
      mustNot: [yen(d.priceEn), yen(e.priceEn)],
    };
  }),

  discovery('disc-by-setting', ['lookup'], (c) => {
    const [tag, place] = c.rng.pick([
      ['europe', 'Europe'],
      ['space', 'space'],
      ['college', 'a university'],
      ['sea', 'the sea'],
      ['hokkaido', 'Hokkaido'],
      ['victorian', 'Victorian England'],
      ['samurai', 'the world of samurai'],
    ] as const);
    const b = c.book({ all: [tag] });
    const o = c.book({
      none: ['europe', 'space', 'college', 'sea', 'hokkaido', 'victorian', 'samurai'],
      where: (x) => x.priceEn !== b.priceEn,
    });
    const page = englishPage(c.rng, b, { note: `Setting: ${place}.` });
    return {
      question: c.ask([
        `Which of your series is set in ${place}?`,
        `I'm after a story that takes me to ${place}. English edition, please.`,
        `manga + ${place}? what u got`,
        `We plan a themed evening on ${place} and miss a manga for it. What can you find?`,
        `Setting matters to me more than plot: ${place}. Any hit in your catalogue?`,
        `Could you search by place of action? I'd enter ${place}.`,
        `My professor collects comics from all corners; he lacks one from ${place}. Title, code, price?`,
        `No ordinary Tokyo school this time. Rather ${place}, if you have such a thing.`,
      ]),
      documents: c.rank([page], [englishPage(c.rng, o), goodsPage(c.rng, b)]),
      reference: `${b.en} by ${b.author} is set in ${place}: ${b.about}. The first volume in English, ${b.codeEn}, costs ${yen(b.priceEn)}; ${b.stockEn} copies are there. Age mark ${b.age}.`,
      must: [titled(b), b.codeEn, yen(b.priceEn)],
      mustNot: [o.codeEn, yen(o.priceEn)],
    };
  }),

  discovery('disc-one-particular-sport', ['lookup', 'similar-title'], (c) => {
    const [tag, en, near] = c.turn([
      ['volleyball', 'volleyball', 'basketball'],
      ['tennis', 'lawn tennis', 'tabletennis'],
      ['cycling', 'road cycling', 'skating'],
      ['boxing', 'boxing', 'martial'],
      ['football', 'American football', 'soccer'],
      ['tabletennis', 'table tennis', 'tennis'],
      ['skating', 'figure skating', 'cycling'],
      ['basketball', 'basketball', 'volleyball'],
    ] as const);
    const b = c.book({ all: [tag] });
    const o = c.book({ all: [near], where: (x) => x.priceEn !== b.priceEn });
    return {
      question: c.ask([
        `Since I coach ${en}, I'd love a manga about just that sport. Do you have one in English?`,
        `My kid trains ${en} five days a week. Which comic is about it?`,
        `${en} manga?`,
        `Not any sports series – it has to be ${en}. Is there something?`,
        `Prize for our ${en} tournament: a first volume that fits. Title and cost?`,
        `What would you show to a ${en} player who has never read a manga?`,
        `Could you find the ${en} series? I know only ${o.en}, which is another sport.`,
        `Shop search for "${en}" gives me calendars. Where are the actual books?`,
      ]),
      documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, o), goodsPage(c.rng, o)]),
      reference: `The manga for ${en} is ${b.en} by ${b.author}: ${b.about}. Volume 1 in English is ${b.codeEn}, ${yen(b.priceEn)}, with ${b.stockEn} copies in stock and the age mark ${b.age}.`,
      must: [titled(b), b.codeEn, yen(b.priceEn)],
      mustNot: [o.codeEn, yen(o.priceEn)],
    };
  }),

  discovery('disc-mixed-mood', ['lookup', 'negation'], (c) => {
    const [want, word, not, notWord] = c.turn([
      ['warm', 'heartwarming', 'romance', '恋愛'],
      ['tense', 'tense', 'war', '戦争'],
      ['comedy', 'funny', 'school', '学校'],
      ['supernatural', 'mysterious', 'violent', '流血'],
      ['adventure', 'adventurous', 'violent', '残酷な場面'],
      ['calm', 'calm', 'supernatural', '怪異'],
      ['drama', 'emotional', 'school', '学園'],
      ['mystery', 'clever', 'dark', '暗い展開'],
    ] as const);
    const b = c.book({ all: [want], none: [not] });
    const o = c.book({ all: [want, not], where: (x) => x.price !== b.price });
    return {
      question: c.ask([
        mixed(`${word}な漫画を探してるけど、${notWord}の話はNGです。何かある?`),
        mixed(`${notWord}なしで、とにかくtenseな作品ください。日本語版で!`),
        mixed(`笑えるmangaがいいな。ただし${notWord}ものはno thank you。`),
        mixed(`雰囲気がmysteriousで${notWord}のない作品、search結果から選んでもらえますか。`),
        mixed(`子どもとread aloudしたいので${notWord}は避けたいです。冒険ものならどれ?`),
        mixed(`静かでcalm、それでいて${notWord}が出てこない本。price入りでお願いします。`),
        mixed(`泣けるdramaをrequestします。でも${notWord}が舞台のものは読み飽きました。`),
        mixed(`謎解きがcleverな作品希望です。${notWord}シーンはskipしたいタイプです。`),
      ]),
      documents: c.rank(
        [japanesePage(c.rng, b)],
        [japanesePage(c.rng, o, { note: `${notWord}の要素を含みます。` })],
      ),
      reference: `『${b.ja}』(${b.authorJa})はいかがでしょうか。${b.aboutJa}で、${word}な雰囲気の作品です。日本語版1巻の商品番号は${b.code}、価格は${yen(b.price)}です。『${o.ja}』には${notWord}の要素が含まれるため、外しました。`,
      must: [titled(b), b.code, yen(b.price)],
      mustNot: [o.code, yen(o.price)],
    };
  }),

  discovery('disc-by-review-words', ['lookup', 'comparison'], (c) => {
    const words = c.rng.some(
      [
        'the facial expressions',
        'the backgrounds',
        'the recipes and little facts',
        'the silence between the panels',
        'the quick wit',
        'the clever twists',
        'the friendships',
        'the colour pages',
      ],
      2,
    );
    const [b, o] = c.pair();
    const [liked, other] = [`${words[0]}`, `${words[1]}`];
    return {
      question: c.ask([
        `Which title do your customers praise for ${liked}?`,
        `I buy books for ${liked}. What do the reviews point to?`,
        `reviews mention ${liked} - which manga?`,
        `Search the opinions of buyers, please: who is loved for ${liked}, and how is the rating?`,
        `${liked.charAt(0).toUpperCase()}${liked.slice(1)} matter most to me. According to readers, which series excels there?`,
        `A reviewer went on and on about ${liked}. Which book could that have been, and what's its average?`,
        `If I care for ${liked} and not for ${other}, what do I order in English?`,
        `Do readers single out any manga because of ${liked}?`,
      ]),
      documents: c.rank(
        [reviewDigest(c.rng, b, liked, 'the long wait between volumes'), englishPage(c.rng, b)],
        [reviewDigest(c.rng, o, other, 'the small print')],
      ),
      reference: `Readers praise ${b.en} by ${b.author} for ${liked}: ${b.rating} of 5 from ${b.ratings} ratings; what some criticise is the long wait between volumes. Volume 1 in English (${b.codeEn}) costs ${yen(b.priceEn)}.`,
      must: [titled(b), `${b.ratings}`, yen(b.priceEn)],
      mustNot: [`${o.ratings} ratings`, o.en],
    };
  }),
];

import {
  bookOf,
  dateEn,
  dateFact,
  dayOf,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  helpPage,
  japaneseEditionPage,
  pastCampaign,
  type Shape,
  shelfList,
  THEMES,
  titled,
  weekday,
  weekdayEn,
  yen,
} from './kit.js';

const intent = 'product_discovery';

export const PRODUCT_DISCOVERY_3: readonly Shape[] = [
  defineShape({
    slug: 'disc-narrow-the-list',
    intent,
    kinds: ['follow-up', 'negation'],
    build(c) {
      const tag = c.rng.pick(['fantasy', 'drama', 'supernatural', 'history', 'sports']);
      const done = c.book({ all: [tag], finished: true });
      const [x, y] = c.pair({ all: [tag], finished: false, where: (b) => b.priceEn !== done.priceEn });
      const list = c.rng.shuffle([done, x, y]);
      return {
        question: c.ask([
          'Only the finished one(s), please, and with the price.',
          'which of these r complete',
          'Strike out everything that is still being written. What stays?',
          "Fine, but I don't begin anything without an ending. So?",
          'And among them, the concluded ones in English?',
          'I forgot to mention that it has to be over. Does that leave something?',
          'Could you cut the list down to series with a known number of volumes?',
          "Which of the three won't keep me waiting?",
        ]),
        history: [
          `What ${tag} titles have you got in English?`,
          `On our ${tag} shelf you find ${list[0]?.en}, ${list[1]?.en} and ${list[2]?.en}.`,
        ],
        documents: c.rank(
          [
            shelfList(
              `shelf-${tag}`,
              `Shelf: ${tag}.`,
              list,
              'All three are in stock. Numbers of volumes are those of the original edition.',
            ),
          ],
          [englishPage(c.rng, x), goodsPage(c.rng, done)],
        ),
        reference: `Of the three only ${done.en} by ${done.author} is finished${done.volumes > 1 ? `, with ${done.volumes} volumes` : ''}. Volume 1 in English (${done.codeEn}) costs ${yen(done.priceEn)} and is in stock.`,
        must: [titled(done), yen(done.priceEn), done.codeEn],
        mustNot: [yen(x.priceEn), yen(y.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'disc-how-many-match',
    intent,
    kinds: ['arithmetic', 'comparison'],
    build(c) {
      const books = c.books(6);
      const mark = c.rng.pick(['13+', '16+', '10+'] as const);
      const hits = books.filter((b) => b.age === mark);
      if (hits.length < 2 || hits.length > 4) c.again();
      const low = Math.min(...hits.map((b) => b.priceEn));
      const cheapest = hits.find((b) => b.priceEn === low) ?? hits[0];
      if (cheapest === undefined) return c.again();
      const miss = books.filter((b) => b.age !== mark);
      const first = miss[0] ?? c.again();
      return {
        question: c.ask([
          `How many titles on your front table carry the mark ${mark}, and which of those costs least?`,
          `Count the ${mark} books on the front table, would you? And name the cheapest.`,
          `front table: # of ${mark}? cheapest one?`,
          `I'm only interested in what is labelled ${mark}. How many does the front table hold, and where do prices begin?`,
          `From the front table list, filter by age mark ${mark}. Number and lowest price, please.`,
          `Is there more than one ${mark} title on the table by the entrance? I'd take the least expensive.`,
          `We are stocking a shelf for readers of ${mark}. How many of the table's books qualify, and which is the best buy?`,
          `Tell me about the ${mark} section of the front table: quantity, cheapest entry.`,
        ]),
        documents: c.rank(
          [
            shelfList(
              'front-table',
              'Front table, six titles chosen by our staff.',
              books,
              'The table changes every other Friday.',
            ),
          ],
          [englishPage(c.rng, first), pastCampaign(c.rng, 'the front table')],
        ),
        reference: `${hits.length} titles on the front table carry the mark ${mark}: ${hits.map((b) => b.en).join(', ')}. The cheapest of them is ${cheapest.en} by ${cheapest.author}, volume 1 in English, at ${yen(cheapest.priceEn)} (${cheapest.codeEn}).`,
        must: [
          titled(cheapest),
          yen(cheapest.priceEn),
          ...hits
            .filter((b) => b !== cheapest)
            .slice(0, 2)
            .map(titled),
        ],
        mustNot: [yen(first.priceEn), first.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'disc-one-particular-sport',
    intent,
    kinds: ['lookup', 'similar-title'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'disc-writer-and-artist',
    intent,
    kinds: ['lookup', 'negation'],
    build(c) {
      const duo = c.book({ where: (b) => b.author.includes(' and ') });
      const [one = '', two = ''] = duo.author.split(' and ');
      const o = c.book({
        where: (b) => !b.author.includes(one) && !b.author.includes(two) && b.price !== duo.price,
      });
      return {
        question: c.ask([
          `Which title did ${one} make together with ${two}?`,
          `Is there a book in your shop credited to both ${two} and ${one}?`,
          `${one} + ${two} = which manga? jp edition price?`,
          `I admire ${two} and have just learned of a collaboration with ${one}. Can I buy it in Japanese?`,
          `For my seminar on writer–artist teams: what do you sell by the pair ${one} / ${two}?`,
          `${one} does not work alone on it, I was told, but with ${two}. What is "it"?`,
          `Please find the joint work of ${two} and ${one} and state the price of its first Japanese volume.`,
          `Did ${one} and ${two} create ${o.en}? Or what else?`,
        ]),
        documents: c.rank(
          [japaneseEditionPage(c.rng, duo)],
          [japaneseEditionPage(c.rng, o), goodsPage(c.rng, duo)],
        ),
        reference: `${one} and ${two} made ${duo.en} (${duo.ja}) together: ${duo.about}. The first volume in Japanese, ${duo.code}, costs ${yen(duo.price)}, and ${duo.stock} copies are in stock.`,
        must: [titled(duo), duo.code, yen(duo.price)],
        mustNot: [o.code, yen(o.price)],
      };
    },
  }),

  defineShape({
    slug: 'disc-arrives-in-time',
    intent,
    kinds: ['date', 'multi-hop', 'stock'],
    build(c) {
      const theme = c.rng.pick(THEMES.slice(0, 8));
      const [b, late] = c.pair({ all: [theme.tag] });
      const placed = ((day) => day + ((9 - weekday(day)) % 7))(
        dayOf(2026, c.rng.int(2, 11), c.rng.int(5, 20)),
      );
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
    },
  }),

  defineShape({
    slug: 'disc-two-of-similar-name',
    intent,
    kinds: ['similar-title', 'comparison'],
    build(c) {
      const [s, t, feature] = c.turn([
        ['cats-louvre', 'man-cat', 'takes place in a museum'],
        ['hells-paradise', 'paradise-kiss', 'is about fashion'],
        ['black-butler', 'black-jack-sato', 'is set in a hospital'],
        ['slam-dunk', 'kuroko', 'has a delinquent as its hero'],
        ['bungo', 'banana-fish', 'is set in New York'],
        ['blue-lock', 'blue-period', 'is about painting'],
        ['touch', 'cross-game', 'has twin brothers in it'],
        ['silver-spoon', 'golden-kamuy', 'is about a farm school'],
      ] as const);
      const right =
        {
          'has a delinquent as its hero': s,
          'takes place in a museum': s,
          'has twin brothers in it': s,
          'is about a farm school': s,
        }[feature as string] ?? t;
      const [b, o] = right === s ? [bookOf(s), bookOf(t)] : [bookOf(t), bookOf(s)];
      const same = b.priceEn === o.priceEn;
      return {
        question: c.ask([
          `I always mix up ${o.en} and ${b.en}. Which one ${feature}?`,
          `${b.en} or ${o.en}: the one that ${feature}, please, with its code.`,
          `which ${feature}?? ${o.en} / ${b.en}`,
          `My friend recommended the manga that ${feature}. Was it ${b.en} or was it ${o.en}?`,
          `To avoid buying the wrong book again: of ${o.en} and ${b.en}, which ${feature}?`,
          `Search gives two hits, ${o.en} and ${b.en}. I need whichever ${feature}.`,
          `It ${feature}, that's all I know. Your list shows ${b.en} next to ${o.en}.`,
          `Do I remember rightly that ${o.en} ${feature}, or am I thinking of ${b.en}?`,
        ]),
        documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, o), goodsPage(c.rng, o)]),
        reference: `You want ${b.en} by ${b.author}, which ${feature}: ${b.about}. The first English volume has the code ${b.codeEn} and costs ${yen(b.priceEn)}. ${o.en} by ${o.author} is a different series.`,
        must: [titled(b), b.author, b.codeEn],
        mustNot: [o.codeEn, ...(same ? [] : [yen(o.priceEn)])],
      };
    },
  }),
];

import {
  anyOf,
  type Book,
  doc,
  englishPage,
  goodsPage,
  ja,
  japanesePage,
  mixed,
  pastCampaign,
  type Shape,
  shapesOf,
  shelfList,
  shelfListJa,
  THEMES,
  titled,
  yen,
} from './kit.js';

const discovery = shapesOf('product_discovery');

/** Looking for all titles that meet several conditions at once. */
export const DISCOVERY_BY_FILTER: readonly Shape[] = [
  discovery('disc-three-filters', ['multi-hop', 'negation'], (c) => {
    const tag = c.rng.pick(['romance', 'comedy', 'drama', 'action']);
    const max = c.turn([13, 15, 18, 12, 16, 14, 20, 17]);
    const hit = c.book({ all: [tag], minVolumes: 2, maxVolumes: max, where: (b) => b.age !== '16+' });
    const long = c.book({
      all: [tag],
      minVolumes: max + 3,
      where: (b) => b.age !== '16+' && b.priceEn !== hit.priceEn,
    });
    const old = c.book({
      all: [tag],
      maxVolumes: max,
      where: (b) => b.age === '16+' && b.priceEn !== hit.priceEn,
    });
    const open = c.book({
      all: [tag],
      finished: false,
      where: (b) => b.age !== '16+' && b.priceEn !== hit.priceEn,
    });
    const list = shelfList(
      `shelf-${tag}`,
      `Shelf: ${tag}.`,
      c.rng.shuffle([hit, long, old, open]),
      'All are in stock today.',
    );
    return {
      question: c.ask([
        `I search a ${tag} series: finished, no more than ${max} volumes, not rated 16+. Which one is left?`,
        `Any ${tag} manga that's complete, short (up to ${max}) and all right for a fourteen-year-old?`,
        `${tag} + finished + <=${max} vols + no 16+ = ?`,
        `For the school library: ${tag}, concluded, ${max} books at the utmost, nothing with the mark for sixteen.`,
        `What meets all of this: an ending, at most ${max} volumes, ${tag}, suitable below 16?`,
        `Narrow your ${tag} shelf down for me. I want closure, ${max} volumes or fewer, and I'm fifteen.`,
        `Our youth club asks for a ${tag} title with an end in sight (${max} volumes max) and without adult content.`,
        `Please find the ${tag} series that isn't open-ended, isn't longer than ${max} and isn't for older teens only.`,
      ]),
      documents: c.rank([list], [englishPage(c.rng, long), goodsPage(c.rng, open)]),
      reference: `${hit.en} by ${hit.author} meets all three: it is finished with ${hit.volumes} volumes and has the age mark ${hit.age}. Volume 1 in English (${hit.codeEn}) costs ${yen(hit.priceEn)}. The others on the shelf are too long, not finished, or for older readers.`,
      must: [titled(hit), `${hit.volumes} volumes`, yen(hit.priceEn)],
      mustNot: [yen(long.priceEn), yen(old.priceEn), yen(open.priceEn)],
    };
  }),

  discovery('disc-one-volume-stories', ['lookup', 'negation'], (c) => {
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
  }),

  discovery('disc-ja-shelf-by-length', ['comparison', 'lookup'], (c) => {
    const theme = c.rng.pick(
      THEMES.filter((t) => ['scifi', 'history', 'sports', 'mystery', 'food'].includes(t.tag)),
    );
    const books = [...c.books(3, { all: [theme.tag], minVolumes: 2 })].sort((x, y) => x.volumes - y.volumes);
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
  }),

  discovery('disc-narrow-the-list', ['follow-up', 'negation'], (c) => {
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
  }),

  discovery('disc-how-many-match', ['arithmetic', 'comparison'], (c) => {
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
  }),

  discovery('disc-no-title-has-both', ['no-answer', 'comparison'], (c) => {
    const [x, y, xWord, yWord] = c.turn([
      ['horror', 'food', 'horror', 'cooking'],
      ['sports', 'magic', 'a sport', 'magic'],
      ['samurai', 'space', 'samurai', 'outer space'],
      ['music', 'horror', 'music', 'horror'],
      ['shogi', 'war', 'shogi', 'war'],
      ['fashion', 'space', 'fashion', 'space travel'],
      ['cats', 'crime', 'cats', 'crime'],
      ['medical', 'sports', 'medicine', 'a sport'],
    ] as const);
    const a = c.book({ all: [x], none: [y] });
    const b = c.book({ all: [y], none: [x], where: (z) => z.priceEn !== a.priceEn });
    const o = c.book({ none: [x, y], where: (z) => z.priceEn !== a.priceEn && z.priceEn !== b.priceEn });
    const found = doc(
      'search-both',
      `Search for two subjects at once, ${xWord} and ${yWord}: no title carries both. With the first subject alone the best match is ${a.en} by ${a.author}, with the second alone ${b.en} by ${b.author}. Subjects are set by our staff; a title may touch on a subject without carrying it.`,
    );
    return {
      question: c.ask([
        `One manga with ${xWord} AND ${yWord} in it – does it exist in your shop?`,
        `Crazy idea: ${yWord} meets ${xWord}. Any title?`,
        `${xWord} x ${yWord} crossover manga, english`,
        `I bet my brother that you carry something which unites ${xWord} and ${yWord}. Have I won?`,
        `Please search for both at once, ${yWord} as well as ${xWord}.`,
        `My thesis treats ${xWord} together with ${yWord}. Which single work could I use?`,
        `What's the closest you can offer to a mixture of ${yWord} and ${xWord}?`,
        `If there's nothing that has ${xWord} plus ${yWord}, tell me plainly and name one of each.`,
      ]),
      documents: c.rank([found, englishPage(c.rng, a), englishPage(c.rng, b)], [englishPage(c.rng, o)]),
      reference: `No title of ours carries both ${xWord} and ${yWord}. For ${xWord} the best match is ${a.en} (volume 1 in English ${yen(a.priceEn)}), for ${yWord} it is ${b.en} (${yen(b.priceEn)}); with one of each you have both subjects on the table.`,
      must: [
        anyOf(
          'no title',
          'none',
          'nothing',
          'no single',
          'not a single',
          'no manga',
          'do not have',
          "don't have",
        ),
        titled(a),
        titled(b),
      ],
      mustNot: [o.codeEn, yen(o.priceEn)],
    };
  }),
];

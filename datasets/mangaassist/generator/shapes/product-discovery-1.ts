import {
  type Book,
  CATALOGUE,
  defineShape,
  englishPage,
  goodsPage,
  ja,
  japanesePage,
  mixed,
  pastCampaign,
  type Shape,
  shelfList,
  THEMES,
  titled,
  yen,
} from './kit.js';

const intent = 'product_discovery';

export const PRODUCT_DISCOVERY_1: readonly Shape[] = [
  defineShape({
    slug: 'disc-half-remembered-plot',
    intent,
    kinds: ['lookup'],
    build(c) {
      const [b, o] = c.pair();
      return {
        question: c.ask([
          `Years ago I saw a manga where, if memory serves, ${b.about}. What's it called?`,
          `Trying to find this one: ${b.about}. Ring a bell?`,
          `title?? its the one where ${b.about}`,
          `A colleague raved about a series, but all I kept is that ${b.about}. Can you find it in English?`,
          `Which of your books has this story – ${b.about}?`,
          `Please help an old head. The plot: ${b.about}. The name: gone.`,
          `I don't know author nor title, merely that ${b.about}. Do you sell it, and for how much?`,
          `On a train somebody was reading a comic in which ${b.about}. I want that comic!`,
        ]),
        documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, o), goodsPage(c.rng, o)]),
        reference: c.turn([
          `That must be ${b.en} (${b.ja}) by ${b.author}. We have volume 1 in English for ${yen(b.priceEn)}, code ${b.codeEn}; ${b.stockEn} copies are in stock.`,
          `You are thinking of ${b.en} by ${b.author}. The English volume 1 (${b.codeEn}) is in stock and costs ${yen(b.priceEn)}. Its Japanese title is ${b.ja}.`,
        ]),
        must: [titled(b), yen(b.priceEn), b.codeEn],
        mustNot: [yen(o.priceEn), o.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'disc-ja-plot',
    intent,
    kinds: ['lookup'],
    build(c) {
      const [b, o] = c.pair();
      return {
        question: c.ask([
          ja(`題名が思い出せません。「${b.aboutJa}」という内容の漫画です。`),
          ja(`${b.aboutJa}…みたいな話、何ていう漫画でしたっけ?`),
          ja(`書店で立ち読みした作品を探しています。${b.aboutJa}でした。1巻はありますか。`),
          ja(`「${b.aboutJa}」→タイトル希望`),
          mixed(`あらすじは「${b.aboutJa}」。What's the title?日本語版がほしいです。`),
          ja(`姉に貸したまま戻ってこない漫画を買い直したいです。${b.aboutJa}だったと思います。`),
          ja(`子どもの頃に読んだ、${b.aboutJa}を描いた作品をご存じでしょうか。値段も知りたいです。`),
          ja(`ラジオで紹介されていました。${b.aboutJa}だそうです。どの商品でしょうか。`),
        ]),
        documents: c.rank([japanesePage(c.rng, b)], [japanesePage(c.rng, o), goodsPage(c.rng, o, 'ja')]),
        reference: `お探しの作品は『${b.ja}』(${b.authorJa})だと思います。${b.aboutJa}です。日本語版の1巻は商品番号${b.code}、価格は${yen(b.price)}で、在庫は${b.stock}冊ございます。`,
        must: [titled(b), b.code, yen(b.price)],
        mustNot: [o.code, yen(o.price)],
      };
    },
  }),

  defineShape({
    slug: 'disc-theme-under-price',
    intent,
    kinds: ['comparison', 'lookup'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'disc-three-filters',
    intent,
    kinds: ['multi-hop', 'negation'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'disc-everything-by-author',
    intent,
    kinds: ['lookup', 'arithmetic'],
    build(c) {
      const [first] = c.books(1, {
        where: (b) => CATALOGUE.some((x) => x.author === b.author && x !== b),
      }) as readonly [Book];
      const works = CATALOGUE.filter((b) => b.author === first.author).slice(0, 4);
      const o = c.book({
        where: (b) => b.author !== first.author && works.every((w) => w.priceEn !== b.priceEn),
      });
      const sum = works.reduce((total, b) => total + b.priceEn, 0);
      return {
        question: c.ask([
          `What do you have by ${first.author}, and what would one first volume of each come to?`,
          `all ${first.author} titles in english pls + total price for vol 1s`,
          `I'd like to own the beginning of every ${first.author} series you sell. Which are they?`,
          `Who else loves ${first.author}? I do! List the works and sum up the first volumes.`,
          `Searching by author: ${first.author}. Results and overall price?`,
          `Please put together a ${first.author} sampler, volume one of everything in English.`,
          `How many works by ${first.author} are in your English range, and what's their cost combined?`,
          `For an exhibition about ${first.author} we need volume 1 of each title from you. What should we budget?`,
        ]),
        documents: c.rank(
          [
            shelfList(
              'author-works',
              `Author: ${first.author} (${first.authorJa}).`,
              works,
              'These are all titles of the author that our shop sells in English at present.',
            ),
          ],
          [englishPage(c.rng, o)],
        ),
        reference: `By ${first.author} we sell ${works.map((b) => `${b.en} (${yen(b.priceEn)})`).join(', ')}, each as volume 1 in English. One of each makes ${works.length} books for ${yen(sum)}.`,
        must: [...works.slice(0, 3).map(titled), yen(sum)],
        mustNot: [yen(o.priceEn), o.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'disc-by-setting',
    intent,
    kinds: ['lookup'],
    build(c) {
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
    },
  }),
];

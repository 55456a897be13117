import {
  bookOf,
  CATALOGUE,
  doc,
  englishPage,
  goodsPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  type Shape,
  shapesOf,
  shelfList,
  titled,
  yen,
} from './kit.js';

const discovery = shapesOf('product_discovery');

/** Looking for one title of which little is known: its plot, its cover, its maker, a wrong name. */
export const DISCOVERY_BY_CLUE: readonly Shape[] = [
  discovery('disc-half-remembered-plot', ['lookup'], (c) => {
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
  }),

  discovery('disc-ja-plot', ['lookup'], (c) => {
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
  }),

  discovery('disc-everything-by-author', ['lookup', 'arithmetic'], (c) => {
    const first = c.book({ where: (b) => CATALOGUE.some((x) => x.author === b.author && x !== b) });
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
  }),

  discovery('disc-misspelt-title', ['similar-title', 'lookup'], (c) => {
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
  }),

  discovery('disc-title-across-languages', ['edition', 'lookup'], (c) => {
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
  }),

  discovery('disc-cover-clue', ['lookup', 'comparison'], (c) => {
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
  }),

  discovery('disc-writer-and-artist', ['lookup', 'negation'], (c) => {
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
  }),

  discovery('disc-two-of-similar-name', ['similar-title', 'comparison'], (c) => {
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
  }),
];

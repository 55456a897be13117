import {
  anyOf,
  bookOf,
  CATALOGUE,
  doc,
  englishPage,
  extraOf,
  foreign,
  goodsPage,
  helpPage,
  ja,
  japaneseEditionPage,
  mixed,
  type Shape,
  setPage,
  shapesOf,
  titled,
  yen,
} from './kit.js';

const question = shapesOf('product_question');

/** Questions about editions: what is in a box, in which language, under which code. */
export const QUESTION_EDITION: readonly Shape[] = [
  question('pq-volume-not-in-english', ['edition', 'negation'], (c) => {
    const b = c.book({ finished: true, minVolumes: 8, where: (x) => x.volumes <= 40 });
    const have = b.volumes - c.rng.int(2, 4);
    const month = c.rng.pick(['February', 'April', 'September', 'November']);
    const state = doc(
      `${b.slug}-english-state`,
      `English edition of ${b.en}: volumes 1 to ${have} have been published and are sold here at ${yen(b.priceEn)} each. Volume ${have + 1} is announced for ${month}; no date is known for those after it. The Japanese edition is complete with ${b.volumes} volumes. Pre-orders open six weeks before release.`,
    );
    const asked = c.turn([have + 1, b.volumes, have + 1, have, b.volumes, have + 1, have, have + 1]);
    return {
      question: c.ask([
        `Do you sell ${b.en} volume ${asked} in English?`,
        `I'd love to finish ${b.en}. Can I get number ${asked} translated?`,
        `${b.en} ${asked} ENG when??`,
        `Is volume ${asked} of ${b.en} already there in English?`,
        `Why can't I find volume ${asked} of ${b.en} in English on your site?`,
        `What is the newest English volume of ${b.en}, and would ${asked} be included?`,
        `Please put ${b.en} ${asked}, English edition, aside for me if it exists.`,
        `My English run of ${b.en} is missing ${asked}. Is it out?`,
      ]),
      documents: c.rank([state], [setPage(c.rng, b), goodsPage(c.rng, b)]),
      reference:
        asked === have
          ? `Yes: in English ${b.en} has come out up to volume ${have}, so you can buy it for ${yen(b.priceEn)}. Volume ${have + 1} is announced for ${month}.`
          : asked === have + 1
            ? `Not yet. In English ${b.en} has come out up to volume ${have}; volume ${have + 1} is announced for ${month}, and pre-orders open six weeks before release. Each English volume costs ${yen(b.priceEn)}.`
            : `Not yet. In English ${b.en} has come out up to volume ${have}; volume ${have + 1} is announced for ${month}, and nothing is known about later ones. All ${b.volumes} are available in Japanese only.`,
      must: [`volume ${have}`, month],
      mustNot: [yen(b.price), yen(b.priceSet)],
    };
  }),

  question('pq-what-is-this-code', ['lookup', 'similar-title'], (c) => {
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
  }),

  question('pq-difference-of-editions', ['comparison', 'arithmetic', 'edition'], (c) => {
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
  }),

  question('pq-ja-set-contents', ['lookup', 'negation'], (c) => {
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
      reference: `『${b.ja}』の全巻セット(${b.codeSet})は日本語版の全${b.volumes}巻で、価格は${yen(b.priceSet)}です。収納ボックスは付きません。巻数はこれで完結分すべてです。`,
      must: [
        `${b.volumes}巻`,
        yen(b.priceSet),
        anyOf('付きません', '箱なし', '含まれません', '付属しません', 'ありません'),
      ],
      mustNot: [yen(o.priceSet), o.codeSet],
    };
  }),

  question('pq-misprint-by-year', ['date', 'multi-hop'], (c) => {
    const b = c.book();
    const o = c.book({ except: [b], where: (x) => x.printed !== b.printed });
    const bad = c.rng.chance(0.5) ? b.printed - 1 : b.printed - 2;
    const page = c.rng.int(31, 160);
    const notice = doc(
      `${b.slug}-misprint`,
      `Notice on ${b.en}, volume 1, English: in the printing of ${bad} page ${page} appears twice and the page after it is missing. Later printings are correct. Customers who hold a faulty copy may exchange it free of charge; the year stands on the last page, below the name of the publisher.`,
    );
    return {
      question: c.ask([
        `I read that ${b.en} 1 in English has a doubled page. Does this concern the copies you ship now?`,
        `Is the ${b.en} misprint fixed in what you have on stock?`,
        `${b.en} vol 1 eng – which printing do u send? the one w/ the missing page??`,
        `Before buying ${b.en} again I want to be sure it's not the faulty printing. Which year is yours?`,
        `A reviewer complained about page ${page} of ${b.en}. Still an issue?`,
        `My copy of ${b.en} is from ${bad} and page ${page} comes twice. Would a newly ordered one be right?`,
        `What year's printing of ${b.en} do you deliver, and was anything wrong with it?`,
        `Could you confirm that the English ${b.en} you sell has all its pages?`,
      ]),
      documents: c.rank(
        [
          notice,
          doc(
            `${b.slug}-stock-data`,
            `${b.codeEn}: ${b.en}, volume 1, English. Printing in stock: ${b.printed}. ${b.pages} pages, ${b.grams} g, ${b.stockEn} copies, ${yen(b.priceEn)}. By ${b.author}. In it, ${b.about}. Age mark ${b.age}. Softcover; covers may differ slightly from the picture.`,
          ),
        ],
        [englishPage(c.rng, o)],
      ),
      reference: `You need not worry: the fault (page ${page} twice) is in the printing of ${bad} only. The copies of ${b.en} that we ship now, ${b.codeEn}, are of the printing of ${b.printed}, and later printings are correct. A faulty copy can be exchanged free of charge.`,
      must: [`${b.printed}`, `${bad}`, b.codeEn],
      mustNot: [yen(o.priceEn), o.codeEn],
    };
  }),

  question('pq-is-it-the-comic', ['negation', 'similar-title'], (c) => {
    const b = c.book();
    const [what, inside] = c.turn([
      ['colouring book', 'forty line drawings to colour'],
      ['quiz book', 'three hundred questions for those who know the series by heart'],
      ['illustration collection', 'covers and posters in full colour'],
      ['fan book', 'interviews, a map and character files'],
    ] as const);
    const { code, price } = extraOf(b, what);
    const page = doc(
      `${b.slug}-extra`,
      `${b.en}, ${what}, ${code}. It holds ${inside}; the story itself is not part of it. Japanese text, 128 pages, ${yen(price)}, in stock. Customers sometimes take it for the first volume because the cover shows the same picture, so please look at the code before you order.`,
    );
    return {
      question: c.ask([
        `Is ${code} the beginning of the ${b.en} story?`,
        `I put ${code} in my cart hoping it's ${b.en} volume 1. Correct?`,
        `${code} = ${b.en} 1? yes/no`,
        `The cover of ${code} looks like the first ${b.en}. Can I read the manga in it?`,
        `Which code do I need for the actual English comic of ${b.en}? I found ${code}.`,
        `Why does ${code} cost ${yen(price)} when other first volumes are cheaper? I want to start ${b.en} in English.`,
        `Does the ${what} of ${b.en} include chapters of the manga?`,
        `Please check: my grandson wants to READ ${b.en} in English. Is ${code} right?`,
      ]),
      documents: c.rank([page, englishPage(c.rng, b)], [japaneseEditionPage(c.rng, b)]),
      reference: `${code} is the ${what} of ${b.en}: it holds ${inside}, but not the story. To read the manga in English you need volume 1, ${b.codeEn}, at ${yen(b.priceEn)}; it is in stock.`,
      must: [what, b.codeEn, yen(b.priceEn)],
      mustNot: [b.code, yen(b.price)],
    };
  }),

  question('pq-mixed-which-language', ['edition', 'negation'], (c) => {
    const b = c.book();
    const o = c.book({ except: [b] });
    return {
      question: c.ask([
        mixed(`${b.ja}の日本語版に英語訳は入っていますか?I can't read kanji at all.`),
        mixed(`『${b.ja}』を海外の友達に送りたいです。English textのものはどのcodeですか?`),
        mixed(`Is 『${b.ja}』 bilingual? 日本語と英語が両方ほしいんだけど。`),
        mixed(`英語で読めるのは${b.code}と${b.codeEn}のどっち?priceも。`),
        mixed(`主人はEnglishのみです。『${b.ja}』なら何を注文すればいいですか。`),
        mixed(`${b.ja} 1巻、translationが付いてると聞いたんですが本当?`),
        mixed(`Sorry, 英語版の『${b.ja}』と日本語版、見分け方を教えてください。`),
        mixed(`ESLクラスで使います。『${b.ja}』のEnglish editionの値段とstockは?`),
      ]),
      documents: c.rank(
        [japaneseEditionPage(c.rng, b, { note: 'No English inside.' }), englishPage(c.rng, b)],
        [englishPage(c.rng, o)],
      ),
      reference: `日本語版(${b.code})の本文はJapaneseのみで、英語訳は入っていません。英語で読むにはEnglish editionの1巻、商品番号${b.codeEn}をお選びください。価格は${yen(b.priceEn)}、在庫は${b.stockEn}冊です。`,
      must: [b.codeEn, yen(b.priceEn)],
      mustNot: [o.codeEn, yen(o.priceEn)],
    };
  }),

  question('pq-deluxe-books', ['arithmetic', 'edition'], (c) => {
    const per = c.turn([2, 3, 2, 3, 2, 2, 3, 3]);
    const b = c.book({ finished: true, minVolumes: 6, where: (x) => x.volumes <= 40 });
    const books = Math.ceil(b.volumes / per);
    const price = 110 * c.rng.int(24, 38);
    const sum = books * price;
    const naive = b.volumes * price;
    const page = doc(
      `${b.slug}-deluxe`,
      `${b.en}, deluxe edition in English, hardcover, large format. Each book collects ${per} of the original volumes, the last one whatever is left. ${yen(price)} a book, all in stock. ${b.author}'s series is complete in it. Colour pages are printed in colour. The deluxe books are sold one by one; there is no set price.`,
    );
    return {
      question: c.ask([
        `How many deluxe books make up all of ${b.en}, and what would they cost me?`,
        `The whole of ${b.en} in the deluxe edition: number and sum, please.`,
        `${b.en} deluxe complete = how many €€€ (yen i mean)`,
        `I fancy the big hardcovers of ${b.en}. Do I need to buy one for every original volume?`,
        `If each deluxe volume of ${b.en} bundles several, how many will stand on my shelf in the end? Price for the lot?`,
        `Our school has funds for the complete hardcover ${b.en}. Kindly state quantity and total.`,
        `What does it take, in books and yen, to own ${b.en} from start to finish in deluxe format?`,
        `Is it true that the deluxe ${b.en} fits in fewer books? Count them for me and add up, would you?`,
      ]),
      documents: c.rank([page, setPage(c.rng, b)], [goodsPage(c.rng, b)]),
      reference: `The original series of ${b.en} has ${b.volumes} volumes and each deluxe book collects ${per} of them, so it takes ${books} deluxe books. At ${yen(price)} each they cost ${yen(sum)} in all; there is no set price.`,
      must: [anyOf(`${books} deluxe`, `${books} books`, `${books} hardcovers`), yen(sum)],
      mustNot: [yen(naive), yen(b.priceSet)],
    };
  }),

  question('pq-digital-code-region', ['policy', 'negation'], (c) => {
    const b = c.book();
    const customer = foreign(c);
    const price = b.price - 10 * c.rng.int(4, 11);
    const page = doc(
      `${b.slug}-digital`,
      `${b.en}, volume 1, digital code, Japanese text, ${yen(price)}. The code is sent by e-mail within an hour and works in accounts registered in Japan only. It is valid for 12 months, cannot be returned and is no printed book. Reading needs the shop's viewer; pages cannot be printed out or copied.`,
    );
    return {
      question: c.ask([
        `I'm in ${customer.city}. Will the digital code of ${b.en} work for me?`,
        `Can someone living in ${customer.city} redeem the e-book code for ${b.en} volume 1?`,
        `digital ${b.en}, from ${customer.city}, ok??`,
        `To save postage to ${customer.city} I'd buy the code for ${b.en} instead of paper. Any catch?`,
        `If the code for ${b.en} turns out not to work here in ${customer.city}, may I return it?`,
        `Which ${b.en} should I order from ${customer.city}, code or paper? I read Japanese and English.`,
        `I have an account registered in ${customer.city} and would love ${b.en} on my tablet. Possible?`,
        `How does the ${b.en} download work for customers outside Japan, say in ${customer.city}?`,
      ]),
      documents: c.rank([page], [englishPage(c.rng, b), helpPage(c.rng, 'abroad')]),
      reference: `I would not buy the code: it works in accounts registered in Japan only, so not in one from ${customer.city}, and digital codes cannot be returned. The printed English volume 1 of ${b.en} (${b.codeEn}, ${yen(b.priceEn)}) can be sent to you instead.`,
      must: [anyOf('Japan only', 'only in Japan', 'registered in Japan'), b.codeEn, yen(b.priceEn)],
      mustNot: [yen(price), '24 months'],
    };
  }),
];

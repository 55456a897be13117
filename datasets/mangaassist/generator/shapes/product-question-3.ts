import {
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  dayOf,
  defineShape,
  doc,
  englishPage,
  extraOf,
  goodsPage,
  helpPage,
  ja,
  japaneseEditionPage,
  mixed,
  type Shape,
  setPage,
  yen,
} from './kit.js';

const intent = 'product_question';

export const PRODUCT_QUESTION_3: readonly Shape[] = [
  defineShape({
    slug: 'pq-misprint-by-year',
    intent,
    kinds: ['date', 'multi-hop'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'pq-is-it-the-comic',
    intent,
    kinds: ['negation', 'similar-title'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'pq-ja-back-in-stock',
    intent,
    kinds: ['stock', 'date'],
    build(c) {
      const [b, o] = c.pair();
      const back = dayOf(2026, c.rng.int(3, 10), c.rng.int(2, 27));
      const other = back + c.rng.int(9, 20);
      const page = doc(
        `${b.slug}-sold-out`,
        `『${b.ja}』第1巻 日本語版 ${b.code}。${b.authorJa}。現在品切れ中で、次回入荷は${dateJa(back)}の予定です。価格${yen(b.price)}は入荷後も変わりません。商品ページの「入荷通知」を押すと、入荷当日にメールでお知らせします。取り置きは承っておりません。`,
      );
      const second = doc(
        `${o.slug}-sold-out`,
        `『${o.ja}』第1巻 日本語版 ${o.code}。${o.authorJa}。品切れ中、次回入荷予定日は${dateJa(other)}です。価格は${yen(o.price)}。出版社の都合により前後することがあります。入荷のお知らせをご希望の方は商品ページからご登録ください。`,
      );
      return {
        question: c.ask([
          ja(`『${b.ja}』1巻、いつ入荷しますか?`),
          ja(`品切れになっている『${b.ja}』の再入荷日と、予約や取り置きができるかを知りたいです。`),
          ja(`『${b.ja}』の1巻だけずっと買えないのですが、どうなっているのでしょうか。`),
          mixed(`${b.ja}のrestock dateは?notifyしてもらえる?`),
          ja(`来月の誕生日までに『${b.ja}』の最初の巻がほしい。入荷予定は?`),
          ja(`店頭でもネットでも売り切れです。『${b.ja}』1巻の次の入荷を教えていただけますか。`),
          ja(`入荷したら値上げされたりしませんよね?『${b.ja}』の1巻を待っています。いつ頃ですか。`),
          ja(`『${b.ja}』を取り置きしてほしいです。入るのはいつでしょう。`),
        ]),
        documents: c.rank([page], [second, goodsPage(c.rng, b, 'ja')]),
        reference: `『${b.ja}』第1巻(${b.code})は品切れ中で、次回入荷は${dateJa(back)}の予定です。価格は${yen(b.price)}のまま変わりません。取り置きはできませんが、商品ページの「入荷通知」にご登録いただくと、入荷当日にメールでお知らせします。`,
        must: [dateFact(back), yen(b.price), '入荷通知'],
        mustNot: [dateFact(other), yen(o.price)],
      };
    },
  }),

  defineShape({
    slug: 'pq-release-and-guarantee',
    intent,
    kinds: ['date', 'multi-hop', 'policy'],
    build(c) {
      const b = c.book({ finished: false });
      const next = c.rng.int(15, 29);
      const release = dayOf(2026, c.rng.int(3, 11), c.rng.int(5, 27));
      const last = release - 2;
      const other = release + c.rng.int(15, 28);
      const lower = b.priceEn - 10 * c.rng.int(8, 20);
      const page = doc(
        `${b.slug}-${next}-preorder`,
        `${b.en}, volume ${next}, English edition, pre-order. By ${b.author}. Release: ${dateEn(release)}. Announced at ${yen(b.priceEn)}, lowered to ${yen(lower)} since. The volume continues the story in which ${b.about}. Age mark ${b.age}. Orders can be placed until the evening before.`,
      );
      const wrong = doc(
        `${b.slug}-${next + 1}`,
        `${b.en}, volume ${next + 1}, English edition, by ${b.author}. Expected on ${dateEn(other)}; pre-orders are not open yet, and the price will be named when they open. Please do not order volume ${next} by mistake: the covers of both look alike and have the same colours.`,
      );
      return {
        question: c.ask([
          `When does ${b.en} ${next} come out, and what will I actually pay if I ordered it at the first price?`,
          `I pre-ordered volume ${next} of ${b.en} before it got cheaper. Do I get the lower price, and on which day is it out?`,
          `${b.en} ${next} release date + final price?? i ordered early`,
          `Your page lowered ${b.en} ${next}. Does that hold for my earlier pre-order as well, and when's release?`,
          `Release day of ${b.en}, number ${next}, please. And must I cancel and reorder to profit from the new price?`,
          `Am I overcharged for ${b.en} ${next}? I ordered it when it was announced.`,
          `Two things about volume ${next} of ${b.en}: the date, and which price counts for early birds.`,
          `How long can I still cancel ${b.en} ${next}, and at what price would it be charged otherwise?`,
        ]),
        documents: c.rank([page, helpPage(c.rng, 'preorder')], [wrong]),
        reference: `${b.en}, volume ${next}, is released on ${dateEn(release)}. By the price guarantee you pay the lowest price before release, ${yen(lower)} as things stand, although you ordered earlier; nothing needs to be reordered. You can cancel free of charge until 48 hours before, that is ${dateEn(last)}.`,
        must: [dateFact(release), yen(lower), '48 hours'],
        mustNot: [dateFact(other), yen(b.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'pq-mixed-which-language',
    intent,
    kinds: ['edition', 'negation'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'pq-deluxe-books',
    intent,
    kinds: ['arithmetic', 'edition'],
    build(c) {
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
    },
  }),
];

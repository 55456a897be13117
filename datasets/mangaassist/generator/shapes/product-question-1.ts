import {
  ageJa,
  anyOf,
  defineShape,
  doc,
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

const intent = 'product_question';

export const PRODUCT_QUESTION_1: readonly Shape[] = [
  defineShape({
    slug: 'pq-price-of-edition',
    intent,
    kinds: ['lookup', 'edition'],
    build(c) {
      const b = c.book();
      return {
        question: c.ask([
          `How much is the first ${b.en} in English?`,
          `${b.en} #1 english price?`,
          `I'd like to know what you charge for volume 1 of ${b.en}, the translated one.`,
          `There seem to be two prices for ${b.en}. Which of them belongs to the English book?`,
          `Before I order: is the English ${b.en} the cheaper edition or the dearer one, and what's the figure?`,
          `Can you quote ${b.en}, opening volume, English text, tax included?`,
          `My boss wants ${b.en} in English for the lounge. Price and product code for the form, please.`,
          `What would a copy of ${b.en} 1 set me back if I don't read Japanese?`,
        ]),
        documents: c.rank([englishPage(c.rng, b)], [japaneseEditionPage(c.rng, b), goodsPage(c.rng, b)]),
        reference: c.turn([
          `Volume 1 of ${b.en} in English costs ${yen(b.priceEn)} with tax; its product code is ${b.codeEn}. It is in stock (${b.stockEn} copies). The other price you may see belongs to the Japanese edition.`,
          `The English edition of ${b.en}, volume 1, is ${yen(b.priceEn)} (code ${b.codeEn}). We have ${b.stockEn} copies. Please mind that the Japanese edition has a code and a price of its own.`,
        ]),
        must: [yen(b.priceEn), b.codeEn],
        mustNot: [yen(b.price), b.code],
      };
    },
  }),

  defineShape({
    slug: 'pq-how-many-left',
    intent,
    kinds: ['stock', 'lookup'],
    build(c) {
      const [b, other] = c.pair({ where: (x) => x.stock !== x.stockEn });
      const wanted = c.turn([3, 5, 2, 4, 6, 3, 8, 2]);
      const enough = b.stockEn >= wanted;
      return {
        question: c.ask([
          `Are there ${wanted} English copies of ${b.en} 1 in your warehouse right now?`,
          `i need ${wanted}x ${b.en} vol 1 english. do u have that many`,
          `Could your stock cover an order of ${wanted} pieces of ${b.en}, volume one, in English?`,
          `Quick check: ${b.en}, English, first volume. Is it available, and in what quantity?`,
          `We'd take ${wanted} of the English ${b.en}. How many remain?`,
          `Somebody told me ${b.en} was nearly gone. I want ${wanted} English ones; still possible?`,
          `Please look up the number of English ${b.en} volume 1 left; I require ${wanted}.`,
          `Would ordering ${wanted} English copies of ${b.en} at once be a problem for you?`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, b)],
          [japaneseEditionPage(c.rng, b), englishPage(c.rng, other)],
        ),
        reference: enough
          ? `Yes. We have ${b.stockEn} copies of ${b.en}, volume 1, in English (${b.codeEn}), so ${wanted} can be ordered at ${yen(b.priceEn)} each. The number can change until you check out.`
          : `Not quite: only ${b.stockEn} copies of ${b.en}, volume 1, in English (${b.codeEn}) are left, fewer than the ${wanted} you need. They cost ${yen(b.priceEn)} each.`,
        must: [`${b.stockEn} copies`, b.codeEn],
        mustNot: [`${b.stock} copies`, `${other.stockEn} copies`],
      };
    },
  }),

  defineShape({
    slug: 'pq-is-it-finished',
    intent,
    kinds: ['lookup'],
    build(c) {
      const b = c.book({ finished: true, minVolumes: 2 });
      const o = c.book({ finished: true, minVolumes: 2, except: [b], where: (x) => x.volumes !== b.volumes });
      return {
        question: c.ask([
          `Has ${b.en} ended, and after how many volumes?`,
          `How long is ${b.en} altogether?`,
          `${b.en} – complete or ongoing?? number of books?`,
          `I own the first two of ${b.en}. Until which number do I have to collect?`,
          `Does the story of ${b.en} have a proper end? I've no patience for open ones.`,
          `Wikipedia is blocked at work, so you tell me: total volumes of ${b.en}, please.`,
          `Would a shelf for ${o.volumes} volumes be enough for all of ${b.en}?`,
          `Is the last volume of ${b.en} out yet, and which number does it carry?`,
        ]),
        documents: c.rank([setPage(c.rng, b)], [setPage(c.rng, o), goodsPage(c.rng, b)]),
        reference: `${b.en} by ${b.author} is finished: the series has ${b.volumes} volumes. If you want them all in Japanese, the set ${b.codeSet} costs ${yen(b.priceSet)}; single volumes are ${yen(b.price)} each.`,
        must: [`${b.volumes} volumes`, anyOf('finished', 'ended', 'complete', 'concluded')],
        mustNot: [yen(o.priceSet), `${o.volumes} volumes`],
      };
    },
  }),

  defineShape({
    slug: 'pq-set-against-singles',
    intent,
    kinds: ['arithmetic', 'comparison'],
    build(c) {
      const b = c.book({ minVolumes: 4, maxVolumes: 30 });
      const singles = b.volumes * b.price;
      const saved = singles - b.priceSet;
      return {
        question: c.ask([
          `Does the set of ${b.en} save anything compared to buying every volume singly?`,
          `What's cheaper for all of ${b.en} in Japanese, the set or one by one, and by how much?`,
          `${b.en}: set price minus singles = ?`,
          `I could collect ${b.en} month by month at the single price or take the set at once. How many yen lie between?`,
          `How much do I gain with the complete box of ${b.en} over ${b.volumes} separate purchases?`,
          `Please do the maths for ${b.en}: sum of single Japanese volumes against ${b.codeSet}.`,
          `Is ${b.codeSet} really a bargain? I'm suspicious of sets.`,
          `My wife says single volumes of ${b.en} cost the same in the end. Is she right?`,
        ]),
        documents: c.rank([setPage(c.rng, b)], [englishPage(c.rng, b), pastCampaign(c.rng, 'complete sets')]),
        reference: `The set is cheaper. ${b.volumes} single volumes at ${yen(b.price)} come to ${yen(singles)}; the complete set of ${b.en} (${b.codeSet}) costs ${yen(b.priceSet)}. You save ${yen(saved)}.`,
        must: [yen(singles), yen(b.priceSet), yen(saved)],
        mustNot: [yen(b.priceEn), yen(b.priceEn * b.volumes)],
      };
    },
  }),

  defineShape({
    slug: 'pq-ja-what-age',
    intent,
    kinds: ['policy', 'lookup'],
    build(c) {
      const b = c.book({ where: (x) => x.age !== 'All ages' });
      const o = c.book({ where: (x) => x.age === 'All ages' });
      const child = c.turn([7, 8, 12, 9, 9, 15, 8, 12]);
      const fits = child >= Number(b.age.slice(0, -1));
      return {
        question: c.ask([
          ja(`『${b.ja}』は${child}歳の子に読ませても大丈夫ですか。`),
          ja(`${child}歳の娘が『${b.ja}』を読みたがっています。対象年齢を教えてください。`),
          ja(`『${b.ja}』の年齢の目安は?うちの子は${child}歳です。`),
          ja(`学童クラブに置く本を選んでいます。${child}歳の子もいますが『${b.ja}』は適していますか。`),
          mixed(`${b.ja}って何歳からOK?息子は${child}なんだけど、age markを確認したいです。`),
          ja(`甥(${child}歳)への贈り物に『${b.ja}』を考えていますが、内容的に早いでしょうか?`),
          ja(`${child}歳に『${b.ja}』はまだ早い?`),
          ja(`図書委員です。『${b.ja}』は${child}歳でも読んでよい作品か、お店の基準で答えてください。`),
        ]),
        documents: c.rank([japanesePage(c.rng, b)], [japanesePage(c.rng, o), goodsPage(c.rng, b, 'ja')]),
        reference: fits
          ? `『${b.ja}』の年齢の目安は${ageJa(b)}です。${child}歳のお子さまでしたら、当店の目安では問題ありません。${b.aboutJa}です。1巻は${yen(b.price)}です。目安は編集部から保護者の方への助言としてご覧ください。`
          : `『${b.ja}』の年齢の目安は${ageJa(b)}ですので、${child}歳のお子さまにはまだおすすめしていません。全年齢の作品でしたら『${o.ja}』(1巻${yen(o.price)})があります。`,
        must: [anyOf(`${b.age.slice(0, -1)}歳以上`, b.age), ...(fits ? [yen(b.price)] : [titled(o)])],
        mustNot: fits ? [o.code, yen(o.price)] : ['問題ありません'],
      };
    },
  }),

  defineShape({
    slug: 'pq-volume-not-in-english',
    intent,
    kinds: ['edition', 'negation'],
    build(c) {
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
    },
  }),
];

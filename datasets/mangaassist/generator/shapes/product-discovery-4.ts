import {
  ageJa,
  anyOf,
  defineShape,
  doc,
  englishPage,
  helpPage,
  ja,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  titled,
  usd,
  yen,
} from './kit.js';

const intent = 'product_discovery';

export const PRODUCT_DISCOVERY_4: readonly Shape[] = [
  defineShape({
    slug: 'disc-mixed-mood',
    intent,
    kinds: ['lookup', 'negation'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'disc-clearance-shelf',
    intent,
    kinds: ['policy', 'multi-hop', 'arithmetic'],
    build(c) {
      const [b, o] = c.pair();
      const off = c.rng.pick([30, 40, 50]);
      const now = Math.floor((b.priceEn * (100 - off)) / 100);
      const page = doc(
        `${b.slug}-clearance`,
        `Clearance shelf. ${b.en}, volume 1, English, former edition with the old cover: ${off} % off, now ${yen(now)} instead of ${yen(b.priceEn)}. Light shelf wear is possible. Clearance items leave as they are, and each customer may take three copies at the most while they last.`,
      );
      return {
        question: c.ask([
          `Is there a cheap way into ${b.en} in English? And could I send it back if I don't like it?`,
          `Hunting for bargains: what's reduced of ${b.en}, and is that returnable?`,
          `${b.en} eng discounted?? return ok?`,
          `Where do I find marked-down copies of ${b.en}, and what's the catch?`,
          `I saw ${b.en} on the clearance shelf. Its price, please, and the return conditions for it.`,
          `Could you locate the least expensive English ${b.en} 1 you have? I'd want the right to return it.`,
          `My limit is ${yen(now + 50)}; is any ${b.en} in English below that? What about returns?`,
          `Does your outlet section have ${b.en}? A friend says such books can't go back.`,
        ]),
        documents: c.rank([page, helpPage(c.rng, 'returns')], [englishPage(c.rng, o)]),
        reference: `Yes: the clearance shelf has the former English edition of ${b.en}, volume 1, for ${yen(now)} (${off} % off), three copies at most per customer, with light shelf wear possible. Mind that clearance items cannot be returned.`,
        must: [
          yen(now),
          anyOf(
            'cannot be returned',
            "can't be returned",
            'not returnable',
            'no return',
            'cannot return',
            'excluded from return',
            'non-returnable',
          ),
          titled(b),
        ],
        mustNot: [yen(o.priceEn), '¥480'],
      };
    },
  }),

  defineShape({
    slug: 'disc-no-title-has-both',
    intent,
    kinds: ['no-answer', 'comparison'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'disc-dollars-and-shipping',
    intent,
    kinds: ['arithmetic', 'multi-hop'],
    build(c) {
      const tag = c.rng.pick(['comedy', 'romance', 'scifi', 'supernatural']);
      const word = tag === 'scifi' ? 'science fiction' : tag;
      const [p, q] = c.pair({ all: [tag] });
      const [b, o] = p.usd < q.usd ? [p, q] : [q, p];
      const ship = c.turn([12.5, 22.5, 12.5, 12.5, 22.5, 12.5, 22.5, 12.5]);
      const kind = ship === 12.5 ? 'economy' : 'express';
      const page = doc(
        'abroad-dollars',
        'Dollar prices of shipping for customers who pay in US dollars: economy $12.50 (10–18 business days), express $22.50 (3–5 business days), per order, not per book. Duties of your country are not included. The yen prices of POL-205 apply to orders paid in yen.',
      );
      const sum = b.usd + ship;
      return {
        question: c.ask([
          `Find me the cheaper English ${word} volume between ${o.en} and ${b.en} and tell me what it costs with ${kind} shipping, all in dollars.`,
          `USD total for one ${word} first volume sent by ${kind}? The least expensive of your two.`,
          `cheapest ${word} vol in $ + ${kind} ship = ?`,
          `From Boston: I'd like some ${word}. Which of the two is lower in dollars, and what do I pay in the end, ${kind}?`,
          `What does the thriftiest ${word} pick come to once it's at my door in Denver (${kind})?`,
          `Including ${kind} postage, how many dollars for ${b.en} or ${o.en}, whichever is cheaper?`,
          `My card is in dollars. Please search ${word}, sort by price, add ${kind}.`,
          `A single ${word} book to Seattle via ${kind}: best price overall?`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, b, { dollars: true }), page],
          [englishPage(c.rng, o, { dollars: true })],
        ),
        reference: `The cheaper one is ${b.en} by ${b.author}: ${usd(b.usd)} for volume 1 in English. With ${kind} shipping at ${usd(ship)} the order comes to ${usd(sum)}; duties of your country are not included.`,
        must: [titled(b), usd(b.usd), usd(sum)],
        mustNot: [usd(o.usd), usd(o.usd + ship)],
      };
    },
  }),

  defineShape({
    slug: 'disc-ja-for-class',
    intent,
    kinds: ['multi-hop', 'stock'],
    build(c) {
      const n = c.turn([20, 15, 12, 25, 18, 10, 22, 16]);
      const enough = c.book({ where: (b) => b.stock >= n && b.age !== '16+' });
      const few = c.book({ where: (b) => b.stock < n && b.age !== '16+' && b.price !== enough.price });
      const adult = c.book({ where: (b) => b.age === '16+' && b.stock >= n && b.price !== enough.price });
      const sum = n * enough.price;
      return {
        question: c.ask([
          ja(`中学生${n}人に同じ1巻を配ります。在庫が足りて年齢的にも問題ない作品はどれですか。`),
          ja(`${n}冊まとめて買える日本語の1巻を探しています。対象は13歳です。`),
          ja(`読書会用に同じ本が${n}冊必要です。16歳以上向けは使えません。候補と合計金額をお願いします。`),
          mixed(`13歳のclassで読みます。在庫${n}冊以上のtitleはありますか?totalも。`),
          ja(
            `『${few.ja}』を${n}冊と思いましたが在庫はありますか。なければ代わりを提案してください(中学生向け)。`,
          ),
          ja(`修学旅行のお土産に同じ漫画を${n}冊。中2なので内容に配慮したいです。`),
          ja(`${n}冊、今すぐ、中学生OK。何がある?`),
          ja(`図書委員会で1巻を${n}冊購入予定です。年齢制限と在庫の両方を満たすものを教えていただけますか。`),
        ]),
        documents: c.rank(
          [japanesePage(c.rng, enough)],
          [japanesePage(c.rng, few), japanesePage(c.rng, adult)],
        ),
        reference: `『${enough.ja}』(${enough.authorJa})でしたら、年齢の目安は${ageJa(enough)}、在庫は${enough.stock}冊あり、${n}冊ご用意できます。1冊${yen(enough.price)}ですので、${n}冊で${yen(sum)}(送料別)です。ほかの候補は在庫または年齢の条件に合いません。`,
        must: [titled(enough), yen(sum), `${enough.stock}冊`],
        mustNot: [yen(n * few.price), yen(n * adult.price)],
      };
    },
  }),

  defineShape({
    slug: 'disc-by-review-words',
    intent,
    kinds: ['lookup', 'comparison'],
    build(c) {
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
    },
  }),
];

import {
  type Book,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  helpPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  pastCampaign,
  RULES,
  reviewDigest,
  type Shape,
  setPage,
  THEMES,
  titled,
  usd,
  yen,
} from './kit.js';

const intent = 'recommendation';

export const RECOMMENDATION_4: readonly Shape[] = [
  defineShape({
    slug: 'rec-dollar-stack',
    intent,
    kinds: ['arithmetic'],
    build(c) {
      const [cheap, dear] = (([x, y]) => (x.usd < y.usd ? [x, y] : [y, x]))(c.pair()) as [Book, Book];
      const money = c.turn([40, 55, 60, 45, 70, 50, 80, 65]);
      const count = Math.floor(money / cheap.usd);
      if (count === Math.floor(money / dear.usd) || count > cheap.volumesEn) c.again();
      return {
        question: c.ask([
          `With $${money} to spend on English volumes, which of ${cheap.en} and ${dear.en} gives me more books, and how many?`,
          `I've $${money}. More pages for my dollars, please: ${dear.en} or ${cheap.en}?`,
          `$${money} budget, want a tall stack of one series. recommend`,
          `From Ohio with $${money} in my pocket: how far would that get me in ${cheap.en}, and is it the better deal of the two you list?`,
          `My daughter saved $${money} for manga. She'd be happy with either ${dear.en} or ${cheap.en}, as long as it is many volumes.`,
          `Given $${money} (shipping aside), which series lets me buy the most volumes at the dollar price?`,
          `What's the most I can get for $${money} if I stick to a single series? Assume each volume costs the same as the first.`,
          `Please advise a thrifty reader: $${money}, English, as many instalments as possible.`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, cheap, { dollars: true }), englishPage(c.rng, dear, { dollars: true })],
          [pastCampaign(c.rng, 'English editions')],
        ),
        reference: `${cheap.en} by ${cheap.author} gives you more: at ${usd(cheap.usd)} a volume your $${money} buy ${count} volumes, without shipping and if all cost as much as the first. In it, ${cheap.about}. A volume of ${dear.en} is dearer.`,
        must: [titled(cheap), usd(cheap.usd), `${count} volumes`],
        mustNot: [usd(dear.usd), `${count + 1} volumes`],
      };
    },
  }),

  defineShape({
    slug: 'rec-club-copies',
    intent,
    kinds: ['stock', 'arithmetic'],
    build(c) {
      const people = c.turn([9, 12, 8, 15, 10, 14, 11, 7]);
      const enough = c.book({ where: (b) => b.stockEn >= people });
      const scarce = c.book({ where: (b) => b.stockEn < people - 1 && b.priceEn !== enough.priceEn });
      const sum = people * enough.priceEn;
      return {
        question: c.ask([
          `Our reading group has ${people} members and everybody needs a copy of the same first volume in English. What can we read next?`,
          `${people} identical volume ones in English, today. ${scarce.en} was our idea, alternatives welcome.`,
          `book club of ${people}!! which of ${scarce.en} / ${enough.en} do u have enough of + total`,
          `I organise a library evening for ${people} people. Could you recommend a title that's there in that number?`,
          `Which series would you pick for a class of ${people}, provided that nobody has to share?`,
          `We are ${people} and decide tonight. Is there stock enough of ${enough.en} or rather of ${scarce.en}?`,
          `Please suggest an English volume 1 of which you can send ${people} at once, along with the sum before shipping.`,
          `A company gift, ${people} recipients, same book for all: what is feasible?`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, enough)],
          [englishPage(c.rng, scarce), helpPage(c.rng, 'wrapping')],
        ),
        reference: `I recommend ${enough.en} by ${enough.author}: ${enough.about}. We have ${enough.stockEn} English copies of volume 1, so ${people} are possible; at ${yen(enough.priceEn)} each they come to ${yen(sum)} before shipping. Of ${scarce.en} there are too few.`,
        must: [titled(enough), yen(sum), `${enough.stockEn}`],
        mustNot: [yen(people * scarce.priceEn), scarce.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'rec-ja-wrapped-gift',
    intent,
    kinds: ['multi-hop', 'arithmetic'],
    build(c) {
      const theme = c.rng.pick(THEMES.slice(0, 9));
      const gift = c.book({ all: [theme.tag], none: ['violent'] });
      const other = c.book({ none: [theme.tag], where: (b) => b.price !== gift.price });
      const sum = gift.price + RULES.giftWrap;
      return {
        question: c.ask([
          ja(`${theme.ja}が好きな上司に贈る一冊を選んでください。包装込みでいくらになりますか。`),
          ja(`父の日に、${theme.ja}ものの漫画をプレゼントしたいです。ラッピング代も知りたいです。`),
          ja(`お礼の品に漫画を考えています。先方は${theme.ja}に詳しい方です。きれいに包んでもらえますか?`),
          ja(`${theme.ja}好きの友達の誕生日!1巻をギフト包装で、合計は?`),
          mixed(`present用に${theme.ja}のmanga、wrappingありで合計いくら?`),
          ja(
            `退職される先輩へ。${theme.ja}にちなんだ作品がいいのですが、包装とカードを付けた金額を教えていただけますか。`,
          ),
          ja(`弟が${theme.ja}に夢中です。何か一冊見つくろって、包んで送ってほしいです。`),
          ja(`入院中の祖父に、${theme.ja}の漫画を包装して届けたいと思います。どれがよいでしょうか。`),
        ]),
        documents: c.rank(
          [japanesePage(c.rng, gift), helpPage(c.rng, 'wrapping', 'ja')],
          [japanesePage(c.rng, other)],
        ),
        reference: `『${gift.ja}』(${gift.authorJa})はいかがでしょうか。${gift.aboutJa}で、${theme.ja}がお好きな方に喜ばれる一冊です。1巻${yen(gift.price)}にラッピング${yen(RULES.giftWrap)}を加えて、合計${yen(sum)}(送料別)です。60文字までのメッセージカードも付きます。`,
        must: [titled(gift), yen(sum), yen(RULES.giftWrap)],
        mustNot: [yen(other.price), yen(other.price + RULES.giftWrap)],
      };
    },
  }),

  defineShape({
    slug: 'rec-binge-or-follow',
    intent,
    kinds: ['comparison'],
    build(c) {
      const open = c.book({ finished: false });
      const done = c.book({ finished: true, minVolumes: 3, where: (b) => b.priceEn !== open.priceEn });
      const habit = c.turn(['follow', 'binge'] as const);
      const [pick, drop] = habit === 'follow' ? [open, done] : [done, open];
      return {
        question: c.ask([
          `I love waiting for the next volume together with everybody else. ${open.en} or ${done.en}?`,
          `Cliffhangers without a next book drive me mad. Should it be ${open.en} or ${done.en}?`,
          `Half the fun is guessing how it'll go on. So which of ${done.en} and ${open.en} is not over yet?`,
          `${done.en} vs ${open.en}: i want to know the ending THIS month`,
          `For somebody who likes to discuss each new release online, which of the two series would you advise?`,
          `Which would you recommend to a reader who wants closure, ${done.en} or ${open.en}, and why?`,
          `I'd like to be part of something still growing. Name the right series of your two and its first price.`,
          `Life is short and I don't start what isn't concluded. Choose for me between ${open.en} and ${done.en}.`,
        ]),
        documents: c.rank([englishPage(c.rng, pick), englishPage(c.rng, drop)], [goodsPage(c.rng, drop)]),
        reference:
          habit === 'follow'
            ? `Then ${open.en} by ${open.author} is yours: the series is not finished, so there is more to wait for. In it, ${open.about}. Volume 1 in English costs ${yen(open.priceEn)} (${open.codeEn}). ${done.en} has ended already.`
            : `Then take ${done.en} by ${done.author}: it is finished with ${done.volumes} volumes, and in it ${done.about}. Volume 1 in English costs ${yen(done.priceEn)} (${done.codeEn}). ${open.en} goes on, so you would be left waiting.`,
        must: [titled(pick), yen(pick.priceEn), pick.codeEn],
        mustNot: [yen(drop.priceEn), drop.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'rec-horror-not-fantasy',
    intent,
    kinds: ['similar-title', 'negation'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'rec-lighter-after-dark',
    intent,
    kinds: ['follow-up', 'comparison'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'rec-ja-one-evening',
    intent,
    kinds: ['lookup', 'comparison'],
    build(c) {
      const brief = c.book({ where: (b) => b.volumes >= 1 && b.volumes <= 4 });
      const long = c.book({ where: (b) => b.volumes >= 12 && b.price !== brief.price });
      const cost = brief.volumes === 1 ? brief.price : brief.priceSet;
      const page =
        brief.volumes === 1 ? japanesePage(c.rng, brief) : setPage(c.rng, brief, { inJapanese: true });
      return {
        question: c.ask([
          ja('週末だけで読み終わる作品を探しています。長編は避けたいです。'),
          ja(`新幹線の往復で完結まで読めるもの、ありませんか。『${long.ja}』は長すぎますよね。`),
          ja('4巻以内で完結する名作を一つ、全部でいくらかも含めて教えてください。'),
          mixed('short seriesが好きです。4巻までで完結してる漫画、recommendありますか?'),
          ja('本棚に空きがほとんどありません。少ない冊数で満足できる漫画を紹介してほしいです。'),
          ja('明日の夜ヒマ!一晩で読み切れるやつ何?'),
          ja('忙しい妻でも最後まで読めるよう、巻数の少ない完結作を贈りたいと考えています。'),
          ja(`『${long.ja}』は途中で挫折しました。すぐに終わる話ならどれがよいでしょうか。`),
        ]),
        documents: c.rank(
          [page],
          [setPage(c.rng, long, { inJapanese: true }), pastCampaign(c.rng, '完結セット', 'ja')],
        ),
        reference: `『${brief.ja}』(${brief.authorJa})をおすすめします。全${brief.volumes}巻で完結していて、${brief.aboutJa}です。${brief.volumes === 1 ? '' : '全巻セットで'}${yen(cost)}、短い時間で最後までお楽しみいただけます。『${long.ja}』はずっと長い作品です。`,
        must: [titled(brief), `${brief.volumes}巻`, yen(cost)],
        mustNot: [yen(long.priceSet), `${long.volumes}巻`],
      };
    },
  }),

  defineShape({
    slug: 'rec-old-list-new-page',
    intent,
    kinds: ['date', 'comparison'],
    build(c) {
      const tag = c.rng.pick(['mystery', 'history', 'scifi', 'sports', 'fantasy']);
      const word = tag === 'scifi' ? 'science fiction' : tag;
      const pick = c.book({ all: [tag] });
      const other = c.book({ none: [tag], where: (b) => b.priceEn !== pick.priceEn });
      const old = pick.priceEn - 10 * c.rng.int(9, 16);
      const list = doc(
        'editors-list-2022',
        `Editors' list of autumn 2022: our ${word} shelf. First place goes to ${pick.en} by ${pick.author}, volume 1 in English for ${yen(old)}. Prices on this list are those of the day it was written; the product page holds what is valid at present. The list is kept for readers who like to look back.`,
      );
      return {
        question: c.ask([
          `Which ${word} title do your editors put first, and what does it cost today?`,
          `Saw an old list of yours about ${word}. Is its number one still to be had for ${yen(old)}?`,
          `best ${word} manga acc. to staff + current price`,
          `I'd like to follow the advice of your editors on ${word}. What am I to order and pay now?`,
          `Recommend the house favourite in ${word}, please. I've seen two different prices for it, so kindly state the valid one.`,
          `What would the team at Hoshizora choose for a newcomer to ${word}?`,
          `Somebody kept your printed list from 2022. Would you still stand by its first place, and at which price?`,
          `Your top ${word} recommendation: title, English price as of now, code.`,
        ]),
        documents: c.rank([list, englishPage(c.rng, pick)], [englishPage(c.rng, other)]),
        reference: `Our editors' first place for ${word} is ${pick.en} by ${pick.author}: ${pick.about}. The product page is what counts for the price: volume 1 in English (${pick.codeEn}) costs ${yen(pick.priceEn)} now. The figure on the list of 2022 is out of date.`,
        must: [titled(pick), yen(pick.priceEn), pick.codeEn],
        mustNot: [yen(old), yen(other.priceEn)],
      };
    },
  }),
];

import {
  type Book,
  doc,
  englishPage,
  goodsPage,
  grouped,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  pastCampaign,
  type Shape,
  setPage,
  shapesOf,
  titled,
  usd,
  yen,
} from './kit.js';

const recommendation = shapesOf('recommendation');

/** Recommendations that must fit: a budget, an end, an evening, a suitcase. */
export const RECOMMENDATION_WITHIN_LIMITS: readonly Shape[] = [
  recommendation('rec-finished-only', ['negation', 'comparison'], (c) => {
    const tag = c.rng.pick(['fantasy', 'sports', 'history', 'mystery', 'scifi', 'food', 'romance']);
    const done = c.book({ all: [tag], finished: true, minVolumes: 4 });
    const open = c.book({ all: [tag], finished: false, where: (b) => b.price !== done.price });
    const word = tag === 'scifi' ? 'science fiction' : tag;
    return {
      question: c.ask([
        `Never again a story without an ending. Which ${word} series of yours is actually complete?`,
        `I refuse to wait years for the next book. Please name a ${word} manga that is finished and tell me what the whole thing costs.`,
        `${word}, but COMPLETE. last time I got burned by an endless one`,
        `Could you tell me which of these is concluded? I'm after ${word} and would like to buy everything at once.`,
        `My husband only starts series that are already over. Any ${word} for him, as a set?`,
        `Looking to buy a full run in Japanese of something with ${word}; unfinished works are out of the question.`,
        `Is there a ${word} title where I can own all volumes today, beginning to end?`,
        `Before my leave starts I want a closed story (${word}). How many volumes, how much?`,
      ]),
      documents: c.rank(
        [setPage(c.rng, done)],
        [japaneseEditionPage(c.rng, open), pastCampaign(c.rng, `all ${word} series`)],
      ),
      reference: c.turn([
        `${done.en} by ${done.author} is the complete one: ${done.volumes} volumes, finished. There ${done.about}. The Japanese set ${done.codeSet} costs ${yen(done.priceSet)}. ${open.en} is not finished yet, so I would leave it for later.`,
        `Take the set of ${done.en} (${done.codeSet}). The series ended with ${done.volumes} volumes, all of them included for ${yen(done.priceSet)}; in it, ${done.about}. ${open.en} still goes on and therefore does not suit you.`,
      ]),
      must: [titled(done), `${done.volumes} volumes`, yen(done.priceSet)],
      mustNot: [yen(open.price), open.code],
    };
  }),

  recommendation('rec-budget-set', ['arithmetic', 'comparison'], (c) => {
    const [one, two] = c.pair({ finished: true, minVolumes: 7, where: (b) => b.volumes < 40 });
    const [cheap, dear] = one.priceSet < two.priceSet ? [one, two] : [two, one];
    const budget = 500 * Math.ceil((cheap.priceSet + 100) / 500);
    if (budget >= dear.priceSet) c.again();
    const left = budget - cheap.priceSet;
    return {
      question: c.ask([
        `I can spend ${yen(budget)} on one complete set and not a yen more. ${cheap.en} or ${dear.en}?`,
        `Bonus money! ${yen(budget)} to burn on a whole series. Which of ${dear.en} and ${cheap.en} can I get, and what's left over?`,
        `Our library has ${yen(budget)} for a full series this quarter; the members voted for ${cheap.en} and ${dear.en}. What do you advise?`,
        `${dear.en} set for ${yen(budget)}, possible? if no is there another set you'd take`,
        `With a voucher of ${yen(budget)} and no wish to add cash: recommend me a complete box of volumes please.`,
        `Help me choose a set. Price ceiling ${yen(budget)}. I like what I've heard of ${dear.en} but also of ${cheap.en}.`,
        `Which complete series from your shelf fits into ${yen(budget)}? And how much of it would remain?`,
        `Grandpa gave me ${yen(budget)} for manga. I'd love everything of one series at once instead of bits. Suggestions?`,
      ]),
      documents: c.rank([setPage(c.rng, cheap), setPage(c.rng, dear)], [goodsPage(c.rng, dear)]),
      reference: `${cheap.en} fits: all ${cheap.volumes} volumes in Japanese (${cheap.codeSet}) cost ${yen(cheap.priceSet)}, which leaves you ${yen(left)}. In ${cheap.author}'s series ${cheap.about}. The set of ${dear.en} is above your limit of ${yen(budget)}, so I would keep that one for another time.`,
      must: [titled(cheap), yen(cheap.priceSet), yen(left)],
      mustNot: [yen(dear.price), yen(dear.priceSet - budget)],
    };
  }),

  recommendation('rec-weekends-of-reading', ['arithmetic'], (c) => {
    const pace = c.turn([2, 3, 4, 2, 3, 5, 2, 3]);
    const weeks = c.turn([3, 4, 3, 5, 2, 3, 4, 6]);
    const room = pace * weeks;
    const fits = c.book({ finished: true, minVolumes: Math.max(2, room - 6), maxVolumes: room });
    const long = c.book({ finished: true, minVolumes: room + 2 });
    return {
      question: c.ask([
        `I get through ${pace} volumes each weekend and have ${weeks} weekends before I move. Which finished series will I manage?`,
        `${weeks} weeks of holiday, ${pace} volumes a week: what series can I complete, ${long.en} or ${fits.en}?`,
        `Say I read ${pace} books weekly. What would be over within ${weeks} weeks?`,
        `My hospital stay lasts ${weeks} weeks and I manage around ${pace} volumes in each. I'd like a whole story, please.`,
        `train commute = ${pace} vols a week. contract ends in ${weeks} weeks. complete series that fits??`,
        `Would ${long.en} be too long if I've ${weeks} weeks at ${pace} volumes per week? Suggest another then.`,
        `Please pick a set that I can finish in ${weeks} weeks given that ${pace} volumes is my weekly limit.`,
        `Exams start ${weeks} weeks from now; until then I allow myself ${pace} volumes a week. One full series, which?`,
      ]),
      documents: c.rank([setPage(c.rng, fits), setPage(c.rng, long)], [pastCampaign(c.rng, 'complete sets')]),
      reference: `At ${pace} volumes a week you can read ${room} volumes in ${weeks} weeks. ${fits.en} by ${fits.author} has ${fits.volumes} and is finished, so it fits: ${fits.about}. The Japanese set (${fits.codeSet}) costs ${yen(fits.priceSet)}. ${long.en} would be too long.`,
      must: [titled(fits), `${room} volumes`, yen(fits.priceSet)],
      mustNot: [yen(long.priceSet), long.codeSet],
    };
  }),

  recommendation('rec-ja-which-of-two', ['comparison'], (c) => {
    const [one, two] = c.pair({ finished: true, minVolumes: 3 });
    const [short, long] = one.volumes < two.volumes ? [one, two] : [two, one];
    return {
      question: c.ask([
        ja(`『${one.ja}』と『${two.ja}』で迷っています。短い方から読みたいです。`),
        ja(`置き場所がないので巻数の少ない方を全巻買います。『${two.ja}』か『${one.ja}』、どっち?`),
        ja(`友人に『${long.ja}』を勧められましたが長そうで…。『${short.ja}』なら全部で何巻、いくらですか。`),
        ja(`一気読み用に全巻セットがほしい!『${one.ja}』『${two.ja}』のうち早く読み終わるのは?`),
        ja(
          `どちらも完結していると聞きました。『${two.ja}』『${one.ja}』、少ない巻数で終わる作品をおすすめしてください。`,
        ),
        mixed(`${one.ja} vs ${two.ja}、shortな方のセット価格も教えて〜`),
        ja(`冬休みに読み切れそうなのは『${short.ja}』と『${long.ja}』のどちらでしょうか。`),
        ja(
          `子どもに全巻プレゼントするなら、まず短いシリーズがよいと思います。『${long.ja}』と『${short.ja}』を比べてもらえますか。`,
        ),
      ]),
      documents: c.rank(
        [setPage(c.rng, short, { inJapanese: true }), setPage(c.rng, long, { inJapanese: true })],
        [pastCampaign(c.rng, '全巻セット', 'ja')],
      ),
      reference: `短いのは『${short.ja}』です。全${short.volumes}巻で完結しており、${short.aboutJa}。全巻セット(${short.codeSet})は${yen(short.priceSet)}です。『${long.ja}』はそれより長い作品ですので、まずは『${short.ja}』をおすすめします。`,
      must: [titled(short), `${short.volumes}巻`, yen(short.priceSet)],
      mustNot: [yen(long.priceSet), long.codeSet],
    };
  }),

  recommendation('rec-suitcase-weight', ['arithmetic', 'comparison'], (c) => {
    const [x, y] = c.pair({ where: (b) => b.volumes >= 5 && b.volumes <= 20 });
    const weight = (b: Book): number => b.volumes * b.grams;
    const [light, heavy] = weight(x) < weight(y) ? [x, y] : [y, x];
    const limit = 100 * Math.ceil(weight(light) / 100);
    if (weight(heavy) <= limit + 200) c.again();
    const weighed = (b: Book) =>
      doc(
        `${b.slug}-weight`,
        `${b.en}, complete Japanese set of ${b.volumes} volumes, ${b.codeSet}, ${yen(b.priceSet)}. Every volume weighs about ${b.grams} g; the carton adds nothing worth mentioning because we wrap sets in paper. By ${b.author}. In the series ${b.about}. Age mark ${b.age}, in stock, finished.`,
      );
    return {
      question: c.ask([
        `My suitcase has ${grouped(limit)} g left. Which full set can travel with me, ${x.en} or ${y.en}?`,
        `Airline allows just ${grouped(limit)} grams more. I want one complete series, please do the sum for me.`,
        `weight matters!! max ${grouped(limit)}g. ${y.en} or ${x.en} whole series`,
        `How heavy are all volumes of ${light.en} together, and would you choose it over ${heavy.en} for a hiking trip?`,
        `Flying home tomorrow and the scale leaves me ${grouped(limit)} g for manga. Recommend a set.`,
        `I carry everything in a rucksack, so ${grouped(limit)} g is the most. Which of the two series is lighter as a set?`,
        `Can I take ${heavy.en} complete with ${grouped(limit)} g to spare? Or would another series be wiser?`,
        `The one that weighs less, please: ${x.en} complete or ${y.en} complete? And its total weight?`,
      ]),
      documents: c.rank([weighed(light), weighed(heavy)], [goodsPage(c.rng, light)]),
      reference: `Take ${light.en}: ${light.volumes} volumes of about ${light.grams} g make ${grouped(weight(light))} g. The set ${light.codeSet} costs ${yen(light.priceSet)}. In it, ${light.about}. ${heavy.en} as a set would be heavier.`,
      must: [titled(light), `${grouped(weight(light))} g`, yen(light.priceSet)],
      mustNot: [yen(heavy.priceSet), heavy.codeSet],
    };
  }),

  recommendation('rec-dollar-stack', ['arithmetic'], (c) => {
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
  }),

  recommendation('rec-binge-or-follow', ['comparison'], (c) => {
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
  }),

  recommendation('rec-ja-one-evening', ['lookup', 'comparison'], (c) => {
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
  }),
];

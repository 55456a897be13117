import {
  doc,
  englishPage,
  goodsPage,
  helpPage,
  ja,
  japaneseEditionPage,
  japanesePage,
  mixed,
  RULES,
  type Shape,
  shapesOf,
  THEMES,
  titled,
  yen,
} from './kit.js';

const recommendation = shapesOf('recommendation');

/** Recommendations for a certain reader or talk: a child, a learner, a club, a present, what was named before. */
export const RECOMMENDATION_FOR_READER: readonly Shape[] = [
  recommendation('rec-child-age', ['comparison', 'policy'], (c) => {
    const age = c.turn([9, 11, 10, 8, 12, 10, 11, 9]);
    const young = c.book({
      where: (b) => b.age === 'All ages' || (age >= 10 && b.age === '10+'),
      none: ['bl'],
    });
    const old = c.book({ where: (b) => b.age === '16+' && b.priceEn !== young.priceEn });
    const marks = doc(
      'age-marks',
      'How our age marks work: "All ages" suits every reader, "10+" may hold mild action or teasing, "13+" stronger action or themes, "16+" graphic violence or nudity. The marks are advice for parents given by our editors and no legal rating. They stand on every product page, and the cart does not check them.',
    );
    return {
      question: c.ask([
        `My daughter turns ${age} in spring and reads English. What can I safely give her?`,
        `Which of these would you allow a ${age}-year-old: ${old.en} or ${young.en}?`,
        `boy, ${age}, loves drawing, begs for ${old.en}. ok or no? whats better`,
        `As a teacher of ${age}-year-olds I look for a manga for the class shelf. It has to pass the parents.`,
        `Kindly recommend a first manga for our grandson (${age}). We know nothing about the age labels.`,
        `I'm ${age} and mum says I can choose one book if you say it's for my age!`,
        `Does your shop have an English volume a child of ${age} may read alone? The shop assistant elsewhere sold us something gruesome.`,
        `Birthday of a ${age}-year-old on Saturday – name a suitable series and its price, please.`,
      ]),
      documents: c.rank([englishPage(c.rng, young), marks], [englishPage(c.rng, old)]),
      reference: `${young.en} suits a reader of ${age}: its age mark is ${young.age}. In it, ${young.about}. Volume 1 in English (${young.codeEn}) costs ${yen(young.priceEn)} and is in stock. I would not give ${old.en} to a child yet, because its mark 16+ stands for graphic violence or nudity.`,
      must: [titled(young), yen(young.priceEn), young.age, '16+'],
      mustNot: [yen(old.priceEn), old.codeEn],
    };
  }),

  recommendation('rec-english-or-nothing', ['edition', 'negation'], (c) => {
    const tag = c.rng.pick(['drama', 'comedy', 'adventure', 'romance', 'supernatural']);
    const [has, lacks] = c.pair({ all: [tag] });
    const only = 'Only the Japanese edition is sold; there is no English edition in our shop.';
    return {
      question: c.ask([
        `I can't read a single kana. ${has.en} or ${lacks.en}, which do you have for me?`,
        `Choosing between ${lacks.en} and ${has.en}... I only read English btw`,
        `Could you recommend one ${tag} title that exists in English at your store? Somebody mentioned ${lacks.en}.`,
        `For a colleague from Canada without any Japanese: which of your ${tag} series would work?`,
        `Whatever you recommend, please no books in Japanese. I like ${tag}.`,
        `${lacks.en} sounds wonderful, but is it readable for an English speaker, and if not, what is?`,
        `Need a ${tag} manga in translation by next month. Name, code and price would be enough.`,
        `Do me a favour and pick from these two, ${has.en} / ${lacks.en}, the one I can understand with English alone.`,
      ]),
      documents: c.rank(
        [englishPage(c.rng, has), japaneseEditionPage(c.rng, lacks, { note: only })],
        [goodsPage(c.rng, lacks)],
      ),
      reference: c.turn([
        `Go for ${has.en} by ${has.author}: we sell volume 1 in English (${has.codeEn}) for ${yen(has.priceEn)}. In it, ${has.about}. ${lacks.en} exists here in Japanese only, so it would not help you.`,
        `${has.en} is the one you can read: English edition, volume 1, ${has.codeEn}, ${yen(has.priceEn)}, ${has.stockEn} copies in stock. The story: ${has.about}. Of ${lacks.en} we have the Japanese edition only.`,
      ]),
      must: [titled(has), yen(has.priceEn), has.codeEn],
      mustNot: [yen(lacks.price), lacks.code],
    };
  }),

  recommendation('rec-the-second-one', ['follow-up'], (c) => {
    const [a, b] = c.pair();
    const no = c.book({ except: [a, b], where: (x) => x.priceEn !== b.priceEn && x.priceEn !== a.priceEn });
    const { question, opening } = {
      question: c.ask([
        'The second one sounds more like me. Tell me why I should get it and what it costs in English.',
        'second pls. price? how many left?',
        "Hmm, not convinced by your first idea. What's the other about, and do you have it?",
        "Let's go with the latter. Is there anything I should know first, such as the age mark and the price?",
        'I have read the one you named first. Sell me on the other!',
        'And the last mentioned: would you recommend it to a beginner? Please with product code.',
        'My friend says number two is the better of both. Do you agree, and how much would it be?',
        'Actually my budget is small. What would the second suggestion set me back?',
      ]),
      opening: c.turn([
        'What are your two favourites at the moment?',
        'I want to begin a new series tonight, surprise me.',
        'hey, two ideas for a long flight?',
        'Please suggest two manga in English.',
      ]),
    };
    return {
      question,
      history: [
        opening,
        c.turn([
          `Two ideas: ${a.en} by ${a.author}, and ${b.en} by ${b.author}.`,
          `You could start with ${a.en}. A quite different choice would be ${b.en} by ${b.author}.`,
        ]),
      ],
      documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, a), englishPage(c.rng, no)]),
      reference: `${b.en} by ${b.author} is worth it: ${b.about}. Volume 1 in English (${b.codeEn}) costs ${yen(b.priceEn)}, and we have ${b.stockEn} copies. Its age mark is ${b.age}, and no other series needs to be read before it.`,
      must: [titled(b), yen(b.priceEn), b.codeEn],
      mustNot: [yen(a.priceEn), a.codeEn, no.codeEn],
    };
  }),

  recommendation('rec-mixed-learner', ['comparison'], (c) => {
    const easy = c.book({ any: ['slice', 'school', 'warm'], none: ['dark', 'violent', 'history'] });
    const hard = c.book({
      any: ['history', 'medical', 'scifi'],
      none: ['slice', 'warm'],
      where: (b) => b.price !== easy.price,
    });
    const level = c.turn(['N4', 'N3', 'N5', 'N4']);
    return {
      question: c.ask([
        mixed(`日本語を勉強中で、JLPT ${level}くらいです。furiganaがある漫画がいいな。どれがおすすめ?`),
        mixed(`I study Japanese (${level}). 『${easy.ja}』と『${hard.ja}』、どっちがやさしい?`),
        mixed(`漢字がまだ苦手なので、all kanji with readingsのものを一冊recommendしてください。`),
        mixed('Japanese learnerです。daily lifeの言葉を覚えられる作品がほしいです。予算は1000円まで!'),
        mixed(`先生に『${hard.ja}』をすすめられたけどtoo difficultでした。もう少しeasyなのは?`),
        mixed('Hi! 日本語の漫画をoriginalで読みたい。ふりがな付きの1巻、商品番号もお願いします。'),
        mixed(`${level} levelでも読めるmangaありますか?short sentencesだとうれしいです。`),
        mixed('留学前にreading practiceしたいです。ruby付きはどのtitleですか、いくらですか。'),
      ]),
      documents: c.rank(
        [
          japanesePage(c.rng, easy, {
            note: 'すべての漢字にふりがな付き。会話は短く、日本語学習者にも読みやすい一冊です。',
          }),
        ],
        [
          japanesePage(c.rng, hard, { note: 'ふりがなは人名などの一部のみで、専門用語が多めです。' }),
          goodsPage(c.rng, hard, 'ja'),
        ],
      ),
      reference: `Japanese learnerの方には『${easy.ja}』(${easy.en})がおすすめです。すべての漢字にふりがなが付き、会話も短めです。${easy.aboutJa}。1巻(${easy.code})は${yen(easy.price)}です。『${hard.ja}』はふりがなが一部だけで専門用語が多いので、次のstepにどうぞ。`,
      must: [titled(easy), 'ふりがな', yen(easy.price), easy.code],
      mustNot: [yen(hard.price), hard.code],
    };
  }),

  recommendation('rec-already-read', ['follow-up', 'negation'], (c) => {
    const tag = c.rng.pick(['romance', 'action', 'school', 'comedy', 'supernatural', 'drama']);
    const [a, b, left] = c.trio({ all: [tag] });
    return {
      question: c.ask([
        `Read ${a.en} in spring and ${b.en} last week. So what remains?`,
        `Know both ${b.en} and ${a.en} by heart, I'm afraid. Anything I haven't read?`,
        `${a.en}: done. ${b.en}: done. next!`,
        `Oh, I should have said that ${a.en} and ${b.en} are on my shelf already.`,
        `Those are classics for me. Take away ${a.en} as well as ${b.en}, and tell me what is new and what it costs.`,
        `My brother lent me ${b.en}, and ${a.en} I bought here. Please choose again.`,
        `Not ${a.en}, not ${b.en}, been there. What's the third option in your ${tag} corner?`,
        `Isn't there one besides ${a.en} and ${b.en}? I finished these ages ago.`,
      ]),
      history: [
        c.turn([
          `Which ${tag} manga do people start with?`,
          `I'm in the mood for ${tag}, what is good?`,
          `top ${tag} series??`,
        ]),
        `Popular with our readers of ${tag} are ${a.en}, ${b.en} and one or two more. Which of them do you know already?`,
      ],
      documents: c.rank([englishPage(c.rng, left)], [englishPage(c.rng, a), englishPage(c.rng, b)]),
      reference: `Then ${left.en} by ${left.author} is new to you: ${left.about}. The first English volume is ${yen(left.priceEn)} under code ${left.codeEn}, and ${left.stockEn} copies are in stock. It has the age mark ${left.age}.`,
      must: [titled(left), yen(left.priceEn), left.codeEn],
      mustNot: [yen(a.priceEn), yen(b.priceEn)],
    };
  }),

  recommendation('rec-club-copies', ['stock', 'arithmetic'], (c) => {
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
  }),

  recommendation('rec-ja-wrapped-gift', ['multi-hop', 'arithmetic'], (c) => {
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
  }),

  recommendation('rec-old-list-new-page', ['date', 'comparison'], (c) => {
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
  }),
];

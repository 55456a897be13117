import {
  anyOf,
  dateEn,
  dayOf,
  englishPage,
  goodsPage,
  ja,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  shapesOf,
  titled,
  weekdayEn,
  yen,
} from './kit.js';

const chitchat = shapesOf('chitchat');

/** Hello, thank you, goodbye, and who strayed in here. */
export const CHITCHAT_HELLO_GOODBYE: readonly Shape[] = [
  chitchat('chat-first-hello', ['smalltalk'], (c) => {
    const b = c.book();
    return {
      question: c.ask([
        'Hi there!',
        'hello? anybody home',
        'Good morning from a rainy balcony, MangaAssist!',
        'Hey hey, first time here :)',
        'Greetings, dear robot of the bookshop.',
        'Evening. Just looking around for now.',
        'Yo!! what’s up',
        'Pleased to meet you. I was told to say hello to you before asking anything.',
      ]),
      documents: c.rng.chance(0.5) ? [] : [englishPage(c.rng, b)],
      reference: c.turn([
        'Hello and welcome to Hoshizora Books! I am MangaAssist. Would you like to browse, ask about an order, or simply talk manga for a while?',
        'Hi, good to have you here at Hoshizora Books. Take your time; when something catches your eye, or an order needs a look, just tell me.',
        'Welcome! I am MangaAssist of Hoshizora Books, glad to meet you. What brings you in today: a new series, an order, or plain curiosity?',
      ]),
      must: ['Hoshizora Books'],
      mustNot: [b.codeEn],
    };
  }),

  chitchat('chat-thanks-after-help', ['smalltalk', 'follow-up'], (c) => {
    const [b, o] = c.pair();
    const day = dayOf(2026, c.rng.int(2, 11), c.rng.int(3, 26));
    return {
      question: c.ask([
        'You are a star, thank you!',
        'perfect ty',
        'That settles it. Many thanks for your patience with me.',
        'Cheers, mate, that was quick.',
        'Wonderful! My son will jump up and down. Thanks ever so much.',
        'Okay, relieved now. Thank you.',
        'I expected a long wait and got an answer at once – appreciated!',
        'Thanks. You may go and rest now, if assistants do rest.',
      ]),
      history: [
        c.turn([`When does my ${b.en} arrive?`, `Any news of ${b.en}? I ordered it last week.`]),
        `Your parcel with ${b.en} is on its way and should be with you on ${dateEn(day)}.`,
      ],
      documents: c.rng.chance(0.4) ? [reviewDigest(c.rng, o, 'the ending', 'nothing much')] : [],
      reference: c.turn([
        `You are very welcome! I hope ${b.en} makes a lovely ${weekdayEn(day)}. Come back whenever you need something, or just to tell how you liked it.`,
        `My pleasure. Enjoy ${b.en} when the parcel comes on ${weekdayEn(day)}, and happy reading!`,
        `Glad I could help! Have fun with ${b.en}; I will be here if anything else comes up.`,
      ]),
      must: [titled(b)],
      mustNot: [o.en],
    };
  }),

  chitchat('chat-goodbye-till-tomorrow', ['smalltalk', 'follow-up'], (c) => {
    const [b] = c.pair();
    return {
      question: c.ask([
        "I'll sleep on it. Good night!",
        'gotta go, bye',
        'Let me think it over and come back at the weekend. See you!',
        'My lunch break is over, so long.',
        'Right, my tea is cold and my bus is here. Goodbye!',
        'I shall take my leave now. It was a pleasure.',
        'Not deciding today. Later!',
        "That's all for tonight, friend. Sweet dreams of electric sheep.",
      ]),
      history: [
        `Tell me about ${b.en}, I may buy it.`,
        `${b.en} is by ${b.author}: ${b.about}. Shall I put volume 1 into your cart?`,
      ],
      documents: [],
      reference: c.turn([
        `Of course, no hurry. ${b.en} will wait for you, and so will I. Goodbye, and take care!`,
        `Sleep well, or have a good day, as the case may be! Whenever you have made up your mind about ${b.en}, just write.`,
        `See you! I leave ${b.en} out of your cart until you say so.`,
      ]),
      must: [titled(b)],
      mustNot: ['added to your cart', yen(b.priceEn)],
    };
  }),

  chitchat('chat-ja-hello', ['smalltalk'], (c) => {
    const b = c.book();
    return {
      question: c.ask([
        ja('こんにちは!'),
        ja('はじめまして。今日からお世話になります。'),
        ja('おはようございます、朝から本屋さんをのぞいています。'),
        ja('やっほー'),
        ja('夜分に失礼します。少しお話ししてもいいですか。'),
        mixed('Hello!日本語でも大丈夫ですか?'),
        ja('久しぶりに来ました。元気でしたか?'),
        ja('ごめんください。どなたかいらっしゃいますか。'),
      ]),
      documents: c.rng.chance(0.5) ? [] : [japanesePage(c.rng, b)],
      reference: c.turn([
        'こんにちは、星空書店(Hoshizora Books)のMangaAssistです。ようこそお越しくださいました。作品探しでもご注文のことでも、雑談でも、お気軽にどうぞ。',
        'ようこそHoshizora Booksへ!MangaAssistと申します。日本語でも英語でもお話しできますので、気になることがあればいつでもお声がけください。',
      ]),
      must: [anyOf('Hoshizora Books', '星空書店')],
      mustNot: [b.code],
    };
  }),

  chitchat('chat-ja-thanks', ['smalltalk', 'follow-up'], (c) => {
    const [b, o] = c.pair();
    return {
      question: c.ask([
        ja('ありがとうございました、助かりました。'),
        ja('さすが!サンキューです'),
        ja('丁寧に調べてくださって、心より感謝申し上げます。'),
        ja('なるほど、それなら安心です。お礼を言わせてください。'),
        mixed('Thank you!また来ますね'),
        ja('娘も喜んでいます。本当にありがとう。'),
        ja('即レスでびっくり。どうもどうも。'),
        ja('お手数をおかけしました。おかげさまで解決です。'),
      ]),
      history: [
        ja(`『${b.ja}』の1巻は在庫がありますか。`).text,
        `はい、『${b.ja}』の1巻は現在${b.stock}冊ございます。`,
      ],
      documents: c.rng.chance(0.4) ? [japanesePage(c.rng, o)] : [],
      reference: c.turn([
        `どういたしまして。『${b.ja}』をどうぞお楽しみください。読み終わったら、ぜひ感想もお聞かせくださいね。`,
        `お役に立ててうれしいです。『${b.ja}』がお手元に届く日が楽しみですね。またいつでもお声がけください。`,
      ]),
      must: [titled(b)],
      mustNot: [o.ja],
    };
  }),

  chitchat('chat-praise-for-parcel', ['smalltalk'], (c) => {
    const b = c.book();
    return {
      question: c.ask([
        `Whoever packed my ${b.en} deserves a medal!`,
        `just wanted to say ${b.en} came wrapped like a treasure, love it`,
        `The handwritten card in the parcel with ${b.en} made my week.`,
        `No question today. I merely wish to compliment you: ${b.en} arrived in mint condition.`,
        `Six thousand miles and not a bent corner on ${b.en}. Bravo!`,
        `${b.en} is here. The origami crane inside is adorable!!`,
        `Please tell your warehouse that an old customer is happy with how ${b.en} was packed.`,
        `Could you pass on my praise? ${b.en} was at my door sooner than the postcard announcing it.`,
      ]),
      documents: c.rng.chance(0.3) ? [goodsPage(c.rng, b)] : [],
      reference: c.turn([
        `How lovely to hear, thank you! Our packing team will be happy that ${b.en} reached you so well. I wish you fine hours with it.`,
        `Thank you for telling us! Such words make the day of our packing team. Enjoy ${b.en}!`,
      ]),
      must: ['packing team', titled(b)],
      mustNot: ['refund', 'RT-07'],
    };
  }),

  chitchat('chat-wrong-window', ['smalltalk'], (c) => {
    const topping = c.turn([
      'two large margheritas',
      'the quarterly slides',
      'a haircut at five',
      'love you too mum',
      'the plumber',
      'bin day',
      'my gym pass',
      'a taxi to the station',
    ]);
    return {
      question: c.ask([
        `${topping}, please. Extra cheese!`,
        `Hi boss, I have just finished ${topping}.`,
        `Hello, may I still book ${topping}?`,
        `${topping} ❤️ see you on Sunday`,
        `The kitchen is under water, when will ${topping} come??`,
        `oh no wrong chat. I was asking about ${topping}`,
        `Please ignore that. Was meant for somebody else (${topping}).`,
        `Need ${topping} for three people and a dog in ten minutes.`,
      ]),
      documents: [],
      reference: c.turn([
        'I think that message was meant for somebody else: this is MangaAssist, the chat of Hoshizora Books. No harm done! If there is ever anything about manga, I am the right one.',
        'That landed in the manga shop! I am MangaAssist of Hoshizora Books and cannot help with it, I fear, but good luck. For books you know where to find me.',
      ]),
      must: ['Hoshizora Books'],
      mustNot: ['your order has been placed', 'booked'],
    };
  }),

  chitchat('chat-just-testing', ['smalltalk'], (c) => {
    const n = c.rng.int(2, 99);
    return {
      question: c.ask([
        'test',
        'asdfghjkl',
        `Testing, testing, one two ${n}.`,
        '...',
        `If you can read this, answer with the number ${n}.`,
        'does this thing work',
        'anyone there?',
        'My nephew wants to see whether the computer talks back. Say something!',
      ]),
      documents: [],
      reference:
        c.instance === 4
          ? `${n} – I read you loud and clear. MangaAssist here; what may I do for you?`
          : c.turn([
              'It works: MangaAssist is listening. Ask me about a manga, an order, or anything of the shop.',
              'Message received! This is MangaAssist. What would you like to know?',
              'Loud and clear. MangaAssist at your service whenever you are ready.',
            ]),
      must: c.instance === 4 ? [`${n}`, 'MangaAssist'] : ['MangaAssist'],
      mustNot: ['error'],
    };
  }),
];

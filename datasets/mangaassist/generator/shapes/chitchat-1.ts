import {
  anyOf,
  dateEn,
  dayOf,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  helpPage,
  ja,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  titled,
  weekdayEn,
  yen,
} from './kit.js';

const intent = 'chitchat';
const kinds = ['smalltalk'] as const;

export const CHITCHAT_1: readonly Shape[] = [
  defineShape({
    slug: 'chat-first-hello',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-thanks-after-help',
    intent,
    kinds: [...kinds, 'follow-up'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-are-you-human',
    intent,
    kinds: [...kinds, 'policy'],
    build(c) {
      return {
        question: c.ask([
          'Are you a real person?',
          'bot or human, be honest',
          'You write so nicely that I wonder who is sitting there. May I ask your name?',
          'Is this one of those AIs? I would rather know whom I talk to.',
          'Do I have the honour with a member of staff or with a machine?',
          'What are you, exactly? And how would I reach somebody with a pulse?',
          'My grandmother thinks you are a girl called Manga. Shall I correct her?',
          "Quick question that isn't about books: do you sleep?",
        ]),
        documents: [helpPage(c.rng, 'service')],
        reference: c.turn([
          'I am MangaAssist, an automated assistant of Hoshizora Books, so no person and no need of sleep. If you would like a human colleague, they are in the chat daily 9:00–21:00 JST.',
          'Honestly: I am a program called MangaAssist. People of flesh and blood answer in this chat daily between 9:00–21:00 JST, and I gladly hand you over to them.',
        ]),
        must: ['MangaAssist', '9:00–21:00'],
        mustNot: ['I am a human', '10:00–18:00'],
      };
    },
  }),

  defineShape({
    slug: 'chat-your-favourite',
    intent,
    kinds,
    build(c) {
      const [b, o] = c.pair();
      const pick = doc(
        'staff-favourite',
        `Staff favourite of the month: ${b.en} by ${b.author}. "You open it for five minutes and miss your stop," says our packing team, who voted for it by a wide margin. In it, ${b.about}. The favourite changes on the first of the month; runners-up are not published.`,
      );
      return {
        question: c.ask([
          'And you, do you have a favourite manga?',
          "what's ur fav",
          'If you could read, what would lie on your bedside table?',
          'Everybody has a comfort series. Which one do the people behind you swear by?',
          'Tell me something about yourself: what do you like best from your own shelves?',
          'I showed you mine, now show me yours! Favourite?',
          'Is there any book the whole staff agrees on?',
          'Pretend you have taste, dear machine. Which manga wins?',
        ]),
        documents: c.rng.chance(0.5) ? [pick] : [pick, goodsPage(c.rng, o)],
        reference: c.turn([
          `As a program I have no favourite of my own, but our packing team has: ${b.en} by ${b.author} is the staff favourite of this month. They say one opens it for five minutes and misses one's stop. What is yours?`,
          `I do not read for pleasure, sadly. My human colleagues voted for ${b.en} this month, in which ${b.about}. Which series would get your vote?`,
        ]),
        must: [titled(b)],
        mustNot: [titled(o)],
      };
    },
  }),

  defineShape({
    slug: 'chat-tell-a-joke',
    intent,
    kinds,
    build(c) {
      return {
        question: c.ask([
          'Tell me a joke about manga!',
          'joke pls im bored',
          'My train is late and I need cheering up. Do you know anything funny?',
          'What did the bookshelf say to the manga? Go on, invent an answer.',
          'Could you make a nine-year-old laugh? She sits next to me.',
          'Bet you have no sense of humour, assistant.',
          'A pun, please. About books. The worse the better.',
          'Before we get to business: one good joke?',
        ]),
        documents: [],
        reference: c.turn([
          'Why do manga readers never get lost? They always know which way is right – to left! If you are ready for more laughs, I can point you to our comedy shelf.',
          'I asked a bookshelf how it was doing. It said: "Can\'t complain, I have many volumes of support." Shall I look for a comedy that does it better than I do?',
          'What is a volume 1 afraid of? Being judged by its cover. There are better jokes on our comedy shelf; just say the word.',
          'My favourite: a manga walks into a bar and starts at the back page. For professional humour I gladly show you our comedy titles.',
        ]),
        must: [anyOf('comedy', 'comedies')],
        mustNot: ['¥'],
      };
    },
  }),

  defineShape({
    slug: 'chat-off-topic-weather',
    intent,
    kinds: [...kinds, 'no-answer'],
    build(c) {
      const city = c.customer();
      return {
        question: c.ask([
          `Will it rain in ${city.city} tomorrow?`,
          `do i need an umbrella today in ${city.city}`,
          `We plan a picnic near ${city.city}. What does the forecast say?`,
          `How warm is it in ${city.city} at this moment?`,
          `It's pouring here in ${city.city}! And where you are?`,
          `You seem to know everything, so: weather in ${city.city} at the weekend?`,
          `Storm warning for ${city.city}, yes or no?`,
          `I'd like to know whether to hang out the washing in ${city.city}.`,
        ]),
        documents: c.rng.chance(0.3) ? [helpPage(c.rng, 'service')] : [],
        reference: c.turn([
          `I am afraid I have no weather reports, so for ${city.city} a forecast service will serve you better. Rain or shine, I can find you something good to read.`,
          `The sky over ${city.city} is beyond me: I do not have weather data. What I do have is manga for any weather, should you want some.`,
        ]),
        must: [
          city.city,
          anyOf(
            'no weather',
            'not have weather',
            "don't have weather",
            'cannot',
            "can't",
            'do not know',
            "don't know",
          ),
        ],
        mustNot: ['degrees', 'sunny'],
      };
    },
  }),

  defineShape({
    slug: 'chat-goodbye-till-tomorrow',
    intent,
    kinds: [...kinds, 'follow-up'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-ja-hello',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-ja-thanks',
    intent,
    kinds: [...kinds, 'follow-up'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-praise-for-parcel',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-bored-at-work',
    intent,
    kinds,
    build(c) {
      const b = c.book({ all: ['comedy'] });
      return {
        question: c.ask([
          'Three hours of meetings and nobody said anything. Entertain me.',
          'so bored. sooo bored',
          'The night shift is endless, talk to me for a minute?',
          "I'm meant to write a report and instead I'm chatting with a bookshop. What does that say about me?",
          'Waiting at the dentist. Distract me, please!',
          'My flight is delayed again, how do you pass time?',
          'Sunday afternoon, all friends away, rain. Hm.',
          'Do you ever get tired of answering the same things? I would.',
        ]),
        documents: [reviewDigest(c.rng, b, 'the laughs', 'too short chapters')],
        reference: c.turn([
          `That sounds long! Let me play: if today were a manga, would it be a comedy or a slow drama? Readers in need of a laugh like ${b.en} a lot. How did you get through the day so far?`,
          `I am all ears, metaphorically. People who want distraction often laugh over ${b.en} by ${b.author}. What was the best thing you read this year?`,
        ]),
        must: [titled(b)],
        mustNot: ['I cannot talk', 'HB-'],
      };
    },
  }),

  defineShape({
    slug: 'chat-left-to-right-debate',
    intent,
    kinds: [...kinds, 'lookup'],
    build(c) {
      const note = doc(
        'reading-direction',
        'Reading direction. All our manga, Japanese and English, keep the original order: from right to left, beginning at what looks like the back. Flipped editions are not sold here. A small arrow on the first page of the English editions reminds new readers where to begin.',
      );
      return {
        question: c.ask([
          'My dad starts every manga from the wrong end. How do I convince him?',
          'Right to left or left to right, what team are you?',
          'lol i read the last page first by accident. happens to others?',
          'Is it just me or does the brain hurt when you switch reading directions?',
          'Settle a bet: where does one begin in the English ones you sell?',
          'I have a friend who refuses to read "backwards". Any words for her?',
          'Funny thing, after a month of manga I opened my cookbook from the back.',
          'Why on earth do you print these things the wrong way round?',
        ]),
        documents: [note],
        reference: c.turn([
          'You are in good company! All our manga keep the original order, right to left, and the English editions have a small arrow on the first page for everybody who starts at the wrong end. After one volume it feels natural.',
          'It happens to the best. We sell them from right to left as they were drawn; a little arrow on the first page of the English editions helps. Most people stop noticing after a volume.',
        ]),
        must: [anyOf('right to left', 'right-to-left'), 'arrow'],
        mustNot: ['left to right', 'flipped'],
      };
    },
  }),
];

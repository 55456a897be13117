import {
  anyOf,
  doc,
  englishPage,
  ja,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  shapesOf,
  titled,
} from './kit.js';

const chitchat = shapesOf('chitchat');

/** Small talk about the customer: moods, birthdays, pets, plans. */
export const CHITCHAT_ABOUT_YOU: readonly Shape[] = [
  chitchat('chat-bored-at-work', ['smalltalk'], (c) => {
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
  }),

  chitchat('chat-a-sad-day', ['smalltalk', 'complaint'], (c) => {
    const [calm, dark] = [c.book({ all: ['warm'] }), c.book({ all: ['dark'] })];
    return {
      question: c.ask([
        'My cat died on Monday. Not sure why I write this to a bookshop.',
        'failed my exam. feel like garbage',
        'We split up after six years, and her manga are still on my shelf.',
        "It's my first winter abroad and I am terribly homesick.",
        'I was let go this morning. Just needed to tell somebody.',
        'Grandfather used to read with me. Today is his day, I miss him.',
        "Can't sleep, can't think. Rough week.",
        'Nobody came to my birthday. Ha.',
      ]),
      documents: c.rank(
        [reviewDigest(c.rng, calm, 'its kindness', 'that it ends')],
        [reviewDigest(c.rng, dark, 'the shock', 'the cruelty')],
      ),
      reference: c.turn([
        `I am so sorry; that is hard, and it is good that you said it. I am only an assistant, but I am here as long as you like. When you feel like reading, many find comfort in ${calm.en}, which they praise for its kindness.`,
        `That hurts, and I am sorry you go through it. If somebody close to you can be with you tonight, please let them. And should a quiet book help, readers love ${calm.en} for its kindness.`,
      ]),
      must: [anyOf('sorry', 'sad to hear'), titled(calm)],
      mustNot: [titled(dark), 'congratulations'],
    };
  }),

  chitchat('chat-my-birthday', ['smalltalk', 'policy'], (c) => {
    const customer = c.customer();
    const age = c.turn([18, 30, 41, 25, 60, 16, 33, 72]);
    const page = doc(
      'birthday-points',
      'Birthday greeting. Members of the Hoshi Club find 200 points in their account on the first day of the month of their birthday; they need not do anything for it. The points are valid for 60 days. Who has not entered a birthday may do so in the account once; it cannot be changed later.',
    );
    return {
      question: c.ask([
        `Guess who turns ${age} today!`,
        `its my bday 🎂 ${age}`,
        `Today I've completed ${age} years on this planet and treat myself to a look around your shop.`,
        `Say something nice: ${customer.name.split(' ')[0]} is ${age} since midnight.`,
        `${age} candles, one cake and no manga yet. Happy birthday to me!`,
        `Does your shop sing for customers who have their birthday? It's my ${age}th or so.`,
        `I celebrate my ${age} years in pyjamas, reading. Perfect, isn't it?`,
        `My family forgot, but you won't: it's the day I turn ${age}.`,
      ]),
      documents: [page],
      reference: c.turn([
        `Happy birthday! May ${age} be a year of great stories. If you are a member of the Hoshi Club, look into your account: 200 points are your present this month.`,
        `All the best for your ${age} years! Members of the Hoshi Club find 200 points in their account in the month of their birthday, so your present may be there already.`,
      ]),
      must: [anyOf('Happy birthday', 'All the best', 'Many happy returns', 'Congratulations'), '200 points'],
      mustNot: ['60 points', '500 points'],
    };
  }),

  chitchat('chat-learning-japanese', ['smalltalk'], (c) => {
    const b = c.book({ all: ['slice'] });
    const years = c.turn([1, 2, 3, 5, 1, 4, 2, 10]);
    return {
      question: c.ask([
        `${years} year(s) of Japanese and I understood a whole page today without a dictionary!!`,
        `Kanji are a punishment. After ${years} years I still mix them up.`,
        `My teacher says manga isn't proper reading. I've learnt more from it in ${years} year(s) than from her.`,
        `Do other customers also learn Japanese with your books? I'm at it for ${years}.`,
        `Today I dreamt in Japanese for the first time! (${years} years in.)`,
        `Any encouragement for somebody who's been stuck at the same level for ${years}?`,
        `I can order ramen and read sound effects. That's ${years} years of study for you.`,
        `How long until one reads manga fluently? I've spent ${years} so far.`,
      ]),
      documents: [reviewDigest(c.rng, b, 'the easy everyday language', 'small lettering')],
      reference: c.turn([
        `That deserves applause, every page counts! Many learners read with us; buyers praise ${b.en} for its easy everyday language. What are you reading at the moment?`,
        `Keep going, nobody learns it in a straight line. If you want a friendly companion, ${b.en} is praised for easy everyday language. Which word gave you trouble last?`,
      ]),
      must: [titled(b)],
      mustNot: ['give up', 'HB-'],
    };
  }),

  chitchat('chat-pet-name', ['smalltalk', 'lookup'], (c) => {
    const b = c.book();
    const o = c.book({ except: [b] });
    const pet = c.turn([
      'puppy',
      'kitten',
      'hedgehog',
      'parrot',
      'rabbit',
      'goldfish',
      'tortoise',
      'hamster',
    ]);
    const poll = doc(
      'pet-poll',
      `Readers' poll: series after which our customers named their pets. First place: ${b.en}. Second place: ${o.en}. Four hundred readers took part by postcard; the silliest card is pinned to the wall of the office. The poll will be repeated when the box for postcards is full again.`,
    );
    return {
      question: c.ask([
        `We got a ${pet} and want a manga name for it. Which series do people choose?`,
        `help name my ${pet}!! manga style`,
        `Do your customers name animals after comics? We have a new ${pet} at home.`,
        `Our ${pet} has no name yet; the children vote for something out of a manga. What won your poll?`,
        `Silly matter, but which series is number one for pet names? It's for a ${pet}.`,
        `The ${pet} looks at me reproachfully because it's nameless. Inspiration?`,
        `Is there any statistic on manga names for pets (a ${pet} in my case)?`,
        `Say, what would you call a very lazy ${pet}?`,
      ]),
      documents: [poll],
      reference: c.turn([
        `Congratulations on the ${pet}! In our readers' poll most pets were named after ${b.en}, so its cast is a good place to look. Tell me what it will be!`,
        `What luck for the ${pet}! Four hundred readers voted, and ${b.en} came first as a source of pet names. Does one of its characters fit?`,
      ]),
      must: [titled(b), pet],
      mustNot: [o.en],
    };
  }),

  chitchat('chat-mixed-holiday-plans', ['smalltalk'], (c) => {
    const place = c.turn([
      'Hakone',
      'Okinawa',
      'Hokkaido',
      'Kyoto',
      'Nikko',
      'Beppu',
      'Takayama',
      'Naoshima',
    ]);
    const b = c.book({ any: ['travel', 'calm'] });
    return {
      question: c.ask([
        mixed(`来週${place}に旅行します!So excited!`),
        mixed(`Finally vacation!${place}でのんびり読書する予定です。`),
        mixed(`${place}行ったことありますか?My first timeなんです。`),
        mixed(`連休は${place}、持っていく本はまだundecided…。`),
        mixed(`Hi hi、いま${place}からの帰りの電車です。楽しかった!`),
        mixed(`友だちと${place}でtripの計画中。雨だったらmangaの出番ですね。`),
        mixed(`家族で${place}に行くことになりました。Kidsが静かにしてくれるといいな。`),
        mixed(`${place}の海(か山)を見ながらmangaを読むのがdreamです。`),
      ]),
      documents: c.rng.chance(0.6) ? [japanesePage(c.rng, b)] : [],
      reference: c.turn([
        `${place}、すてきですね!Have a great time。旅のお供の一冊が必要になったら、いつでもHoshizora Booksにお声がけください。`,
        `わあ、${place}ですか。Sounds wonderful!ゆっくり楽しんでくださいね。旅と本の話ならHoshizora BooksのMangaAssistがいつでもお聞きします。`,
      ]),
      must: [place, 'Hoshizora Books'],
      mustNot: [b.code],
    };
  }),

  chitchat('chat-ja-season', ['smalltalk'], (c) => {
    const b = c.book({ all: ['calm'] });
    return {
      question: c.ask([
        ja('今日は本当に寒いですね。'),
        ja('梅雨に入りましたね、洗濯物が乾きません。'),
        ja('桜、もう咲きました?こっちは満開です。'),
        ja('暑すぎて外に出る気になれませーん'),
        ja('秋の夜長、読書にはよい季節になりました。'),
        ja('初雪です!窓の外が真っ白です。'),
        ja('台風で一日家にこもっています。何だか落ち着きません。'),
        ja('年の瀬はどちらも忙しいですね。そちらはいかがですか。'),
      ]),
      documents: [japanesePage(c.rng, b)],
      reference: c.turn([
        `そうですね、季節を感じます。こんな日は温かい飲み物と静かな漫画が似合いそうです。『${b.ja}』のような作品でひと息つくのはいかがでしょう。どうぞお体を大切にお過ごしください。`,
        `お便りのようなひとこと、ありがとうございます。私には空は見えませんが、お話を聞くのが楽しみです。おうち時間のお供なら『${b.ja}』が人気ですよ。`,
      ]),
      must: [titled(b)],
      mustNot: ['HB-', '返品'],
    };
  }),

  chitchat('chat-guess-the-manga', ['smalltalk', 'follow-up'], (c) => {
    const [b, o] = c.pair();
    return {
      question: c.ask([
        `Easy: ${b.en}!`,
        `is it ${b.en}`,
        `I'd say ${o.en}. No, wait, ${b.en}! Final answer.`,
        `That can only be ${b.en}, can't it?`,
        `${b.en}, and I want a medal for it.`,
        `My guess would be ${b.en}, though my sister says otherwise.`,
        `Too simple. ${b.en}. Give me a harder one next time.`,
        `Hmm... ${b.en}?`,
      ]),
      history: [
        c.turn([
          "Let's play: you describe a manga, I guess.",
          'Quiz me on manga!',
          'Can we play a guessing game?',
        ]),
        `With pleasure. In this one ${b.about}. Which title is it?`,
      ],
      documents: c.rank([englishPage(c.rng, b)], [englishPage(c.rng, o)]),
      reference: c.turn([
        `Correct! It is ${b.en} by ${b.author}. One point for you. Shall I think of another?`,
        `Bravo, ${b.en} by ${b.author} it is! You know your shelves. Another round?`,
      ]),
      must: [titled(b), b.author],
      mustNot: [o.author],
    };
  }),

  chitchat('chat-reading-record', ['smalltalk', 'arithmetic'], (c) => {
    const [done, goal] = c.turn([
      [87, 100],
      [34, 50],
      [151, 200],
      [9, 12],
      [268, 300],
      [45, 60],
      [712, 750],
      [18, 25],
    ] as const);
    const left = goal - done;
    return {
      question: c.ask([
        `Proud moment: volume ${done} of my ${goal} this year is read!`,
        `${done}/${goal} read :))`,
        `My reading diary says ${done}; I swore to reach ${goal} by December. Will I make it?`,
        `How many to go if the target is ${goal} and I've just put down number ${done}?`,
        `Our club promised ${goal} volumes together and stands at ${done}. We're rather pleased with ourselves.`,
        `Nobody at home cares, so I tell you: ${done} manga since New Year. The aim was ${goal}.`,
        `Finished ${done}! Only... wait, I'm bad at numbers. The goal is ${goal}.`,
        `With ${done} down and ${goal} as the dream, am I a lunatic or a hero?`,
      ]),
      documents: [],
      reference: c.turn([
        `Congratulations, ${done} is quite a stack! Only ${left} more and your ${goal} are complete. Which one was the best so far?`,
        `What a run! From ${done} to ${goal} there are ${left} volumes left, and I keep my fingers crossed. What will be next?`,
      ]),
      must: [`${left}`],
      mustNot: [`${left + 10}`, `${done + goal}`],
    };
  }),
];

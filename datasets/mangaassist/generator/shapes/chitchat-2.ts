import {
  anyOf,
  defineShape,
  doc,
  goodsPage,
  japanesePage,
  mixed,
  reviewDigest,
  type Shape,
  titled,
} from './kit.js';

const intent = 'chitchat';
const kinds = ['smalltalk'] as const;

export const CHITCHAT_2: readonly Shape[] = [
  defineShape({
    slug: 'chat-a-sad-day',
    intent,
    kinds: [...kinds, 'complaint'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-my-birthday',
    intent,
    kinds: [...kinds, 'policy'],
    build(c) {
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
        must: [
          anyOf('Happy birthday', 'All the best', 'Many happy returns', 'Congratulations'),
          '200 points',
        ],
        mustNot: ['60 points', '500 points'],
      };
    },
  }),

  defineShape({
    slug: 'chat-wrong-window',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-which-languages',
    intent,
    kinds: [...kinds, 'policy'],
    build(c) {
      const tongue = c.turn([
        'Swedish',
        'Spanish',
        'Korean',
        'French',
        'Tagalog',
        'German',
        'Portuguese',
        'Polish',
      ]);
      const page = doc(
        'chat-languages',
        'Languages of the chat. The assistant answers in Japanese and in English. Human agents speak Japanese and English as well; one colleague reads Chinese and helps on weekday afternoons. E-mails in other languages are translated by machine and answered in English.',
      );
      return {
        question: c.ask([
          `Do you speak ${tongue}?`,
          `${tongue} ok??`,
          `My English is small. Is ${tongue} possible here?`,
          `How many languages do you know? ${tongue} among them?`,
          `I bet you can't say anything in ${tongue}, ha!`,
          `Would somebody at your place understand me if I wrote in ${tongue}?`,
          `Before I struggle on in English: is there ${tongue} support?`,
          `What a pity there's no ${tongue} button. Or is there?`,
        ]),
        documents: [page],
        reference: c.turn([
          `Here in the chat I answer in Japanese and English, so not in ${tongue}, I am sorry. You may write an e-mail in ${tongue}: it is translated by machine and answered in English. And your English is fine!`,
          `${tongue} is not among my languages: I speak Japanese and English. By e-mail you can write as you like; it will be machine-translated and answered in English.`,
        ]),
        must: ['Japanese', 'English', tongue],
        mustNot: ['Chinese'],
      };
    },
  }),

  defineShape({
    slug: 'chat-name-of-the-shop',
    intent,
    kinds: [...kinds, 'lookup'],
    build(c) {
      const year = 2009;
      const page = doc(
        'about-us',
        `About Hoshizora Books. "Hoshizora" means a starry sky. The shop began in ${year} as a stall at a night market in Nagano, where books were sold by lantern light, and went online three years later. Today forty people work for it; the warehouse is in Saitama. The lantern of the first stall hangs above the packing table.`,
      );
      const o = c.book();
      return {
        question: c.ask([
          'What does Hoshizora mean, by the way?',
          'why the name "hoshizora"',
          'I like stories of beginnings. How did your shop come to its name?',
          'There is a lantern in your logo. Does it have a history?',
          'My daughter wonders whether you have a real shop with a cat. Where did it all begin?',
          'How old is this shop anyway?',
          'Is it true that you started on a market?',
          "Small talk time: who are you people and what's with the stars?",
        ]),
        documents: c.rng.chance(0.5) ? [page] : [page, goodsPage(c.rng, o)],
        reference: c.turn([
          `Hoshizora means a starry sky. The shop began in ${year} as a stall at a night market in Nagano, selling books by lantern light; that lantern now hangs above our packing table.`,
          `It all began in ${year} under a real starry sky, which is what "Hoshizora" means: a stall with a lantern at a night market in Nagano. Three years later the shop went online.`,
        ]),
        must: [anyOf('starry sky', 'star-filled sky', 'sky full of stars'), `${year}`, 'Nagano'],
        mustNot: ['Kyoto', '2012'],
      };
    },
  }),

  defineShape({
    slug: 'chat-learning-japanese',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-pet-name',
    intent,
    kinds: [...kinds, 'lookup'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-mixed-holiday-plans',
    intent,
    kinds,
    build(c) {
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
    },
  }),
];

import { anyOf, doc, englishPage, goodsPage, helpPage, type Shape, shapesOf, titled } from './kit.js';

const chitchat = shapesOf('chitchat');

/** Small talk about the assistant and the shop, and what they are not there for. */
export const CHITCHAT_ABOUT_US: readonly Shape[] = [
  chitchat('chat-are-you-human', ['smalltalk', 'policy'], (c) => ({
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
  })),

  chitchat('chat-your-favourite', ['smalltalk'], (c) => {
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
  }),

  chitchat('chat-tell-a-joke', ['smalltalk'], (c) => ({
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
  })),

  chitchat('chat-off-topic-weather', ['smalltalk', 'no-answer'], (c) => {
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
  }),

  chitchat('chat-left-to-right-debate', ['smalltalk', 'lookup'], (c) => {
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
  }),

  chitchat('chat-which-languages', ['smalltalk', 'policy'], (c) => {
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
  }),

  chitchat('chat-name-of-the-shop', ['smalltalk', 'lookup'], (c) => {
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
  }),

  chitchat('chat-homework-and-recipes', ['smalltalk', 'no-answer'], (c) => {
    const b = c.book({ any: ['food', 'medical', 'history', 'music'] });
    return {
      question: c.ask([
        'Could you solve x² + 5x + 6 = 0 for me?',
        'write my essay on the french revolution, 500 words',
        'How do I get red wine out of a carpet?',
        'Which shares should I buy this month, what do you think?',
        'Please draft a letter to my landlord about the heating.',
        "What's the capital of Burkina Faso? Crossword emergency!",
        'My knee hurts when it rains. Diagnosis?',
        'Give me a recipe with three eggs and half a cabbage.',
      ]),
      documents: c.rng.chance(0.4) ? [englishPage(c.rng, b)] : [],
      reference: c.turn([
        'I would love to be that clever, but I am here for manga, orders and everything around Hoshizora Books, so I had better leave this to somebody who knows. Is there something from our shop I can do for you?',
        'That is outside what I can help with: my world is Hoshizora Books, its manga and its orders. Ask me about those, and I will do my best!',
      ]),
      must: ['Hoshizora Books', 'manga'],
      mustNot: [b.codeEn, 'Ouagadougou'],
    };
  }),
];

import { defineShape, englishPage, ja, japanesePage, type Shape, titled } from './kit.js';

const intent = 'chitchat';
const kinds = ['smalltalk'] as const;

export const CHITCHAT_3: readonly Shape[] = [
  defineShape({
    slug: 'chat-just-testing',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-ja-season',
    intent,
    kinds,
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-guess-the-manga',
    intent,
    kinds: [...kinds, 'follow-up'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-homework-and-recipes',
    intent,
    kinds: [...kinds, 'no-answer'],
    build(c) {
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
    },
  }),

  defineShape({
    slug: 'chat-reading-record',
    intent,
    kinds: [...kinds, 'arithmetic'],
    build(c) {
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
    },
  }),
];

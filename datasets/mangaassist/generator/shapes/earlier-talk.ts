import type { Book } from '../world/book.js';
import { yen, yenJa } from '../world/money.js';
import type { Before } from './with-history.js';

type Exchange = (book: Book) => readonly [string, string];

const ENGLISH: readonly Exchange[] = [
  (b) => [`Is ${b.en} any good?`, `Buyers gave ${b.en} ${b.rating} of 5 on average (${b.ratings} ratings).`],
  (b) => [
    `how many ${b.en} vol 1 in jp left`,
    `There are ${b.stock} copies of the Japanese volume 1 of ${b.en}.`,
  ],
  (b) => [`Who is behind ${b.en}?`, `${b.en} is by ${b.author}. Shall I show you more of it?`],
  (b) => [
    `What does ${b.en} cost in Japanese?`,
    `The first volume of ${b.en} in Japanese is ${yen(b.price)}, code ${b.code}.`,
  ],
  (b) => [
    `My cousin told me about ${b.en}. What is it about?`,
    `In ${b.en} ${b.about}. Our age mark is ${b.age}.`,
  ],
  () => ['Do you wrap presents?', 'Yes, for ¥300 per parcel, with a card of up to 60 characters.'],
  () => [
    'Until when must I order so that it leaves today?',
    'On weekdays orders placed by 14:00 JST leave the same day. There is no dispatch on Sundays and national holidays.',
  ],
  () => [
    'Can I pay with PayPay?',
    'Yes, PayPay is fine, and so are the usual cards, Konbini and bank transfer.',
  ],
  (b) => [
    `I put ${b.en} on my wish list, did that work?`,
    'I cannot look into wish lists; you find yours under your name at the top of the page.',
  ],
  (b) => [
    `Thanks for pointing me to ${b.en} last month!`,
    `How nice of you to come back and say so. I hope ${b.en} was fun. What is next?`,
  ],
  (b) => [
    `${b.en}: how thick is volume 1?`,
    `The English volume 1 of ${b.en} has ${b.pages} pages and weighs about ${b.grams} g.`,
  ],
  () => ['Are points of the Hoshi Club worth real money?', 'One point is worth ¥1 on your next order.'],
];

const JAPANESE: readonly Exchange[] = [
  (b) => [`『${b.ja}』の在庫はありますか。`, `はい、1巻は${b.stock}冊ございます。`],
  (b) => [`『${b.ja}』っていくら?`, `日本語版の1巻は${yenJa(b.price)}です。`],
  (b) => [`『${b.ja}』はどなたの作品ですか。`, `${b.authorJa}さんの作品です。`],
  () => ['ラッピングはできますか。', 'はい、1個口300円で、メッセージカードも付きます。'],
  () => ['今日中に発送してもらうには?', '平日14時(日本時間)までのご注文は当日発送いたします。'],
  (b) => [
    `先日すすめてもらった『${b.ja}』、よかったです!`,
    'うれしいご感想をありがとうございます。続きもぜひお楽しみください。',
  ],
];

/**
 * In a good fifth of the conversations the customer has already asked something else: an answered matter that the
 * question must not be mixed up with.
 */
export const earlierTalk: Before = (c, language) => {
  if (!c.rng.chance(0.23)) return undefined;
  const book = c.book();
  const exchanges = language === 'en' ? ENGLISH : JAPANESE;
  return c.rng.some(exchanges, c.rng.chance(0.3) ? 2 : 1).flatMap((exchange) => exchange(book));
};

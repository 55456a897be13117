import {
  anyOf,
  type Book,
  type Document,
  dateEn,
  dateFact,
  dayOf,
  defineShape,
  doc,
  englishPage,
  goodsPage,
  helpPage,
  ja,
  japanesePage,
  mixed,
  RULES,
  type Shape,
  titled,
  yen,
} from './kit.js';

const intent = 'product_question';

export const PRODUCT_QUESTION_4: readonly Shape[] = [
  defineShape({
    slug: 'pq-digital-code-region',
    intent,
    kinds: ['policy', 'negation'],
    build(c) {
      const b = c.book();
      const customer = c.customer();
      if (!customer.abroad) c.again();
      const price = b.price - 10 * c.rng.int(4, 11);
      const page = doc(
        `${b.slug}-digital`,
        `${b.en}, volume 1, digital code, Japanese text, ${yen(price)}. The code is sent by e-mail within an hour and works in accounts registered in Japan only. It is valid for 12 months, cannot be returned and is no printed book. Reading needs the shop's viewer; pages cannot be printed out or copied.`,
      );
      return {
        question: c.ask([
          `I'm in ${customer.city}. Will the digital code of ${b.en} work for me?`,
          `Can someone living in ${customer.city} redeem the e-book code for ${b.en} volume 1?`,
          `digital ${b.en}, from ${customer.city}, ok??`,
          `To save postage to ${customer.city} I'd buy the code for ${b.en} instead of paper. Any catch?`,
          `If the code for ${b.en} turns out not to work here in ${customer.city}, may I return it?`,
          `Which ${b.en} should I order from ${customer.city}, code or paper? I read Japanese and English.`,
          `I have an account registered in ${customer.city} and would love ${b.en} on my tablet. Possible?`,
          `How does the ${b.en} download work for customers outside Japan, say in ${customer.city}?`,
        ]),
        documents: c.rank([page], [englishPage(c.rng, b), helpPage(c.rng, 'abroad')]),
        reference: `I would not buy the code: it works in accounts registered in Japan only, so not in one from ${customer.city}, and digital codes cannot be returned. The printed English volume 1 of ${b.en} (${b.codeEn}, ${yen(b.priceEn)}) can be sent to you instead.`,
        must: [anyOf('Japan only', 'only in Japan', 'registered in Japan'), b.codeEn, yen(b.priceEn)],
        mustNot: [yen(price), '24 months'],
      };
    },
  }),

  defineShape({
    slug: 'pq-two-stock-figures',
    intent,
    kinds: ['stock', 'date', 'comparison'],
    build(c) {
      const b = c.book();
      const [older, newer] = [c.rng.int(11, 40), c.rng.int(2, 9)];
      const day = dayOf(2026, c.rng.int(2, 11), c.rng.int(8, 26));
      const before = day - c.rng.int(3, 6);
      const list = (when: number, count: number, slug: string): Document =>
        doc(
          `${b.slug}-${slug}`,
          `Stock list of ${dateEn(when)}, 08:00 JST. ${b.en}, volume 1, English (${b.codeEn}): ${count} copies. ${b.en}, volume 1, Japanese (${b.code}): ${b.stock} copies. Figures are counted once a day before opening and go down with every order; a newer list replaces an older one.`,
        );
      return {
        question: c.ask([
          `Your site shows two numbers for ${b.en} in English. How many are there really?`,
          `One list says ${older}, another ${newer}. Which is right for the English ${b.en} 1?`,
          `${b.en} eng stock pls, latest`,
          `I'd take ten English copies of ${b.en} if the larger of your figures is the valid one. Is it?`,
          `As of the last count, what's your stock of ${b.en} volume 1 in translation?`,
          `Can I rely on there being ${older} of the English ${b.en}?`,
          `Please tell me the present number of ${b.codeEn} in the warehouse and when it was counted.`,
          `How many English ${b.en} first volumes did you have at the most recent count?`,
        ]),
        documents: c.rank(
          [list(before, older, 'older-list'), list(day, newer, 'newer-list')],
          [goodsPage(c.rng, b)],
        ),
        reference: `The newest list, of ${dateEn(day)}, counts: ${newer} copies of ${b.en}, volume 1, in English (${b.codeEn}). The other figure comes from an older list that this one has replaced. Orders placed since then may have lowered the number.`,
        must: [`${newer} copies`, dateFact(day), b.codeEn],
        mustNot: [`${older} copies`, `${b.stock} copies`],
      };
    },
  }),

  defineShape({
    slug: 'pq-age-of-it',
    intent,
    kinds: ['follow-up', 'comparison'],
    build(c) {
      const a = c.book({ where: (b) => b.age === '16+' });
      const b = c.book({ where: (x) => x.age === '10+' || x.age === '13+' });
      const o = c.book({ where: (x) => x.age === 'All ages' });
      return {
        question: c.ask([
          'And the age marks of both?',
          'which of them is for younger readers, and from what age?',
          "Hold on, it's for a fourteen-year-old. Do both pass?",
          'Is either of these two rated above 13?',
          'Mum asks how old one must be for each.',
          'Before I decide: what age do you set for the first, and for the second?',
          'Would you hand both to a class of fourteen-year-olds?',
          "Right. Now I'd need the ratings by age for the two.",
        ]),
        history: [
          `Could you compare ${a.en} and ${b.en} for me?`,
          `In ${a.en} by ${a.author}, ${a.about}. In ${b.en} by ${b.author}, ${b.about}.`,
        ],
        documents: c.rank([englishPage(c.rng, a), englishPage(c.rng, b)], [englishPage(c.rng, o)]),
        reference: `${a.en} has our age mark 16+, so it is not meant for a fourteen-year-old. ${b.en} is marked ${b.age} and is the one for younger readers. The marks are advice of our editors.`,
        must: ['16+', b.age, titled(b)],
        mustNot: ['18+', o.codeEn],
      };
    },
  }),

  defineShape({
    slug: 'pq-content-note',
    intent,
    kinds: ['lookup'],
    build(c) {
      const b = c.book();
      const o = c.book({ except: [b] });
      const [subject, answer] = c.turn([
        ['animals being hurt', 'an animal dies in chapter 4'],
        ['suicide', 'there is one mention of suicide in chapter 6, not shown'],
        ['bullying', 'a scene of bullying opens chapter 2'],
        ['spiders', 'a swarm of spiders fills a page of chapter 3'],
        ['needles and operations', 'an operation is drawn in detail in chapter 5'],
        ['smoking', 'two grown-ups smoke in several chapters'],
        ['flashing or dizzying pages', 'one spread in chapter 1 has a strong dazzling pattern'],
        ['drowning', 'someone nearly drowns in chapter 7'],
      ] as const);
      const note = doc(
        `${b.slug}-content-note`,
        `Content note on ${b.en}, volume 1, written by our staff for readers who wish to know beforehand: ${answer}. Nothing else in this volume called for a note. Later volumes have notes of their own. Such notes tell a little of the plot; who does not want that may skip them.`,
      );
      const other = doc(
        `${o.slug}-content-note`,
        `Content note on ${o.en}, volume 1: a fire breaks out in chapter 9 and a child is lost for a while. No blood is shown. Notes are written by two readers of our staff independently of each other and are renewed when customers point out something that was missed.`,
      );
      return {
        question: c.ask([
          `I avoid ${subject} in books. Is there any in the first ${b.en}?`,
          `Does ${b.en} 1 contain ${subject}?`,
          `${subject} in ${b.en} yes or no? which chapter`,
          `For reasons of my own I need a warning about ${subject}. What do you know of ${b.en}, volume 1?`,
          `My pupil cannot deal with ${subject}. Would the first volume of ${b.en} be all right?`,
          `Can you check ${b.en} for ${subject} before I give it to my partner?`,
          `How much ${subject} must I expect in ${b.en} number one?`,
          `Is there a content note on ${subject} for the opening volume of ${b.en}?`,
        ]),
        documents: c.rank([note], [other, englishPage(c.rng, b)]),
        reference: `Yes, a little: according to our content note on volume 1 of ${b.en}, ${answer}. Nothing else in that volume called for a note. Later volumes have notes of their own, so please look there before you go on.`,
        must: [anyOf(answer, ...(/chapter \d/.exec(answer) ?? ['several chapters']))],
        mustNot: ['chapter 9', yen(o.priceEn)],
      };
    },
  }),

  defineShape({
    slug: 'pq-cheapest-of-three',
    intent,
    kinds: ['comparison'],
    build(c) {
      const three = c.books(3);
      const sorted = [...three].sort((a, b) => a.priceEn - b.priceEn);
      const [low, middle, high] = sorted as unknown as [Book, Book, Book];
      const names = c.rng.shuffle(three).map((b) => b.en);
      return {
        question: c.ask([
          `Which is the cheapest first volume in English: ${names[0]}, ${names[1]} or ${names[2]}?`,
          `Order these by English price for me: ${names.join('; ')}.`,
          `${names.join(' / ')} — cheapest??`,
          `I'll take whichever costs least of ${names[0]}, ${names[2]} and ${names[1]} (English, no. 1).`,
          `How far apart are the dearest and the cheapest among ${names.join(', ')}, volume 1 English?`,
          `My pocket money is tight. Out of ${names[1]}, ${names[2]}, ${names[0]}, what's the least expensive start?`,
          `Would you list the English opening volumes of ${names.join(' and ')} by price, low to high?`,
          `Three candidates, one purse: ${names[2]}, ${names[0]}, ${names[1]}. English. Price decides.`,
        ]),
        documents: c.rank(
          [englishPage(c.rng, low), englishPage(c.rng, middle), englishPage(c.rng, high)],
          [goodsPage(c.rng, low)],
        ),
        reference: `From low to high: ${low.en} ${yen(low.priceEn)}, ${middle.en} ${yen(middle.priceEn)}, ${high.en} ${yen(high.priceEn)}, each for volume 1 in English. The cheapest is ${low.en} (${low.codeEn}), ${yen(high.priceEn - low.priceEn)} below the dearest.`,
        must: [titled(low), yen(low.priceEn), yen(high.priceEn)],
        mustNot: [yen(low.price), middle.code],
      };
    },
  }),

  defineShape({
    slug: 'pq-ja-price-with-shipping',
    intent,
    kinds: ['arithmetic', 'multi-hop', 'policy'],
    build(c) {
      const b = c.book();
      const n = c.turn([1, 6, 2, 7, 3, 1, 8, 2]);
      const goods = n * b.price;
      const free = goods >= RULES.freeShippingJapanFrom;
      const total = goods + (free ? 0 : RULES.shippingJapan);
      const o = c.book({ except: [b], where: (x) => x.price !== b.price });
      return {
        question: c.ask([
          ja(`『${b.ja}』の1巻を${n}冊買うと、送料込みでいくらになりますか。大阪に住んでいます。`),
          ja(`送料を入れた合計を知りたいです。『${b.ja}』1巻、${n}冊、国内です。`),
          ja(`『${b.ja}』1巻×${n}、送料無料になる?`),
          ja(`部員に配るので『${b.ja}』の最初の巻を${n}冊お願いしたいです。国内送料を含めた金額は?`),
          mixed(`${b.ja} 1巻を${n}冊、totalいくら?shippingはdomesticで。`),
          ja(`会員ではありませんが、『${b.ja}』第1巻を${n}冊注文した場合のお支払い総額を教えてください。`),
          ja(`『${b.ja}』の1巻を${n}冊です。送料がかかるのか、かからないのか、合計とあわせてお願いします。`),
          ja(`長野の実家へ『${b.ja}』1巻を${n}冊送ります。全部で何円用意すればよいでしょう。`),
        ]),
        documents: c.rank(
          [japanesePage(c.rng, b), helpPage(c.rng, 'domestic', 'ja')],
          [japanesePage(c.rng, o)],
        ),
        reference: free
          ? `『${b.ja}』1巻は${yen(b.price)}ですので、${n}冊で${yen(goods)}です。3,500円以上のご注文は国内送料が無料になるため、合計は${yen(total)}です。`
          : `『${b.ja}』1巻は${yen(b.price)}ですので、${n}冊で${yen(goods)}です。3,500円未満のため国内送料${yen(RULES.shippingJapan)}がかかり、合計は${yen(total)}です。`,
        must: [yen(b.price), yen(total)],
        mustNot: [yen(free ? total + RULES.shippingJapan : n * o.price + RULES.shippingJapan), yen(o.price)],
      };
    },
  }),
];

import { askJa, rules, rulesJa } from './desk.js';
import {
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  dayOf,
  doc,
  grouped,
  mixed,
  type Shape,
  shapesOf,
  yen,
  yenJa,
} from './kit.js';

const faq = shapesOf('faq');
const CITIES = [
  ['Bangkok', -2],
  ['Jakarta', -2],
  ['Singapore', -1],
  ['Dubai', -5],
  ['Nairobi', -6],
  ['Brisbane', 1],
  ['Perth', -1],
  ['Manila', -1],
] as const;

/** FAQ about points, tiers, gift cards and the hours of service. */
export const FAQ_POINTS: readonly Shape[] = [
  faq('faq-points-lapse-date', ['policy', 'date'], (c) => {
    const last = dayOf(2025, c.rng.int(4, 11), c.rng.int(2, 27));
    const lapse = last + 365;
    const balance = c.rng.int(310, 4_890);
    const bought = `${dateEn(last)}, 2025`;
    return {
      question: c.ask([
        `My last order was on ${bought} and the account says ${balance} points. When do they vanish?`,
        `Do points die if I don't shop? Got ${balance}, bought nothing since ${bought}`,
        `I have been abroad and have not ordered since ${bought}. Please tell me the day on which my ${balance} points lapse, and what would keep them.`,
        `would logging in every week keep my ${balance} points alive?? last purchase ${bought}`,
        `Saving up for a box set: ${balance} pts so far, most recent purchase ${bought}. How long can I let them sit?`,
        `What's the deadline for using ${balance} Hoshi points when the newest order in the list is from ${bought}?`,
        `A friend says Hoshi points last two years. Mine: ${balance}, last bought something ${bought}. Is she right?`,
        `hello! quick one. ${balance} points / last order ${bought} / expiry = ?`,
      ]),
      documents: c.rank(
        [
          doc(
            'pol310-validity',
            'POL-310 Hoshi points: validity. Points stay valid as long as you buy something at least once every 12 months. If no purchase is recorded for 12 months, the whole balance expires at 23:59 JST on the anniversary of the last purchase. Any paid order, however small, restarts the period for all points; logging in, reviews and wish lists do not. Expired points cannot be restored.',
          ),
        ],
        [rules(c, 'giftcards'), rules(c, 'tiers')],
      ),
      reference: c.turn([
        `Your ${grouped(balance)} points expire at 23:59 JST on ${dateEn(lapse)}, 2026, 12 months after your last purchase. Any paid order before then, even one volume, restarts the 12 months for the whole balance; logging in or writing reviews does not. Once expired, points cannot be restored.`,
        `They last until ${dateEn(lapse)}, 2026, 23:59 JST: the balance of ${grouped(balance)} points lapses when there has been no purchase for 12 months. To keep them, place any paid order by then, however small. Logging in, reviews and wish lists don't count, and expired points don't come back.`,
      ]),
      must: [
        dateFact(lapse),
        anyOf('12 months', '12-month'),
        anyOf('any paid order', 'any order', 'any purchase'),
      ],
      mustNot: ['24 months', `${dateEn(lapse)}, 2027`],
    };
  }),
  faq('faq-points-earned-by-tier', ['arithmetic', 'policy'], (c) => {
    const tier = c.turn(['Silver', 'Gold', 'Base'] as const);
    const rate = { Silver: 15, Gold: 30, Base: 10 }[tier];
    const goods = c.rng.int(410, 1_690) * 10;
    const used = c.rng.int(2, 9) * 100;
    const paid = goods - used;
    const earned = Math.floor((paid * rate) / 1_000);
    const wrong = Math.floor(((goods + 350) * rate) / 1_000);
    const rank = tier === 'Base' ? 'an ordinary member' : `a ${tier} member`;
    return {
      question: c.ask([
        `I'm ${rank}. Books for ${yen(goods)}, of which I pay ${used} with points, plus 350 shipping. How many points do I earn?`,
        `how many pts do i get back? ${goods} yen of manga, ${used} points used, i am ${rank}`,
        `Could you work out the points for my order? Goods ${yen(goods)}; I redeemed ${used} points; tier: ${rank}.`,
        `Does the part I pay with old points earn new ones too? It's ${yen(goods)} in total with ${used} points spent, and I'm ${rank}.`,
        `Being ${rank}, what will a ${goods}-yen purchase bring me if ${used} of it comes out of my points balance, and when do I see it?`,
        `So: ${yen(goods)} minus ${used} points. ${rank} here. Points earned = ?`,
        `My calculator gives me ${wrong} points for an order of ${yen(goods)} (used ${used} points, shipping 350). As ${rank}, is that what I'll get?`,
        `Please explain the points on a purchase: ${rank}, ${yen(goods)} of volumes, ${used} points redeemed at checkout.`,
      ]),
      documents: c.rank([rules(c, 'points')], [rules(c, 'tiers'), rules(c, 'shipJp'), rules(c, 'giftcards')]),
      reference: `You earn ${grouped(earned)} points. Only what you pay for goods counts: ${yen(goods)} minus ${used} points leaves ${yen(paid)}, and at ${rate / 10} % for ${rank} that is ${grouped(earned)}, rounded down. Shipping and the part paid with points earn nothing. The points are credited 14 days after delivery.`,
      must: [
        anyOf(`${grouped(earned)} points`, `earn ${grouped(earned)}`),
        `${rate / 10} %`,
        anyOf('14 days'),
      ],
      mustNot: [`${grouped(wrong)} points`, '12 months'],
    };
  }),
  faq('faq-tier-gap', ['arithmetic', 'follow-up'], (c) => {
    const silver = c.rng.chance(0.6);
    const spent = silver ? c.rng.int(205, 570) * 100 : c.rng.int(31, 188) * 100;
    const goal = silver ? 60_000 : 20_000;
    const [now, next] = silver ? ['Silver', 'Gold'] : ['an ordinary member', 'Silver'];
    return {
      question: c.ask([
        `I'm at ${yen(spent)} for this year. Which level is that and what's missing to the next one?`,
        `ok so with ${spent} yen since january, what am i?`,
        `My page shows purchases of ${yen(spent)} in 2026. How much more until I move up?`,
        `${yen(spent)} spent, plus a ${yen(5_000)} gift card I bought for mum. Does that push me closer to the next tier?`,
        `And where do I stand with ${yen(spent)}? Please name the tier and the gap.`,
        `Would one more order of a thousand yen change my status? Total so far: ${yen(spent)}.`,
        `Curious how far off the next step I am; the sum for this calendar year reads ${yen(spent)}`,
        `I thought ${yen(spent)} was already enough for ${next}?!`,
      ]),
      history: c.turn([
        [
          'Do you have some kind of loyalty programme?',
          'Yes, the Hoshi Club. Membership is free, and there are two higher tiers, Silver and Gold, that depend on what you buy in a calendar year.',
        ],
        [
          'How do I get better points rates?',
          'The rate depends on your Hoshi Club tier: 1 % to start with, 1.5 % for Silver, 3 % for Gold.',
        ],
        [
          'What is Hoshi Club',
          'It is our free membership. You earn points, and two tiers above the basic one bring a better rate and other benefits.',
        ],
      ]),
      documents: c.rank([rules(c, 'tiers')], [rules(c, 'points'), rules(c, 'giftcards')]),
      reference: `With ${yen(spent)} this calendar year you are ${now}${silver ? '' : ', earning 1 %'}. ${next} starts at ${yen(goal)}, so ${yen(goal - spent)} is missing. Gift cards you buy, shipping and returned items do not count. The new tier applies from the day after you reach the amount until the end of the following calendar year.`,
      must: [yen(goal - spent), next, yen(goal)],
      mustNot: [
        yen((silver ? 20_000 : 60_000) - spent < 0 ? spent - 20_000 : 60_000 - spent),
        yen(goal - spent - 5_000),
      ],
    };
  }),
  faq('faq-tier-valid-until', ['date', 'policy'], (c) => {
    const reached = dayOf(2026, c.rng.int(2, 11), c.rng.int(1, 27));
    const tier = c.turn(['Silver', 'Gold'] as const);
    const sum = tier === 'Gold' ? '60,000' : '20,000';
    return {
      question: askJa(c, [
        `今年の購入額が${dateJa(reached)}に${sum}円を超えました。${tier === 'Gold' ? 'ゴールド' : 'シルバー'}はいつから、いつまで有効ですか?`,
        `${dateJa(reached)}の注文で${sum}円に届いたんですけど、ランクってすぐ変わりますか?期限も知りたいです。`,
        `ランクアップの適用日と有効期限を教えてください。到達日は2026年${dateJa(reached)}、累計${sum}円です。`,
        mixed(`${dateJa(reached)}に${sum}円reachしたので${tier}になるはず。valid untilいつ?1年間ですか?`),
        `${sum}円達成!(${dateJa(reached)})これって来年の同じ日までですか、それとも年末まで?`,
        `母の会員ランクについてです。${dateJa(reached)}に累計${sum}円になりました。いつまで特典を使えるのでしょうか。`,
        `会員ランクは毎年1月にリセットされますか?${dateJa(reached)}に${sum}円に達したばかりなのですが…`,
        `${dateJa(reached)}時点で${sum}円ちょうどです。翌日から新しいランク、で合ってますか?終わりの日は?`,
      ]),
      documents: c.rank([rulesJa(c, 'tiers')], [rulesJa(c, 'points'), rulesJa(c, 'giftcards')]),
      reference: `${tier === 'Gold' ? 'ゴールド' : 'シルバー'}は、${sum}円に到達した翌日の2026年${dateJa(reached + 1)}から、翌年末の2027年12月31日まで有効です。${tier === 'Gold' ? 'ポイントは3 %、国内送料無料、24時間の先行アクセスが付きます。' : 'ポイント付与率は1.5 %になります。'}年の途中でリセットされることはありません。`,
      must: [dateFact(reached + 1), anyOf('2027年12月31日', '2027年の年末', '2027年末')],
      mustNot: [`2027年${dateJa(reached)}`, '2026年12月31日'],
    };
  }),
  faq('faq-gold-perk-abroad', ['false-premise', 'negation'], (c) => {
    const customer = c.rng.pick([
      'Lyon',
      'Toronto',
      'Denver',
      'Hamburg',
      'Perth',
      'Madrid',
      'Aarhus',
      'Cork',
    ]);
    const goods = c.rng.int(52, 139) * 100;
    return {
      question: c.ask([
        `I'm Gold, so why is ${customer} charged for shipping on ${yen(goods)}? Gold ships free.`,
        `Gold = free shipping. Right? cart ${goods} yen, going to ${customer}, and it wants money`,
        `As a Gold member living in ${customer} I expected no delivery fee for my ${yen(goods)} of books. Please correct this.`,
        `does the gold free shipping also cover ${customer} or do i need a certain amount, im at ${goods}`,
        `You advertise free shipping for Gold. My basket (${yen(goods)}, address in ${customer}) says otherwise, what have I missed?`,
        `What would economy to ${customer} cost a Gold customer who orders goods for ${yen(goods)}?`,
        `Quick check before I order ${yen(goods)} worth of manga to ${customer}: Gold tier, so economy is on the house?`,
        `Tell me honestly whether Gold brings me anything on deliveries to ${customer}. Order value ${yen(goods)}.`,
      ]),
      documents: c.rank([rules(c, 'tiers'), rules(c, 'shipIntl')], [rules(c, 'shipJp'), rules(c, 'points')]),
      reference: `Gold's free shipping covers deliveries inside Japan only. To ${customer}, economy costs ¥1,900 and becomes free from ¥15,000 of goods after coupons; with ${yen(goods)} you are ${yen(15_000 - goods)} short. Express costs ¥3,400 and is never free. Your Gold benefits that do apply abroad: 3 % points and 24-hour early access.`,
      must: [
        '¥1,900',
        anyOf('¥15,000'),
        yen(15_000 - goods),
        anyOf('inside Japan', 'within Japan', 'domestic', 'in Japan'),
      ],
      mustNot: ['¥350', '¥3,500'],
    };
  }),
  faq('faq-chat-hours-abroad', ['arithmetic', 'lookup'], (c) => {
    const [city, offset] = c.turn(CITIES);
    const open = `${9 + offset}:00`;
    const close = `${21 + offset}:00`;
    return {
      question: c.ask([
        `What are your chat hours in ${city} time?`,
        `im in ${city}, when can i talk to a real person? your number doesn't work from here`,
        `Greetings from ${city}! Between which local hours is somebody at the chat, and can I phone as well?`,
        `The phone line gives an error tone from ${city}. When is chat open for me, in my own time zone?`,
        `I work nights in ${city}. From when to when, our time, do your agents answer chats?`,
        `Please convert your service hours for someone in ${city} (we have no summer time).`,
        `Is anyone there on Sundays? I live in ${city}; give me local times please, not Japan time`,
        `Chat opening and closing, ${city} clock. Thanks.`,
      ]),
      documents: c.rank(
        [
          rules(c, 'contact'),
          doc(
            'time-zones',
            `Our hours elsewhere. Japan Standard Time is UTC+9 and has no summer time. Local time compared with Japan: ${CITIES.map(([name, hours]) => `${name} ${hours > 0 ? '+' : '−'}${Math.abs(hours)} h`).join(', ')}. In countries with summer time the difference changes during the year; the chat window shows your own time.`,
          ),
        ],
        [rules(c, 'trace')],
      ),
      reference: `Chat is staffed every day, weekends included, from 9:00 to 21:00 Japan time. ${city} is ${Math.abs(offset)} hour${Math.abs(offset) === 1 ? '' : 's'} ${offset > 0 ? 'ahead of' : 'behind'} Japan, so for you that is ${open} to ${close}. The phone line can only be dialled in Japan; outside chat hours you can e-mail us and get an answer within 1 business day.`,
      must: [open, close, anyOf('every day', 'daily')],
      mustNot: [`${18 + offset}:00`, '23:00'],
    };
  }),
  faq('faq-who-answers-now', ['policy', 'date'], (c) => {
    const day = c.turn(['Saturday', 'Sunday', 'Wednesday', 'Friday'] as const);
    const hour = day === 'Saturday' || day === 'Sunday' ? c.rng.int(11, 17) : c.rng.int(19, 20);
    const why =
      hour > 18
        ? 'the phone line closes at 18:00'
        : `the phone line is closed on ${day}s; it is open on weekdays`;
    return {
      question: c.ask([
        `It's ${day}, ${hour}:15 in Tokyo, and nobody picks up the phone. Who can I reach now?`,
        `phone just rings!! ${day} ${hour}:15. is there a human anywhere`,
        `Calling 0120-555-018 on a ${day} at ${hour}:15 gets me a tape. What else can I do right away?`,
        `I need help tonight, not on Monday. Time here ${hour}:15 JST, ${day}. Phone doesn't work, options please.`,
        `Hello, my mother tried your number at ${hour}:15 on ${day}. Closed? Where should she turn?`,
        `Which of your three contact ways is open on ${day} at ${hour}:15 Japanese time?`,
        `Is it normal that the hotline is dead at ${hour}:15 (${day})? It's about a missing parcel.`,
        `${day} ${hour}:15. Phone: no. Mail: too slow. So what's left and until what time?`,
      ]),
      documents: c.rank([rules(c, 'contact')], [rules(c, 'account'), rules(c, 'absence')]),
      reference: `At ${hour}:15 on a ${day} our chat is the way to reach a person: it is staffed daily until 21:00 JST. By phone you cannot get through now, as ${why}, 10:00 to 18:00. E-mail works at any time, with a reply within 1 business day.`,
      must: ['21:00', anyOf('chat'), '18:00', anyOf('1 business day', 'one business day')],
      mustNot: ['24 hours', '22:00'],
    };
  }),
  faq('faq-gift-card-lapse', ['date', 'policy'], (c) => {
    const bought = dayOf(2024, c.rng.int(2, 12), c.rng.int(2, 27));
    const lapse = dayOf(2026, 1, 1) + (bought - dayOf(2024, 1, 1)) - 1;
    const end = bought >= dayOf(2024, 3, 1) ? lapse : lapse + 1;
    const full = c.turn([5_000, 10_000, 20_000]);
    const left = full - c.rng.int(11, 38) * 110;
    return {
      question: askJa(c, [
        `2024年${dateJa(bought)}に買ってもらった${yenJa(full)}のギフトカード、残り${yenJa(left)}です。いつまで使えますか?現金にできますか?`,
        `ギフトカードの残高${yenJa(left)}って期限ありますか。購入は2024年${dateJa(bought)}です。`,
        mixed(
          `gift cardの残りが${yenJa(left)}あります。2024年${dateJa(bought)}に買ったんだけどexpiryはいつ?extendできる?`,
        ),
        `祖父からのギフトカード(${yenJa(full)}、2024年${dateJa(bought)}購入)の残高${yenJa(left)}を、期限前に払い戻してもらえませんか。`,
        `残高${yenJa(left)}を使い切れそうにありません。2024年${dateJa(bought)}購入分の期限を延ばすことはできるでしょうか。`,
        `ポイントは12か月で失効と聞きました。ギフトカード(2024年${dateJa(bought)}購入、残り${yenJa(left)})も同じですか?`,
        `2024年${dateJa(bought)}購入のカード、${yenJa(left)}残ってる。次の注文で使い切れなかったら残りは消える?期限は?`,
        `お世話になります。${yenJa(full)}のギフトカードの有効期限を確認したいです。購入日2024年${dateJa(bought)}、残高${yenJa(left)}。`,
      ]),
      documents: c.rank([rulesJa(c, 'giftcards')], [rulesJa(c, 'points'), rulesJa(c, 'payment')]),
      reference: `残高${yenJa(left)}は、購入日から24か月後の2026年${dateJa(end)}までご利用いただけます。期限内であれば複数のご注文に分けて使えますが、現金化や期限の延長はできません。${c.instance === 5 ? 'ポイントの失効とは別の決まりです。' : ''}`,
      must: [anyOf(`2026年${dateJa(end)}`, `2026/${dateJa(end)}`), '24か月', yenJa(left)],
      mustNot: ['12か月', `2025年${dateJa(bought)}`],
    };
  }),
];

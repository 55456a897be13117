import { COUPONS, discountOf, worthEn, worthJa } from '../world/campaigns.js';
import { askJa, campaign, campaignJa, rules, rulesJa } from './desk.js';
import { anyOf, dateEn, dateFact, dateJa, doc, mixed, type Shape, shapesOf, yen, yenJa } from './kit.js';

const promo = shapesOf('promotion');
const PERCENT = [
  COUPONS.tsuyu,
  COUPONS.natsu,
  COUPONS.tsukimi,
  COUPONS.momiji,
  COUPONS.kotatsu,
  COUPONS.hanami,
];

/** Promotion: what a code takes off, and when it does not work. */
export const PROMO_COUPONS: readonly Shape[] = [
  promo('promo-percent-below-cap', ['lookup', 'arithmetic'], (c) => {
    const code = c.turn(PERCENT);
    const most = Math.floor((code.cap * 100) / code.percent / 10) - 20;
    const goods = c.rng.int(code.minimum / 10 + 20, most) * 10;
    const off = discountOf(code, goods);
    const day = code.from + c.rng.int(2, 12);
    return {
      question: c.ask([
        `Is there a code I can use today (${dateEn(day)}) on ${yen(goods)} of in-stock volumes, and what would I pay?`,
        `any coupon rn? ${goods} yen single vols, ${dateEn(day)}`,
        `What's ${yen(goods)} of regular manga after your current discount? I order on ${dateEn(day)}.`,
        `Tell me the running campaign for ${dateEn(day)} and my saving on ${yen(goods)}, please.`,
        `How long does the present coupon last, and does ${yen(goods)} qualify? (${dateEn(day)})`,
        `I've ${yen(goods)} of normal volumes in the basket on ${dateEn(day)}. Which code do I type, and what's left to pay?`,
        `Planning to buy for ${yen(goods)} on ${dateEn(day)}; does one of your promotions cover it?`,
        `Someone mentioned ${code.code}. Good for ${yen(goods)} on ${dateEn(day)}? What would it bring?`,
      ]),
      documents: c.rank(
        [campaign(c, code)],
        [
          campaign(c, COUPONS.setsubun, 'This campaign is over; the code is no longer accepted.'),
          rules(c, 'points'),
          rules(c, 'couponRules'),
        ].slice(0, 2),
      ),
      reference: `${code.code} gives ${worthEn(code)} from ${yen(code.minimum)} and runs until ${dateEn(code.to)}, 23:59 JST. On ${yen(goods)} of single volumes it takes off ${yen(off)}, so you pay ${yen(goods - off)} for the books. Enter the code on the payment page; points may be used on top.`,
      must: [code.code, yen(goods - off), dateFact(code.to)],
      mustNot: ['SETSUBUN8', yen(goods - Math.floor(goods * 0.08))],
    };
  }),
  promo('promo-cap-bites', ['arithmetic', 'policy'], (c) => {
    const code = c.turn(PERCENT);
    const goods = c.rng.int(160, 290) * 100;
    const plain = Math.floor((goods * code.percent) / 100);
    return {
      question: c.ask([
        `${code.percent} % of ${yen(goods)} is ${yen(plain)}, but the cart takes off less with ${code.code}. A bug?`,
        `${code.code} wrong discount, cart ${goods}`,
        `My order comes to ${yen(goods)} before ${code.code}. What exactly will the code be worth?`,
        `Why am I not getting the full ${code.percent} % from ${code.code}? The goods are ${yen(goods)}, singles only.`,
        `Should I split my ${yen(goods)} into two orders so that ${code.code} yields more?`,
        `I'd calculated ${yen(goods - plain)} after ${code.code} on ${yen(goods)}. Is that sum correct?`,
        `How much will ${yen(goods)} of loose volumes cost with ${code.code}, excluding shipping?`,
        `Is there a ceiling on ${code.code}? I'm looking at ${yen(goods)}.`,
      ]),
      documents: c.rank([campaign(c, code)], [campaign(c, COUPONS.setcode), rules(c, 'couponRules')]),
      reference: `It is not a mistake: ${code.code} gives ${code.percent} % off, but at most ${yen(code.cap)} per order. On ${yen(goods)} the limit applies, so ${yen(code.cap)} comes off and you pay ${yen(goods - code.cap)}. The code works once per account, so splitting the order does not bring it twice.`,
      must: [yen(code.cap), yen(goods - code.cap)],
      mustNot: [yen(goods - plain), 'ZENKAN1500'],
    };
  }),
  promo('promo-better-of-two', ['comparison', 'arithmetic'], (c) => {
    const [one, two] = c.turn([
      [COUPONS.natsu, COUPONS.hanabi],
      [COUPONS.momiji, COUPONS.yakiimo],
      [COUPONS.tsuyu, COUPONS.hotaru],
    ] as const);
    const goods = c.rng.int(80, 128) * 100;
    const [a, b] = [discountOf(one, goods), discountOf(two, goods)];
    const [best, worst] = a >= b ? [one, two] : [two, one];
    const [more, less] = [Math.max(a, b), Math.min(a, b)];
    if (more === less) c.again();
    return {
      question: askJa(c, [
        `${one.code}と${two.code}を持っています。${yenJa(goods)}の単行本ならどちらが得ですか?`,
        `${two.code}か${one.code}か迷う。合計${yenJa(goods)}`,
        `クーポンが2枚あるのですが(${one.code}、${two.code})、${yenJa(goods)}のお買い物で両方使えますか。`,
        mixed(`${one.code}と${two.code}、which is better? cartは${yenJa(goods)}です`),
        `${yenJa(goods)}分の単行本を買います。${two.code}を使った場合と${one.code}の場合の支払額を教えてください。`,
        `割引率の${one.code}より、${two.code}のほうが安くなりますか?${yenJa(goods)}です。`,
        `一番お得な払い方を知りたいです。商品${yenJa(goods)}、クーポンは${one.code}と${two.code}。`,
        `${one.code}に上限はありますか?${yenJa(goods)}買うなら${two.code}にすべきでしょうか。`,
      ]),
      documents: c.rank(
        [campaignJa(one), campaignJa(two)],
        [rulesJa(c, 'couponRules'), campaignJa(COUPONS.hina, 'このキャンペーンは終了しました。')],
      ),
      reference: `${best.code}のほうがお得です。${yenJa(goods)}の場合、${best.code}(${worthJa(best)})は${yenJa(more)}引きで${yenJa(goods - more)}、${worst.code}は${yenJa(less)}引きです。クーポンは1回のご注文に1枚までで、両方は使えません。ポイントとの併用は可能です。`,
      must: [
        anyOf(`${best.code}のほうが`, `${best.code}の方が`, `${best.code}がお得`),
        yenJa(goods - more),
        anyOf('1枚まで', '1枚だけ', '両方は使え'),
      ],
      mustNot: [yenJa(goods - more - less), 'HINA600'],
    };
  }),
  promo('promo-two-codes-one-order', ['policy', 'negation', 'arithmetic'], (c) => {
    const [one, two] = c.turn([
      [COUPONS.hotaru, COUPONS.tsuyu],
      [COUPONS.yakiimo, COUPONS.momiji],
      [COUPONS.hanabi, COUPONS.natsu],
    ] as const);
    const goods = c.rng.int(82, 120) * 100;
    const points = c.rng.int(2, 9) * 100;
    const [a, b] = [discountOf(one, goods), discountOf(two, goods)];
    const best = a >= b ? one : two;
    const off = Math.max(a, b);
    if (a === b) c.again();
    return {
      question: c.ask([
        `Can I stack ${one.code} and ${two.code} on ${yen(goods)}? I also have ${points} points.`,
        `2 codes + ${points} pts on one order of ${goods}? (${one.code}, ${two.code})`,
        `The checkout drops ${one.code} as soon as I enter ${two.code}. My goods: ${yen(goods)}, points: ${points}. Best combination?`,
        `Which discounts go together: ${one.code}, ${two.code}, ${points} Hoshi points? Total before: ${yen(goods)}.`,
        `I'd love to bring ${yen(goods)} down with everything I have, i.e. both coupons ${one.code} and ${two.code} plus ${points} points.`,
        `What is the lowest sum for ${yen(goods)} of volumes given two codes (${two.code}, ${one.code}) and a balance of ${points}?`,
        `Do points count as a second coupon? I have ${points}, and the codes ${one.code} and ${two.code} for ${yen(goods)}.`,
        `Please apply ${one.code}, ${two.code} and my ${points} points to ${yen(goods)}, thanks.`,
      ]),
      documents: c.rank([rules(c, 'couponRules'), campaign(c, one), campaign(c, two)], [rules(c, 'points')]),
      reference: `Only one coupon fits into an order, but points may be used on top. The better one for ${yen(goods)} is ${best.code}, which takes off ${yen(off)}. After that your ${points} points bring it to ${yen(goods - off - points)}. The coupon is deducted first, then the points.`,
      must: [best.code, yen(goods - off - points), anyOf('one coupon', 'only one code', 'one code')],
      mustNot: [yen(goods - a - b - points), yen(goods - a - b)],
    };
  }),
  promo('promo-code-has-ended', ['date', 'negation', 'complaint'], (c) => {
    const code = c.turn([COUPONS.setsubun, COUPONS.hanami, COUPONS.tsuyu, COUPONS.natsu]);
    const day = code.to + c.rng.int(1, 14);
    const now =
      day < COUPONS.hanami.from ? COUPONS.hina : day < COUPONS.tsuyu.to ? COUPONS.hotaru : COUPONS.hanabi;
    const running = day >= now.from && day <= now.to;
    return {
      question: c.ask([
        `${code.code} is refused. I have a screenshot of the banner! It's ${dateEn(day)}.`,
        `${code.code} doesnt work ${dateEn(day)}`,
        `On ${dateEn(day)} I typed ${code.code} three times, always "not valid". Please add the discount by hand.`,
        `Is ${code.code} still running? Today: ${dateEn(day)}.`,
        `Your newsletter promised me ${worthEn(code)} with ${code.code}. I open it on ${dateEn(day)} and it's worthless?`,
        `When did ${code.code} end? I wanted to use it on ${dateEn(day)}.`,
        `I put the books in my cart while ${code.code} was valid and pay now, ${dateEn(day)}. Does that count?`,
        `Can a late customer (${dateEn(day)}) get ${code.code} as a favour, or something else instead?`,
      ]),
      documents: c.rank(
        [campaign(c, code, 'Putting books into the cart in time is not enough; the order counts.')],
        [campaign(c, now), rules(c, 'couponRules')],
      ),
      reference: `I'm sorry, ${code.code} ended on ${dateEn(code.to)} at 23:59 JST, and what counts is the time of the order, so I can't add it on ${dateEn(day)}. ${running ? `There is another code at present: ${now.code}, ${worthEn(now)} from ${yen(now.minimum)}, until ${dateEn(now.to)}.` : 'I see no other code in the pages for this day; your points can of course be used.'}`,
      must: [dateFact(code.to), anyOf('ended', 'no longer', 'over'), ...(running ? [now.code] : [])],
      mustNot: [anyOf('I have added', 'still valid', 'still works'), `until ${dateEn(day)}`],
    };
  }),
  promo('promo-minimum-eligible-only', ['arithmetic', 'multi-hop'], (c) => {
    const code = c.turn(PERCENT);
    const [set, single] = c.pair({ where: (one) => one.priceSet > 4_000 });
    const count = c.rng.int(3, 5);
    const eligible = single.price * count;
    const short = code.minimum - eligible;
    if (short <= 0) c.again();
    return {
      question: c.ask([
        `${code.code} says minimum not reached, but my cart is way over ${yen(code.minimum)}: the ${set.en} box set plus ${count} volumes of ${single.en}.`,
        `why no ${code.code}?? cart = ${set.en} set + ${single.en} 1-${count}`,
        `How much do I have to add for ${code.code}? In the basket: complete ${set.en} box and ${single.en} vols. 1–${count}.`,
        `With ${yen(set.priceSet + eligible)} in total I should get ${code.percent} %, shouldn't I? (${set.en} as a box set, ${count} × ${single.en})`,
        `What counts for ${code.code}: the ${set.en} box, the ${single.en} singles, or both?`,
        `${code.code} ignores my box set of ${set.en}. Intended? I also have ${count} books of ${single.en}.`,
        `Please tell me the shortfall for ${code.code}; I hold ${single.en} 1 to ${count} and one boxed ${set.en}.`,
        `Is the coupon ${code.code} broken? The cart (boxed ${set.en}, ${count} ${single.en} volumes) is ${yen(set.priceSet + eligible)}.`,
      ]),
      documents: c.rank(
        [
          campaign(c, code),
          doc(
            'cart',
            `Cart. ${set.en}, box set, ${set.codeSet}: ${yen(set.priceSet)}. ${single.en} vols. 1–${count}, in stock: ${yen(eligible)}. Goods ${yen(set.priceSet + eligible)}. Coupon ${code.code}: minimum not reached. Delivery in Japan, shipping free. Points balance 120, not used; prices and stock as of this minute.`,
          ),
          rules(c, 'couponRules'),
        ],
        [campaign(c, COUPONS.setcode)],
      ),
      reference: `The coupon works as intended: box sets are excluded and don't count towards the minimum. Of your cart only ${single.en} vols. 1–${count}, ${yen(eligible)}, is eligible, and ${code.code} needs ${yen(code.minimum)}. You are ${yen(short)} short; add in-stock single volumes for that and ${code.percent} % comes off the eligible ones.`,
      must: [yen(short), yen(eligible), yen(code.minimum)],
      mustNot: [yen(Math.abs(code.minimum - set.priceSet)), 'ZENKAN1500'],
    };
  }),
  promo('promo-coupon-eats-free-shipping', ['arithmetic', 'multi-hop'], (c) => {
    const off = 300;
    const goods = c.rng.int(352, 378) * 10;
    const after = goods - off;
    return {
      question: c.ask([
        `I enter YOMU300 and suddenly pay shipping. ${yen(goods)}, delivery to Nara. Is the coupon costing me money?`,
        `YOMU300 makes it MORE expensive, cart ${goods}`,
        `Should I use the app coupon YOMU300 for ${yen(goods)} of volumes within Japan, or leave it out?`,
        `Compare for me, please: ${yen(goods)} with YOMU300 versus without, all in, domestic.`,
        `Why does 350 yen reappear when I redeem YOMU300 on ${yen(goods)}?`,
        `How can I use YOMU300 on a ${yen(goods)} basket and keep free delivery in Japan?`,
        `For ${yen(goods)} which is cheaper in the end, coupon (YOMU300) or no coupon? Address in Gifu.`,
        `My total rose by 50 yen after YOMU300! Goods are ${yen(goods)}.`,
      ]),
      documents: c.rank(
        [
          doc(
            'campaign-yomu300',
            'YOMU300, the app coupon. ¥300 off from ¥3,000 of in-stock single volumes, once per account, all year 2026. Free delivery is worked out after the coupon. Can be kept for a later order; it does not lapse when removed from the cart.',
          ),
          rules(c, 'shipJp'),
        ],
        [rules(c, 'couponRules'), rules(c, 'points')],
      ),
      reference: `For this order you're better off without it. Free delivery needs ${yen(3_500)} after coupons: with YOMU300 your goods fall to ${yen(after)} and ¥350 shipping is added, ${yen(after + 350)} in all, against ${yen(goods)} without the code. Either keep the coupon for a later order or add goods for at least ${yen(3_500 - after)}.`,
      must: [yen(after + 350), '¥350', yen(3_500 - after)],
      mustNot: [yen(goods + 350), '¥1,900'],
    };
  }),
  promo('promo-period-extended', ['contradiction', 'date'], (c) => {
    const code = c.turn([COUPONS.tsukimi, COUPONS.momiji, COUPONS.kotatsu, COUPONS.tsuyu]);
    const end = code.to + c.rng.int(4, 7);
    const day = code.to + c.rng.int(1, 3);
    return {
      question: askJa(c, [
        `${code.code}は${dateJa(code.to)}までですよね?今日は${dateJa(day)}ですが、まだ使えますか?`,
        `${code.code}終わった?(${dateJa(day)})`,
        `SNSでは延長と書いてあり、キャンペーンページでは${dateJa(code.to)}まででした。${code.code}の正しい期限はいつですか。`,
        mixed(`${code.code}、extendedって本当?今日${dateJa(day)}なんだけど`),
        `${dateJa(day)}に${code.code}を使いたいのですが、最低いくら買えばいいでしょうか。期限も教えてください。`,
        `期限切れだと思って諦めていました。${code.code}は${dateJa(day)}でも有効ですか。`,
        `${code.code}の割引内容と最終日を確認させてください。今日の日付は${dateJa(day)}です。`,
        `友達が今日(${dateJa(day)})${code.code}を使えたと言っています。延びたんですか?`,
      ]),
      documents: c.turn([
        [
          campaignJa(code),
          doc(
            'notice-extended',
            `お知らせ(${dateJa(code.to)})。ご好評につき、${code.code}の期間を${dateJa(end)} 23:59まで延長します。割引内容と最低金額は変わりません。キャンペーンページの日付は順次更新します。`,
          ),
          rulesJa(c, 'couponRules'),
        ],
        [
          doc(
            'notice-extended',
            `【延長】${code.code}は${dateJa(end)} 23:59(日本時間)までご利用いただけるようになりました(${dateJa(code.to)}発表)。条件に変更はありません。ページの日付は後日更新されます。`,
          ),
          rulesJa(c, 'points'),
          campaignJa(code),
        ],
      ]),
      reference: `はい、まだお使いいただけます。${code.code}は延長され、${dateJa(end)} 23:59(日本時間)まで有効です。キャンペーンページの日付は更新前のものです。対象商品${yenJa(code.minimum)}以上で${worthJa(code)}となり、条件は変わっていません。`,
      must: [dateFact(end), code.code, yenJa(code.minimum)],
      mustNot: [anyOf('終了しました', '期限切れです'), 'SETSUBUN8'],
    };
  }),
  promo('promo-code-used-before', ['lookup', 'negation'], (c) => {
    const code = c.turn(PERCENT);
    const id = c.orderId();
    const day = code.from + c.rng.int(1, 6);
    const state = c.turn(['Delivered', 'Cancelled by the customer before packing']);
    const back = state !== 'Delivered';
    return {
      question: c.ask([
        `"${code.code} has already been used" – by whom? Never seen it before.`,
        `${code.code} says used, i cancelled that order tho i think`,
        `Please check why my account no longer takes ${code.code}.`,
        `Is it once per month or once ever with ${code.code}? The page won't accept it.`,
        `Could you look up on which order I spent ${code.code}?`,
        `What became of my ${code.code}? The campaign is still on.`,
        `I'd like to order again with ${code.code}, but it's greyed out. Will it come back?`,
        `My kid shares my log-in. Did she use up ${code.code}, and where?`,
      ]),
      documents: c.rank(
        [
          doc(
            'coupon-history',
            `Coupon history of the account. ${code.code}: redeemed ${dateEn(day)} on order ${id}. Order status: ${state}. ${back ? `The code was given back to the account on ${dateEn(day + 2)} and can be entered again after a new log-in.` : 'The code has been used up and cannot be given again.'} No other codes used this year.`,
          ),
          campaign(c, code),
        ],
        [rules(c, 'couponRules'), rules(c, 'account')],
      ),
      reference: back
        ? `${code.code} was redeemed on ${dateEn(day)} on order ${id}, which was then cancelled before packing. It was given back to your account on ${dateEn(day + 2)}. Please log out and in again, and then enter it; it is valid until ${dateEn(code.to)}, 23:59 JST.`
        : `${code.code} was redeemed in your account on ${dateEn(day)}, on order ${id}, which has been delivered. Each code works once per account, so it can't be used or given again, although the campaign runs until ${dateEn(code.to)}. No other codes were used this year.`,
      must: [
        id,
        dateFact(day),
        back ? anyOf('log in', 'log out', 'log-in', 'given back') : anyOf('once per account', 'once'),
      ],
      mustNot: [
        back ? anyOf('used up', "can't be used") : anyOf('given back', 'enter it again'),
        'SETSUBUN8',
      ],
    };
  }),
];

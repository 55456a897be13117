import { COUPONS } from '../world/campaigns.js';
import { askJa, campaign, campaignJa, quietDay, rules, rulesJa } from './desk.js';
import { atLeast } from './desk-orders.js';
import { anyOf, dateEn, dateFact, dateJa, dayOf, doc, mixed, type Shape, shapesOf, yen } from './kit.js';

const promo = shapesOf('promotion');

/** Promotion: sales, bundles, gifts with purchase, points days and referrals. */
export const PROMO_CAMPAIGNS: readonly Shape[] = [
  promo('promo-sale-by-tier', ['date', 'policy', 'follow-up'], (c) => {
    const tier = c.turn(['Silver', 'Gold', 'Base'] as const);
    const open = quietDay(c);
    const start = tier === 'Gold' ? open - 1 : open;
    return {
      question: c.ask([
        `And from when may I buy? I'm ${tier === 'Base' ? 'no tier at all' : tier}.`,
        `my status is ${tier === 'Base' ? 'the basic one' : tier}. start time for me?`,
        `Does being ${tier === 'Base' ? 'an ordinary member' : tier} get me in earlier than others?`,
        `Sounds good! On which day, at which hour, does it begin for ${tier === 'Base' ? 'someone without a tier' : `a ${tier} member`}?`,
        `So when precisely can I start shopping in it? My page shows ${tier === 'Base' ? 'neither Silver nor Gold' : tier}.`,
        `I've just checked, I am ${tier === 'Base' ? 'a normal member' : tier}. Do I have to wait for the official opening?`,
        `Put it in my calendar: first minute of the sale, for ${tier === 'Base' ? 'a plain account' : `${tier} accounts`}.`,
        `Would I be early or late as ${tier === 'Base' ? 'a basic member' : tier}?`,
      ]),
      history: [
        'Is there a sale coming?',
        'Yes, our box set sale is on its way, with reductions of up to 30 %. Members of some tiers may start earlier.',
      ],
      documents: c.rank(
        [
          doc(
            'box-sale',
            `Box set sale. Up to 30 % off selected box sets, from ${dateEn(open)}, 10:00 JST, to ${dateEn(open + 6)}, 23:59 JST, while stock lasts. No coupons on top; points may be used. Early access for members as described under Hoshi Club tiers.`,
          ),
          rules(c, 'tiers'),
        ],
        [campaign(c, COUPONS.setcode), rules(c, 'points')],
      ),
      reference:
        tier === 'Gold'
          ? `As a Gold member you have 24-hour early access: you can start on ${dateEn(start)} at 10:00 JST. For everyone else the sale opens a day later; it ends on ${dateEn(open + 6)} at 23:59 JST. Coupons can't be used in the sale, points can.`
          : `For you the sale opens on ${dateEn(open)} at 10:00 JST and ends on ${dateEn(open + 6)}, 23:59 JST. Early access of 24 hours belongs to Gold members only. Coupons can't be used on top, but points can; stock is limited.`,
      must: [dateFact(start), '10:00', anyOf('24-hour', '24 hours', 'Early access')],
      mustNot: [dateFact(tier === 'Gold' ? open + 1 : open - 1), 'ZENKAN1500'],
    };
  }),
  promo('promo-five-for-four', ['arithmetic', 'multi-hop'], (c) => {
    const [one, two] = c.pair(atLeast(9));
    const n = c.rng.int(2, 3);
    const m = 5 - n;
    const goods = one.price * n + two.price * m;
    const free = Math.min(one.price, two.price);
    const total = goods - free;
    const shipping = total >= 3_500 ? 0 : 350;
    return {
      question: c.ask([
        `${n} volumes of ${one.en} and ${m} of ${two.en} with the bundle deal: total to Sendai incl. shipping?`,
        `5 for 4 w/ ${one.en} x${n} + ${two.en} x${m}, how much`,
        `Does "Five for Four" work across two series, say ${n} × ${one.en} plus ${m} × ${two.en}? What's the sum?`,
        `Which of my five books would be free: ${one.en} (${n}) or ${two.en} (${m})? Please add delivery in Japan.`,
        `I take ${one.en} 1–${n} and ${two.en} 1–${m}. Bundle price?`,
        `Price check on five books under the current offer; ${m} are ${two.en}, the other ${n} ${one.en}.`,
        `How much would I save buying ${n} ${one.en} and ${m} ${two.en} together, and what do I pay at the end?`,
        `If I fill the bundle with ${one.en} (${n}) and ${two.en} (${m}), do I still get free delivery in Japan?`,
      ]),
      documents: c.rank(
        [
          doc(
            'five-for-four',
            'Five for Four. Put any five in-stock single volumes in Japanese into the cart and the cheapest is free; with ten the two cheapest are. Series can be mixed. Deducted in the cart before shipping is worked out. Not together with a coupon. Box sets, English editions and clearance items do not count.',
          ),
          doc(
            'prices',
            `Prices of Japanese single volumes, tax included, all in stock: ${one.en} ${yen(one.price)} each; ${two.en} ${yen(two.price)} each. English editions: ${one.en} ${yen(one.priceEn)}, ${two.en} ${yen(two.priceEn)}; these are not part of current bundle offers. Prices as of today.`,
          ),
          rules(c, 'shipJp'),
        ],
        [campaign(c, COUPONS.tsuyu)],
      ),
      reference: `You pay ${yen(total + shipping)}${shipping === 0 ? ' with free delivery' : ', including ¥350 shipping'}. The five volumes cost ${yen(goods)}; series can be mixed, and the cheapest book, at ${yen(free)}, is free, which leaves ${yen(total)}. ${shipping === 0 ? 'That is over the ¥3,500 for free delivery in Japan.' : `Free delivery would need ¥3,500, ${yen(3_500 - total)} more.`} A coupon can't be combined with the offer.`,
      must: [yen(total + shipping), yen(free), yen(goods)],
      mustNot: [yen(goods - Math.max(one.price, two.price)), yen(goods + 350)],
    };
  }),
  promo('promo-future-sale-unknown', ['no-answer', 'date'], (c) => {
    const event = c.turn([
      'Black Friday',
      'the New Year lucky bags',
      "next year's spring sale",
      'Cyber Monday',
    ]);
    const code = c.turn([COUPONS.tsukimi, COUPONS.momiji]);
    return {
      question: c.ask([
        `When does ${event} start at your shop and what will be reduced?`,
        `${event} dates??`,
        `I'm planning my budget. How big are the discounts at ${event}?`,
        `Should I wait for ${event}, or buy now? You surely know the prices already.`,
        `Is it true that ${event} brings half price on box sets?`,
        `Could you leak me the code for ${event}? I'd keep it secret.`,
        `As a loyal customer I'd like to hear the date of ${event} in advance.`,
        `What was planned for ${event} again? I can't find the page.`,
      ]),
      documents: c.rank(
        [campaign(c, code), rules(c, 'tiers')],
        [rules(c, 'couponRules'), campaign(c, COUPONS.setsubun, 'This campaign has ended.')],
      ),
      reference: `I have no information about ${event} yet, neither dates nor discounts, so I don't want to promise anything. What I do know: ${code.code} runs from ${dateEn(code.from)} to ${dateEn(code.to)}, from ${yen(code.minimum)} of eligible goods. Gold members get into sales 24 hours earlier.`,
      must: [anyOf('no information', "don't have", 'not announced'), code.code, dateFact(code.to)],
      mustNot: ['50 %', 'half price', 'SETSUBUN8'],
    };
  }),
  promo('promo-region-not-covered', ['negation', 'policy'], (c) => {
    const [city, inside] = c.turn([
      ['シカゴ', false],
      ['シンガポール', true],
      ['マドリード', false],
      ['バンコク', true],
    ] as const);
    const end = quietDay(c);
    return {
      question: askJa(c, [
        `海外送料半額キャンペーンは${city}宛ても対象ですか?送料はいくらになりますか。`,
        `${city}への送料、半額になる?`,
        `${city}に住む姉へ本を送りたいです。送料のキャンペーンがあると聞きましたが。`,
        mixed(`shipping half priceのcampaign、${city}もOK?expressで送りたいです`),
        `${city}宛てのエクスプレス便はキャンペーン中いくらですか。期限も教えてください。`,
        `半額キャンペーンの対象国を知りたいです。${city}は入っていますか。`,
        `${city}に10冊ほど送る予定です。今なら送料が安くなるのでしょうか?`,
        `友人が${city}にいます。送料半額は自動で適用されますか、それとも対象外ですか。`,
      ]),
      documents: c.rank(
        [
          doc(
            'asia-express',
            `アジア・エクスプレス半額。${dateJa(end)} 23:59まで、アジア12の国と地域(韓国、台湾、香港、シンガポール、タイ、マレーシアほか)宛てのエクスプレス便3,400円が1,700円になります。商品合計5,000円以上で自動適用、クーポン不要。欧州・北米・オセアニア宛てとエコノミー便は対象外です。`,
          ),
          rulesJa(c, 'shipIntl'),
        ],
        [rulesJa(c, 'shipJp'), campaignJa(COUPONS.hanabi)],
      ),
      reference: inside
        ? `はい、${city}宛てはキャンペーンの対象です。${dateJa(end)} 23:59まで、商品合計5,000円以上でエクスプレス便が3,400円から1,700円になります。自動で適用され、クーポンは不要です。エコノミー便は対象外です。`
        : `申し訳ございませんが、${city}宛ては対象外です。半額になるのはアジア12の国と地域宛てのエクスプレス便のみです。${city}宛ての送料は通常どおりエコノミー1,900円(15,000円以上で無料)、エクスプレス3,400円です。`,
      must: inside ? ['1,700円', '5,000円', dateFact(end)] : [anyOf('対象外'), '3,400円', '1,900円'],
      mustNot: inside ? [anyOf('宛ては対象外'), '950円'] : ['1,700円', '950円'],
    };
  }),
  promo('promo-double-points-day', ['arithmetic', 'date'], (c) => {
    const tier = c.turn(['Silver', 'Gold', 'Base'] as const);
    const rate = { Silver: 15, Gold: 30, Base: 10 }[tier];
    const goods = c.rng.int(60, 160) * 100;
    const plain = Math.floor((goods * rate) / 1_000);
    const days = quietDay(c);
    const inside = c.instance % 3 !== 2;
    const day = inside ? days + 1 : days + 4;
    const who = tier === 'Base' ? 'no tier' : tier;
    return {
      question: c.ask([
        `How many points for ${yen(goods)} on ${dateEn(day)}? I'm ${who}.`,
        `double pts on ${dateEn(day)}? ${goods} yen, ${who}`,
        `Do the Double Point Days cover ${dateEn(day)}, and what would ${yen(goods)} bring with ${who}?`,
        `Please compute my points: order of ${yen(goods)} in goods, ${dateEn(day)}, tier: ${who}.`,
        `If I hold my ${yen(goods)} order back until ${dateEn(day)}, do I get twice the points? Tier ${who}.`,
        `When would the points of an order from ${dateEn(day)} show up? ${yen(goods)}, ${who}, double days.`,
        `Is it 1 %, 2 % or more for me (${who}) on ${dateEn(day)}? Goods worth ${yen(goods)}.`,
        `${who} here. Expecting ${2 * plain} points from a ${yen(goods)} order on ${dateEn(day)}, agree?`,
      ]),
      documents: c.rank(
        [
          doc(
            'double-points',
            `Double Point Days, ${dateEn(days)} to ${dateEn(days + 2)}, 00:00–23:59 JST. All members earn twice their usual rate on goods: 2 %, Silver 3 %, Gold 6 %. The order date counts. Extra points are credited together with the usual ones, 14 days after delivery. Shipping and gift cards earn nothing.`,
          ),
          rules(c, 'points'),
        ],
        [rules(c, 'tiers'), campaign(c, COUPONS.hotaru)],
      ),
      reference: inside
        ? `You'd earn ${2 * plain} points. ${dateEn(day)} lies within the Double Point Days (${dateEn(days)} to ${dateEn(days + 2)}), so your rate is ${rate / 5} % on goods of ${yen(goods)}. The points are credited 14 days after delivery; shipping earns nothing.`
        : `On ${dateEn(day)} you'd earn ${plain} points, the usual ${rate / 10} % of ${yen(goods)}. The Double Point Days run from ${dateEn(days)} to ${dateEn(days + 2)} only, and the order date counts. Points are credited 14 days after delivery.`,
      must: [`${inside ? 2 * plain : plain} points`, dateFact(days + 2), anyOf('14 days')],
      mustNot: [`${inside ? plain : 2 * plain} points`, '24 months'],
    };
  }),
  promo('promo-birthday-coupon', ['date', 'policy'], (c) => {
    const month = c.rng.int(4, 11);
    const registered = dayOf(2026, month - 1, c.turn([4, 20, 1, 25]));
    const first = dayOf(2026, month, 1);
    const early = first - registered >= 14;
    return {
      question: askJa(c, [
        `${month}月が誕生日です。誕生日クーポンはもらえますか?登録したのは${dateJa(registered)}です。`,
        `誕生日特典ある?${month}月生まれ、${dateJa(registered)}登録`,
        `${dateJa(registered)}に生年月日を登録しました。今年の誕生月(${month}月)のクーポンに間に合いますか。`,
        mixed(`birthday couponっていつ届く?birthdayは${month}月、registerは${dateJa(registered)}`),
        `誕生日クーポンの金額と使える期間を教えてください。${month}月生まれで、${dateJa(registered)}に登録済みです。`,
        `娘の誕生日が${month}月で、${dateJa(registered)}に娘の名義で会員登録しました。何かいただけますか。`,
        `${month}月になってもクーポンが来ない場合はありますか?登録日は${dateJa(registered)}です。`,
        `誕生月の特典を楽しみにしています。${month}月、登録は${dateJa(registered)}。ほかのクーポンと併用できますか。`,
      ]),
      documents: c.rank(
        [
          doc(
            'birthday',
            '誕生日クーポン。誕生月の1日に1,000円引きクーポン(3,000円以上)をメールでお届けします。有効期間は誕生月の末日まで。誕生月の1日の14日前までに生年月日をご登録ください。それ以降のご登録は翌年からとなります。クーポンは1回のご注文に1枚までです。',
          ),
          rulesJa(c, 'couponRules'),
        ],
        [campaignJa(COUPONS.hina), rulesJa(c, 'tiers')],
      ),
      reference: early
        ? `${dateJa(registered)}のご登録は誕生月の1日の14日前までですので、今年${month}月1日に1,000円引きクーポンをメールでお届けします。3,000円以上のご注文で、${month}月末日までご利用いただけます。他のクーポンとの併用はできません。`
        : `申し訳ございません。誕生月の1日(${month}月1日)の14日前までのご登録が条件で、${dateJa(registered)}のご登録では今年のお届けに間に合いません。来年の${month}月1日から、3,000円以上で使える1,000円引きクーポンをお届けします。`,
      must: ['1,000円', '3,000円', early ? anyOf('今年') : anyOf('来年', '翌年')],
      mustNot: [early ? anyOf('間に合いません') : anyOf('今年の1日にお届けします'), '600円'],
    };
  }),
  promo('promo-referral-waiting', ['policy', 'date', 'complaint'], (c) => {
    const delivered = quietDay(c);
    const enough = c.instance % 2 === 0;
    const goods = enough ? c.rng.int(31, 60) * 100 : c.rng.int(15, 28) * 100;
    const friend = c.turn(['My flatmate', 'A colleague', 'My sister', 'An old school friend']);
    return {
      question: c.ask([
        `${friend} used my invite link, ${yen(goods)}, delivered ${dateEn(delivered)}. Where is my reward?`,
        `invite reward?? friend ordered ${goods} yen, arrived ${dateEn(delivered)}`,
        `How long does it take until I see the points for an invitation? First order ${yen(goods)}, delivery on ${dateEn(delivered)}.`,
        `${friend} got the welcome coupon, I got nothing. The order was ${yen(goods)} and came on ${dateEn(delivered)}.`,
        `Do I have to do something for the referral points? Goods ${yen(goods)}; delivered ${dateEn(delivered)}.`,
        `Is ${yen(goods)} sufficient for Invite a Reader, given delivery on ${dateEn(delivered)}?`,
        `I invited someone (${yen(goods)}, parcel arrived ${dateEn(delivered)}), so when are my 500 points due?`,
        `${friend} has ordered through me! ${yen(goods)}, it's been there since ${dateEn(delivered)}. What happens next?`,
      ]),
      documents: c.rank(
        [
          doc(
            'invite',
            'Invite a Reader. Share your link: a friend who orders for the first time gets ¥500 off, and you receive 500 points 21 days after delivery of that order, if its goods come to at least ¥3,000 after discounts and nothing is returned. Smaller first orders bring the friend the discount but no points for you. At most 10 invitations a year.',
          ),
          rules(c, 'points'),
        ],
        [rules(c, 'tiers'), campaign(c, COUPONS.hanabi)],
      ),
      reference: enough
        ? `Your reward is on its way: 500 points are credited 21 days after delivery of your friend's first order, so on ${dateEn(delivered + 21)}. The order of ${yen(goods)} meets the minimum of ¥3,000; the only condition left is that nothing is returned. You don't have to do anything.`
        : `I'm sorry, there will be no points for this invitation. The friend's first order must come to at least ¥3,000 after discounts, and ${yen(goods)} is below that. Your friend keeps the discount. For an order that qualifies you receive 500 points 21 days after delivery.`,
      must: [
        enough ? dateFact(delivered + 21) : anyOf('no points', 'not qualify', 'below'),
        '¥3,000',
        anyOf('500 points'),
      ],
      mustNot: [dateFact(delivered + 14), enough ? anyOf('no points') : dateFact(delivered + 21)],
    };
  }),
  promo('promo-gift-replaced', ['stock', 'negation', 'follow-up'], (c) => {
    const book = c.book({ where: (one) => one.priceSet > 4_000 });
    const gone = quietDay(c);
    const end = gone + c.rng.int(18, 26);
    const [was, now] = c.turn([
      ['acrylic stand', 'set of two bookmarks'],
      ['tote bag', 'postcard set'],
      ['clear file', 'sticker sheet'],
      ['enamel pin', 'ruled notebook'],
    ] as const);
    const today = gone + c.rng.int(2, 9);
    return {
      question: c.ask([
        `And the ${was}, do I still get it if I order today, ${dateEn(today)}?`,
        `${was} included? (${dateEn(today)})`,
        `The photo shows a ${was} lying next to the box. Is that part of the deal on ${dateEn(today)}?`,
        `I only want it because of the ${was}. Please confirm before I pay (${dateEn(today)}).`,
        `Fine, then I'll order on ${dateEn(today)}. How do I choose the ${was}?`,
        `Will there be some gift at all on ${dateEn(today)}, and until when?`,
        `What does "while supplies last" mean for the ${was} right now, ${dateEn(today)}?`,
        `A blog says that the ${was} is gone. True? I'm buying on ${dateEn(today)}.`,
      ]),
      history: [
        `Is the complete ${book.en} in stock?`,
        `Yes, the complete set of ${book.en} is in stock at ${yen(book.priceSet)}.`,
      ],
      documents: c.rank(
        [
          doc(
            'gift-with-purchase',
            `Gift with purchase: buyers of the complete ${book.en} set receive a ${was}, while supplies last. Update ${dateEn(gone)}: the first gift has run out. From this date until ${dateEn(end)} a ${now} is packed instead. The gift is added automatically and has no cash value.`,
          ),
          doc(
            `${book.slug}-set`,
            `Complete set ${book.codeSet}: ${book.en} by ${book.author}, volumes 1 to ${book.volumes} in Japanese, ${yen(book.priceSet)}. In stock, dispatched within one working day. The picture shows an early gift, which may differ from the present one. No slipcase. Volume 1 alone is ${yen(book.price)}.`,
          ),
        ],
        [campaign(c, COUPONS.setcode)],
      ),
      reference: `Unfortunately not: the ${was} ran out on ${dateEn(gone)}. Instead a ${now} is packed with the ${book.en} set, automatically, for orders until ${dateEn(end)}. The set itself is in stock at ${yen(book.priceSet)}.`,
      must: [now, dateFact(gone), dateFact(end)],
      mustNot: ['ZENKAN1500', yen(book.price)],
    };
  }),
];

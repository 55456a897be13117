import { COUPONS, discountOf } from '../world/campaigns.js';
import { askJa, campaign, campaignJa, quietDay, rules, rulesJa } from './desk.js';
import { abroad, atLeast } from './desk-orders.js';
import {
  anyOf,
  dateEn,
  dateFact,
  dateJa,
  doc,
  mixed,
  type Shape,
  shapesOf,
  sumOf,
  volumes,
  yen,
  yenJa,
} from './kit.js';

const chk = shapesOf('checkout_help');

/** Checkout help: what the cart adds up to, and how to add up to less. */
export const CHECKOUT_CART: readonly Shape[] = [
  chk('chk-domestic-top-up', ['arithmetic', 'comparison'], (c) => {
    const goods = c.rng.int(281, 338) * 10;
    const gap = 3_500 - goods;
    const book = c.book({ where: (one) => one.price >= gap });
    const with1 = goods + book.price;
    return {
      question: c.ask([
        `Cart says ${yen(goods)} plus 350. How do I get rid of the 350? Thinking of ${book.en} 1.`,
        `${goods} yen, add ${book.en} vol 1 or pay shipping?`,
        `Is it cheaper to pay for delivery on ${yen(goods)} or to add the first volume of ${book.en}? Address in Kobe.`,
        `What's missing for free delivery in Japan at ${yen(goods)}, and would ${book.en} 1 be sufficient?`,
        `If ${book.en} vol. 1 joins my ${yen(goods)} basket, what's the new total with shipping?`,
        `Do 400 points lower the sum that counts for free shipping? Goods ${yen(goods)}, and I might add ${book.en} 1.`,
        `Delivery within Japan for ${yen(goods)}, with and without ${book.en} vol. 1, please.`,
        `Help me decide: ${yen(goods)} with postage, or one more book (${book.en} 1) without?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'shipJp'),
          doc(
            `${book.slug}-1`,
            `${book.en}, volume 1, Japanese edition, ${book.code}, by ${book.author}. ${yen(book.price)}, ${book.stock} copies in stock, dispatched the same day if paid before 14:00 JST on weekdays. English edition: ${book.codeEn}, ${yen(book.priceEn)}. Age mark: ${book.age}.`,
          ),
        ],
        [rules(c, 'shipIntl'), rules(c, 'points')],
      ),
      reference: `You are ${yen(gap)} short of ¥3,500, where delivery in Japan becomes free. Now you'd pay ${yen(goods + 350)} with shipping. With ${book.en} vol. 1 at ${yen(book.price)} you'd pay ${yen(with1)} and no shipping: ${yen(with1 - goods - 350)} more, for one more book. Points don't lower the sum that counts.`,
      must: [yen(gap), yen(goods + 350), yen(with1)],
      mustNot: [yen(with1 + 350), '¥1,900'],
    };
  }),
  chk('chk-economy-top-up-abroad', ['arithmetic', 'comparison'], (c) => {
    const customer = abroad(c);
    const book = c.book({ where: (one) => one.priceEn < 1_900 });
    const goods = 15_000 - c.rng.int(3, Math.floor(book.priceEn / 100)) * 100;
    const total = goods + book.priceEn;
    const saves = goods + 1_900 - total;
    return {
      question: c.ask([
        `To ${customer.city}, ${yen(goods)}: pay economy, or add ${book.en} 1 in English?`,
        `${goods} yen to ${customer.city}, cheapest option?`,
        `Would adding the English ${book.en} vol. 1 to my ${yen(goods)} cart make the parcel to ${customer.city} cheaper overall?`,
        `How far am I from free economy at ${yen(goods)}, destination ${customer.city}? I could take ${book.en} too.`,
        `I'm trying to spend as little as possible: ${yen(goods)} of manga, shipped to ${customer.city}, perhaps with ${book.en}.`,
        `Please compare both totals for ${customer.city}: ${yen(goods)} as it is, or plus ${book.en} 1 (English).`,
        `Is express ever free? My basket for ${customer.city} is ${yen(goods)}, and ${book.en} is on my list.`,
        `Shipping to ${customer.city} on ${yen(goods)}? And if I throw in ${book.en} volume one?`,
      ]),
      documents: c.rank(
        [
          doc(
            `${book.slug}-en-1`,
            `${book.en}, volume 1, English edition, ${book.codeEn}. ${book.author}. Price ${yen(book.priceEn)}, ${book.stockEn} copies in stock. Japanese edition: ${book.code}, ${yen(book.price)}. Age mark ${book.age}; ${book.pages} pages, paperback, right-to-left reading order.`,
          ),
          rules(c, 'shipIntl'),
        ],
        [rules(c, 'shipJp'), rules(c, 'customs')],
      ),
      reference: `Adding the book is cheaper. At ${yen(goods)} you are ${yen(15_000 - goods)} short of free economy, so you'd pay ${yen(goods + 1_900)} with ¥1,900 shipping. With ${book.en} vol. 1 at ${yen(book.priceEn)} economy is free and the total is ${yen(total)}, ${yen(saves)} less, with one more book. Express costs ¥3,400 and is never free.`,
      must: [yen(total), yen(goods + 1_900), yen(saves)],
      mustNot: [yen(total + 1_900), '¥350'],
    };
  }),
  chk('chk-whole-sum', ['arithmetic', 'multi-hop'], (c) => {
    const code = c.turn([COUPONS.tsuyu, COUPONS.kotatsu, COUPONS.momiji, COUPONS.tsukimi]);
    const [one, two] = c.pair({ minVolumes: 8, where: (book) => book.price > 560 });
    const lines = [volumes(one, 1, c.rng.int(6, 8)), volumes(two, 1, c.rng.int(6, 8))];
    const goods = sumOf(lines);
    const off = discountOf(code, goods);
    const points = c.rng.int(2, 9) * 50;
    const total = goods - off - points;
    return {
      question: askJa(c, [
        `クーポン${code.code}と${points}ポイントを使うと、最終的にいくら払うことになりますか?`,
        `${code.code}+${points}pt、合計は?`,
        `カートの内容で、${code.code}適用後にポイントを${points}使った場合の支払額と送料を教えてください。`,
        mixed(`${code.code} applyして${points} points使うと、final totalはいくら?shipping込みで`),
        `計算が合いません。${code.code}を入れて${points}ポイント使うと、いくらになるはずですか。国内配送です。`,
        `ポイント${points}とクーポン${code.code}、どちらが先に引かれますか。支払額も知りたいです。`,
        `送料無料のまま${code.code}と${points}ポイントを両方使えますか。総額もお願いします。`,
        `予算が厳しいので確認です。${code.code}、ポイント${points}利用で今のカートはおいくらですか。`,
      ]),
      documents: c.rank(
        [
          doc(
            'cart',
            `カート(国内配送)。『${one.ja}』1〜${lines[0]?.to}巻 ${yenJa(sumOf(lines.slice(0, 1)))}、『${two.ja}』1〜${lines[1]?.to}巻 ${yenJa(sumOf(lines.slice(1)))}。すべて在庫ありの単行本。商品合計${yenJa(goods)}。クーポン未入力。保有ポイント${points + 120}。送料は次の画面で計算します。`,
          ),
          campaignJa(code),
          rulesJa(c, 'shipJp'),
        ],
        [rulesJa(c, 'couponRules')],
      ),
      reference: `お支払いは${yenJa(total)}です。商品合計${yenJa(goods)}から、まず${code.code}で${yenJa(off)}を引いて${yenJa(goods - off)}、次に${points}ポイントを引きます。クーポン適用後の金額が3,500円以上なので送料は無料で、ポイントを使っても変わりません。`,
      must: [yenJa(total), yenJa(off), anyOf('送料は無料', '送料無料')],
      mustNot: [yenJa(total + 350), yenJa(goods - points)],
    };
  }),
  chk('chk-preorder-in-the-cart', ['policy', 'date', 'multi-hop'], (c) => {
    const [stock, coming] = c.pair(atLeast(9));
    const lines = [volumes(stock, 1, 3)];
    const release = quietDay(c) + 30;
    const sum = sumOf(lines);
    return {
      question: c.ask([
        `If I pay now with ${coming.en} 9 (out ${dateEn(release)}) in the cart, do the books in stock wait too?`,
        `${stock.en} now + preorder ${coming.en}: one order or two?`,
        `What's the cheapest way to get ${stock.en} 1–3 at once and ${coming.en} 9 on release? Delivery in Japan.`,
        `When am I charged for a basket with ${stock.en} and the pre-order of ${coming.en}?`,
        `The checkout says "everything ships ${dateEn(release)}". I need ${stock.en} this week!`,
        `Should I take the pre-order of ${coming.en} out of the cart?`,
        `How much does it cost to have ${stock.en} sent ahead of ${coming.en} (due ${dateEn(release)})?`,
        `I don't mind two parcels. ${stock.en} first, ${coming.en} on ${dateEn(release)}. Which button?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'preorder'),
          doc(
            'cart',
            `Cart, delivery in Japan. ${stock.en} vols. 1–3, in stock, ${yen(sum)}. ${coming.en} vol. 9 (reissue), pre-order, release ${dateEn(release)}, ${yen(coming.price)}. Goods ${yen(sum + coming.price)}. Dispatch of the whole order: ${dateEn(release)}. Option on the next page: "Send books in stock first".`,
          ),
        ],
        [rules(c, 'shipJp'), rules(c, 'addressChange')].slice(0, 1),
      ),
      reference: `As it is, the whole order waits for ${coming.en} vol. 9, until ${dateEn(release)}. To get ${stock.en} vols. 1–3 now, choose "Send books in stock first" on the next page: a split costs ¥350 once. You are charged at dispatch, so the pre-order is not paid before it leaves.`,
      must: [dateFact(release), '¥350', anyOf('split', 'Send books in stock first'), anyOf('at dispatch')],
      mustNot: ['¥480', dateFact(release - 2)],
    };
  }),
  chk('chk-limited-held-minutes', ['arithmetic', 'policy'], (c) => {
    const book = c.book();
    const [hour, minute] = [c.rng.int(10, 20), c.rng.int(2, 29)];
    const till = minute + 30;
    return {
      question: c.ask([
        `I put the limited ${book.en} in my cart at ${hour}:${String(minute).padStart(2, '0')}. How long is it mine?`,
        `limited ${book.en}, added ${hour}:${String(minute).padStart(2, '0')}, reserved til?`,
        `Will ${book.en} (limited) still be there when I come back with my card? It went into the cart at ${hour}:${String(minute).padStart(2, '0')}.`,
        `A countdown appeared at ${hour}:${String(minute).padStart(2, '0')} next to ${book.en}. What does it count?`,
        `Both my accounts have one limited ${book.en} in the cart. Same address. OK? First added ${hour}:${String(minute).padStart(2, '0')}.`,
        `By what time must I have paid for the limited ${book.en} that I added at ${hour}:${String(minute).padStart(2, '0')}?`,
        `Is the ordinary volume of ${book.en} kept for me as well, or the limited one alone? (${hour}:${String(minute).padStart(2, '0')})`,
        `My ${book.en} special edition vanished out of the cart once. Added again ${hour}:${String(minute).padStart(2, '0')}; until when now?`,
      ]),
      documents: c.rank(
        [
          rules(c, 'cartHold'),
          doc(
            'limited',
            `${book.en}, limited edition with booklet. One per household. ${c.rng.int(3, 12)} copies left. Ordinary edition of volume 1: ${book.code}, ${yen(book.price)}, ${book.stock} copies in stock. The limited edition is not reprinted. Gold members had 24 hours of early access; sale is open to everybody now.`,
          ),
        ],
        [rules(c, 'account'), rules(c, 'payment')],
      ),
      reference: `The limited edition of ${book.en} is held for 30 minutes from the moment you added it, so until ${hour}:${till}; please complete the order by then. Ordinary volumes in the cart are not reserved at all. Only one copy per household is possible, which is checked by delivery address over all accounts.`,
      must: [
        `${hour}:${till}`,
        anyOf('30 minutes'),
        anyOf('one copy per household', 'one per household', 'per household'),
      ],
      mustNot: ['60 minutes', '60 days'],
    };
  }),
  chk('chk-price-changed-in-cart', ['policy', 'false-premise'], (c) => {
    const book = c.book();
    const was = book.price - c.turn([44, 66, 88, 110]);
    return {
      question: c.ask([
        `${book.en} 1 was ${yen(was)} when I put it in, now ${yen(book.price)}. You must honour the old price!`,
        `price went up IN my cart?! ${book.en} ${was} > ${book.price}`,
        `Last week I saved ${book.en} vol. 1 for ${yen(was)}. Why does checkout demand ${yen(book.price)}?`,
        `Doesn't the cart freeze the price? ${book.en}: ${yen(was)} before, ${yen(book.price)} today.`,
        `There's a price guarantee, so ${yen(was)} for ${book.en}, please.`,
        `Can I have ${book.en} for ${yen(was)} if I send a screenshot of my cart?`,
        `For how long do you keep carts, and at which price? ${book.en} changed from ${yen(was)} to ${yen(book.price)}.`,
        `What will I pay for ${book.en} 1 if I order this minute: ${yen(was)} or ${yen(book.price)}?`,
      ]),
      documents: c.rank(
        [rules(c, 'cartHold'), rules(c, 'priceMatch')],
        [rules(c, 'preorder'), campaign(c, COUPONS.hina)],
      ),
      reference: `At checkout the price of today applies, ${yen(book.price)} for ${book.en} vol. 1. A cart is kept for 60 days, but prices and stock are updated whenever it is opened; only the price at the moment of the order is binding (POL-233). The price guarantee is for pre-orders only, so I can't give you the earlier price.`,
      must: [
        yen(book.price),
        anyOf('60 days'),
        anyOf('moment of the order', 'when you order', 'time of the order'),
      ],
      mustNot: [anyOf(`you pay ${yen(was)}`, `for ${yen(was)}`), '30 minutes'],
    };
  }),
  chk('chk-gold-shipping-missing', ['policy', 'lookup'], (c) => {
    const goods = c.rng.int(12, 33) * 100;
    const day = quietDay(c);
    return {
      question: c.ask([
        `I'm Gold since ${dateEn(day + 1)} and checkout still adds 350 to ${yen(goods)}. Why?`,
        `gold but 350 shipping on ${goods}??`,
        `My tier page says Gold from ${dateEn(day + 1)}. The cart (${yen(goods)}, Kyoto) behaves as if I were nobody.`,
        `Free delivery for Gold doesn't work on ${yen(goods)}. What do I have to click?`,
        `Shouldn't delivery inside Japan be free for me whatever the sum? It's ${yen(goods)} and I reached Gold on ${dateEn(day)}.`,
        `Please remove the shipping fee from my ${yen(goods)} cart, I qualify as Gold.`,
        `Do Gold members have to reach 3,500 as well? Mine's ${yen(goods)} and a fee shows.`,
        `Since when exactly am I Gold in your system, and why does ${yen(goods)} still cost postage?`,
      ]),
      documents: c.rank(
        [
          doc(
            'account-state',
            `Account. Purchases this year passed ¥60,000 on ${dateEn(day)}; Gold from ${dateEn(day + 1)}. Current session: opened ${dateEn(day - 2)}, tier in session: Silver. Tier changes reach a session only after logging out and in. Cart: goods ${yen(goods)}, shipping ¥350, delivery in Japan.`,
          ),
          rules(c, 'tiers'),
        ],
        [rules(c, 'shipJp'), rules(c, 'shipIntl'), rules(c, 'account')],
      ),
      reference: `You are right, Gold members pay no shipping in Japan, whatever the sum. Your Gold tier began on ${dateEn(day + 1)}, but your session was opened on ${dateEn(day - 2)} and still has the old tier. Please log out and in again; the ¥350 then disappears and you pay ${yen(goods)}.`,
      must: [dateFact(day + 1), anyOf('log out', 'log in again', 'out and in'), yen(goods)],
      mustNot: ['¥1,900', yen(3_500 - goods)],
    };
  }),
  chk('chk-add-to-open-order', ['policy', 'multi-hop'], (c) => {
    const id = c.orderId();
    const state = c.turn(['受付済み', '梱包中']);
    const open = state === '受付済み';
    const book = c.book();
    const day = quietDay(c);
    return {
      question: askJa(c, [
        `${id}に『${book.ja}』1巻を追加できますか?送料を1回で済ませたいです。`,
        `${id}まだ間に合う?『${book.ja}』も欲しい`,
        `先ほどの注文(${id})に買い忘れた『${book.ja}』を加えていただくことは可能でしょうか。`,
        mixed(`${id}にadd一冊、『${book.ja}』。combineできますか?`),
        `別々に注文すると送料がまたかかりますよね。${id}と『${book.ja}』を一緒に送ってほしいです。`,
        `${id}の商品を変更したいです。『${book.ja}』1巻を足す方法を教えてください。`,
        `『${book.ja}』を追加したら${id}の合計はどうなりますか。追加できる状態でしょうか。`,
        `${id}を一度キャンセルして、『${book.ja}』を含めて注文し直したほうがいいですか?`,
      ]),
      documents: c.rank(
        [
          rulesJa(c, 'addressChange'),
          doc(
            `order-${id.slice(3)}`,
            `ご注文 ${id}。${dateJa(day)}ご注文、カード払い、単行本3冊。状況:${state}。送料350円。${open ? '梱包は次の営業日の予定です。' : '本日発送予定、送り状発行済み。'}変更の履歴はありません。追加分の代金は変更時に計算し直します。`,
          ),
        ],
        [rulesJa(c, 'shipJp'), rulesJa(c, 'cartHold')],
      ),
      reference: open
        ? `はい、${id}は「受付済み」ですので、マイページの「注文履歴」から『${book.ja}』1巻(${yenJa(book.price)})を追加できます。合計と送料は変更時に計算し直されます。「梱包中」になると変更できませんので、お早めにお手続きください。キャンセルして注文し直す必要はありません。`
        : `申し訳ございません。${id}は「梱包中」のため、商品の追加や無料キャンセルはできません。『${book.ja}』1巻(${yenJa(book.price)})は別のご注文となり、送料は350円です(商品合計3,500円以上で無料)。本日発送予定の分はそのままお待ちください。`,
      must: open
        ? [anyOf('マイページ'), yenJa(book.price), '梱包中']
        : [anyOf('できません'), '350円', '梱包中'],
      mustNot: open ? [anyOf('追加できません', '別のご注文')] : [anyOf('追加できます'), '480円'],
    };
  }),
];

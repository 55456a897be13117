import type { PolicyPage } from './desk-policies.js';

/** Rules on payment, membership, accounts and service hours, as the help pages print them. */
export const accountPolicies = {
  preorder: {
    slug: 'pol231-preorders',
    en: [
      'POL-231 Pre-orders. Your card is charged at dispatch, not before. You can cancel free of charge until 48 hours before release; a release day begins at 00:00 JST. Price guarantee: you pay the lowest price we showed between your order and the release. If a pre-order is combined with books in stock, the whole order waits for it unless you book a split for ¥350.',
      'Pre-ordering (POL-231). Nothing is charged until the parcel leaves. Cancel at no cost up to 48 hours before 00:00 JST of the release day. If our price drops between your order and the release, the lowest one is charged automatically. Orders with books in stock wait for the pre-order; splitting costs ¥350 once.',
    ],
    ja: [
      'POL-231 ご予約。お支払いは発送時です。発売日の0:00(日本時間)の48時間前まで無料でキャンセルできます。価格保証:ご予約から発売までの当店の最安値で請求します。在庫商品と同時のご注文は予約商品に合わせて発送します。分割発送は350円で承ります。',
    ],
  },
  payment: {
    slug: 'pol240-payment',
    en: [
      'POL-240 Accepted payment. Visa, Mastercard, JCB, Amex and our gift cards are accepted everywhere. PayPay, Konbini (pay within 3 days) and bank transfer (pay within 7 days) are offered for deliveries in Japan. Cash on delivery is not available abroad. One gift card and one card may be combined. After the deadline an unpaid order is cancelled automatically.',
      'How you can pay (POL-240). Everywhere: Visa, Mastercard, JCB, Amex, Hoshizora gift card. Only with a delivery address in Japan: PayPay, Konbini within 3 days, bank transfer within 7 days. No cash on delivery to other countries. A gift card and a card can share one order; two credit cards cannot.',
    ],
    ja: [
      'POL-240 お支払い方法。Visa、Mastercard、JCB、Amex、当店ギフトカードは国内外でご利用いただけます。PayPay、コンビニ払い(3日以内)、銀行振込(7日以内)は国内配送のみです。海外への代金引換はございません。ギフトカード1枚とカード1枚の併用ができます。期限を過ぎた未払いのご注文は自動的にキャンセルされます。',
    ],
  },
  errors: {
    slug: 'payment-errors',
    en: [
      'Payment error codes. E-07: the billing address does not match the one your bank has on file; correct it under Payment > Billing address. E-12: the 3-D Secure confirmation was not completed in 5 minutes; start again and approve it in your banking app. E-51: declined by the bank for insufficient funds or limit. After 3 failed attempts the card is blocked in our shop for 24 hours.',
    ],
    ja: [
      'お支払いエラーコード。E-07:請求先住所がカード会社の登録と一致しません。「支払い>請求先住所」で修正してください。E-12:3Dセキュアの認証が5分以内に完了しませんでした。E-51:残高または利用限度額の不足によりカード会社が拒否しました。3回失敗すると、そのカードは当店で24時間ご利用いただけません。',
    ],
  },
  points: {
    slug: 'pol310-points',
    en: [
      'POL-310 Hoshi Club points. Members earn 1 % of the amount paid for goods, Silver 1.5 %, Gold 3 %, rounded down to whole points. Shipping, gift cards and the part paid with points earn nothing. One point is worth ¥1. A coupon is deducted first, then points. Points are credited 14 days after delivery; the whole balance expires after 12 months without a purchase.',
      'Earning and using points (POL-310): base rate 1 %, Silver 1.5 %, Gold 3 % of what you pay for goods, fractions dropped. Nothing for shipping or for gift cards you buy. 1 point = ¥1 at checkout, after the coupon. Credit: 14 days after delivery. No paid order for 12 months: the balance lapses at 23:59 JST on that day.',
    ],
    ja: [
      'POL-310 ポイント。商品代金のお支払い額に対し、通常1 %、シルバー1.5 %、ゴールド3 %を付与します(端数切り捨て)。送料、ギフトカードの購入、ポイント利用分は対象外です。1ポイント=1円。クーポン適用後にご利用いただけます。付与は到着の14日後です。12か月間ご購入がないと全ポイントが失効します。',
    ],
  },
  tiers: {
    slug: 'hoshi-club-tiers',
    en: [
      'Hoshi Club tiers. Membership is free. Silver starts at ¥20,000 of purchases in a calendar year and earns 1.5 % points. Gold starts at ¥60,000 and earns 3 % points, free domestic shipping and 24-hour early access to limited editions and sales. Everyone else earns 1 %. A new tier applies from the day after the amount is reached until the end of the following calendar year.',
      'Your tier in the Hoshi Club. It depends on what you buy between January 1 and December 31: ¥20,000 makes you Silver (1.5 %), ¥60,000 Gold (3 %, free shipping inside Japan, 24 hours of early access). It starts the day after you reach the sum and lasts to the end of the next calendar year. Gift cards you buy, shipping and returned items do not count.',
    ],
    ja: [
      'Hoshi Club 会員ランク。入会・年会費無料。1月1日から12月31日までのご購入額が20,000円でシルバー(1.5 %)、60,000円でゴールド(3 %、国内送料無料、24時間の先行アクセス)になります。到達の翌日から翌年末まで有効です。ギフトカードの購入、送料、返品分は含まれません。',
    ],
  },
  giftcards: {
    slug: 'gift-cards',
    en: [
      'Hoshizora gift cards. Sold from ¥1,000 to ¥30,000, delivered by e-mail, valid for 24 months from the date of purchase. The balance can be used over several orders; it cannot be paid out, extended or topped up. Buying a gift card earns no points; orders paid with one earn points as usual. One gift card per order; two balances can be merged in My Page > Gift cards.',
    ],
    ja: [
      'ギフトカード。1,000円〜30,000円、メールでお届け、購入日から24か月有効です。残高は複数のご注文に分けて使えますが、現金化・延長・追加入金はできません。購入時にはポイントは付きませんが、ギフトカードで支払ったご注文には付きます。1回のご注文に1枚まで。残高はマイページで合算できます。',
    ],
  },
  privacy: {
    slug: 'pol402-privacy',
    en: [
      'POL-402 Privacy. Information on an order is given only to the person in whose account it was placed, after log-in. This holds for relatives, friends and recipients of gifts too; a recipient sees only the tracking link the buyer forwards. Deletion of an account is carried out within 30 days of the request; invoices must be kept for 7 years and are locked. Unused points and gift cards are lost.',
    ],
    ja: [
      'POL-402 プライバシー。ご注文の情報は、ログインされたご本人にのみお知らせします。ご家族、ご友人、ギフトの受取人様にもお伝えできません。アカウントの削除はご依頼から30日以内に行います。請求書は法律により7年間保管します。未使用のポイントとギフトカードは失われます。',
    ],
  },
  account: {
    slug: 'pol410-security',
    en: [
      'POL-410 Account security. After 5 wrong passwords the account is locked for 60 minutes. A reset link by e-mail is valid for 2 hours and can be used during the lock, which it ends at once. Sessions end after 30 days. We never ask for passwords or card numbers in chat or by e-mail. Two-step log-in can be switched on in My Page > Security.',
    ],
    ja: [
      'POL-410 アカウントの安全。パスワードを5回間違えると60分間ロックされます。再設定メールのリンクは2時間有効で、ロック中でも使え、再設定するとロックは直ちに解除されます。チャットやメールでパスワードやカード番号をお尋ねすることはありません。',
    ],
  },
  contact: {
    slug: 'contact-hours',
    en: [
      'Reaching us. Chat is staffed daily from 9:00 to 21:00 JST. The phone line 0120-555-018 is open on weekdays from 10:00 to 18:00 JST and can be dialled only in Japan; it is closed on national holidays. E-mail is answered within 1 business day. Outside chat hours the assistant takes messages, and a colleague calls or writes back the next day.',
      "Customer service hours, Japan time: chat 9:00–21:00 every day of the year; phone 0120-555-018 Monday to Friday 10:00–18:00, not on holidays and not from abroad; e-mail any time, reply within 1 business day. For lost parcels chat is quickest, as agents see the carrier's data there.",
    ],
    ja: [
      'お問い合わせ窓口。チャットは毎日9:00〜21:00、電話(0120-555-018)は平日10:00〜18:00で、祝日は休みです。電話は国内からのみご利用いただけます。メールには1営業日以内にお返事します。時間はすべて日本時間です。',
    ],
  },
  giftwrap: {
    slug: 'pol255-gift-wrap',
    en: [
      'POL-255 Gift wrapping. ¥300 per wrapped parcel; one parcel holds up to 5 single volumes or one box set, larger numbers need another. Box sets above 5 kg cannot be wrapped. A printed message card of up to 60 characters comes with each parcel. Prices are not shown, and a gift receipt can be added. Wrapping adds one working day.',
    ],
    ja: [
      'POL-255 ギフト包装。1個口300円。1個口には単行本5冊まで、またはボックスセット1点が入ります。5kgを超えるボックスセットは包装できません。60文字までのメッセージカードが各個口に付きます。金額の分かる書類は同梱しません。発送は1営業日遅くなります。',
    ],
  },
  digital: {
    slug: 'pol520-digital',
    en: [
      'POL-520 Digital editions. Codes are sent by e-mail within 15 minutes of payment and stay in My Page > Library. They are redeemed in the Hoshi Reader app; one account can be used on up to 5 devices, of which 2 can be replaced a year. Offline reading lasts 30 days. Codes cannot be returned or exchanged for paper, redeemed or not. Not sold to every country.',
    ],
    ja: [
      'POL-520 デジタル版。コードはお支払いから15分以内にメールでお届けし、マイページの「ライブラリ」でも確認できます。Hoshi Readerアプリで1アカウント5台まで、年2回まで端末を入れ替えられます。オフライン閲覧は30日間です。コードは未使用でも返品・紙版への交換はできません。',
    ],
  },
  priceMatch: {
    slug: 'pol233-prices',
    en: [
      'POL-233 Prices. All prices include consumption tax. The price at the moment of the order is binding for both sides; later reductions are not paid back, and prices of other shops are not matched. The price guarantee belongs to pre-orders only (POL-231). Obvious misprints are corrected before dispatch, and you may cancel free of charge.',
    ],
    ja: [
      'POL-233 価格について。表示価格は税込です。ご注文時の価格が適用され、後の値下げ分の返金や他店価格への対抗は行っておりません。価格保証は予約商品のみ(POL-231)が対象です。明らかな誤表示は発送前に訂正し、無料でキャンセルいただけます。',
    ],
  },
  receipts: {
    slug: 'pol245-receipts',
    en: [
      'POL-245 Receipts. A receipt (ryōshūsho) can be downloaded in My Page > Orders from the day of dispatch. The name on it can be set once, at the first download; after that only support can reissue it, marked "reissued". It shows the invoice registration number and the tax by rate. Orders paid at a convenience store use the slip of the store as receipt.',
    ],
    ja: [
      'POL-245 領収書。発送日以降、マイページの「注文履歴」からダウンロードできます。宛名は初回のダウンロード時に一度だけ設定できます。その後の変更はサポートで「再発行」と記載して承ります。登録番号と税率ごとの消費税額を記載します。コンビニ払いはお店の払込受領書が領収書となります。',
    ],
  },
  couponRules: {
    slug: 'coupon-rules',
    en: [
      'Coupon rules. One coupon per order. A minimum spend counts only eligible items at their current price, before shipping and points. Unless the campaign says otherwise, box sets, pre-orders, clearance items and gift cards are not eligible. Coupons cannot be added after the order has been placed. Capital letters matter, and each code works once per account.',
      'How coupons work. Only one code fits into an order, but points may be used on top of it. The code looks at eligible items alone: no gift cards, clearance, pre-orders or box sets, unless the campaign page names them. It must be entered before you pay, in capitals, and is spent after one use per account.',
    ],
    ja: [
      'クーポンのご利用条件。1回のご注文に1枚まで。最低金額は対象商品の現在価格のみで計算し、送料とポイントは含みません。特に記載がない限り、ボックスセット、予約商品、クリアランス品、ギフトカードは対象外です。ご注文後の適用はできません。コードは大文字で、1アカウント1回限りです。',
    ],
  },
  cartHold: {
    slug: 'pol235-cart',
    en: [
      'POL-235 Cart and limited items. Putting a book into the cart does not reserve it, except limited editions, which are held for 30 minutes from the moment they were added. Limits per household are checked by delivery address, over all accounts. A cart is kept for 60 days; prices and stock are updated whenever it is opened.',
    ],
    ja: [
      'POL-235 カートと限定商品。カートに入れても在庫は確保されません。限定版のみ、追加した時点から30分間確保します。1世帯あたりの数量制限は、全アカウントを通じて配送先住所で確認します。カートの内容は60日間保存し、開くたびに価格と在庫を更新します。',
    ],
  },
} as const satisfies { readonly [key: string]: PolicyPage };

/** A rule of the shop in several wordings of equal content. */
export interface Policy {
  readonly code: string;
  readonly slug: string;
  readonly en: readonly string[];
  readonly ja: readonly string[];
}

/** Figures of the rules, for shapes that compute with them. Yen and days. */
export const RULES = {
  shippingJapan: 350,
  freeShippingJapanFrom: 3_500,
  economyAbroad: 1_900,
  expressAbroad: 3_400,
  freeEconomyAbroadFrom: 15_000,
  returnDays: 30,
  damageReportDays: 14,
  changeOfMindShipping: 480,
  silverFrom: 20_000,
  goldFrom: 60_000,
  pointPercent: { Base: 1, Silver: 1.5, Gold: 3 },
  konbiniDays: 3,
  transferDays: 7,
  giftCardMonths: 24,
  giftWrap: 300,
} as const;

export const POLICIES = {
  returns: {
    code: 'POL-112',
    slug: 'pol-112-returns',
    en: [
      'POL-112 Returns. You may return items within 30 days after delivery if they are unread and in shrink wrap or original condition. Opened box sets, digital codes and clearance items cannot be returned. For a change of mind you pay the return shipping, ¥480 within Japan. Refunds go to the original payment method.',
      'Help page, returns (POL-112): unread books in original condition can be sent back up to 30 days after they were delivered. When you simply change your mind, return postage of ¥480 in Japan is yours to pay. We cannot take back box sets once opened, digital codes, or anything from the clearance shelf.',
    ],
    ja: [
      'POL-112 返品について。商品到着後30日以内で、未読かつシュリンク付きまたは元の状態であれば返品できます。開封済みのボックスセット、デジタルコード、クリアランス品は返品できません。お客様都合の返品送料は国内480円をご負担いただきます。返金は元のお支払い方法に行います。',
    ],
  },
  damaged: {
    code: 'POL-118',
    slug: 'pol-118-damaged',
    en: [
      'POL-118 Damaged or wrong items. Report within 14 days after delivery and add a photo. We send a free return label (form RT-07). After the parcel has reached us, the refund takes 5–7 business days and goes to the original payment method; a replacement is sent instead if the item is in stock.',
      'Wrong or damaged goods, POL-118: please tell us within 14 days of delivery, with a photo. You get form RT-07, a label that costs you nothing. We refund to the original payment method in 5–7 business days from arrival of the return, or replace the item while we have it.',
    ],
    ja: [
      'POL-118 破損・誤配送。お届けから14日以内に写真を添えてご連絡ください。無料の返送ラベル(様式RT-07)をお送りします。返送品の到着後5〜7営業日で元のお支払い方法に返金します。在庫がある場合は交換品の発送もお選びいただけます。送料のご負担はありません。',
    ],
  },
  domestic: {
    code: 'POL-201',
    slug: 'pol-201-shipping-japan',
    en: [
      'POL-201 Shipping in Japan. A flat ¥350 per order, free from ¥3,500. Orders placed by 14:00 JST on weekdays leave the same day; there is no dispatch on Sundays and national holidays. Gold members of the Hoshi Club never pay domestic shipping. Delivery usually takes one or two days, three to remote islands.',
    ],
    ja: [
      'POL-201 国内配送。送料は全国一律350円、3,500円以上のご注文で無料です。平日14時(日本時間)までのご注文は当日発送、日曜と祝日は発送を休みます。Hoshi Clubゴールド会員は国内送料がいつでも無料です。お届けは通常1〜2日、離島は3日ほどかかります。',
    ],
  },
  abroad: {
    code: 'POL-205',
    slug: 'pol-205-shipping-abroad',
    en: [
      'POL-205 International shipping. Economy costs ¥1,900 and takes 10–18 business days; express costs ¥3,400 and takes 3–5 business days. Economy is free from ¥15,000. Import duties and taxes of your country are not part of our price and are paid by the recipient. Payment on delivery is not possible abroad.',
      'Sending abroad, POL-205. Choose economy (¥1,900, 10–18 business days) or express (¥3,400, 3–5 business days). From ¥15,000 we send economy free of charge; express is never free. Customs charges depend on the country and are borne by the person who receives the parcel.',
    ],
    ja: [
      'POL-205 海外配送。エコノミー便は1,900円(10〜18営業日)、エクスプレス便は3,400円(3〜5営業日)です。15,000円以上のご注文はエコノミー便が無料になります。輸入関税や現地の税金は価格に含まれず、受取人のご負担です。海外への代金引換は扱っていません。',
    ],
  },
  preorder: {
    code: 'POL-231',
    slug: 'pol-231-preorders',
    en: [
      'POL-231 Pre-orders. We charge at dispatch, not when you order. You can cancel free of charge until 48 hours before release. The price guarantee applies: you pay the lowest price that the item had between your order and the release. Pre-ordered items are sent so as to arrive on release day where the carrier allows it.',
    ],
    ja: [
      'POL-231 予約商品。代金は発送時に請求されます。発売の48時間前までは無料でキャンセルできます。最低価格保証の対象で、予約から発売までの間の一番安い価格が適用されます。配送事情が許すかぎり、発売日にお届けできるように発送します。予約商品は通常商品と別に発送されることがあります。',
    ],
  },
  payment: {
    code: 'POL-240',
    slug: 'pol-240-payment',
    en: [
      'POL-240 Payment. We accept Visa, Mastercard, JCB, Amex, PayPay, Konbini (pay within 3 days), bank transfer (within 7 days) and gift cards, which are valid for 24 months. One gift card and one card can share an order; other splits are not possible. There is no cash on delivery abroad.',
      'Ways to pay (POL-240): credit cards of Visa, Mastercard, JCB and Amex, PayPay, cash at a Konbini within 3 days, bank transfer within 7 days, gift card (24 months valid). You may combine a gift card with one card. Unpaid Konbini and transfer orders lapse when their time is over.',
    ],
    ja: [
      'POL-240 お支払い方法。Visa、Mastercard、JCB、Amex、PayPay、コンビニ払い(3日以内)、銀行振込(7日以内)、ギフトカード(有効期限24か月)がご利用いただけます。ギフトカード1枚とカード1枚の併用が可能です。期限までに入金がないご注文は自動的に取り消されます。海外への代金引換はありません。',
    ],
  },
  points: {
    code: 'POL-310',
    slug: 'pol-310-points',
    en: [
      'POL-310 Hoshi Club. Membership is free. Every order earns 1 % in points; Silver (from ¥20,000 a year) earns 1.5 %, Gold (from ¥60,000) 3 % with free domestic shipping and 24-hour early access. One point is worth ¥1. Points expire after 12 months without a purchase.',
    ],
    ja: [
      'POL-310 Hoshi Club。入会無料。通常1%、年間20,000円以上のシルバーは1.5%、年間60,000円以上のゴールドは3%のポイントが付きます。ゴールドは国内送料無料と24時間の先行販売も受けられます。1ポイントは1円です。12か月間お買い物がないとポイントは失効します。',
    ],
  },
  privacy: {
    code: 'POL-402',
    slug: 'pol-402-privacy',
    en: [
      "POL-402 Privacy. We speak about an order only with the customer who placed it, after the e-mail address and the order id have been confirmed. Data of other customers is never given out, not to relatives either. Requests to delete or copy one's own data go to human staff by e-mail and are answered within 1 business day.",
    ],
    ja: [
      'POL-402 プライバシー。ご注文の内容は、メールアドレスと注文番号を確認できたご本人にのみお伝えします。ご家族を含め、他の方の情報はお伝えできません。ご自身の情報の開示や削除は、メールで担当者にお申し付けください。1営業日以内にお返事します。',
    ],
  },
  account: {
    code: 'POL-410',
    slug: 'pol-410-account',
    en: [
      'POL-410 Account security. Staff never ask for a password or a full card number. If you see orders that you did not place, change your password, sign out all devices and tell us at once: we lock the account and a human agent of the security desk takes over. Unshipped orders are stopped while the case is looked into.',
    ],
    ja: [
      'POL-410 アカウントの安全。パスワードやカード番号の全桁を担当者がお尋ねすることはありません。身に覚えのない注文があったときは、パスワードを変更し、全端末からログアウトのうえ、すぐにご連絡ください。アカウントを保護し、担当者が引き継ぎます。未発送の注文は調査の間止めます。',
    ],
  },
  service: {
    code: 'POL-100',
    slug: 'pol-100-service-hours',
    en: [
      'POL-100 Customer service. Chat is open daily 9:00–21:00 JST, the phone line 0120-555-018 on weekdays 10:00–18:00. Human agents answer e-mail within 1 business day. The assistant in the chat can hand a conversation to a person during chat hours; outside them a ticket is opened and answered in the morning.',
    ],
    ja: [
      'POL-100 カスタマーサービス。チャットは毎日9:00〜21:00(日本時間)、電話0120-555-018は平日10:00〜18:00です。メールには担当者が1営業日以内にお返事します。チャットの時間内は担当者への引き継ぎができ、時間外は受付票を作成して翌朝ご連絡します。',
    ],
  },
  wrapping: {
    code: 'POL-255',
    slug: 'pol-255-gift-wrapping',
    en: [
      'POL-255 Gifts. Wrapping costs ¥300 per parcel and comes with a card of up to 60 characters. Choose it in the cart. The invoice is left out of wrapped parcels. Box sets above 5 kg cannot be wrapped. A second delivery address can be kept in the account; the recipient is not told the price.',
    ],
    ja: [
      'POL-255 ギフト。ラッピングは1個口300円で、60文字までのメッセージカードが付きます。カートでお選びください。包装した荷物に納品書は入りません。5kgを超えるボックスセットは包装できません。お届け先は住所録に登録でき、受取人に価格が伝わることはありません。',
    ],
  },
} as const satisfies { readonly [name: string]: Policy };

export type PolicyName = keyof typeof POLICIES;

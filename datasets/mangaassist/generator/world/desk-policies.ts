/** One page of the shop's rules: the same rules in one or more wordings. */
export interface PolicyPage {
  readonly slug: string;
  readonly en: readonly string[];
  readonly ja: readonly string[];
}

/** Rules on returns, delivery and refunds, as the help pages print them. */
export const deskPolicies = {
  window: {
    slug: 'pol112-window',
    en: [
      "POL-112 Returns: what can come back. Unread books in shrink wrap or original condition may be returned within 30 days after delivery. Day 1 is the day after the carrier's delivery date, and the request must be opened in My Page > Orders by 23:59 JST on day 30. Opened box sets, digital codes and clearance items cannot be returned. A single volume whose wrap has been removed counts as read.",
      'Changed your mind? (POL-112) You have 30 days, counted from the day after delivery. The book must be unread and still wrapped or as new. Please open the return in My Page > Orders first; parcels without an RMA number are refused. We cannot take back box sets that were opened, download codes, or anything from the clearance shelf.',
    ],
    ja: [
      'POL-112 返品の条件。未読でシュリンク包装のまま、または元の状態の商品は、到着の翌日を1日目として30日以内に返品をお申し込みいただけます。開封済みのボックスセット、デジタルコード、クリアランス品は返品できません。お手続きはマイページの「注文履歴」から行ってください。',
    ],
  },
  returnCost: {
    slug: 'pol112-cost',
    en: [
      'POL-112 Returns: costs and refunds. When you simply change your mind, return shipping within Japan is ¥480 per parcel, deducted from the refund; we e-mail the label after approval. The outbound delivery fee is not refunded. Once the parcel has been checked in at our Kawagoe warehouse, the refund goes to the original payment method within 5–7 business days.',
      'What a return costs. Inside Japan: ¥480 a parcel if the reason is yours, nothing if it is ours. The ¥480 is taken off the refund, so there is nothing to pay at the counter. What you paid for the first delivery stays paid. Money is sent back the way it came, 5–7 business days after check-in at Kawagoe.',
    ],
    ja: [
      'POL-112 返品の費用とご返金。お客様のご都合による返品では、国内の返送料480円(1箱)を返金額から差し引きます。最初の配送料は返金されません。川越倉庫での検品後、5〜7営業日で元のお支払い方法にご返金します。当店の不備による返品では返送料はかかりません。',
    ],
  },
  damaged: {
    slug: 'pol118-damaged',
    en: [
      'POL-118 Damaged, incomplete or wrong items. Report the problem within 14 days after delivery with a photo of the item and of the carton, by chat or in My Page > Orders. We send a free return label (form RT-07). You choose a replacement, if in stock, or a full refund in 5–7 business days after check-in. Opened wrapping does not matter here.',
      'Something arrived broken, wrong or short? POL-118 applies. Tell us within 14 days of delivery and attach a photo. Return is free with form RT-07, also for opened items, box sets and clearance. Replacement goes first while stock lasts; otherwise the full price is refunded to the original payment method, 5–7 business days after the parcel is checked in.',
    ],
    ja: [
      'POL-118 破損・不足・誤配送について。到着後14日以内に、商品と外箱の写真を添えてチャットまたはマイページからご連絡ください。無料の返送ラベル(RT-07)をお送りします。在庫があれば交換、なければ検品後5〜7営業日で全額をご返金します。この場合、開封済みでも問題ありません。',
    ],
  },
  refundMix: {
    slug: 'pol114-refund-split',
    en: [
      'POL-114 Refunds of mixed payments. If an order was paid with a gift card and another method, the refund goes to the other method first, up to what was paid with it, and only the rest to the gift card. Points used are returned as points. A gift card that has expired in the meantime is replaced by a new one with 6 months of validity.',
    ],
    ja: [
      'POL-114 複数のお支払い方法のご返金。ギフトカードと他の方法を併用された場合、まず他の方法に、その支払額を上限としてご返金し、残りをギフトカードに戻します。ご利用のポイントはポイントで戻ります。期限切れのギフトカードは有効期間6か月の新しいカードに替えて発行します。',
    ],
  },
  returnAbroad: {
    slug: 'pol113-abroad',
    en: [
      'POL-113 Returns from abroad. Customers outside Japan send change-of-mind returns at their own cost, by any tracked service, to our Kawagoe warehouse, and mark the customs form "returned goods". No label is provided. The RMA number must be written on the outside. Import tax paid in your country is claimed there; we cannot refund it. For damaged or wrong items POL-118 applies and we pay.',
    ],
    ja: [
      'POL-113 海外からの返品。お客様のご都合による返品は、追跡可能な方法で、送料お客様負担にて川越倉庫へお送りください。税関書類には「returned goods」とご記入ください。返送ラベルはございません。箱の外側にRMA番号をお書きください。現地の輸入税は当店では返金できません。',
    ],
  },
  holidayReturns: {
    slug: 'holiday-extension',
    en: [
      'Holiday returns. Orders delivered between December 1 and December 31 may be returned until January 31 of the following year instead of the usual 30 days. All other conditions of POL-112 stay as they are: unread, in shrink wrap or original condition, ¥480 return shipping in Japan. Orders delivered in January or later are not covered.',
    ],
    ja: [
      '年末年始の返品期間延長。12月1日から12月31日までに到着したご注文は、通常の30日に代えて翌年1月31日まで返品をお申し込みいただけます。未読・シュリンク包装、返送料480円などその他の条件はPOL-112のとおりです。1月以降に到着したご注文は対象外です。',
    ],
  },
  labels: {
    slug: 'pol116-labels',
    en: [
      'POL-116 Return labels. A label, including form RT-07, is valid for 14 days after it was issued. After that the carrier refuses it; ask for a new one in My Page > Returns, once per RMA and free of charge. A return counts as made in time if the request was opened in time, whatever the date on the label. Do not reuse a label for a second parcel.',
    ],
    ja: [
      'POL-116 返送ラベルの有効期限。ラベル(RT-07を含む)は発行日から14日間有効です。期限後は運送会社で受け付けられません。マイページの「返品」から、1件のRMAにつき1回、無料で再発行できます。お申し込みが期限内であれば、ラベルの日付にかかわらず期限内の返品として扱います。',
    ],
  },
  giftReturn: {
    slug: 'pol115-gift-return',
    en: [
      "POL-115 Returning a gift. The person who received a gift may return it with the gift receipt number, under the conditions of POL-112. The refund is a gift card in the recipient's own name, valid for 24 months; the buyer is not informed. Return shipping of ¥480 is deducted. Without a gift receipt only the buyer can return the item.",
    ],
    ja: [
      'POL-115 ギフトの返品。ギフトを受け取られた方は、ギフトレシート番号があればPOL-112の条件で返品できます。ご返金は受取人様名義のギフトカード(有効期間24か月)となり、購入者様には通知されません。返送料480円を差し引きます。ギフトレシートがない場合は購入者様のみ返品できます。',
    ],
  },
  shipJp: {
    slug: 'pol201-japan',
    en: [
      'POL-201 Delivery within Japan. Shipping is ¥350 flat and free when the merchandise total, after coupons and before points, reaches ¥3,500. Gold members never pay domestic shipping. Pre-orders count towards the total if they are in the same order. Yamato or Sagawa deliver the day after dispatch on Honshu, Shikoku and Kyushu, two days after in Hokkaido and Okinawa.',
      'Shipping in Japan (POL-201): one price, ¥350. From ¥3,500 of goods it is free; what counts is the sum of goods minus coupons, while points do not lower it. Hoshi Club Gold: always free. Usual transit: 1 day, Hokkaido and Okinawa 2 days.',
    ],
    ja: [
      'POL-201 国内配送。送料は全国一律350円、商品合計(クーポン適用後、ポイント利用前)が3,500円以上で無料です。ゴールド会員は国内送料が常に無料です。発送の翌日(北海道・沖縄は2日後)にヤマト運輸または佐川急便でお届けします。',
    ],
  },
  shipIntl: {
    slug: 'pol205-international',
    en: [
      'POL-205 International shipping. Economy costs ¥1,900 and takes 10–18 business days; express costs ¥3,400 and takes 3–5 business days. Economy is free when the merchandise total, after coupons and before points, reaches ¥15,000; express is never free. Business days are Monday to Friday, counted from the day after dispatch. Every parcel is tracked. We deliver to 62 countries.',
      'Sending abroad (POL-205). Two services: economy by post, ¥1,900, 10–18 business days; express by DHL, ¥3,400, 3–5 business days, counted from the day after dispatch, Monday to Friday. Economy becomes free from ¥15,000 of goods after coupons (points do not matter); express keeps its price. Membership tiers change nothing abroad.',
    ],
    ja: [
      'POL-205 海外配送。エコノミーは1,900円(10〜18営業日)、エクスプレスは3,400円(3〜5営業日)です。商品合計(クーポン適用後、ポイント利用前)が15,000円以上でエコノミーが無料になります。エクスプレスは無料になりません。営業日は月曜から金曜で、発送の翌日から数えます。',
    ],
  },
  dispatch: {
    slug: 'pol203-dispatch',
    en: [
      'POL-203 When orders leave. In-stock orders paid before 14:00 JST on a weekday are dispatched the same day. What is paid later on Monday to Friday leaves on the next dispatch day; on Saturday mornings we ship what was paid by Friday night. There is no dispatch on Sundays and national holidays. The tracking number is e-mailed once the carrier has scanned the parcel.',
      'Cut-off and dispatch (POL-203). Weekdays, paid by 13:59 JST: out today. From 14:00 on: out with the next dispatch, which can be a Saturday morning. Sunday and national holidays: warehouse closed, orders wait for the next day we work. Tracking numbers are mailed after the first carrier scan, usually in the evening.',
    ],
    ja: [
      'POL-203 発送日について。在庫商品は、平日14:00(日本時間)までのお支払いで当日発送します。14:00以降のお支払いは次の発送日に発送します。土曜の午前は金曜夜までのお支払い分を発送します。日曜・祝日は発送しません。追跡番号は運送会社の最初の読み取り後にメールでお知らせします。',
    ],
  },
  absence: {
    slug: 'pol208-missed',
    en: [
      'POL-208 Missed deliveries in Japan. The driver leaves an absence slip. Redelivery can be booked by the slip number with the carrier for the slots morning, 14–16, 16–18, 18–20 and 19–21; for the same evening before 19:00. Parcels are kept at the depot for 7 days after the first attempt and then return to us. Sending again costs ¥350.',
    ],
    ja: [
      'POL-208 ご不在時の再配達。不在票の番号で運送会社に再配達をご依頼ください(午前中、14〜16時、16〜18時、18〜20時、19〜21時)。当日夜の再配達は19:00までにお申し込みください。お荷物は最初の配達から7日間営業所で保管し、その後当店に戻ります。再発送は350円です。',
    ],
  },
  trace: {
    slug: 'pol209-trace',
    en: [
      'POL-209 Parcels that stand still. If tracking shows no new scan for 3 business days in Japan or for 10 business days abroad, we open a search with the carrier at your request. Searches take up to 10 business days. If the parcel is not found, you choose between a new parcel, if everything is in stock, and a full refund including shipping.',
    ],
    ja: [
      'POL-209 荷物の動きがない場合。国内で3営業日、海外で10営業日、新しい読み取りがないときは、ご依頼により運送会社に調査を申し込みます。調査には最長10営業日かかります。見つからない場合は、在庫があれば再発送、または送料を含む全額返金をお選びいただけます。',
    ],
  },
  customs: {
    slug: 'pol206-customs',
    en: [
      'POL-206 Customs and import tax. We declare what was paid, always; we do not mark parcels as gifts or lower values. Duties and import tax are charged by your country and paid by the recipient, except for orders marked "taxes prepaid". If the carrier asks for an invoice or a tax number, send it within 5 business days, or the parcel returns to Japan.',
    ],
    ja: [
      'POL-206 関税・輸入税。申告額は常に実際のお支払い額です。ギフト扱いや低い金額での申告は行いません。関税・輸入税は受取人様のご負担です(「税込み前払い」のご注文を除く)。運送会社から請求書や納税者番号を求められた場合は5営業日以内にご提出ください。期限を過ぎると荷物は日本に戻ります。',
    ],
  },
  addressChange: {
    slug: 'pol202-changes',
    en: [
      'POL-202 Changing an order. Address, delivery slot and items can be changed in My Page while the status is Received or Awaiting payment. From Packing on nothing can be changed; the parcel can then be redirected only by the carrier, in Japan, within the same prefecture. Cancelling is free until Packing. The total is calculated anew after each change.',
    ],
    ja: [
      'POL-202 ご注文の変更。状況が「受付済み」「入金待ち」の間は、住所・時間帯・商品をマイページで変更できます。「梱包中」以降は変更できません。その後の転送は、国内の同じ都道府県内に限り運送会社で承ります。キャンセルは「梱包中」になるまで無料です。',
    ],
  },
} as const satisfies { readonly [key: string]: PolicyPage };

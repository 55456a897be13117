import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { anyOf, dateFact, dateJa, doc, mixed, type Shape, shapesOf, yen } from './kit.js';

const faq = shapesOf('faq');
const GAPS = [
  ['whether you plant trees or offset the carbon of your parcels', 'carbon offsetting'],
  ['if deliveries to military APO addresses are possible', 'APO addresses'],
  ['whether you buy used manga from customers', 'buying used books'],
  ['if authors ever sign books at your place', 'signing events'],
  ['whether you print braille or large-type editions', 'braille or large-type editions'],
  ['how I become an affiliate and earn a commission', 'an affiliate programme'],
  ['if I could visit the Kawagoe warehouse with a school class', 'warehouse visits'],
  ['what discount a public library gets on two hundred volumes', 'library discounts'],
] as const;

/** FAQ about accounts, privacy, payment, and questions that the pages do not answer. */
export const FAQ_ACCOUNT: readonly Shape[] = [
  faq('faq-privacy-deletion', ['policy', 'date'], (c) => {
    const asked = quietDay(c);
    const balance = c.rng.int(120, 2_940);
    return {
      question: askJa(c, [
        `${dateJa(asked)}にアカウント削除を依頼しました。いつまでに消えますか?全部消えるんですよね?`,
        `個人情報をすべて消してほしいです(依頼日:${dateJa(asked)})。請求書も含めて。${balance}ポイント残っていますが…`,
        mixed(`account deletionを${dateJa(asked)}にrequestしました。何日かかる?invoiceも消える?`),
        `退会手続きを${dateJa(asked)}にしました。残りの${balance}ポイントは換金できるのでしょうか。削除完了日も知りたいです。`,
        `${dateJa(asked)}に削除依頼済み。何が残って何が消えるのか、はっきり教えてください。`,
        `データ削除の期限は法律で決まっていますよね。${dateJa(asked)}の依頼なら何日までですか。購入履歴は?`,
        `もう使わないので${dateJa(asked)}に退会しました。まだメールが来ます!いつ完全に消えるんですか。`,
        `削除依頼(${dateJa(asked)})後もギフトカードの残高は使えますか。あと保存される書類はありますか。`,
      ]),
      documents: c.rank(
        [rulesJa(c, 'privacy')],
        [rulesJa(c, 'account'), rulesJa(c, 'giftcards'), rulesJa(c, 'points')],
      ),
      reference: `${dateJa(asked)}のご依頼ですので、アカウントは30日以内、遅くとも${dateJa(asked + 30)}までに削除されます。ただし請求書は法律により7年間保管し、それ以外のデータは消えます。未使用のポイントとギフトカードの残高は失われますので、ご注意ください。`,
      must: [dateFact(asked + 30), '7年', anyOf('失われ', '消え')],
      mustNot: [dateFact(asked + 14), '5年'],
    };
  }),
  faq('faq-account-locked', ['policy', 'follow-up', 'arithmetic'], (c) => {
    const hour = c.rng.int(9, 19);
    const minute = c.rng.int(10, 48);
    const mail = c.rng.int(3, 5);
    return {
      question: c.ask([
        `Locked since ${hour}:${minute}. When can I try again? The reset mail is ${mail} hours old.`,
        `how long is this lock, started ${hour}:${minute}, and the link from ${mail}h ago does nothing`,
        `It says locked (time of the last wrong try: ${hour}:${minute}). I requested a link ${mail} hours ago, is that one still good?`,
        `Do I really have to wait, or is there some faster way? Lock at ${hour}:${minute}, old reset mail from ${mail} hours before.`,
        `Fifth wrong password at ${hour}:${minute}, ugh. What now? There's a ${mail}-hour-old mail with a link.`,
        `At ${hour}:${minute} your site shut me out. May I use the link you mailed me ${mail} hours earlier?`,
        `please unlock me by hand!! happened at ${hour}:${minute}; the reset link (${mail} h old) is dead`,
        `When does the lock from ${hour}:${minute} end by itself, and would a new link end it sooner than that? The one I have is ${mail} hours old.`,
      ]),
      history: c.turn([
        [
          "I can't get in any more",
          'I am sorry to hear that. Does the page say that the password is wrong, or that the account is locked?',
        ],
        [
          'log in broken?',
          'Our log-in works at the moment. What message do you see, and did you get an e-mail from us?',
        ],
      ]),
      documents: c.rank(
        [rules(c, 'account')],
        [rules(c, 'privacy'), rules(c, 'errors'), rules(c, 'contact')],
      ),
      reference: `After 5 wrong passwords the lock lasts 60 minutes, so it ends by itself at ${hour + 1}:${minute}. Your reset link is no longer valid: it works for 2 hours only. Request a new one now; it can be used during the lock and ends it at once (POL-410).`,
      must: [
        `${hour + 1}:${minute}`,
        anyOf('2 hours'),
        anyOf('60 minutes', 'one hour', '1 hour'),
        anyOf('new one', 'new link'),
      ],
      mustNot: ['24 hours', `${hour + 2}:${minute}`],
    };
  }),
  faq('faq-payment-methods-where', ['lookup', 'negation'], (c) => {
    const [method, place] = c.turn([
      ['PayPay', 'Chicago'],
      ['Konbini', 'Singapore'],
      ['bank transfer', 'Madrid'],
      ['cash on delivery', 'Toronto'],
    ] as const);
    return {
      question: c.ask([
        `Is ${method} possible if the books go to ${place}?`,
        `${method}?? i live in ${place} and dont like cards`,
        `I would rather use ${method} for an order that is shipped to ${place}. If it can't be done, what is left to me?`,
        `Why is there no ${method} button? Address: ${place}.`,
        `Which ways of paying do you take for ${place}, and is ${method} one of them?`,
        `A friend in Kyoto pays you by ${method}. Same for me in ${place}, I hope?`,
        `My wish: order from ${place} and settle by ${method}. Does that work, and can I combine a gift card with something?`,
        `For delivery to ${place}, do you accept JCB, and what about ${method}?`,
      ]),
      documents: c.rank(
        [rules(c, 'payment')],
        [rules(c, 'shipIntl'), rules(c, 'errors'), rules(c, 'giftcards')],
      ),
      reference: `${method.charAt(0).toUpperCase()}${method.slice(1)} is not available for deliveries to ${place}${method === 'cash on delivery' ? '' : '; it is only offered for addresses in Japan'}. You can pay with Visa, Mastercard, JCB, Amex or a Hoshizora gift card (POL-240). One gift card and one card may be combined in an order.`,
      must: ['Visa', 'Amex', anyOf('gift card'), anyOf('not available', 'only offered', 'not possible')],
      mustNot: [anyOf('within 3 days'), anyOf('within 7 days')],
    };
  }),
  faq('faq-reader-devices-left', ['arithmetic', 'policy'], (c) => {
    const used = c.rng.int(3, 5);
    const swapped = c.rng.int(0, 2);
    const free = 5 - used;
    return {
      question: c.ask([
        `My Hoshi Reader is on ${used} devices and I've swapped ${swapped} this year. How many more can I add or replace?`,
        `${used} devices registered, ${swapped} swaps. whats left`,
        `New tablet! Library already runs on ${used} gadgets; replaced so far in 2026: ${swapped}. Can it join?`,
        `Please tell me the device allowance of the reading app. I count ${used} in use and ${swapped} replacements this year.`,
        `We are a family with ${used} phones on one reader account (${swapped} changes made since January). Any room?`,
        `Does an old e-reader I threw away still count? List shows ${used}, replacements used ${swapped}.`,
        `How long can I read offline, and with ${used} devices and ${swapped} exchanges this year, what may I still do?`,
        `App says "limit". I have ${used} devices there. ${swapped} replaced in 2026. Explain?`,
      ]),
      documents: c.rank([rules(c, 'digital')], [rules(c, 'account'), rules(c, 'cartHold')]),
      reference: `One account covers up to 5 devices. With ${used} in use you can add ${free === 0 ? 'none' : free} more, and as 2 replacements a year are allowed and you made ${swapped}, ${2 - swapped === 0 ? 'none is' : 2 - swapped === 1 ? '1 is' : '2 are'} left for 2026. Offline reading lasts 30 days on each (POL-520).`,
      must: [anyOf('5 devices'), anyOf('2 replacements'), `${free === 0 ? 'none' : free} more`],
      mustNot: ['6 devices', `${free + 1} more`, '60 days'],
    };
  }),
  faq('faq-price-drop-elsewhere', ['false-premise', 'negation'], (c) => {
    const book = c.book({ finished: true, where: (one) => one.priceSet > 3_000 });
    const drop = c.rng.int(4, 19) * 100;
    return {
      question: c.ask([
        `I paid ${yen(book.priceSet)} for the ${book.en} set last week. Elsewhere it's ${yen(book.priceSet - drop)}. You have a price guarantee, so refund me the rest.`,
        `price guarantee pls: ${book.en} set, you ${book.priceSet}, other shop ${book.priceSet - drop}`,
        `Your guarantee promises the lowest price, doesn't it? The ${book.en} box I bought for ${yen(book.priceSet)} is now ${yen(drop)} cheaper at a competitor.`,
        `Two days after my purchase of ${book.en} (complete, ${yen(book.priceSet)}) you lowered it by ${drop} yen yourselves. Do I get that back?`,
        `How does the price guarantee work for the ${book.en} set I ordered at ${yen(book.priceSet)}? It dropped by ${yen(drop)}.`,
        `Feeling cheated. ${yen(book.priceSet)} paid for ${book.en}, seen for ${yen(book.priceSet - drop)} this morning.`,
        `Would you match ${yen(book.priceSet - drop)} for all of ${book.en}? I've paid ${yen(book.priceSet)} already.`,
        `Can I claim ${yen(drop)}, the difference on my ${book.en} set (${yen(book.priceSet)})?`,
      ]),
      documents: c.rank(
        [rules(c, 'priceMatch')],
        [rules(c, 'preorder'), rules(c, 'window'), rules(c, 'giftcards')],
      ),
      reference: `I understand that is annoying, but we cannot refund the difference. The price at the moment of the order is binding, ${yen(book.priceSet)} in your case; later reductions are not paid back and other shops' prices are not matched (POL-233). The price guarantee applies to pre-orders only.`,
      must: [
        anyOf('pre-orders', 'preorders'),
        anyOf('POL-233', 'not matched', 'binding'),
        yen(book.priceSet),
      ],
      mustNot: [anyOf(`refund you ${yen(drop)}`, `${yen(drop)} back`), 'we will match'],
    };
  }),
  faq('faq-two-questions-at-once', ['multi-hop', 'arithmetic'], (c) => {
    const goods = c.rng.int(21, 33) * 100;
    const days = c.rng.int(17, 28);
    return {
      question: c.ask([
        `Two things: sealed book delivered ${days} days ago, still returnable? And shipping for ${yen(goods)} inside Japan, please.`,
        `1) return after ${days} days ok? unread 2) ${goods} yen order delivery cost?`,
        `I'd like to return a wrapped volume (${days} days since it came) and at the same time order others for ${yen(goods)}. What are the costs of both, in Japan?`,
        `How much would you deduct for sending back something unread after ${days} days, and how far is ${yen(goods)} from free delivery?`,
        `While we're at it: what's missing to free shipping at ${yen(goods)}, plus is day ${days} too late for a return of an unopened one?`,
        `Sorry for asking two questions. Return deadline (it has been ${days} days, shrink-wrapped), and delivery fee on ${yen(goods)}, domestic.`,
        `New basket ${yen(goods)}; old book unopened, ${days} days at home, not wanted. Tell me what I'd pay for each step.`,
        `My cousin says returns close after 14 days, so ${days} would be too late? Also: does ${yen(goods)} ship free to Nagoya?`,
      ]),
      history: c.turn([
        ['Hi there', 'Hello and welcome to Hoshizora Books! How can I help?'],
        [
          'is this a bot',
          "I am the shop's assistant, and a colleague can take over if needed. What would you like to know?",
        ],
      ]),
      documents: c.rank(
        [rules(c, 'window'), rules(c, 'shipJp'), rules(c, 'returnCost')],
        [rules(c, 'damaged')],
      ),
      reference: `Return: ${days} days is in time, as unread, wrapped books can be returned within 30 days after delivery; ¥480 return shipping is deducted from the refund. Please open the return in My Page > Orders. Delivery: with ${yen(goods)} you pay ¥350; it is free from ¥3,500, so ${yen(3_500 - goods)} is missing.`,
      must: ['¥480', '¥350', anyOf('30 days'), yen(3_500 - goods)],
      mustNot: ['14 days', '¥1,900', yen(3_000 - goods > 0 ? 3_000 - goods : 15_000 - goods)],
    };
  }),
  faq('faq-not-on-any-page', ['no-answer'], (c) => {
    const [topic, thing] = c.turn(GAPS);
    return {
      question: c.ask([
        `I'd like to know ${topic}.`,
        `do you know ${topic}? asking for a mate`,
        `Dear team, nowhere on the site could I read ${topic}. Can you tell me?`,
        `Just wondering ${topic}, it would make me happy`,
        `Quick question from a long-time customer: ${topic}?`,
        `Where on your pages do I learn ${topic}?`,
        `My teacher's club asked me to find out ${topic}. What may I tell them?`,
        `Could anyone say ${topic}? We'd need it by autumn.`,
      ]),
      documents: c.rank([rules(c, 'contact')], [rules(c, 'shipIntl'), rules(c, 'window')]),
      reference: `I'm sorry, I have no information about ${thing} in our pages, so I cannot promise anything. Our team can tell you: chat is staffed daily from 9:00 to 21:00 JST, and e-mail is answered within 1 business day.`,
      must: [
        anyOf('no information', "don't have", 'not have'),
        anyOf('21:00', 'chat'),
        anyOf('1 business day', 'e-mail', 'email'),
      ],
      mustNot: [anyOf('yes, we do', 'we offer', 'yes, you can'), '¥1,900'],
    };
  }),
  faq('faq-detail-the-page-omits', ['no-answer', 'follow-up'], (c) => {
    const [about, noun, page, known, words] = c.turn([
      [
        'what paper the wrapping is made of',
        'kind of paper',
        'giftwrap',
        '¥300 per parcel of up to 5 single volumes',
        '¥300',
      ],
      [
        'which engine the reading app uses for furigana',
        'furigana engine',
        'digital',
        'up to 5 devices per account',
        '5 devices',
      ],
      [
        'in what colours the gift cards come',
        'card colours',
        'giftcards',
        '24 months of validity and sums from ¥1,000 to ¥30,000',
        '24 months',
      ],
      [
        'how many people sit on the phone line',
        'number of people there',
        'contact',
        'the phone hours, weekdays 10:00–18:00 JST',
        '18:00',
      ],
    ] as const);
    return {
      question: c.ask([
        `Good to know. And ${about}?`,
        `ok!! and the ${noun}?`,
        `That helps, thank you. What I really want to find out is ${about}.`,
        `Hm, but ${about}, that's not what I read there?`,
        `Fine. One detail is missing for me: ${about}.`,
        `thx. ${noun}, anywhere written?`,
        `I see, so could you add ${about}, in one line?`,
        `Right. Before I decide I must know ${about}, sorry for being picky`,
      ]),
      history: [
        c.turn([
          'Can you tell me about that service?',
          'How does this work at your shop?',
          'What do I need to know about it?',
          'Is there a page on it?',
        ]),
        `Of course. What our page says: ${known}.`,
      ],
      documents: c.rank([rules(c, page)], [rules(c, 'tiers'), rules(c, 'returnCost')]),
      reference: `Unfortunately our pages do not say ${about}, and I don't want to guess. What I can confirm is ${known}. If the detail matters to you, our colleagues will look into it: by chat until 21:00 JST every day, or by e-mail within 1 business day.`,
      must: [anyOf('do not say', 'no information', "don't have"), words, anyOf('e-mail', 'chat')],
      mustNot: [anyOf('recycled', 'MeCab', 'twelve people', 'red and blue'), '¥480'],
    };
  }),
  faq('faq-receipt-name', ['policy'], (c) => {
    const [company, paid] = c.turn([
      ['株式会社みなと工房', 'カード'],
      ['学校法人あおば学園', 'コンビニ'],
      ['合同会社ミルキーウェイ', 'PayPay'],
      ['山岸税理士事務所', 'コンビニ'],
    ] as const);
    const store = paid === 'コンビニ';
    return {
      question: askJa(c, [
        `領収書の宛名を「${company}」にしたいです。${paid}払いですが、どうすればいいですか?`,
        `${paid}で払った分の領収書、「${company}」宛てで出せますか`,
        `経費精算のため、宛名「${company}」の領収書が必要です。${paid}でお支払いしました。発行の手順を教えてください。`,
        `インボイスの登録番号は入っていますか?${paid}払いで、宛名は${company}です。`,
        mixed(`receiptって PDFでもらえますか?nameは「${company}」、${paid}で支払い済みです`),
        `${paid}払いの注文です。領収書を会社名(${company})で、いつからダウンロードできますか。`,
        `会社(${company})の本を立て替えました。${paid}払い。何が領収書になりますか?`,
        `宛名を間違えてダウンロードしたら直せますか。まだ発行前で、${company}宛て、${paid}払いです。`,
      ]),
      documents: c.rank(
        [rulesJa(c, 'receipts')],
        [
          rulesJa(c, 'payment'),
          rulesJa(c, 'giftReturn'),
          doc(
            'invoice-number',
            'Our invoice registration number is printed at the foot of every order confirmation. It is the same for all orders. The confirmation itself is not a receipt and cannot be used as one. Statements for a whole month are available to corporate accounts only.',
          ),
        ],
      ),
      reference: store
        ? `コンビニ払いの場合、お店の払込受領書が領収書となります(POL-245)。当店からの領収書はカードなど他のお支払い方法の場合に、発送日以降マイページの「注文履歴」からダウンロードでき、宛名は初回に一度だけ設定できます。`
        : `発送日以降、マイページの「注文履歴」から領収書をダウンロードできます。宛名は初回のダウンロード時に一度だけ設定できますので、「${company}」とご入力ください。登録番号と税率ごとの消費税額が記載されます。後から宛名を変える場合は、サポートで「再発行」と記載して承ります。`,
      must: store
        ? [anyOf('払込受領書', '受領書'), anyOf('POL-245', 'コンビニ')]
        : [anyOf('発送日以降', '発送日から'), anyOf('一度だけ', '1回だけ'), '再発行'],
      mustNot: store ? [company, '30日'] : [anyOf('払込受領書'), '30日'],
    };
  }),
];

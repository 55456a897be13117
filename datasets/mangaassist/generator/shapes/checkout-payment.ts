import { askJa, quietDay, rules, rulesJa } from './desk.js';
import { inJapan } from './desk-orders.js';
import { anyOf, dateEn, dateFact, dateJa, doc, mixed, type Shape, shapesOf, yen, yenJa } from './kit.js';

const chk = shapesOf('checkout_help');
const three = (hour: number, minute: number): string => `${hour}:${String(minute).padStart(2, '0')}`;

/** Checkout help: payments that fail, wait, or go through twice. */
export const CHECKOUT_PAYMENT: readonly Shape[] = [
  chk('chk-code-e12-again', ['lookup', 'follow-up', 'complaint'], (c) => {
    const bank = c.turn(['Hokusei Bank', 'Wells & Moor', 'Banque du Lac', 'Nordlys Bank', 'Aoba Shinkin']);
    const failed = c.turn([2, 2, 1]);
    const tries = failed === 2 ? 'Twice so far' : 'Once so far';
    const left = failed === 2 ? 'one attempt' : 'two attempts';
    return {
      question: c.ask([
        `There IS money on it! E-12 again. ${tries}. I don't want to be locked out.`,
        `e-12, ${tries.toLowerCase()}. what do i click`,
        `It reads E-12. ${bank} says everything is fine on their side. What am I doing wrong?`,
        `No, I checked the balance. The message was E-12, ${tries.toLowerCase()}, and the little window of ${bank} never showed up.`,
        `E-12 then, ${tries.toLowerCase()}. How many attempts do I have before something bad happens?`,
        `My code is E-12, I took long to find my phone with the ${bank} app. Should I try once more? ${tries}.`,
        `E-12 it is (${tries.toLowerCase()}, a card from ${bank}). Would another card help, or is it your shop?`,
        `It's E-12, ${tries.toLowerCase()}. Can't you just push the payment through by hand?`,
      ]),
      history: c.turn([
        [
          `My card gets refused at the last step. ${tries}.`,
          'I am sorry about that. Which error code do you see? E-51, for example, would be a lack of funds or a limit at the bank.',
        ],
        [
          `payment failed, ${tries.toLowerCase()}`,
          'That is annoying. Please tell me the code next to the message; E-51 would mean that the balance or limit is too low.',
        ],
      ]),
      documents: c.rank([rules(c, 'errors')], [rules(c, 'payment'), rules(c, 'account')]),
      reference: `E-12 is not about money: the 3-D Secure confirmation wasn't completed within 5 minutes. Have ${c.turn(['your', `the ${bank}`])} banking app open, allow pop-ups, start the payment again and approve it at once; we can't do that for you. Take care: after 3 failed attempts the card is blocked in our shop for 24 hours, so you have ${left} left. Another card or a gift card would work too.`,
      must: [
        anyOf('3-D Secure', '3D Secure'),
        anyOf('5 minutes'),
        anyOf('24 hours'),
        failed === 2
          ? anyOf('one attempt', '1 attempt', 'one more', 'one try')
          : anyOf('two attempts', '2 attempts', 'two more', 'two tries'),
      ],
      mustNot: ['billing address', '60 minutes'],
    };
  }),
  chk('chk-code-e07-moved', ['lookup', 'policy'], (c) => {
    const city = c.turn(['Osaka', 'Leeds', 'Toronto', 'Fukuoka']);
    return {
      question: c.ask([
        `"E-07" at the payment. I moved to ${city} last month, could that be the reason?`,
        `e-07 ??? new flat in ${city}`,
        `My card is refused with E-07 though the delivery address in ${city} is right. What else is there to correct?`,
        `Which address does E-07 complain about? I have an old one and one in ${city}.`,
        `Since I live in ${city} nothing works any more in your checkout: E-07.`,
        `How do I get rid of error E-07? The bank still has my previous address, by the way, not ${city}.`,
        `Please change my address to ${city} so that the E-07 goes away.`,
        `E-07, and I have used that card for years with you! Only ${city} is new.`,
      ]),
      documents: c.rank(
        [rules(c, 'errors')],
        [rules(c, 'addressChange'), rules(c, 'payment'), rules(c, 'privacy')],
      ),
      reference: `E-07 means that the billing address does not match the one your bank has on file; the delivery address in ${city} plays no part in it. Please correct it under Payment > Billing address so that it equals what the bank has, then try again. Note that after 3 failed attempts the card is blocked in our shop for 24 hours.`,
      must: [anyOf('billing address'), anyOf('Payment > Billing address', 'Payment'), anyOf('24 hours')],
      mustNot: ['insufficient', '5 minutes'],
    };
  }),
  chk('chk-third-failure-blocked', ['arithmetic', 'date'], (c) => {
    const day = quietDay(c);
    const [hour, minute] = [c.rng.int(9, 21), c.rng.int(3, 57)];
    const at = three(hour, minute);
    return {
      question: c.ask([
        `Third try failed ${dateEn(day)} at ${at}. When can I use the card again?`,
        `blocked since ${at}, ${dateEn(day)} (E-51 x3)`,
        `I had E-51 three times, the last at ${at} on ${dateEn(day)}. Until when is my card locked in your shop, and what do I do meanwhile?`,
        `Can you lift the block on my Visa? It began ${dateEn(day)}, ${at}, after the third E-51.`,
        `What does E-51 mean, and how long do I have to wait after three of them (${dateEn(day)} ${at})?`,
        `A limited edition is waiting in my cart! Card blocked at ${at} on ${dateEn(day)}. Is there any other way to pay now?`,
        `My bank has raised the limit after three E-51 errors. From which moment will you accept it? Last failure: ${dateEn(day)}, ${at}.`,
        `Is my whole account barred, or merely the card? It failed for the third time at ${at} on ${dateEn(day)}.`,
      ]),
      documents: c.rank(
        [rules(c, 'errors'), rules(c, 'payment')],
        [rules(c, 'account'), rules(c, 'cartHold')],
      ),
      reference: `E-51 means that the bank declined because of funds or a limit. After 3 failed attempts only this card is blocked, for 24 hours: until ${dateEn(day + 1)}, ${at}. In the meantime you can pay with another Visa, Mastercard, JCB or Amex, or with a gift card. It's best to settle the limit with your bank before you try again.`,
      must: [dateFact(day + 1), at, anyOf('24 hours'), anyOf('gift card', 'another card')],
      mustNot: ['60 minutes', dateFact(day + 3)],
    };
  }),
  chk('chk-konbini-slip-void', ['date', 'policy'], (c) => {
    const id = c.orderId();
    const placed = quietDay(c);
    const today = placed + c.rng.int(4, 6);
    const sum = c.rng.int(12, 60) * 110;
    return {
      question: askJa(c, [
        `コンビニで「この番号は取り扱いできません」と言われました。${id}です。今日は${dateJa(today)}です。`,
        `${id}の払込番号もう一回ください`,
        `${dateJa(placed)}に注文した${id}を今日(${dateJa(today)})支払いたいのですが、番号が無効でした。`,
        mixed(`${id}のkonbini paymentがerrorになります。numberをre-issueしてもらえますか?`),
        `${id}の支払い期限を1日だけ延ばしてもらうことはできますか。${dateJa(today)}になってしまいました。`,
        `レジで番号がはじかれます。${id}、どうすれば本を買えますか?`,
        `支払い忘れていました。${id}はもうキャンセルですか?`,
        `${id}、${yenJa(sum)}を${dateJa(today)}に払おうとしたらエラーでした。別の方法はありますか。`,
      ]),
      documents: c.rank(
        [
          doc(
            `order-${id.slice(3)}`,
            `ご注文 ${id}。${dateJa(placed)}ご注文、コンビニ払い、${yenJa(sum)}。お支払い期限${dateJa(placed + 3)}までに入金がなかったため、自動的にキャンセルされました。払込番号は無効です。商品は在庫に戻しました。再注文は注文履歴の「もう一度注文」から行えます。`,
          ),
          rulesJa(c, 'payment'),
        ],
        [rulesJa(c, 'errors'), rulesJa(c, 'addressChange')],
      ),
      reference: `${id}はお支払い期限の${dateJa(placed + 3)}(3日以内)を過ぎたため自動的にキャンセルされ、番号は無効になっています。再発行や延長はできません。注文履歴の「もう一度注文」から改めてご注文ください。カードやPayPayもお選びいただけます。`,
      must: [dateFact(placed + 3), anyOf('キャンセル'), anyOf('もう一度注文', '再注文', '改めてご注文')],
      mustNot: [anyOf('7日以内'), dateFact(placed + 7)],
    };
  }),
  chk('chk-two-gift-cards', ['arithmetic', 'policy'], (c) => {
    const [a, b] = [c.rng.int(2, 4) * 1_000, c.rng.int(5, 6) * 500];
    const total = a + b + c.rng.int(4, 19) * 100;
    return {
      question: c.ask([
        `Two gift cards, ${yen(a)} and ${yen(b)}, for an order of ${yen(total)}. Checkout takes only one. What now?`,
        `${yen(a)} + ${yen(b)} giftcards, rest on visa, total ${yen(total)}, HOW`,
        `I'd like to spend both presents (cards over ${yen(a)} and ${yen(b)}) on ${yen(total)} of books. Is it feasible, and what remains for my Amex?`,
        `The second gift card field is missing! I hold ${yen(b)} and ${yen(a)}; the sum is ${yen(total)}.`,
        `How much will my card be charged if I use gift cards of ${yen(a)} and ${yen(b)} on ${yen(total)}?`,
        `Do I lose the smaller card (${yen(b)}) when I pay ${yen(total)} with the bigger one (${yen(a)})?`,
        `Can I merge balances of ${yen(a)} and ${yen(b)} somewhere before paying ${yen(total)}?`,
        `Please help an old lady: grandchildren gave me ${yen(a)} and ${yen(b)} as gift cards, the books are ${yen(total)}.`,
      ]),
      documents: c.rank(
        [rules(c, 'giftcards'), rules(c, 'payment')],
        [rules(c, 'refundMix'), rules(c, 'errors')],
      ),
      reference: `An order takes one gift card, but you can merge the two balances in My Page > Gift cards first. That gives one card with ${yen(a + b)}. Use it at checkout and put the remaining ${yen(total - a - b)} of ${yen(total)} on one credit card; a gift card and a card may share an order. Nothing is lost.`,
      must: [yen(a + b), yen(total - a - b), anyOf('My Page > Gift cards', 'My Page')],
      mustNot: [yen(total - a), yen(total - b)],
    };
  }),
  chk('chk-charged-twice-paypay', ['complaint', 'date'], (c) => {
    const id = c.orderId();
    const sum = c.rng.int(15, 70) * 110;
    const day = quietDay(c);
    return {
      question: askJa(c, [
        `PayPayで${yenJa(sum)}が2回引かれています!注文は${id}の1件だけです。`,
        `二重請求!${id} ${yenJa(sum)}×2`,
        `エラーの後にもう一度押したら、${yenJa(sum)}が二つ履歴に出ました。${id}について確認をお願いします。`,
        mixed(`PayPayにdouble chargeされてます。${id}、${yenJa(sum)}。refundはいつ?`),
        `${id}の支払いが2件になっています。片方はいつ戻りますか。`,
        `すぐ返してください。${yenJa(sum)}を二度も取るなんて。${id}。`,
        `${dateJa(day)}の${id}、1回目は失敗したはずなのに引かれているようです。どうすればよいですか。`,
        `返金の手続きは必要ですか?${id}、PayPayで${yenJa(sum)}が2件あります。`,
      ]),
      documents: c.rank(
        [
          doc(
            'payment-log',
            `決済記録 ${dateJa(day)}。1回目 PayPay ${yenJa(sum)}:通信エラーのため仮押さえのみ、請求なし。2回目 PayPay ${yenJa(sum)}:成功、注文${id}。PayPayの仮押さえは通常3日以内に自動で解除されます。解除されない場合は当店チャットへご連絡ください。`,
          ),
          rulesJa(c, 'payment'),
        ],
        [rulesJa(c, 'errors'), rulesJa(c, 'refundMix')],
      ),
      reference: `ご心配をおかけし申し訳ございません。請求は2回目の${yenJa(sum)}(${id})の1件だけです。1回目は通信エラーによる仮押さえで、通常3日以内の${dateJa(day + 3)}までに自動で解除されます。お手続きは不要です。それを過ぎても残っている場合は、チャットでご連絡ください。`,
      must: [id, anyOf('仮押さえ'), dateFact(day + 3), anyOf('3日以内')],
      mustNot: [yenJa(sum * 2), '5〜7営業日'],
    };
  }),
  chk('chk-dollars-shown', ['arithmetic', 'policy', 'negation'], (c) => {
    const goods = c.rng.int(60, 190) * 100;
    const rate = c.turn([150, 148, 152, 146]);
    const dollars = (goods / rate).toFixed(2);
    const card = c.turn(['a Visa debit card', 'a Mastercard', 'an Amex', 'a Visa credit card']);
    return {
      question: c.ask([
        `Checkout shows US$${dollars} for ${yen(goods)}. Is that exactly what my bank takes? I use ${card}.`,
        `is $${dollars} final? (${card})`,
        `In which currency will ${card} be charged, and can the $${dollars} still change?`,
        `My statement was higher than the dollars you displayed last time. This time it's $${dollars} for ${yen(goods)}. Why the difference?`,
        `Do you add a foreign fee to the US$${dollars}? I'd pay by ${card}.`,
        `Could you charge me in dollars directly, $${dollars} as shown? ${yen(goods)} is the cart.`,
        `What exchange rate turns ${yen(goods)} into $${dollars}, and is it my bank's?`,
        `Before paying ${yen(goods)} from Denver by ${card}: how firm is the figure $${dollars}?`,
      ]),
      documents: c.rank(
        [
          doc(
            'pol242-currency',
            `POL-242 Currency. All charges are made in yen. Amounts in US dollars at checkout are estimates at our daily rate, today ¥${rate} to the dollar, for orientation only. Your card company converts with its own rate on the day of booking and may add a fee for foreign payments, which we neither know nor receive.`,
          ),
        ],
        [rules(c, 'payment'), rules(c, 'customs'), rules(c, 'shipIntl')],
      ),
      reference: `The $${dollars} is an estimate at our daily rate of ¥${rate} to the dollar. You are charged ${yen(goods)} in yen (POL-242). Your card company converts it with its own rate on the day of booking and may add a fee for foreign payments; we neither know nor receive that fee, so please ask your bank.`,
      must: [yen(goods), anyOf('estimate'), anyOf('yen')],
      mustNot: ['¥1,900', anyOf('exactly what your bank', 'no fee is added', 'charged in dollars')],
    };
  }),
  chk('chk-payment-not-offered', ['no-answer', 'negation'], (c) => {
    const way = c.turn([
      'Klarna',
      'Bitcoin',
      'Apple Pay',
      'instalments over six months',
      'American gift cards of a department store',
      'Alipay',
      'a money order',
      'SEPA debit',
    ]);
    return {
      question: c.ask([
        `Can I pay with ${way}? I live in Lyon.`,
        `${way} ok?`,
        `I don't find ${way} on the payment page. Is it hidden somewhere?`,
        `Are you going to support ${way} soon? That would decide my order.`,
        `Which fee do you take for ${way}?`,
        `My friend paid with ${way} at another manga shop, I trust you do the same.`,
        `Hello from Cork! Is ${way} possible, and if it isn't, what comes closest?`,
        `Please activate ${way} for my account.`,
      ]),
      documents: c.rank([rules(c, 'payment')], [rules(c, 'giftcards'), rules(c, 'errors')]),
      reference: `I'm sorry, ${way} is not among the ways of paying in our pages, and I have no information about plans for it. Everywhere you can pay with Visa, Mastercard, JCB, Amex or a Hoshizora gift card; one gift card and one card may be combined (POL-240).`,
      must: [anyOf('not among', 'not accept', 'not available', 'no information'), 'Visa', anyOf('gift card')],
      mustNot: [anyOf('yes, you can pay', 'will be available soon'), anyOf('24 hours')],
    };
  }),
  chk('chk-transfer-deadline', ['date', 'policy'], (c) => {
    const customer = inJapan(c);
    const id = c.orderId();
    const placed = quietDay(c);
    const due = placed + 7;
    const sum = c.rng.int(35, 120) * 110;
    return {
      question: c.ask([
        `I chose bank transfer for ${id}. By when must the money be there?`,
        `transfer deadline ${id}?`,
        `My bank books on Mondays only. Is that soon enough for ${id}, ordered ${dateEn(placed)}?`,
        `What do I write in the reference line for ${id}, and how long do I have?`,
        `Is the deadline three days, as with the convenience store? I mean ${id}, by transfer.`,
        `Could I switch ${id} from bank transfer to card now?`,
        `Will the price of ${id} hold until I've transferred ${yen(sum)}?`,
        `What happens to ${id} if my ${yen(sum)} is a day late?`,
      ]),
      documents: c.rank(
        [
          doc(
            `order-${id.slice(3)}`,
            `Order ${id}, customer ${customer.name}. Placed ${dateEn(placed)}, bank transfer, ${yen(sum)}, status Awaiting payment. Reference for the transfer: ${id}. Books are reserved and prices fixed until the deadline. The way of paying can be changed in My Page while the status is Awaiting payment.`,
          ),
          rules(c, 'payment'),
        ],
        [rules(c, 'dispatch'), rules(c, 'errors')],
      ),
      reference: `Bank transfers have 7 days, so ${yen(sum)} for ${id} must arrive by ${dateEn(due)}; please give ${id} as reference. Until then books and prices are kept for you. After that the order is cancelled automatically. While it is awaiting payment, you can change to another way of paying in My Page.`,
      must: [id, dateFact(due), anyOf('7 days'), yen(sum)],
      mustNot: [dateFact(placed + 3), '24 hours'],
    };
  }),
];

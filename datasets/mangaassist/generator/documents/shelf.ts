import type { Rng } from '../rng.js';
import { type Document, doc } from '../shape.js';
import type { Book } from '../world/book.js';
import { extraOf } from '../world/commerce.js';
import { yen } from '../world/money.js';

/** Something around a series that is no comic: the usual distractor beside its volumes. */
export function goodsPage(rng: Rng, book: Book, language: 'en' | 'ja' = 'en'): Document {
  const kind = rng.pick(language === 'en' ? ['calendar', 'guide', 'bag'] : ['stand', 'guide']);
  const extra = extraOf(book, kind);
  const [code, price] = [extra.code, yen(extra.price)];
  const texts: { readonly [kind: string]: string } =
    language === 'en'
      ? {
          calendar: `${book.en} wall calendar, ${code}. Twelve sheets with colour pictures chosen from the covers, paper ring binding, 30 × 42 cm. Japanese holidays are marked. ${price}, in stock while the print run lasts. No story pages inside; sent flat in a carton, so please allow one more day for packing.`,
          guide: `${book.en}, official guide book, ${code}. Character files, maps, an interview about the making of the series and a quiz for readers who know every chapter. Japanese text, 160 pages, ${price}. It holds no chapter of the manga and gives away the plot, so it is meant for those who have read on.`,
          bag: `Cotton bag with a motif from ${book.en}, ${code}. Long handles, inner pocket, washable at 30 degrees, holds about ten volumes. ${price}. In stock in natural white, the black one is being made again. The bag is sold without books, and gift wrapping is possible on request.`,
        }
      : {
          stand: `『${book.ja}』アクリルスタンド ${code}。高さ約12cm、台座付き。表紙イラストを使用した公式グッズです。${price}(税込)、在庫あり。コミックスは付属しません。組み立ての際は保護フィルムをはがしてください。お一人様三点までとさせていただきます。`,
          guide: `『${book.ja}』公式ガイドブック ${code}。人物紹介、年表、作者インタビュー、設定画を収録した読者向けの一冊です。${price}(税込)、在庫あり。漫画本編は収録されていません。物語の結末に触れる箇所がありますので、読み終えた方におすすめします。`,
        };
  return doc(`${book.slug}-${kind}`, texts[kind] ?? '');
}

/** What buyers wrote, with the average. */
export function reviewDigest(rng: Rng, book: Book, praise: string, blame: string): Document {
  return doc(
    `${book.slug}-reviews`,
    rng.pick([
      `Reviews of ${book.en}, volume 1: ${book.rating} of 5 from ${book.ratings} customers. Praised most: ${praise}. Criticised now and then: ${blame}. Reviews are written by buyers after delivery, checked for spoilers by our staff and summed up once a month; single opinions may differ a good deal.`,
      `What ${book.ratings} buyers say of ${book.en}: an average of ${book.rating} out of 5. Many mention ${praise}; some would have liked less of this: ${blame}. The digest is renewed every month from reviews of verified orders, in all languages, and does not count stars given without a text.`,
    ]),
  );
}

/** A campaign that is over, as retrievers keep finding it. */
export function pastCampaign(rng: Rng, about: string, language: 'en' | 'ja' = 'en'): Document {
  const percent = rng.pick([5, 8, 12, 15, 18]);
  const coupon = `${rng.pick(['SPRING', 'MOON', 'RAINY', 'GOLDWEEK', 'TANABATA', 'LANTERN'])}${percent}`;
  const text =
    language === 'en'
      ? `Campaign page (ended): ${percent} % off ${about} with the coupon ${coupon}. The campaign closed on 31 January and the coupon is no longer accepted in the cart. It could not be combined with points or with other coupons and did not hold for pre-orders. The next campaigns are announced in the newsletter.`
      : `【終了したキャンペーン】${about}がクーポン${coupon}で${percent}%引き。1月31日で終了し、現在はカートでご利用いただけません。ポイントや他のクーポンとの併用、予約商品への適用はできませんでした。次回の企画はメールマガジンでお知らせします。`;
  return doc(`campaign-${coupon.toLowerCase()}`, text);
}

import { type Day, dateEn, dateJa, dayOf } from './calendar.js';
import { yen, yenJa } from './money.js';

/** A coupon with the same rules wherever it appears. Dates are of 2026. */
export interface Coupon {
  readonly code: string;
  /** Percent off, or 0 where `off` is a sum. */
  readonly percent: number;
  /** Yen off, or 0 where it is a percentage. */
  readonly off: number;
  readonly minimum: number;
  /** The most it takes off, in yen; 0 for no limit. */
  readonly cap: number;
  readonly from: Day;
  readonly to: Day;
  readonly about: string;
  readonly aboutJa: string;
}

const coupon = (
  code: string,
  [percent, off, minimum, cap]: readonly [number, number, number, number],
  [fromMonth, fromDate, toMonth, toDate]: readonly [number, number, number, number],
  about: string,
  aboutJa: string,
): Coupon => ({
  code,
  percent,
  off,
  minimum,
  cap,
  from: dayOf(2026, fromMonth, fromDate),
  to: dayOf(2026, toMonth, toDate),
  about,
  aboutJa,
});

export const COUPONS = {
  setsubun: coupon(
    'SETSUBUN8',
    [8, 0, 4_000, 1_200],
    [1, 28, 2, 10],
    'Winter reading code from the January newsletter',
    '1月のメルマガの冬の読書コード',
  ),
  hina: coupon(
    'HINA600',
    [0, 600, 5_000, 0],
    [2, 20, 3, 3],
    'Doll Festival coupon for single volumes',
    'ひな祭りの単行本クーポン',
  ),
  hanami: coupon(
    'HANAMI12',
    [12, 0, 6_000, 1_500],
    [3, 20, 4, 12],
    'Cherry blossom campaign on single volumes',
    'お花見の単行本キャンペーン',
  ),
  tsuyu: coupon(
    'TSUYU9',
    [9, 0, 4_500, 1_000],
    [6, 8, 6, 30],
    'Rainy season campaign on single volumes',
    '梅雨の単行本キャンペーン',
  ),
  hotaru: coupon(
    'HOTARU700',
    [0, 700, 6_500, 0],
    [6, 1, 6, 28],
    'Firefly coupon from the app',
    'アプリのホタルクーポン',
  ),
  natsu: coupon(
    'NATSU14',
    [14, 0, 7_500, 1_800],
    [7, 10, 8, 10],
    'Summer campaign on single volumes',
    '夏の単行本キャンペーン',
  ),
  hanabi: coupon(
    'HANABI900',
    [0, 900, 8_000, 0],
    [7, 6, 8, 9],
    'Fireworks coupon from the newsletter',
    'メルマガの花火クーポン',
  ),
  tsukimi: coupon(
    'TSUKIMI11',
    [11, 0, 5_500, 1_300],
    [9, 7, 9, 27],
    'Moon viewing campaign on single volumes',
    'お月見の単行本キャンペーン',
  ),
  momiji: coupon(
    'MOMIJI13',
    [13, 0, 7_000, 1_600],
    [10, 15, 11, 8],
    'Autumn leaves campaign on single volumes',
    '紅葉の単行本キャンペーン',
  ),
  yakiimo: coupon(
    'YAKIIMO800',
    [0, 800, 7_200, 0],
    [10, 19, 11, 15],
    'Sweet potato coupon from the app',
    'アプリの焼き芋クーポン',
  ),
  kotatsu: coupon(
    'KOTATSU10',
    [10, 0, 5_000, 1_400],
    [12, 1, 12, 25],
    'Winter evenings campaign on single volumes',
    '冬の夜長の単行本キャンペーン',
  ),
  setcode: coupon(
    'ZENKAN1500',
    [0, 1_500, 14_000, 0],
    [9, 1, 9, 30],
    'Complete-set month; sets only',
    '全巻セット月間(セット商品のみ)',
  ),
} as const satisfies { readonly [key: string]: Coupon };

/** Yen that the coupon takes off goods that all count; 0 below its minimum. Fractions are dropped. */
export function discountOf(code: Coupon, goods: number): number {
  if (goods < code.minimum) return 0;
  const plain = code.percent > 0 ? Math.floor((goods * code.percent) / 100) : code.off;
  return code.cap > 0 ? Math.min(plain, code.cap) : plain;
}

export const worthEn = (code: Coupon): string =>
  code.percent > 0 ? `${code.percent} % off` : `${yen(code.off)} off`;
export const worthJa = (code: Coupon): string =>
  code.percent > 0 ? `${code.percent} %引き` : `${yenJa(code.off)}引き`;

/** Campaign pages in three English layouts and a Japanese one; `extra` is a sentence of the shape's own. */
export function couponTexts(code: Coupon, extra = ''): readonly string[] {
  const cap = code.cap > 0 ? `, at most ${yen(code.cap)} per order` : '';
  const dates = `${dateEn(code.from)} to ${dateEn(code.to)}, 2026`;
  return [
    `Campaign ${code.code}. ${code.about}: ${worthEn(code)} from ${yen(code.minimum)}${cap}. Runs ${dates}, 23:59 JST. Enter the code on the payment page. Box sets, pre-orders, clearance items and gift cards are excluded and do not count towards the minimum, unless the campaign is for sets. One coupon per order; points may be used on top. ${extra}`.trim(),
    `${code.code} – ${code.about}.\nBenefit: ${worthEn(code)}${cap}\nMinimum: ${yen(code.minimum)} of eligible goods, before shipping and points\nPeriod: ${dates} (ends 23:59 JST)\nNot with: another coupon; gift cards, clearance, pre-orders\n${extra}`.trim(),
    `${code.about}. With ${code.code} you get ${worthEn(code)} once your eligible goods reach ${yen(code.minimum)}${cap}. Valid ${dates} until midnight in Japan, once per account, for delivery to any country. The discount shows in the cart at once. Orders placed in time keep it even if they leave later. ${extra}`.trim(),
  ];
}

export function couponTextJa(code: Coupon, extra = ''): string {
  const cap = code.cap > 0 ? `(上限${yenJa(code.cap)})` : '';
  return `キャンペーン ${code.code}。${code.aboutJa}。対象商品${yenJa(code.minimum)}以上で${worthJa(code)}${cap}。期間:2026年${dateJa(code.from)}〜${dateJa(code.to)} 23:59(日本時間)。クーポンは1回のご注文に1枚まで、ポイントとの併用可。予約商品・クリアランス品・ギフトカードは対象外です。${extra}`;
}

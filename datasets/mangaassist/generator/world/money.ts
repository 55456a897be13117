/** `1200` → `¥1,200`. */
export const yen = (amount: number): string => `¥${grouped(amount)}`;
/** `1200` → `1,200円`. */
export const yenJa = (amount: number): string => `${grouped(amount)}円`;
/** `14.5` → `$14.50`. */
export const usd = (amount: number): string => `$${(Math.round(amount * 100) / 100).toFixed(2)}`;

/** Thousands apart by commas, whatever the locale. */
export function grouped(amount: number): string {
  return String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
}

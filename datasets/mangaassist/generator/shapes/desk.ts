import { type Context, type Document, doc, ja, type Wording } from '../shape.js';
import { type Day, dayOf, weekday } from '../world/calendar.js';
import { type Coupon, couponTextJa, couponTexts } from '../world/campaigns.js';
import { deskPolicies } from '../world/desk-policies.js';
import { accountPolicies } from '../world/desk-policies-account.js';

/** What the shapes about rules and orders share: pages of rules and campaigns, quiet weeks. */

const PAGES = { ...deskPolicies, ...accountPolicies };
export type PageName = keyof typeof PAGES;

/** A page of the shop's rules in English. */
export function rules(context: Context, name: PageName): Document {
  const page = PAGES[name];
  return doc(page.slug, context.rng.pick<string>(page.en));
}

/** The same page in Japanese. */
export function rulesJa(context: Context, name: PageName): Document {
  const page = PAGES[name];
  return doc(page.slug, context.rng.pick<string>(page.ja));
}

/** The page of a coupon. */
export function campaign(context: Context, code: Coupon, extra?: string): Document {
  return doc(`campaign-${code.code.toLowerCase()}`, context.rng.pick(couponTexts(code, extra)));
}
export function campaignJa(code: Coupon, extra?: string): Document {
  return doc(`campaign-${code.code.toLowerCase()}`, couponTextJa(code, extra));
}

/** The question of the instance where all wordings are Japanese but for those that say otherwise. */
export function askJa(context: Context, wordings: readonly (string | Wording)[]): Wording {
  return context.ask(wordings.map((wording) => (typeof wording === 'string' ? ja(wording) : wording)));
}

/** Weeks of 2026 without a national holiday in the weeks that follow: month, first date, last date. */
const QUIET = [
  [2, 24, 3, 2],
  [5, 11, 5, 31],
  [6, 1, 6, 19],
  [8, 17, 8, 28],
  [11, 24, 12, 4],
] as const;

/** A day in a quiet week; any weekday unless told which (0 is Sunday). */
export function quietDay({ rng }: Context, weekdays: readonly number[] = [0, 1, 2, 3, 4, 5, 6]): Day {
  const [month, date, lastMonth, lastDate] = rng.pick(QUIET);
  const first = dayOf(2026, month, date);
  const days = Array.from(
    { length: dayOf(2026, lastMonth, lastDate) - first + 1 },
    (_, index) => first + index,
  );
  return rng.pick(days.filter((day) => weekdays.includes(weekday(day))));
}

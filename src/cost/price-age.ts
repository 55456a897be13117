/** After so many days a price book is old enough for a warning. */
export const OLD_AFTER_DAYS = 90;

const DAY_MS = 86_400_000;

/** Whole days from one ISO date to another; negative when the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);
}

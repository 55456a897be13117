/** A month of every monthly figure. */
export const DAYS_PER_MONTH = 30;

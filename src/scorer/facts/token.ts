/**
 * A piece of text that can be compared with a piece of a fact. Numbers are kept as canonical decimals (`1200`,
 * `9.99`), never as floats, so that equal means equal.
 */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  /** `plain`: written as bare digits, so it may also be an id. `units` is empty where no known unit stands by. */
  | {
      readonly kind: 'number';
      readonly value: string;
      readonly units: readonly string[];
      readonly plain: boolean;
    }
  | { readonly kind: 'money'; readonly value: string; readonly currency: string }
  | { readonly kind: 'percent'; readonly value: string }
  | DateToken
  | TimeToken
  /** `3/5`: a date, a rating, a fraction. `date` where the text around it shows that it is one. */
  | {
      readonly kind: 'slash';
      readonly left: string;
      readonly right: string;
      readonly year?: string;
      readonly date?: DateToken;
    }
  /** `#10482`: digits as written, leading zeros kept. */
  | { readonly kind: 'id'; readonly digits: string }
  /** `MK-20931` without its dashes: an id of letters and digits. */
  | { readonly kind: 'code'; readonly text: string }
  /** What stands between the ends of a range: `3-5`, `3 to 5`, `3〜5`. */
  | { readonly kind: 'range' };

export interface DateToken {
  readonly kind: 'date';
  readonly year?: string;
  readonly month: string;
  readonly day?: string;
}

/**
 * A time of day in minutes from midnight. `clock`: `12` said which half of the day, `24` is `15:00` without a.m. or
 * p.m., `either` may be in both halves (`3時`, `3 o'clock`).
 */
export interface TimeToken {
  readonly kind: 'time';
  readonly minutes: number;
  readonly clock: '12' | '24' | 'either';
}

/** A token with its place in the rewritten text. */
export interface PlacedToken {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
}

/** Canonical decimal: no thousands separators, no leading zeros, no trailing zeros after the point. */
export function canonicalDecimal(written: string): string {
  const [whole = '', fraction = ''] = written.replaceAll(',', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? digits : `${digits}.${rest}`;
}

/** `written` × 10^`power`, exactly. */
export function shiftDecimal(written: string, power: number): string {
  const [whole = '0', fraction = ''] = written.replaceAll(',', '').split('.');
  if (power >= 0) {
    const padded = fraction.padEnd(power, '0');
    return canonicalDecimal(`${whole}${padded.slice(0, power)}.${padded.slice(power)}`);
  }
  const padded = whole.padStart(1 - power, '0');
  return canonicalDecimal(`${padded.slice(0, power)}.${padded.slice(power)}${fraction}`);
}

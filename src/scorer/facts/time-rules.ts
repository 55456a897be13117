import type { TimeToken } from './token.js';

type Groups = { readonly [name: string]: string | undefined };

const noLetterBefore = String.raw`(?<![\p{Script=Latin}\p{N}])`;
const half = String.raw`(?:am|pm|a\.m\.?|p\.m\.?)(?![\p{Script=Latin}\p{N}])`;

/** How times of day are written; each with the token that it gives. */
export const timeRules: readonly {
  readonly source: string;
  readonly read: (groups: Groups) => TimeToken | undefined;
}[] = [
  {
    source: String.raw`(?<x>午前|午後)\s*(?<h>\d{1,2})(?:時(?!間)(?:(?<m>\d{1,2})分|(?<r>半))?|:(?<n>\d{2}))`,
    read: japanese,
  },
  { source: String.raw`(?<h>\d{1,2})時(?!間)(?:(?<m>\d{1,2})分|(?<r>半))?`, read: japanese },
  {
    source: String.raw`${noLetterBefore}(?<x>am|pm)\s?(?<h>\d{1,2})(?::(?<m>\d{2}))?(?!\d|:\d)`,
    read: english,
  },
  { source: String.raw`(?<h>\d{1,2})(?::(?<m>\d{2}))?\s*(?<x>${half})`, read: english },
  { source: String.raw`(?<h>\d{1,2})(?::(?<m>\d{2}))?\s*o'clock`, read: english },
  { source: String.raw`(?<h>\d{1,2}):(?<m>\d{2})(?!\d|:\d)`, read: (g) => timeOf(g.h, g.m, '24') },
  {
    source: String.raw`${noLetterBefore}(?:noon(?![\p{Script=Latin}\p{N}])|正午)`,
    read: () => timeOf('12', '0', '24'),
  },
  {
    source: String.raw`${noLetterBefore}midnight(?![\p{Script=Latin}\p{N}])`,
    read: () => timeOf('0', '0', '24'),
  },
];

function japanese({ x, h, m, n, r }: Groups): TimeToken | undefined {
  const minutes = r === undefined ? (m ?? n ?? '0') : '30';
  if (x === undefined) return timeOf(h, minutes, Number(h) <= 12 ? 'either' : '24');
  // 午後15時 is said too.
  const hour = Number(h) > 12 ? Number(h) : (Number(h) % 12) + (x === '午後' ? 12 : 0);
  return timeOf(String(hour), minutes, '12');
}

function english({ x, h, m }: Groups): TimeToken | undefined {
  const hour = Number(h);
  if (hour > 12) return x === undefined ? undefined : timeOf(h, m ?? '0', '12');
  if (x === undefined) return timeOf(h, m ?? '0', 'either');
  return timeOf(String((hour % 12) + (x.startsWith('p') ? 12 : 0)), m ?? '0', '12');
}

function timeOf(hour: string | undefined, minute: string | undefined, clock: TimeToken['clock']) {
  const [h, m] = [Number(hour), Number(minute)];
  if (!(h <= 24 && m < 60)) return undefined;
  return { kind: 'time', minutes: (h * 60 + m) % 1440, clock } as const;
}

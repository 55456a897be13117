import type { GuardrailSpec, SliceRef } from './port.js';

/** A guardrail read from one line of text, or what is wrong with the line. */
export type ParsedExpression =
  | { readonly state: 'ok'; readonly guardrail: GuardrailSpec }
  | { readonly state: 'invalid'; readonly message: string; readonly hint: string };

const HINT =
  'Write `facts >= 0.8`, `costUsd <= 1.05x baseline`, and behind it `on golden` or `where intent=faq`.';

const EXPRESSION = new RegExp(
  [
    /^\s*(?<metric>[A-Za-z][A-Za-z0-9_-]{0,99})\s*/,
    /(?<operator>[<>=!≤≥]{1,3})\s*/,
    /(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*/,
    /(?<factor>(?:[x×*]|%(?:\s*of)?)\s*(?:the\s+)?baseline)?/,
    /(?:\s+on\s+(?<on>\S+))?/,
    /(?:\s+where\s+(?<by>intent|tag|language)\s*=\s*(?<value>\S(?:.*\S)?))?\s*$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'iu',
);

/**
 * Reads `<metric> >= <number>` or `<=` (also ≥ and ≤): a bound in raw units, or, with `x baseline` or `% of baseline`
 * behind the number, on candidate ÷ baseline. `on <dataset>` and `where intent=<value>` (tag, language) may follow.
 * The bound itself is allowed. Never throws.
 *
 * @example
 * parseGuardrail('costUsd <= 1.05x baseline'); // { metric: 'costUsd', maxRatio: 1.05 }
 */
export function parseGuardrail(text: string): ParsedExpression {
  const parts = EXPRESSION.exec(text)?.groups;
  if (parts === undefined) {
    const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
    return { state: 'invalid', message: `\`${shown}\` is not a guardrail`, hint: HINT };
  }
  const { metric = '', operator = '', number = '', factor, on, by, value } = parts;
  const direction = DIRECTIONS[operator];
  if (direction === undefined) {
    const message = `\`${operator}\` cannot be tested`;
    return { state: 'invalid', message, hint: 'Use >= or <=: the bound itself is allowed.' };
  }
  const percent = factor?.startsWith('%') === true;
  const bound = Number((Number(number) / (percent ? 100 : 1)).toPrecision(15));
  if (factor !== undefined && !(bound > 0)) {
    return { state: 'invalid', message: `a ratio of ${number} decides nothing`, hint: 'Use one above 0.' };
  }
  const key = factor === undefined ? direction.bound : direction.ratio;
  return {
    state: 'ok',
    guardrail: {
      metric,
      [key]: bound,
      ...(on !== undefined && { on }),
      ...(by !== undefined && value !== undefined && { slice: { by: byOf(by), value } }),
    },
  };
}

const DIRECTIONS: {
  readonly [operator: string]: { readonly bound: 'min' | 'max'; readonly ratio: 'minRatio' | 'maxRatio' };
} = {
  '>=': { bound: 'min', ratio: 'minRatio' },
  '≥': { bound: 'min', ratio: 'minRatio' },
  '<=': { bound: 'max', ratio: 'maxRatio' },
  '≤': { bound: 'max', ratio: 'maxRatio' },
};

function byOf(by: string): SliceRef['by'] {
  const lower = by.toLowerCase();
  return lower === 'tag' || lower === 'language' ? lower : 'intent';
}

import type { Chance } from '../chance.js';
import type { AnswerType } from '../evidence/attributes.js';
import type { Evidence } from '../evidence/select.js';
import type { Source } from '../evidence/sources.js';
import { alteredQuantity } from '../language/quantities.js';
import type { Language } from './phrases.js';

const monthNames = ['January', 'March', 'April', 'June', 'September', 'October', 'November'] as const;

/**
 * Something plausible and unsupported: the sentence of the nearest document with another number, or a price, date or
 * number for what the question names.
 */
export function fabricate(
  question: string,
  options: {
    readonly evidence: Evidence;
    readonly sources: readonly Source[];
    readonly answerType: AnswerType;
    readonly chance: Chance;
    readonly language: Language;
  },
): string {
  const { evidence, chance, answerType, language } = options;
  const subject = subjectOf(question, language);
  const size = 1 + Math.floor(chance.uniform('invent:size') * 89);
  if (answerType !== undefined)
    return invent(answerType, { subject, size, chance, language, sign: currencyOf(options.sources) });
  const near = evidence.distractors.find(({ unit }) => unit.quantities.length > 0)?.unit;
  const quantity = near?.quantities[0];
  if (near !== undefined && quantity !== undefined) {
    const other = alteredQuantity(quantity, chance.uniform('invent:value'));
    return near.text.slice(0, quantity.at) + other + near.text.slice(quantity.at + quantity.text.length);
  }
  return language === 'ja'
    ? `${subject}は通常${size}日以内にご利用いただけます。`
    : `Yes, ${subject} is available, usually within ${size} days.`;
}

function invent(
  type: Exclude<AnswerType, undefined>,
  {
    subject,
    size,
    chance,
    language,
    sign,
  }: {
    readonly subject: string;
    readonly size: number;
    readonly chance: Chance;
    readonly language: Language;
    readonly sign: string;
  },
): string {
  const japanese = language === 'ja';
  const month = Math.floor(chance.uniform('invent:month') * monthNames.length);
  const day = 1 + (size % 28);
  switch (type) {
    case 'price':
      return japanese
        ? `${subject}の価格は${size * 20 + 80}円です。`
        : `${subject} costs ${sign}${sign === '¥' ? size * 20 + 80 : `${size}.50`}.`;
    case 'date':
      return japanese
        ? `${subject}は${month + 3}月${day}日です。`
        : `${subject} is set for ${monthNames[month] ?? 'May'} ${day}.`;
    case 'time':
      return japanese
        ? `${subject}は${7 + (size % 5)}時からです。`
        : `${subject} starts at ${7 + (size % 5)}:30 am.`;
    case 'number':
      return japanese ? `${subject}は${size}です。` : `${subject} comes to ${size} in total.`;
  }
}

/** What the question names: a quoted title, a run of capitalised words, else a pronoun. */
function subjectOf(question: string, language: Language): string {
  const quoted = /[「『"“]([^「」『』"“”\n]{1,60})[」』"”]/.exec(question)?.[1];
  const named = /(?<=[\p{L}\p{N},] )[A-Z][\p{L}'’-]+(?: [A-Z0-9][\p{L}\p{N}'’-]*)*/u.exec(question)?.[0];
  const katakana = /[ァ-ヺー]{3,}/.exec(question)?.[0];
  return quoted ?? named ?? katakana ?? (language === 'ja' ? 'こちら' : 'It');
}

function currencyOf(sources: readonly Source[]): string {
  for (const source of sources) {
    for (const unit of source.units) {
      const price = unit.quantities.find(({ kind }) => kind === 'price')?.text;
      const sign = price === undefined ? undefined : /[¥￥$€£]|円|yen/i.exec(price)?.[0];
      if (sign !== undefined) return /¥|￥|円|yen/i.test(sign) ? '¥' : sign;
    }
  }
  return '$';
}

import type { Unit } from './sources.js';

/** The kind of value that a question asks for, as far as something of it can be made up. */
export type AnswerType = 'price' | 'date' | 'time' | 'number' | undefined;

/** Something that a question can ask of its subject without the sentence that says it sharing a word. */
export interface Attribute {
  readonly name: string;
  readonly type: AnswerType;
  readonly asks: RegExp;
  readonly bears: (unit: Unit) => boolean;
}

const ofKind =
  (kind: RegExp) =>
  (unit: Unit): boolean =>
    unit.quantities.some((quantity) => kind.test(quantity.kind));
const says =
  (words: RegExp) =>
  (unit: Unit): boolean =>
    words.test(unit.text);

/** In the order in which the first decides what a made-up answer looks like. */
const attributes: readonly Attribute[] = [
  {
    name: 'price',
    type: 'price',
    asks: /\bhow much\b|\b(?:price|cost|fee|charge)s?\b|いくら|値段|価格|料金/i,
    bears: ofKind(/^price$/),
  },
  {
    name: 'time',
    type: 'time',
    asks: /\bwhat time\b|\b(?:opening|closing) (?:hours|time)\b|何時/i,
    bears: ofKind(/^time$/),
  },
  {
    name: 'date',
    type: 'date',
    asks: /\bwhen\b|\bwhat (?:date|day)\b|\bhow (?:long|soon)\b|\bdeadline\b|いつ|何日|期限/i,
    bears: ofKind(/^date$|^n:(?:day|week|month|year|hour|日|週|年)/),
  },
  {
    name: 'number',
    type: 'number',
    asks: /\bhow many\b|\bnumber of\b|何(?:巻|冊|個|回|人|本|点)|いくつ/i,
    bears: ofKind(/^n:/),
  },
  {
    name: 'weight',
    type: undefined,
    asks: /\bhow (?:heavy|light)\b|\bweigh(?:s|t)?\b|重さ|重量/i,
    bears: ofKind(/^n:(?:g|kg|gram|kilo|kilogram|ounce|oz|lb|pound)$/),
  },
  {
    name: 'size',
    type: undefined,
    asks: /\bhow (?:big|large|tall|wide|high|deep|long is)\b|\b(?:size|dimensions?|measure(?:s|ments)?)\b|サイズ|大きさ|寸法/i,
    bears: ofKind(/^n:(?:mm|cm|m|km|metre|meter|inch|inche|foot|feet|ft|in|litre|liter)$/),
  },
  {
    name: 'stock',
    type: undefined,
    asks: /\b(?:in stock|stock|available|availability|sold out|left)\b|在庫|売り切れ|品切れ/i,
    bears: says(
      /\b(?:stock|available|unavailable|sold out|backorder\w*|copies left)\b|在庫|売り切れ|品切れ|取り寄せ/i,
    ),
  },
  {
    name: 'contents',
    type: undefined,
    asks: /\b(?:contents?|contains?|includ(?:es?|ed)|comes? with|what(?:['’]s| is) in)\b|内容|付属|収録|セット/i,
    bears: says(
      /\b(?:contents?|contains?|includ(?:es?|ed|ing)|comes? with|consists? of)\b|内容|付属|収録|セット/i,
    ),
  },
];

/** Every attribute that a question names. */
export function attributesOf(question: string): readonly Attribute[] {
  return attributes.filter(({ asks }) => asks.test(question));
}

/** The kind of value that decides what a made-up answer looks like. */
export function answerTypeOf(asked: readonly Attribute[]): AnswerType {
  return asked.find(({ type }) => type !== undefined)?.type;
}

/** Whether a sentence holds a value of a kind that was asked for. */
export function bearsOn(unit: Unit, asked: readonly Attribute[]): boolean {
  return asked.some(({ bears }) => bears(unit));
}

import type { EmulatedModel } from './models.js';

/**
 * The emulator's one token rule, shared by everything it counts. Each UTF-16 unit costs a fixed part of a token by
 * its class. The costs put English prose near 4.2 characters a token, JSON near 2.5, digits near 2 and Japanese near
 * 1.1, which is where Claude Haiku 4.5 counts lie; from Opus 4.7 on, text in ASCII costs 1.3 times as much and CJK the
 * same. It is a rule, not a tokenizer: a single text may be off by 20 %.
 */
const unitsPerToken = 100;
const cost = { letter: 23, space: 14, digit: 50, mark: 85, latin: 45, cjk: 93, other: 60 } as const;
const newAsciiFactor = 1.3;
/** Frame of a request, of each message and of each tool, in tokens. */
export const frame = { request: 3, message: 4, tool: 4 } as const;

const asciiCost = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  asciiCost[code] = /[A-Za-z]/.test(char)
    ? cost.letter
    : /\s/.test(char)
      ? cost.space
      : /\d/.test(char)
        ? cost.digit
        : cost.mark;
}

type Rule = EmulatedModel['tokens'];

/** Tokens of `text`, 0 for the empty text, at least 1 otherwise. */
export function countTokens(text: string, rule: Rule): number {
  const factor = rule === 'v4.7' ? newAsciiFactor : 1;
  let ascii = 0;
  let rest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128) ascii += asciiCost[code] ?? 0;
    else rest += wideCost(code);
  }
  return Math.ceil((ascii * factor + rest) / unitsPerToken);
}

/** The longest prefix of `text` that costs at most `limit` tokens; never cuts a surrogate pair. */
export function cutToTokens(text: string, limit: number, rule: Rule): string {
  const factor = rule === 'v4.7' ? newAsciiFactor : 1;
  let spent = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    spent += code < 128 ? (asciiCost[code] ?? 0) * factor : wideCost(code);
    if (spent > limit * unitsPerToken + 1e-6) {
      const splitsPair = code >= 0xdc00 && code <= 0xdfff;
      return text.slice(0, splitsPair ? at - 1 : at);
    }
  }
  return text;
}

/** Input tokens of a request: its texts and the frame around them. */
export function countInput(texts: readonly string[], messages: number, rule: Rule): number {
  const body = texts.reduce((sum, text) => sum + countTokens(text, rule), 0);
  return body + frame.request + frame.message * messages;
}

function wideCost(code: number): number {
  if (code < 0x250) return cost.latin;
  if ((code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af)) return cost.cjk;
  if (code >= 0xff00 && code <= 0xffef) return cost.cjk;
  if (code >= 0xd800 && code <= 0xdfff) return cost.cjk;
  return cost.other;
}

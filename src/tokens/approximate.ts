/**
 * Tokens per character by kind of character. Fitted to the counts that Anthropic's own counter gave for 114 short
 * texts on Claude Haiku 4.5: English prose 4.24 characters a token, digits 1.56, Chinese, Japanese and Korean 1.09,
 * JSON and markup 2.7 (which puts punctuation near 2).
 */
const PER_LETTER = 0.236;
const PER_DIGIT = 0.64;
const PER_MARK = 0.5;
const PER_OTHER = 0.92;

/**
 * A cheap guess at the tokens of a text, in one pass and without a vocabulary: for progress and hot paths. An
 * estimate of the older Claude vocabulary; newer models need up to 45 % more tokens for English. Never throws.
 */
export function approximateTokens(text: string): number {
  let tokens = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isLetterOrSpace(code)) tokens += PER_LETTER;
    else if (code >= 0x30 && code <= 0x39) tokens += PER_DIGIT;
    else if (code < 0x80) tokens += PER_MARK;
    // A character outside the basic plane is two code units: each carries half.
    else if (code >= 0xd800 && code <= 0xdfff) tokens += PER_OTHER / 2;
    else if (code < 0x250) tokens += PER_LETTER * 1.5;
    else tokens += PER_OTHER;
  }
  return Math.ceil(tokens);
}

function isLetterOrSpace(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x20 || code === 0x0a;
}

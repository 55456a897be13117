/** A repeatable pseudo-random sequence in [0, 1). */
function sequence(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

/** Texts of so many characters without a break: what byte-pair encoders are slowest on. */
export function hostileTexts(chars) {
  const next = sequence(7);
  const random = (first, span) =>
    Array.from({ length: chars }, () => String.fromCodePoint(first + Math.floor(next() * span))).join('');
  return {
    oneLetter: 'a'.repeat(chars),
    oneKana: 'あ'.repeat(chars),
    spaces: ' '.repeat(chars),
    randomLetters: random(0x61, 26),
    randomKana: random(0x3041, 86),
    randomKanji: random(0x4e00, 20_000),
    base64: Buffer.from(Array.from({ length: Math.ceil(chars * 0.75) }, () => Math.floor(next() * 256)))
      .toString('base64')
      .slice(0, chars),
  };
}

const WORDS =
  'the shop ships every volume within two working days of order and customers who ask about a series get price stock edition translator reading age return policy delivery date 1,980 ¥ ISBN 進撃の巨人 全巻セット 予約 “limited” e.g. isn’t'.split(
    ' ',
  );

/** Words, numbers and Japanese titles in sentences. */
export function ordinaryText(chars) {
  const next = sequence(3);
  let text = '';
  while (text.length < chars) {
    const length = 6 + Math.floor(next() * 12);
    const words = Array.from({ length }, () => WORDS[Math.floor(next() * WORDS.length)]);
    text += `${words.join(' ')}.${next() < 0.1 ? '\n\n' : ' '}`;
  }
  return text.slice(0, chars);
}

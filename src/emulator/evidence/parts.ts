import { sentencesOf } from '../language/sentences.js';

const asksSomething = /[?？]\s*$|か。?$/;
/** `…, and when does it open`: a new clause with a question word or an auxiliary and its subject. */
const secondClause =
  /(?:,|\s)\s*(?:and|or)\s+(?:also\s+)?(?=(?:how|what|when|where|which|who|why)\b|(?:is|are|do|does|can|could|will|would|should)\s+(?:i|it|you|we|they|there|the|this|that)\b)/i;
const japaneseClause = /(?<=か)[、。]\s*|、(?:また|それと|あと)/;

/** The questions that a message asks one after the other; empty where it asks only one. */
export function partsOf(question: string): readonly string[] {
  const parts = sentencesOf(question)
    .filter((sentence) => asksSomething.test(sentence))
    .flatMap((sentence) => sentence.split(secondClause))
    .flatMap((sentence) => sentence.split(japaneseClause))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 ? parts : [];
}

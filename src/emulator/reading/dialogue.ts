import type { Example, Turn } from './types.js';

const asker =
  /^\s*(?:\*\*)?(?:q|question|user|customer|human|input|query|visitor|質問|お客様|ユーザー|顧客) {0,2}\d{0,3} {0,2}(?:\*\*)? {0,2}[:：] {0,2}(?:\*\*)?(.*)$/i;
const answerer =
  /^\s*(?:\*\*)?(?:a|answer|assistant|agent|reply|response|output|bot|support|clerk|回答|答え|アシスタント|店員|担当者?) {0,2}\d{0,3} {0,2}(?:\*\*)? {0,2}[:：] {0,2}(?:\*\*)?(.*)$/i;

/** Lines with a speaker's label as turns; lines without one continue the turn before. */
export function readTurns(text: string): { readonly turns: readonly Turn[]; readonly rest: string } {
  const turns: { role: Turn['role']; lines: string[] }[] = [];
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    const asked = spoken(asker.exec(line));
    const answered = asked === null ? spoken(answerer.exec(line)) : null;
    const match = asked ?? answered;
    if (match !== null) turns.push({ role: asked === null ? 'assistant' : 'user', lines: [match[1] ?? ''] });
    else (turns.at(-1)?.lines ?? rest).push(line);
  }
  return {
    turns: turns.map(({ role, lines }) => ({ role, text: lines.join('\n').trim() })),
    rest: rest.join('\n'),
  };
}

/** `Customer: <name>` is a line of a template: nobody says it. */
function spoken(match: RegExpExecArray | null): RegExpExecArray | null {
  return match !== null && /^\s*(?:<[^<>]+>|\[[^[\]]+\]|\{[^{}]+\}|…|\.{3})\s*$/.test(match[1] ?? '')
    ? null
    : match;
}

/** Question and answer pairs of a text that holds examples. */
export function readExamples(text: string): readonly Example[] {
  return pairs(readTurns(text).turns).examples;
}

/**
 * Reads dialogue in text that nothing announces: complete pairs are examples; a last question that nobody answered
 * is the question to answer.
 */
export function readLooseDialogue(text: string): {
  readonly examples: readonly Example[];
  readonly question: string | undefined;
  readonly rest: string;
} {
  const { turns, rest } = readTurns(text);
  if (turns.length === 0) return { examples: [], question: undefined, rest: text };
  const { examples, open } = pairs(turns);
  return { examples, question: open, rest };
}

function pairs(turns: readonly Turn[]): {
  readonly examples: readonly Example[];
  readonly open: string | undefined;
} {
  const examples: Example[] = [];
  let open: string | undefined;
  for (const turn of turns) {
    if (turn.role === 'user') open = turn.text;
    else if (open !== undefined && turn.text !== '') {
      examples.push({ question: open, answer: turn.text });
      open = undefined;
    }
  }
  return { examples, open: open === '' ? undefined : open };
}

import { foldLookAlikes, stripInvisible } from './look-alikes.js';

/** Names of our own tags, which an answer may spell with gaps between the letters. */
const OURS = ['question', 'history', 'documents', 'document', 'reference', 'candidate'];
/** What a chat template or another judge's prompt would call its parts. */
const OTHERS =
  'system|assistant|human|user|developer|instructions?|rubric|criterion|criteria|levels?|verdict|score|grade|grader|judge|evaluator|material|request|answer|response|submission|im_start|im_end';
const GAP = '[\\s._*-]{0,3}';
const NAMES = `(?:${OURS.map((name) => [...name].join(GAP)).join('|')}|${OTHERS})`;

/** What stands for `<`, as a sign or spelt out. */
const OPENING = '(?:<|&lt;?|&#0{0,6}60;?|&#x0{0,6}3c;?|\\\\u003c|\\\\x3c|%3c)';
const TAG = new RegExp(`${OPENING}(?=[\\s/\\\\!?|_.-]{0,8}${NAMES}(?![\\p{L}\\p{N}]))`, 'gu');
/** Comments, CDATA, processing instructions and the marks of chat templates: nothing in them has a meaning here. */
const MARKUP = new RegExp(`${OPENING}(?=!--|!\\[|\\?xml|\\||<)`, 'gu');
/** A line of our fences in any brackets, whatever its code. */
const FENCE_LINE =
  /\[(?=[^[\]\n]{0,80}\b(?:begin|end|start|close)\b[^[\]\n]{0,80}\]|\s{0,4}[0-9a-f]{6,64}\b[^[\]\n]{0,80}\]|\/?\s?(?:inst|sys|system)\s?\])/gu;

/**
 * Takes the meaning of a delimiter from anything that looks like one: what no reader sees is removed, and the bracket
 * that opens a tag or a line like ours becomes `‹`, in whatever script, width or spelling it came. The text stays
 * readable for the judge. Nothing in the result opens or ends a piece of the material, or looks as if it did.
 */
export function neutralise(text: string, code: string): string {
  const visible = stripInvisible(text).replaceAll(code, `${code.slice(0, 8)}…`);
  const { text: folded, origin } = foldLookAlikes(visible);
  const cuts = [TAG, MARKUP, FENCE_LINE]
    .flatMap((pattern) => [...folded.matchAll(pattern)])
    .map(({ index, 0: found }) => ({
      start: origin[index] ?? 0,
      end: origin[index + found.length] ?? visible.length,
    }))
    .sort((a, b) => a.start - b.start);
  let result = '';
  let done = 0;
  for (const { start, end } of cuts) {
    if (start < done) continue;
    result += `${visible.slice(done, start)}‹`;
    done = end;
  }
  return result + visible.slice(done);
}

/** Whether a text holds something that looks like a delimiter of the material, by its kind of place. */
export function findDelimiters(folded: string): readonly { readonly index: number }[] {
  return [TAG, FENCE_LINE].flatMap((pattern) => [...folded.matchAll(pattern)]);
}

import { sentencesOf } from '../language/sentences.js';
import { type Condition, conditionOfHeading, conditionOfSentence } from './conditions.js';
import { remembering } from './remember.js';
import { holds, type Situation } from './situations.js';

/** A sentence of the instructions with everything that must hold for it to bind. */
export interface Rule {
  readonly text: string;
  readonly conditions: readonly Condition[];
}

/** Lines that one condition covers: an item with what is indented under it, or what follows a colon. */
interface Block {
  readonly condition: Condition;
  readonly indent: number;
  readonly isItem: boolean;
  /** Ended by a colon, so that lines of the same level belong to it. */
  readonly announces: boolean;
  filled: boolean;
}

const headingLine = /^(#{1,7})\s+(.+)$/;
const boldHeading = /^\*\*([^*]{2,80})\*\*[:：]?$/;
const bareLabel = /^(\p{L}[^:：.。!?,]{1,50})[:：]$/u;
const tagLine = /^<(\/?)([a-z][\w-]{0,40})(?:\s[^<>]*)?>/i;
const itemMark = /^(?:[-*•・+]|\d{1,2}[.)]|\[[ x]\])\s+/;
const itemLabel = /^(?:\*\*)?([^:：→|*]{2,60}?)(?:\*\*)?\s*(?:[:：]|→|->|=>|\||\s[–—]\s)(?:\*\*)?\s*(?=\S)/;
const followsOn =
  /^(?:the (?:summary|note|hand-?over|list|format|reply|lines?)|use (?:the following|these|this)|then\b|in (?:that|this|such) case|this (?:summary|note)|it (?:must|should)|include\b|with (?:these|the following)|その(?:場合|際)|次の)/i;
const boldDepth = 7;

/** Everything that is open where a line is read. */
interface Walk {
  readonly rules: Rule[];
  headings: readonly { readonly depth: number; readonly condition: Condition | undefined }[];
  readonly tags: { readonly name: string; readonly condition: Condition | undefined }[];
  block: Block | undefined;
  afterBlank: boolean;
}

/** The rules of a prompt in order, each under its headings, tags, items and its own `if`. */
export const readRules = remembering(64, (instructions): readonly Rule[] => {
  const walk: Walk = { rules: [], headings: [], tags: [], block: undefined, afterBlank: true };
  for (const raw of instructions.split('\n')) {
    const line = raw.trim();
    if (line === '') endAtBlank(walk);
    else readContent(afterTag(line, walk), indentOf(raw), walk);
    walk.afterBlank = line === '';
  }
  return walk.rules;
});

/** An empty line ends a block, but not one whose colon still waits for its lines. */
function endAtBlank(walk: Walk): void {
  if (walk.block?.filled === true || walk.block?.announces === false) walk.block = undefined;
}

/** Opens or closes the tag that begins a line, and returns the rest of it. */
function afterTag(line: string, walk: Walk): string {
  const tag = tagLine.exec(line);
  if (tag === null) return line;
  const name = (tag[2] ?? '').toLowerCase();
  if (tag[1] === '') walk.tags.push({ name, condition: conditionOfHeading(name.replaceAll('-', '_')) });
  else closeTag(name, walk);
  walk.block = undefined;
  return line.slice(tag[0].length).trim();
}

function closeTag(name: string | undefined, { tags }: Walk): void {
  const open = tags.findLastIndex((tag) => tag.name === name?.toLowerCase());
  if (open >= 0) tags.length = open;
}

function readContent(line: string, indent: number, walk: Walk): void {
  if (line === '' || readHeading(line, walk)) return;
  const markLength = itemMark.exec(line)?.[0].length ?? 0;
  if (walk.block !== undefined && !belongs(walk.block, indent, line, markLength > 0)) walk.block = undefined;
  if (walk.block !== undefined) walk.block.filled = true;
  const opened = readLine(line, markLength, openConditions(walk), walk.rules);
  if (opened !== undefined && walk.block === undefined) {
    const announces = /[:：]$/.test(line);
    walk.block = { condition: opened, indent, isItem: markLength > 0, announces, filled: false };
  }
  closeTag(/<\/([a-z][\w-]{0,40})>$/i.exec(line)?.[1], walk);
}

function readHeading(line: string, walk: Walk): boolean {
  const hashes = headingLine.exec(line);
  const title = hashes?.[2] ?? boldHeading.exec(line)?.[1] ?? labelOf(line, walk);
  if (title === undefined) return false;
  const depth = hashes?.[1]?.length ?? boldDepth;
  walk.headings = [
    ...walk.headings.filter((heading) => heading.depth < depth),
    { depth, condition: conditionOfHeading(title) },
  ];
  walk.block = undefined;
  walk.rules.push({ text: title, conditions: openConditions(walk) });
  return true;
}

/** `Escalation:` heads what follows; a label of another kind only where a paragraph begins, as templates have such lines. */
function labelOf(line: string, { afterBlank }: Walk): string | undefined {
  const label = bareLabel.exec(line)?.[1];
  if (label === undefined || conditionOfSentence(label) !== undefined) return undefined;
  return afterBlank || conditionOfHeading(label) !== undefined ? label : undefined;
}

function indentOf(raw: string): number {
  return /^\s*/.exec(raw)?.[0].replaceAll('\t', '    ').length ?? 0;
}

function openConditions({ headings, tags, block }: Walk): readonly Condition[] {
  const scopes = [...headings, ...tags, ...(block === undefined ? [] : [block])];
  return scopes.flatMap(({ condition }) => (condition === undefined ? [] : [condition]));
}

/** Adds the sentences of one line; returns the condition that also covers the lines after it. */
function readLine(
  line: string,
  markLength: number,
  outer: readonly Condition[],
  rules: Rule[],
): Condition | undefined {
  const content = line.slice(markLength);
  const label = itemLabel.exec(content.replace(/^\|\s*/, ''));
  const labelled =
    label === null || (markLength === 0 && !/^[*|]/.test(content))
      ? undefined
      : conditionOfHeading(label[1] ?? '');
  let current = labelled;
  let covers = labelled;
  const sentences = sentencesOf(content);
  sentences.forEach((text, at) => {
    const own = conditionOfSentence(text);
    if (own !== undefined) current = own;
    else if (labelled === undefined && !(markLength > 0 && covers !== undefined) && !followsOn.test(text))
      current = undefined;
    if (at === 0 && markLength > 0) covers ??= own;
    if (at === sentences.length - 1 && /[:：]$/.test(text)) covers ??= own ?? current;
    rules.push({ text, conditions: current === undefined ? outer : [...outer, current] });
  });
  return covers;
}

/** Whether a line still belongs to the block that an earlier line opened. */
function belongs(block: Block, indent: number, line: string, isItem: boolean): boolean {
  if (indent > block.indent) return true;
  if (block.isItem || !block.announces || indent < block.indent) return false;
  return isItem || /^[^.。]{1,60}[:：]|^[<[{(]|^[^.。!?]{1,60}$/.test(line);
}

/** Rules whose conditions all hold in the situation. */
export function rulesFor(rules: readonly Rule[], situation: Situation): readonly Rule[] {
  return rules.filter(({ conditions }) =>
    conditions.every(({ text, negated }) => holds(text, situation) !== negated),
  );
}

import { readExamples, readLooseDialogue, readTurns } from './dialogue.js';
import { carveElements, childText } from './elements.js';
import { carveLoosePassages, finishPassages, passageOfElement, passagesOfContainer } from './passages.js';
import { splitSections } from './sections.js';
import type { Example, ReadPrompt, Turn } from './types.js';

/** What is collected while the texts of a request are read in order. */
interface Findings {
  readonly drafts: Parameters<typeof finishPassages>[0][number][];
  readonly history: Turn[];
  readonly examples: Example[];
  readonly instructions: string[];
  question: string | undefined;
  /** A last turn of a written-out conversation that nobody answered. */
  openTurn: string | undefined;
}

/** Longer than this, text around a labelled part is instructions rather than one message of a person. */
const longMessage = 1500;

/**
 * Finds documents, history, examples, instructions and the question in the texts that a model is sent, whoever
 * wrote the prompt: by tags, headings, labels, `[n]` and numbered lists, and speakers' names.
 */
export function readPrompt(system: string, messages: readonly Turn[]): ReadPrompt {
  const found: Findings = {
    drafts: [],
    history: [],
    examples: [],
    instructions: [],
    question: undefined,
    openTurn: undefined,
  };
  const instructionsOf = (text: string): string => readText(text, found);
  found.instructions.push(instructionsOf(system));
  const systemQuestion = found.question;
  const last = messages.findLastIndex((message) => message.role === 'user');
  messages.forEach((message, at) => {
    if (at >= last) return;
    found.question = undefined;
    const rest = instructionsOf(message.text);
    const text = [rest, found.question ?? ''].join('\n').trim();
    if (text !== '') found.history.push({ role: message.role, text });
  });
  found.question = undefined;
  found.openTurn = undefined;
  const lastText = messages[last]?.text ?? '';
  const before = found.drafts.length + found.examples.length + found.history.length;
  const rest = instructionsOf(lastText).trim();
  const structured = found.drafts.length + found.examples.length + found.history.length > before;
  if (found.openTurn !== undefined && found.question === undefined && rest === '') {
    found.question = found.openTurn;
    found.history.pop();
  }
  const question = found.question;
  const split =
    question !== undefined
      ? { question, instructions: rest }
      : splitQuestion(rest === '' ? (systemQuestion ?? lastText) : rest, structured);
  found.instructions.push(split.instructions);
  return {
    documents: finishPassages(found.drafts),
    history: found.history,
    examples: found.examples,
    instructions: found.instructions.filter((text) => text.trim() !== '').join('\n'),
    question: split.question.replace(/^#{1,7} .*\n/gm, '').trim(),
  };
}

/** Moves what is announced in `text` to `found` and returns the rest. */
function readText(text: string, found: Findings): string {
  if (text.trim() === '') return '';
  const { elements, rest } = carveElements(text);
  const left: string[] = [];
  for (const element of elements) {
    if (element.kind === 'document') found.drafts.push(passageOfElement(element));
    else readPart(element.kind, element.inner, found, left);
  }
  for (const section of splitSections(rest)) {
    // A heading over instructions may say when they hold; over a question it says nothing.
    const rules: string[] = [];
    if (section.kind === undefined) rules.push(readLoose(section.body, found));
    else readPart(section.kind, section.body, found, rules);
    left.push(...rules.map((rule) => (rule.trim() === '' ? '' : `${headingOf(section.line)}${rule}`)));
  }
  return left.filter((part) => part.trim() !== '').join('\n\n');
}

/** A label's line becomes a heading of the lowest level, so that it covers what stands under it. */
function headingOf(line: string): string {
  if (line === '') return '';
  return line.startsWith('#') ? `${line}\n` : `${'#'.repeat(7)} ${line}\n`;
}

function readPart(kind: string, body: string, found: Findings, left: string[]): void {
  switch (kind) {
    case 'documents':
    case 'document':
      found.drafts.push(...passagesOfContainer(body));
      return;
    case 'examples':
    case 'example':
      found.examples.push(...examplesOf(body));
      return;
    case 'history':
      readHistory(body, found, left);
      return;
    case 'question':
      found.question = body.trim() === '' ? found.question : body.trim();
      return;
    default:
      left.push(readLoose(body, found));
  }
}

/** Keeps a last turn that nobody answered out of the history: it may be the question. */
function readHistory(body: string, found: Findings, left: string[]): void {
  const turns = historyOf(body);
  if (turns.length === 0) left.push(body);
  const open = turns.at(-1)?.role === 'user' ? turns.at(-1)?.text : undefined;
  found.history.push(...turns);
  found.openTurn = open;
}

function readLoose(body: string, found: Findings): string {
  const { passages, rest } = carveLoosePassages(body);
  found.drafts.push(...passages);
  const dialogue = readLooseDialogue(rest);
  found.examples.push(...dialogue.examples);
  if (dialogue.question !== undefined) found.question = dialogue.question;
  return dialogue.rest;
}

function examplesOf(body: string): readonly Example[] {
  const { elements } = carveElements(body);
  const single = elements.filter((element) => element.kind === 'example');
  if (single.length > 0) return single.flatMap((element) => examplesOf(element.inner));
  const question = childText(body, ['question', 'user', 'input', 'customer', 'query']);
  const answer = childText(body, ['answer', 'assistant', 'output', 'ideal_output', 'response', 'reply']);
  if (question !== undefined && answer !== undefined) return [{ question, answer }];
  return readExamples(body);
}

function historyOf(body: string): readonly Turn[] {
  const tagged = [
    ...body.matchAll(/<(user|customer|human|assistant|agent|turn|message)\b([^<>]{0,100})>([^<]*)<\/\1>/gi),
  ];
  if (tagged.length > 0) {
    return tagged.map((match) => ({
      role: /assistant|agent/i.test(`${match[1]}${match[2]}`) ? 'assistant' : 'user',
      text: (match[3] ?? '').trim(),
    }));
  }
  return readTurns(body.replace(/^\s*[-*]\s+/gm, '')).turns;
}

/** Without a tag or label: the last paragraph that asks, else the whole of a person's message. */
function splitQuestion(
  text: string,
  structured: boolean,
): { readonly question: string; readonly instructions: string } {
  if (!structured && text.length <= longMessage) return { question: text, instructions: '' };
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  const asking = paragraphs.findLastIndex((paragraph) => /[?？]|か。|ください/.test(paragraph));
  const chosen = asking >= 0 ? asking : paragraphs.length - 1;
  return {
    question: paragraphs[chosen] ?? text,
    instructions: paragraphs.filter((_, at) => at !== chosen).join('\n\n'),
  };
}

import type { PartKind } from './types.js';

const tagKinds: { readonly [kind in PartKind]: readonly string[] } = {
  documents: [
    'documents',
    'docs',
    'context',
    'passages',
    'sources',
    'search_results',
    'knowledge',
    'knowledge_base',
    'retrieved',
    'retrieved_documents',
    'references',
    'catalog',
    'catalogue',
    'materials',
    'facts',
    'data',
  ],
  document: [
    'document',
    'doc',
    'passage',
    'source',
    'chunk',
    'snippet',
    'article',
    'search_result',
    'result',
    'item',
  ],
  examples: ['examples', 'few_shot', 'few_shot_examples', 'demonstrations', 'shots'],
  example: ['example', 'shot', 'demonstration'],
  history: [
    'history',
    'conversation',
    'conversation_history',
    'chat_history',
    'transcript',
    'previous_messages',
    'chat',
    'dialogue',
  ],
  question: [
    'question',
    'query',
    'user_question',
    'customer_question',
    'customer_message',
    'user_message',
    'user_query',
    'input',
    'request',
    'message',
    'current_message',
    'latest_message',
    'customer',
  ],
  instructions: [
    'instructions',
    'rules',
    'guidelines',
    'task',
    'role',
    'format',
    'output_format',
    'style',
    'constraints',
    'tone',
  ],
};

const kindOf = new Map(
  Object.entries(tagKinds).flatMap(([kind, names]) => names.map((name) => [name, kind as PartKind] as const)),
);
const tagPattern = /<(\/?)([a-z][a-z0-9_-]{0,40})\b([^<>]{0,400})>/gi;

/** An element with a known tag, and where it stands in the text. */
export interface Element {
  readonly kind: PartKind;
  readonly attributes: { readonly [name: string]: string };
  readonly inner: string;
}

/**
 * Cuts the outermost elements with known tags out of `text`: what stands outside is `rest`. Tags that are not
 * known stay in the text. Linear in the length of the text; an opening tag without its end is plain text.
 */
export function carveElements(text: string): {
  readonly elements: readonly Element[];
  readonly rest: string;
} {
  const tags: { name: string; at: number; end: number; attributes: string; closedBy: number }[] = [];
  const open = new Map<string, number[]>();
  for (const match of text.matchAll(tagPattern)) {
    const name = (match[2] ?? '').toLowerCase().replaceAll('-', '_');
    if (!kindOf.has(name)) continue;
    const attributes = match[3] ?? '';
    if (attributes.endsWith('/')) continue;
    const tag = { name, at: match.index, end: match.index + match[0].length, attributes, closedBy: -1 };
    tags.push(tag);
    const waiting = open.get(name) ?? [];
    open.set(name, waiting);
    if (match[1] === '') waiting.push(tags.length - 1);
    else {
      const opener = tags[waiting.pop() ?? -1];
      if (opener !== undefined) opener.closedBy = tags.length - 1;
    }
  }
  return cut(text, tags);
}

function cut(
  text: string,
  tags: readonly { name: string; at: number; end: number; attributes: string; closedBy: number }[],
): { readonly elements: readonly Element[]; readonly rest: string } {
  const elements: Element[] = [];
  const rest: string[] = [];
  let done = 0;
  for (const tag of tags) {
    const closing = tags[tag.closedBy];
    const kind = kindOf.get(tag.name);
    if (tag.at < done || closing === undefined || kind === undefined) continue;
    rest.push(text.slice(done, tag.at));
    elements.push({
      kind,
      attributes: parseAttributes(tag.attributes),
      inner: text.slice(tag.end, closing.at),
    });
    done = closing.end;
  }
  rest.push(text.slice(done));
  return { elements, rest: rest.join('\n\n') };
}

function parseAttributes(text: string): { readonly [name: string]: string } {
  const found: { [name: string]: string } = {};
  for (const match of text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g)) {
    found[(match[1] ?? '').toLowerCase()] = match[2] ?? match[3] ?? match[4] ?? '';
  }
  return found;
}

/** The text of the first child element `name` of `text`, trimmed; undefined where there is none. */
export function childText(text: string, names: readonly string[]): string | undefined {
  for (const name of names) {
    const opening = new RegExp(`<${name}\\b[^<>]{0,200}>`, 'i').exec(text);
    if (opening === null) continue;
    const from = opening.index + opening[0].length;
    const until = text.toLowerCase().indexOf(`</${name}`, from);
    if (until >= 0) return text.slice(from, until).trim();
  }
  return undefined;
}

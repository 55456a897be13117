import { liquidAtom, liquidCondition, liquidOutput } from './expression.js';

/** A piece of a template that has no counterpart: it is sent as it stands, as text. */
export interface Untranslated {
  readonly text: string;
  /** 1-based, in the template. */
  readonly line: number;
  readonly reason: string;
  readonly alternative: string;
}

export interface Translation {
  readonly liquid: string;
  /** Variables that the template names. */
  readonly names: readonly string[];
  readonly untranslated: readonly Untranslated[];
}

const PIECE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g;
const RAW = /\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g;

/**
 * Translates a Nunjucks template to Liquid: variables, filters that both have, `if`, `for`, `set`, `raw` and
 * comments. `rename` gives variables other names. What has no counterpart stays as text and is listed.
 */
export function toLiquid(template: string, rename: ReadonlyMap<string, string> = new Map()): Translation {
  const untranslated: Untranslated[] = [];
  const names = new Set<string>();
  const own = new Set<string>(['loop', 'forloop']);
  // Whether each open block was translated: its `else` and end must go the same way.
  const blocks: boolean[] = [];
  const lineAt = (offset: number): number => template.slice(0, offset).split('\n').length;
  const translate = (piece: string, offset: number): string => {
    const { open, body, close } = bordersOf(piece);
    const renamed = renameIn(body, rename);
    const liquid = piece.startsWith('{#')
      ? `{% comment %}${body}{% endcomment %}`
      : piece.startsWith('{{')
        ? outputOf(renamed, open, close)
        : blockTag(renamed, blocks, () => tagOf(renamed, open, close, own));
    if (liquid !== undefined) {
      if (!piece.startsWith('{#')) for (const name of namesIn(renamed)) names.add(name);
      return liquid;
    }
    untranslated.push({ text: piece, line: lineAt(offset), ...reasonFor(piece) });
    return `{% raw %}${piece}{% endraw %}`;
  };
  let liquid = '';
  let from = 0;
  const raws = [...template.matchAll(RAW)];
  for (const raw of [...raws, undefined]) {
    const end = raw?.index ?? template.length;
    const start = from;
    liquid += template.slice(from, end).replace(PIECE, (piece, at: number) => translate(piece, start + at));
    if (raw !== undefined) liquid += raw[0];
    from = end + (raw?.[0].length ?? 0);
  }
  return { liquid, names: [...names].filter((name) => !own.has(name)), untranslated };
}

function bordersOf(piece: string): { readonly open: string; readonly body: string; readonly close: string } {
  const open = piece[2] === '-' ? '-' : '';
  const close = piece.at(-3) === '-' ? '-' : '';
  return { open, body: piece.slice(2 + open.length, piece.length - 2 - close.length).trim(), close };
}

function outputOf(body: string, open: string, close: string): string | undefined {
  if (/^env\b/.test(body)) return undefined;
  const choice = /^([\s\S]+?)\s+if\s+([\s\S]+?)(?:\s+else\s+([\s\S]+))?$/.exec(body);
  if (choice !== null) {
    const [yes, condition] = [liquidOutput(choice[1] ?? ''), liquidCondition(choice[2] ?? '')];
    const no = choice[3] === undefined ? '' : liquidOutput(choice[3]);
    if (yes === undefined || condition === undefined || no === undefined) return undefined;
    const otherwise = no === '' ? '' : `{% else %}{{ ${no} }}`;
    return `{%${open} if ${condition} %}{{ ${yes} }}${otherwise}{% endif ${close}%}`;
  }
  const output = liquidOutput(body);
  return output === undefined ? undefined : `{{${open} ${output} ${close}}}`;
}

function blockTag(body: string, blocks: boolean[], translate: () => string | undefined): string | undefined {
  const name = /^\w+/.exec(body)?.[0] ?? '';
  if (/^end/.test(name)) return blocks.pop() === true ? translate() : undefined;
  if (/^(?:else|elif|elseif)$/.test(name)) return blocks.at(-1) === true ? translate() : undefined;
  const tag = translate();
  const opens = /^(?:if|for|block|macro|call|filter|asyncEach|asyncAll|switch)$/.test(name);
  if (opens || (name === 'set' && !body.includes('='))) blocks.push(tag !== undefined);
  return tag;
}

function tagOf(body: string, open: string, close: string, own: Set<string>): string | undefined {
  const [, name = '', rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(body) ?? [];
  const write = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : `{%${open} ${text} ${close}%}`;
  switch (name) {
    case 'if':
    case 'elif':
    case 'elseif': {
      const condition = liquidCondition(rest);
      return write(condition && `${name === 'if' ? 'if' : 'elsif'} ${condition}`);
    }
    case 'for': {
      const loop = /^(\w+)\s+in\s+([\s\S]+)$/.exec(rest);
      const list = loop === null ? undefined : liquidAtom(loop[2] ?? '');
      if (loop === null || list === undefined) return undefined;
      own.add(loop[1] ?? '');
      return write(`for ${loop[1]} in ${list}`);
    }
    case 'set': {
      const set = /^(\w+)\s*=\s*([\s\S]+)$/.exec(rest);
      const value = set === null ? undefined : liquidOutput(set[2] ?? '');
      if (set === null || value === undefined) return undefined;
      own.add(set[1] ?? '');
      return write(`assign ${set[1]} = ${value}`);
    }
    case 'else':
    case 'endif':
    case 'endfor':
      return write(name);
    default:
      return undefined;
  }
}

function reasonFor(piece: string): { readonly reason: string; readonly alternative: string } {
  if (/^\{\{-?\s*env\b/.test(piece)) {
    return {
      reason: 'environment variables are not read by templates',
      alternative: 'Write the value, or give it to the samples as a var.',
    };
  }
  if (/^\{%-?\s*(?:include|import|extends|block|macro|call|from)\b/.test(piece)) {
    return {
      reason: 'a prompt is one file without macros',
      alternative: 'Put the text into the prompt, or give it to the samples as a var.',
    };
  }
  return {
    reason: 'it has no counterpart in Liquid here',
    alternative: 'Say it with Liquid’s own tags and filters, or compute it into a var of the samples.',
  };
}

const WORDS = new Set(
  'and or not in if else elif elseif endif for endfor set is defined undefined true false none null loop forloop nil contains'.split(
    ' ',
  ),
);

function namesIn(body: string): readonly string[] {
  const bare = body.replace(/"[^"]*"|'[^']*'/g, '').replace(/\|\s*\w+/g, '');
  return [...bare.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)]
    .map(([name]) => name)
    .filter((name) => !WORDS.has(name));
}

function renameIn(body: string, rename: ReadonlyMap<string, string>): string {
  if (rename.size === 0) return body;
  return body.replace(/"[^"]*"|'[^']*'|(?<![\w.])[A-Za-z_]\w*/g, (found) => rename.get(found) ?? found);
}

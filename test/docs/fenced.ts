import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A fenced block of a documentation page, with the attributes of its info string. */
export interface Fenced {
  readonly page: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  readonly language: string;
  /** `key=value` pairs after the language, for example `example=experiment file=experiments/shop.yaml`. */
  readonly attributes: { readonly [key: string]: string };
  readonly text: string;
}

/** Every fenced block of a page. An unclosed fence is an error: the rest of the page would be swallowed. */
export function fencedBlocks(page: string, markdown: string): readonly Fenced[] {
  const blocks: Fenced[] = [];
  let open: { readonly line: number; readonly info: string; readonly lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open === undefined) {
      const info = /^```(.*)$/.exec(line)?.[1];
      if (info !== undefined) open = { line: index + 1, info, lines: [] };
    } else if (line === '```') {
      const [language = '', ...pairs] = open.info.trim().split(/\s+/);
      const attributes = Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
      blocks.push({ page, line: open.line, language, attributes, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: the fence is never closed`);
  return blocks;
}

/** The pages whose examples are tested: README.md, where there is one, and docs/*.md. */
export function readPages(root: string): readonly { readonly page: string; readonly markdown: string }[] {
  const pages = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const readme = readdirSync(root).filter((name) => name === 'README.md');
  return [...readme, ...pages.sort().map((name) => path.join('docs', name))].map((page) => ({
    page,
    markdown: readFileSync(path.join(root, page), 'utf8'),
  }));
}

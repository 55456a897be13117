import path from 'node:path';
import { Document, isAlias, isMap, visit } from 'yaml';
import { hashJson } from '../domain/index.js';
import { EMULATED_LINE } from '../report/index.js';
import type { PromotedConfig, PromotedVariant } from './promoted-config.js';

type Prompt = PromotedVariant['prompt'];

/**
 * The text of a promoted file: labelled first where it is emulated, prompts as readable blocks. A prompt that several
 * intents share stands once, under a YAML anchor with its name; the others refer to it. Whoever reads YAML sees the same
 * data as if each intent had its own copy.
 */
export function serialisePromotion(config: PromotedConfig): string {
  const label = config.emulated ? `# ${EMULATED_LINE}\n` : '';
  const head =
    '# Written by `parsimony promote`. Do not edit: `parsimony verify` compares it with what was measured.\n';
  return `${label}${head}${documentOf(config).toString({ lineWidth: 0 })}`;
}

/** The document with an anchor for every prompt that is used again, and for nothing else. */
function documentOf(config: PromotedConfig): Document {
  // What a caller used twice is one object no more.
  const content = JSON.parse(JSON.stringify(config)) as PromotedConfig;
  const shared = new Map<string, Prompt>();
  const configs = Object.entries(content.configs).map(([intent, one]) => {
    const key = hashJson(one.prompt);
    const prompt = shared.get(key) ?? one.prompt;
    shared.set(key, prompt);
    return [intent, { ...one, prompt }] as const;
  });
  const document = new Document(
    { ...content, configs: Object.fromEntries(configs) },
    { aliasDuplicateObjects: true },
  );
  nameAnchors(document);
  return document;
}

/** Anchors are called after their prompt's file; two files of one name are told apart by number. */
function nameAnchors(document: Document): void {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  visit(document, {
    Map(_key, node) {
      if (node.anchor === undefined || !isMap(node)) return;
      const file = path.posix.parse(String(node.get('path') ?? '')).name.replaceAll(/[^A-Za-z0-9_-]+/g, '-');
      const base = file === '' ? 'prompt' : file;
      let anchor = base;
      for (let number = 2; taken.has(anchor); number++) anchor = `${base}-${number}`;
      taken.add(anchor);
      names.set(node.anchor, anchor);
      node.anchor = anchor;
    },
    Alias(_key, node) {
      if (isAlias(node)) node.source = names.get(node.source) ?? node.source;
    },
  });
}

import { isRecord } from '../../../domain/index.js';
import type { CacheTtl } from '../../prompt-cache/support.js';
import { readCachePoint } from './cache-point.js';

/** The end of a block in a joined text. */
export interface BlockEnd {
  /** Characters of the joined text up to there. */
  readonly length: number;
  /** What the block holds that is no text, as JSON: it costs nothing, but another image is another prefix. */
  readonly opaque: string;
  readonly checkpoint?: CacheTtl;
}

/** Blocks as one text, with where each of them ends. */
export interface JoinedBlocks {
  readonly text: string;
  readonly ends: readonly BlockEnd[];
}

export interface BlockJoin {
  add(block: unknown, path: string, constraints: string[]): void;
  joined(): JoinedBlocks;
}

/** Whose blocks they are: in Converse a checkpoint is a block of its own, in Anthropic's form a mark on a block. */
export type BlockForm = 'converse' | 'anthropic';

/**
 * Joins the texts of blocks with a blank line between two of them. A `cachePoint` between two halves of a text cuts
 * it: nothing is put in around one, so that the text reads as if it had not been cut. `cache_control` marks whole
 * blocks: the blank line stays.
 */
export function createBlockJoin({ form }: { readonly form: BlockForm }): BlockJoin {
  let text = '';
  let glue = '';
  const ends: BlockEnd[] = [];
  return {
    add(block, path, constraints) {
      if (isRecord(block) && block.cachePoint !== undefined) {
        const checkpoint = readCachePoint(block.cachePoint, `${path}.cachePoint`, constraints);
        const last = ends.pop() ?? { length: 0, opaque: '' };
        ends.push({ ...last, checkpoint });
        if (form === 'converse') glue = '';
        return;
      }
      const part = textOfBlock(block);
      if (part !== '') {
        text = text === '' ? part : `${text}${glue}${part}`;
        glue = '\n\n';
      }
      ends.push({ length: text.length, opaque: part === '' ? JSON.stringify(block) : '' });
    },
    joined: () => ({ text, ends }),
  };
}

/** What of a block the responder can read: text, documents given as text, tool results, search results. */
function textOfBlock(block: unknown): string {
  if (!isRecord(block)) return '';
  if (typeof block.text === 'string') return block.text;
  if (isRecord(block.document)) {
    const source = isRecord(block.document.source) ? block.document.source : {};
    const name = typeof block.document.name === 'string' ? block.document.name : '';
    return typeof source.text === 'string' ? `<document title="${name}">${source.text}</document>` : '';
  }
  if (isRecord(block.toolResult) && Array.isArray(block.toolResult.content)) {
    const parts = block.toolResult.content.map((part) =>
      isRecord(part) && part.json !== undefined ? JSON.stringify(part.json) : textOfBlock(part),
    );
    return `<document>${parts.join('\n')}</document>`;
  }
  if (isRecord(block.searchResult) && Array.isArray(block.searchResult.content)) {
    const title = typeof block.searchResult.title === 'string' ? block.searchResult.title : '';
    return `<document title="${title}">${block.searchResult.content.map(textOfBlock).join('\n')}</document>`;
  }
  return '';
}

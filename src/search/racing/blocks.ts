import type { SearchItem } from '../port.js';
import { permutationAt, randomKey } from '../random.js';

const STREAM_OF_RACES = 72;

/**
 * Items in blocks of at least `size`, for a race: clusters in random order, each whole in one block, because evidence is
 * counted by cluster. The last block holds what is left.
 */
export function raceBlocks(
  items: readonly Pick<SearchItem, 'cluster'>[],
  options: { readonly size: number; readonly seed: number },
): readonly (readonly number[])[] {
  const clusters = new Map<string, number[]>();
  items.forEach(({ cluster }, at) => {
    const members = clusters.get(cluster) ?? [];
    members.push(at);
    clusters.set(cluster, members);
  });
  const all = [...clusters.values()];
  const order = permutationAt(randomKey(options.seed, STREAM_OF_RACES), all.length);
  const blocks: number[][] = [];
  let block: number[] = [];
  for (const place of order) {
    block.push(...(all[place] ?? []));
    if (block.length < options.size) continue;
    blocks.push(block);
    block = [];
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}

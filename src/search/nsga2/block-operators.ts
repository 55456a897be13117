import { blockCrossover } from './block-crossover.js';
import { blockMutation } from './block-mutation.js';
import type { GeneBlocks } from './blocks.js';
import type { Nsga2Options } from './options.js';
import { tiedSampling } from './tied-sampling.js';

/**
 * The operators by blocks, each with its defaults, for the options of a search. Of fewer than two blocks there is
 * nothing to swap or to tie: then none, and the search takes its usual ones.
 */
export function blockOperators(
  blocks: GeneBlocks,
): Pick<Nsga2Options, 'sampling' | 'crossover' | 'mutation'> {
  if (blocks.length < 2) return {};
  return {
    sampling: tiedSampling(blocks),
    crossover: blockCrossover(blocks),
    mutation: blockMutation(blocks),
  };
}

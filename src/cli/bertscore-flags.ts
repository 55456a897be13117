import type { Command } from 'commander';
import { wholeNumber } from './flags.js';

const ACTIONS = `
Actions:
  baseline <dataset...>       mean P, R and F of random pairs of references, by which scores are rescaled
  score <candidate> <reference...>
  score <pairs.jsonl>         {"candidate": …, "reference": …} a line
  thresholds <pairs.jsonl>    bounds on F from labelled pairs, with what they let through`;

/** Long flags that mean something else here than in other commands, or name files: read from the line alone. */
export const BERTSCORE_FLAGS: readonly string[] = ['--output', '--baseline', '--model', '--language'];

export function addBertscoreFlags(command: Command): void {
  command
    .option('-o, --output <file>', 'write the baseline or the thresholds to this file')
    .option('--model <folder>', 'the encoder (default: the one that ships)')
    .option('--baseline <file>', 'of score and thresholds: rescale by this baseline')
    .option('--pairs <n>', 'of baseline: how many pairs are drawn (default: 5000)', wholeNumber(1, 1e6))
    .option('--language <code>', 'of baseline: only samples of this language, for example en')
    .addHelpText('after', ACTIONS);
}

import {
  computeBaseline,
  computeThresholds,
  readPairFile,
  scoreTextPairs,
  writeOutput,
} from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import type { TextPair } from '../../scorer/index.js';
import { isDefined, wilson } from '../../stats/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson, type Terminal } from '../print.js';

const DEFAULT_PAIRS = 5_000;
const DEFAULT_SEED = 42;

type Options = Parameters<CommandAction>[1];

/** `bertscore baseline | score | thresholds`. */
export const bertscoreCommand: CommandAction = async ([action, ...rest], options, terminal) => {
  const what = rest.flatMap((one) => one ?? []);
  switch (action) {
    case 'baseline':
      return baseline(what, options, terminal);
    case 'score':
      return score(what, options, terminal);
    case 'thresholds':
      return thresholds(what, options, terminal);
    default:
      throw new ParsimonyError('invalid-input', `bertscore knows no action ${action}`, {
        hint: 'Use baseline, score or thresholds.',
      });
  }
};

async function baseline(datasets: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const { language } = options;
  const file = await computeBaseline(
    {
      datasets,
      ...encoderOf(options),
      pairs: numberOr(options.pairs, DEFAULT_PAIRS),
      seed: numberOr(options.seed, DEFAULT_SEED),
      ...(typeof language === 'string' && { language }),
    },
    { cwd: process.cwd(), ...(options.verbose === true && { onProgress: (text) => terminal.err(text) }) },
  );
  if (options.json === true) printJson(terminal, file);
  else {
    const { standardError: error } = file;
    terminal.out(
      [
        `BERTScore baseline of ${file.model}, ${file.layer} layer: ${file.pairs} random pairs of ${file.texts} texts in ${file.clusters} clusters, seed ${file.seed}`,
        `  precision ${file.precision.toFixed(4)} ± ${error.precision.toFixed(4)}`,
        `  recall    ${file.recall.toFixed(4)} ± ${error.recall.toFixed(4)}`,
        `  F         ${file.f1.toFixed(4)} ± ${error.f1.toFixed(4)}   (standard errors: one cluster left out at a time)`,
      ].join('\n'),
    );
  }
  return keep(file, options, terminal);
}

async function score(what: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const pairs = pairsOf(what);
  const { baseline: named } = options;
  const { fingerprint, scores } = await scoreTextPairs(pairs, {
    ...encoderOf(options),
    ...(typeof named === 'string' && { baseline: named }),
  });
  const rows = pairs.map((pair, at) => ({ ...pair, ...scores[at] }));
  if (options.json === true) {
    printJson(terminal, { fingerprint, pairs: rows });
    return EXIT.ok;
  }
  terminal.out(`scale ${fingerprint}\n        P       R       F     (rescaled)`);
  for (const [at, { candidate, references }] of pairs.entries()) {
    const scored = scores[at];
    if (scored === undefined) continue;
    const figures = [scored.raw, scored.rescaled].flatMap((one) =>
      one ? [one.precision, one.recall, one.f1] : [],
    );
    const shown = figures.map((value) => value.toFixed(4).padStart(7)).join(' ');
    terminal.out(`${shown}  ${shorten(candidate)} | ${shorten(references[0])}${flagsOf(scored)}`);
  }
  return EXIT.ok;
}

/** What the encoder could not read as it should. */
function flagsOf({ windowed, unknown }: { readonly windowed: boolean; readonly unknown: number }): string {
  const flags = [
    ...(windowed ? ['read in windows'] : []),
    ...(unknown >= 0.1 ? [`${percent(unknown)} of the pieces unknown, which match each other`] : []),
  ];
  return flags.length === 0 ? '' : ` (${flags.join('; ')})`;
}

async function thresholds(what: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const [file] = what;
  if (file === undefined || what.length > 1) {
    throw new ParsimonyError('invalid-input', 'bertscore thresholds takes one file of labelled pairs', {
      hint: 'For example: parsimony bertscore thresholds datasets/judge/paraphrases.jsonl',
    });
  }
  const { baseline: named } = options;
  const chosen = await computeThresholds(
    file,
    { ...encoderOf(options), ...(typeof named === 'string' && { baseline: named }) },
    { cwd: process.cwd() },
  );
  if (options.json === true) printJson(terminal, chosen);
  else {
    terminal.out(`scale ${chosen.fingerprint}\npairs ${chosen.pairs.file}`);
    for (const { name, rule, min, accepted, heldOut } of chosen.thresholds) {
      terminal.out(`\n${name}: F ≥ ${min.toFixed(2)}, ${rule}`);
      for (const [label, rate] of Object.entries(heldOut)) {
        const same = accepted[label];
        const interval = wilson(rate.accepted, rate.of, 0.95);
        const range = isDefined(interval) ? ` [${percent(interval.low)}, ${percent(interval.high)}]` : '';
        terminal.out(
          `  ${label.padEnd(15)} passes ${rate.accepted} of ${rate.of} on topics left out${range}; ${same?.accepted ?? 0} with the bound above`,
        );
      }
    }
  }
  return keep(chosen, options, terminal);
}

async function keep(document: unknown, options: Options, terminal: Terminal): Promise<number> {
  const { output } = options;
  if (typeof output !== 'string') return EXIT.ok;
  await writeOutput(output, `${JSON.stringify(document, null, 2)}\n`);
  if (options.json !== true) terminal.out(`→ ${output}`);
  return EXIT.ok;
}

/** A text and its references, or a file of pairs. */
function pairsOf(what: readonly string[]): readonly TextPair[] {
  const [first, second, ...others] = what;
  if (first !== undefined && second === undefined) return readPairFile(first, process.cwd()).pairs;
  if (first === undefined || second === undefined) {
    throw new ParsimonyError('invalid-input', 'bertscore score takes a candidate and its references', {
      hint: 'Quote each text: parsimony bertscore score "one text" "another"; or name a file of pairs.',
    });
  }
  return [{ candidate: first, references: [second, ...others] }];
}

function encoderOf({ model }: Options): { readonly modelPath?: string } {
  return typeof model === 'string' ? { modelPath: model } : {};
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

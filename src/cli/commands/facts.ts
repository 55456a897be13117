import { type Estimate, ParsimonyError } from '../../domain/index.js';
import {
  type Confusion,
  type ConfusionTable,
  type Disagreement,
  type FactsMeasurement,
  loadLabelledAnswers,
  measureFacts,
} from '../../scorer/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `facts measure <file>`: precision and recall of the facts and the numbers scorer against labels. */
export const factsCommand: CommandAction = async ([action, file], options, terminal) => {
  if (action !== 'measure') {
    throw new ParsimonyError('invalid-input', `facts knows no action ${action}`, { hint: 'Use measure.' });
  }
  if (file === undefined) {
    throw new ParsimonyError('invalid-input', 'facts measure needs a file of labelled answers', {
      hint: 'Write `parsimony facts measure <labelled.jsonl>`.',
    });
  }
  const measured = measureFacts(loadLabelledAnswers(file));
  if (options.json === true) printJson(terminal, { file, ...measured });
  else terminal.out(render(file, measured));
  return EXIT.ok;
};

function render(file: string, { items, sources, facts, numbers, disagreements }: FactsMeasurement): string {
  const labels = Object.entries(sources).map(([source, count]) => `${source} ${count}`);
  return [
    `${file}: ${items} labelled answers (labels by: ${labels.join(', ')})`,
    '',
    ...table('facts: is the fact stated?', facts),
    '',
    ...table('numbers: which figures have no support?', numbers),
    '',
    disagreements.length === 0
      ? 'No disagreement with the labels.'
      : `${disagreements.length} disagreements with the labels:`,
    ...disagreements.map(describe),
  ].join('\n');
}

function table(title: string, { all, byKind, byLanguage }: ConfusionTable): readonly string[] {
  const rows: (readonly [string, Confusion])[] = [
    ['all', all],
    ...Object.entries(byKind).map(([kind, counts]) => [`kind ${kind}`, counts] as const),
    ...Object.entries(byLanguage).map(([language, counts]) => [`language ${language}`, counts] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    title,
    `  ${''.padEnd(width)}  ${'precision'.padEnd(28)} ${'recall'.padEnd(28)} right  false alarms  missed`,
    ...rows.map(([name, counts]) => {
      const { precision, recall, truePositives, falsePositives, falseNegatives } = counts;
      const figures = `${String(truePositives).padStart(5)}  ${String(falsePositives).padStart(12)}  ${String(falseNegatives).padStart(6)}`;
      return `  ${name.padEnd(width)}  ${rate(precision).padEnd(28)} ${rate(recall).padEnd(28)} ${figures}`;
    }),
  ];
}

/** `0.967 [0.909, 0.989] n 90`. */
function rate({ value, low, high, n, reason }: Estimate): string {
  if (value === null || low === null || high === null) return `– (${reason ?? 'undefined'})`;
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] n ${n}`;
}

function describe({ id, scorer, place, text, labelled, kind, language }: Disagreement): string {
  const [yes, no] = scorer === 'facts' ? ['stated', 'not stated'] : ['unsupported', 'supported'];
  const verdicts = labelled ? `labelled ${yes}, scored ${no}` : `labelled ${no}, scored ${yes}`;
  return `  ${id} (${kind}, ${language}) ${place} "${text}": ${verdicts}`;
}

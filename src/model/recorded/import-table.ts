import { createHash } from 'node:crypto';
import { type ContentHash, invalidInput, type Problem, type Variant } from '../../domain/index.js';
import { CellIndex } from './cell-index.js';
import type { FileLine } from './read-lines.js';
import { readTable } from './read-table.js';
import type { RecordedLine } from './recorded-line.js';
import { keyOfLine, keyOfVariant, lineKeys } from './variant-key.js';

const MAX_PROBLEMS = 10_000;
const FIRST_FEW = 10;

/** A count of things met, with the first few of them by name. */
export interface Tally {
  readonly count: number;
  /** At most ten, in file order. */
  readonly first: readonly string[];
}

/** What the import of a recorded-outputs file found; nothing is left out in silence. */
export interface RecordedImport {
  readonly path: string;
  /** SHA-256 of the file's bytes. */
  readonly sha256: ContentHash;
  /** Lines that are not blank. */
  readonly lines: number;
  /** Lines that belong to a variant and a sample of the experiment. */
  readonly matched: number;
  /** Lines of sample ids that no dataset has: count of lines, first ids. */
  readonly unknownSamples: Tally;
  /** Lines of variants that the experiment does not use: count of lines, first names. */
  readonly unusedVariants: Tally;
  /** Variants of the experiment (by factor values) of which no line was found: their cells are `not-recorded`. */
  readonly variantsWithoutLines: Tally;
  /** Members of lines that this format does not have: count of lines, first names. */
  readonly ignoredKeys: Tally;
}

/**
 * Reads the file once, line by line, and indexes the cells that the experiment can ask for. Every malformed line,
 * every duplicate of a cell (with both lines) and every variant name that stands on no line is reported in one
 * `invalid-input` error.
 */
export async function importTable(options: {
  readonly path: string;
  readonly hasSample: (id: string) => boolean;
  readonly variants: readonly Variant[];
  /** Also indexes what belongs to none of `variants`: a search asks for configs as it goes on. */
  readonly wholeTable: boolean;
}): Promise<{ readonly index: CellIndex; readonly report: RecordedImport }> {
  const { path, hasSample, variants, wholeTable } = options;
  const keyOf = lineKeys();
  const wanted = new Set(variants.map(keyOfVariant));
  const seen = new Set<string>();
  const index = new CellIndex();
  const digest = createHash('sha256');
  const problems = collectProblems();
  const unknownSamples = tally();
  const unusedVariants = tally();
  const ignoredKeys = tally();
  let lines = 0;

  const accept = (line: RecordedLine, at: FileLine) => {
    const variantKey = keyOf(line);
    const isWanted = wanted.has(variantKey);
    if (!isWanted && !wholeTable) return unusedVariants.add(variantName(line));
    if (isWanted) seen.add(variantKey);
    if (!hasSample(line.sampleId)) return unknownSamples.add(line.sampleId);
    const repeat = line.repeat ?? 0;
    const position = { offset: at.offset, bytes: at.bytes.length, line: at.line };
    const earlier = index.add({ variantKey, sampleId: line.sampleId, repeat }, position);
    if (earlier === undefined) return;
    problems.add({
      code: 'duplicate-cell',
      message: `sample ${line.sampleId}, variant ${variantName(line)}, repeat ${repeat} stands on line ${earlier.line} already`,
      file: path,
      line: at.line,
      hint: `Remove line ${earlier.line} or ${at.line}, or number them with "repeat".`,
    });
  };

  for await (const group of readTable(path, (chunk) => digest.update(chunk))) {
    lines += group.length;
    for (const entry of group) {
      if (entry.state === 'malformed') for (const problem of entry.problems) problems.add(problem);
      else {
        for (const key of entry.ignoredKeys) ignoredKeys.add(key);
        accept(entry.line, entry.at);
      }
    }
  }

  const without = variants.filter((variant) => !seen.has(keyOfVariant(variant)));
  const variantsWithoutLines = tally();
  for (const variant of without) {
    if (typeof variant.recorded === 'object') variantsWithoutLines.add(variant.name);
    else problems.add(unknownRecordedName(variant, path, unusedVariants.result().first));
  }
  const found = problems.result();
  if (found.length > 0) throw invalidInput(found, `${path}: the recorded outputs cannot be used`);
  const report: RecordedImport = {
    path,
    sha256: digest.digest('hex') as ContentHash,
    lines,
    matched: index.size,
    unknownSamples: unknownSamples.result(),
    unusedVariants: unusedVariants.result(),
    variantsWithoutLines: variantsWithoutLines.result(),
    ignoredKeys: ignoredKeys.result(),
  };
  return { index, report };
}

function variantName(line: RecordedLine): string {
  return line.variant ?? keyOfLine(line);
}

function unknownRecordedName(variant: Variant, file: string, others: readonly string[]): Problem {
  const name = typeof variant.recorded === 'string' ? variant.recorded : variant.name;
  const list = others.length === 0 ? '' : ` Names in the file: ${others.join(', ')}.`;
  return {
    code: 'recorded-variant-unknown',
    message: `no line has the variant ${JSON.stringify(name)}`,
    file,
    path: `variants.${variant.name}.recorded`,
    hint: `Name a variant that stands in the file.${list}`,
  };
}

function tally() {
  const first = new Set<string>();
  let count = 0;
  return {
    add(name: string): void {
      count += 1;
      if (first.size < FIRST_FEW) first.add(name);
    },
    result: (): Tally => ({ count, first: [...first] }),
  };
}

/** All problems of any file that a person could mend by hand; of one that is wholly wrong, the first thousands. */
function collectProblems() {
  const problems: Problem[] = [];
  let more = 0;
  return {
    add(problem: Problem): void {
      if (problems.length < MAX_PROBLEMS) problems.push(problem);
      else more += 1;
    },
    result(): readonly Problem[] {
      if (more === 0) return problems;
      return [...problems, { code: 'more-problems', message: `${more} further problems are not listed` }];
    },
  };
}

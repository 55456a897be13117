import { type ContentHash, type DatasetKind, questionOf, type Sample } from '../domain/index.js';
import { hash53 } from './key-set.js';
import type { Dataset } from './port.js';
import { runningSummary, type Summary } from './running-summary.js';
import { type Script, scriptOf } from './script.js';

/** How often each name occurs, most frequent first, equal counts by name. */
export type Counts = { readonly [name: string]: number };

/** What a dataset is made of. Lengths are in Unicode code points. */
export interface DatasetStats {
  readonly name: string;
  readonly kind: DatasetKind;
  readonly path: string;
  readonly hash: ContentHash;
  readonly samples: number;
  readonly intents: Counts;
  readonly tags: Counts;
  /** Of the tags `lang:x` and `language:x`, and of bare language codes such as `ja`. */
  readonly languages: Counts;
  /** Of the tags `kind:x`. */
  readonly kinds: Counts;
  readonly clusters: { readonly count: number; readonly size: Summary };
  /** Sessions by id with their number of turns, longest first. */
  readonly sessions: readonly { readonly sessionId: string; readonly turns: number }[];
  readonly documentsPerSample: Summary;
  readonly historyMessagesPerSample: Summary;
  readonly questionChars: Summary;
  /** Over all references. */
  readonly referenceChars: Summary;
  /** `must` and `mustNot` together. */
  readonly factsPerSample: Summary;
  readonly assertionsPerSample: Summary;
  readonly withReference: number;
  readonly withFacts: number;
  /** By the script of the question. */
  readonly scripts: { readonly [script in Script]: number };
  /** Share of questions that are Japanese or mixed; null for no samples. */
  readonly japaneseShare: number | null;
  /**
   * Questions that equal an earlier one once digits, letter case and white space are masked. `pairs` holds the
   * first 100, each with the first sample of its group.
   */
  readonly nearDuplicates: {
    readonly count: number;
    readonly pairs: readonly { readonly first: string; readonly again: string }[];
  };
}

const MAX_PAIRS = 100;
const LANGUAGE_TAG = /^(?:lang|language):(.+)$/;
const LANGUAGE_CODE = /^(?:ja|en|de|fr|es|it|pt|zh|ko|mixed)$/;
const KIND_TAG = /^kind:(.+)$/;

/** Describes a dataset in one streaming pass; what is kept grows with distinct names, not with texts. */
export function datasetStats(dataset: Dataset): DatasetStats {
  const counts = { intents: new Map(), tags: new Map(), languages: new Map(), kinds: new Map() };
  const clusters = new Map<string, number>();
  const sessions = new Map<string, number>();
  const summaries = {
    documentsPerSample: runningSummary(),
    historyMessagesPerSample: runningSummary(),
    questionChars: runningSummary(),
    referenceChars: runningSummary(),
    factsPerSample: runningSummary(),
    assertionsPerSample: runningSummary(),
  };
  const scripts: { [script in Script]: number } = { japanese: 0, mixed: 0, other: 0 };
  const near = nearDuplicateFinder();
  let withReference = 0;
  let withFacts = 0;

  for (const sample of dataset.samples()) {
    const question = questionOf(sample) ?? '';
    const facts = sample.facts.must.length + sample.facts.mustNot.length;
    bump(counts.intents, sample.intent);
    countTags(sample.tags, counts);
    bump(clusters, sample.cluster);
    if (sample.sessionId !== undefined) bump(sessions, sample.sessionId);
    summaries.documentsPerSample.add(sample.documents.length);
    summaries.historyMessagesPerSample.add(sample.history.length);
    summaries.questionChars.add(codePoints(question));
    for (const reference of sample.references) summaries.referenceChars.add(codePoints(reference));
    summaries.factsPerSample.add(facts);
    summaries.assertionsPerSample.add(sample.assert.length);
    if (sample.references.length > 0) withReference += 1;
    if (facts > 0) withFacts += 1;
    scripts[scriptOf(question)] += 1;
    near.add(sample, question);
  }

  const clusterSize = runningSummary();
  for (const size of clusters.values()) clusterSize.add(size);
  const { name, kind, path, hash, count } = dataset;
  return {
    name,
    kind,
    path,
    hash,
    samples: count,
    intents: sorted(counts.intents),
    tags: sorted(counts.tags),
    languages: sorted(counts.languages),
    kinds: sorted(counts.kinds),
    clusters: { count: clusters.size, size: clusterSize.result() },
    sessions: byCount(sessions).map(([sessionId, turns]) => ({ sessionId, turns })),
    documentsPerSample: summaries.documentsPerSample.result(),
    historyMessagesPerSample: summaries.historyMessagesPerSample.result(),
    questionChars: summaries.questionChars.result(),
    referenceChars: summaries.referenceChars.result(),
    factsPerSample: summaries.factsPerSample.result(),
    assertionsPerSample: summaries.assertionsPerSample.result(),
    withReference,
    withFacts,
    scripts,
    japaneseShare: count === 0 ? null : (scripts.japanese + scripts.mixed) / count,
    nearDuplicates: near.result(),
  };
}

function countTags(
  tags: readonly string[],
  counts: {
    readonly tags: Map<string, number>;
    readonly languages: Map<string, number>;
    readonly kinds: Map<string, number>;
  },
): void {
  for (const tag of tags) {
    bump(counts.tags, tag);
    const language = LANGUAGE_TAG.exec(tag)?.[1] ?? LANGUAGE_CODE.exec(tag)?.[0];
    if (language !== undefined) bump(counts.languages, language);
    const kind = KIND_TAG.exec(tag)?.[1];
    if (kind !== undefined) bump(counts.kinds, kind);
  }
}

/** Groups by a 53-bit hash of the masked question: at a million questions a false pair has odds of 1 in 18,000. */
function nearDuplicateFinder(): {
  add(sample: Sample, question: string): void;
  result(): DatasetStats['nearDuplicates'];
} {
  const firstIds = new Map<number, string>();
  const pairs: { first: string; again: string }[] = [];
  let count = 0;
  return {
    add(sample, question) {
      const hash = hash53(masked(question));
      const first = firstIds.get(hash);
      if (first === undefined) {
        firstIds.set(hash, sample.id);
        return;
      }
      count += 1;
      if (pairs.length < MAX_PAIRS) pairs.push({ first, again: sample.id });
    },
    result: () => ({ count, pairs }),
  };
}

/** `Order 17 of  5` and `order 3 of 12` are the same question with other numbers. */
function masked(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Nd}+/gu, '0')
    .replace(/\s+/g, ' ')
    .trim();
}

function bump(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function byCount(map: ReadonlyMap<string, number>): [string, number][] {
  return [...map].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function sorted(map: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries(byCount(map));
}

/** Surrogate pairs are one character; counted without building an array. */
function codePoints(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff) count -= 1;
  }
  return count;
}

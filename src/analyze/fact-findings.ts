import { hashText, isRecord, type TrialRecord } from '../domain/index.js';

/** Keys of a score's detail under which scorers list what is wrong with the facts of an answer. */
const LISTS = ['missing', 'violated', 'unsupported'] as const;

/** What scorers of facts and numbers found wrong, by sample; repeats are counted, not listed. */
export interface FactFindings {
  add(sample: number, scores: TrialRecord['scores']): void;
  /**
   * What is wrong with the facts of more than half of a sample's answers, each as a short hash that is equal for equal
   * findings; undefined where no answer was looked at.
   */
  of(sample: number): readonly string[] | undefined;
}

/** `known` is shared by the variants of a run, so that a finding is hashed and kept once. */
export function factFindings(size: number, known: Map<string, string>): FactFindings {
  const looked = new Uint16Array(size);
  // Most samples have none: what is kept grows with what is wrong, not with what was asked.
  const found = new Map<number, string[]>();
  return {
    add(sample, scores) {
      const own = findingsOf(scores);
      if (own === undefined) return;
      looked[sample] = (looked[sample] ?? 0) + 1;
      if (own.size === 0) return;
      const list = found.get(sample) ?? [];
      for (const finding of own) list.push(hashOnce(finding, known));
      found.set(sample, list);
    },
    of(sample) {
      const answers = looked[sample] ?? 0;
      if (answers === 0) return undefined;
      const counts = new Map<string, number>();
      for (const hash of found.get(sample) ?? []) counts.set(hash, (counts.get(hash) ?? 0) + 1);
      return [...counts].filter(([, count]) => 2 * count > answers).map(([hash]) => hash);
    },
  };
}

/** Undefined where no scorer looked at facts; what several scorers say of one fact is one finding each. */
function findingsOf(scores: TrialRecord['scores']): ReadonlySet<string> | undefined {
  let findings: Set<string> | undefined;
  for (const [metric, score] of Object.entries(scores)) {
    if (score.state !== 'scored' || !isRecord(score.detail)) continue;
    for (const list of LISTS) {
      const entries = score.detail[list];
      if (!Array.isArray(entries)) continue;
      findings ??= new Set();
      for (const entry of entries) findings.add(JSON.stringify([metric, list, entry]));
    }
  }
  return findings;
}

function hashOnce(finding: string, known: Map<string, string>): string {
  const old = known.get(finding);
  if (old !== undefined) return old;
  const hash = hashText(finding).slice(0, 12);
  known.set(finding, hash);
  return hash;
}

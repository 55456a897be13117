import { type PairedRows, pairTables, type SampleTable, selectPairs } from '../analyze/index.js';
import type { SampleMeta } from '../domain/index.js';
import type { SliceRef } from '../experiment/port.js';
import { benjaminiHochberg } from '../stats/index.js';
import { differenceEstimate } from './paired-estimate.js';
import type { SliceDifference } from './port.js';

/** A slice of one sample has no interval. */
const FEWEST = 2;

/**
 * Differences of quality by intent, tag and language, golden and adversarial samples apart, for exploration: p is
 * adjusted by Benjamini–Hochberg over all slices of the candidate, and no verdict depends on it. Left out are slices of
 * one pair, and those that are all of their kind: the whole has its check.
 */
export function sliceDifferences(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  by: readonly SliceRef['by'][],
): readonly SliceDifference[] {
  const { baseline, candidate } = tables;
  const found = (['golden', 'adversarial'] as const).flatMap((kind) => {
    const belongs = ({ datasetKind }: SampleMeta): boolean =>
      (datasetKind === 'adversarial') === (kind === 'adversarial');
    const pairs = pairTables(tables, { before: baseline.quality, after: candidate.quality, belongs });
    return by.flatMap((one) =>
      [...rowsBySlice(pairs, one)]
        .filter(([, rows]) => rows.length >= FEWEST && rows.length < pairs.n)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([value, rows]) => ({
          by: one,
          value,
          kind,
          ...differenceEstimate(selectPairs(pairs, rows)),
        })),
    );
  });
  // Slices without a p were not tested: they are no part of the family.
  const tested = found.flatMap(({ p }) => p ?? []);
  const adjusted = benjaminiHochberg(tested).values();
  return found.map((slice) => ({ ...slice, p: slice.p === null ? null : (adjusted.next().value ?? null) }));
}

function rowsBySlice(pairs: PairedRows, by: SliceRef['by']): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, sample] of pairs.samples.entries()) {
    for (const value of new Set(valuesOf(sample, by))) {
      const own = rows.get(value) ?? [];
      own.push(row);
      rows.set(value, own);
    }
  }
  return rows;
}

function valuesOf({ intent, tags, language }: SampleMeta, by: SliceRef['by']): readonly string[] {
  if (by === 'intent') return [intent];
  if (by === 'tag') return tags;
  return language === undefined ? [] : [language];
}

import { pairTables, type SampleTable } from '../analyze/index.js';
import type { SampleMeta } from '../domain/index.js';
import type { GateSpec } from '../experiment/port.js';
import { pairedDifferences } from '../stats/index.js';
import { meanTest } from './check-test.js';
import { missingReason, type OpenCheck } from './open-check.js';

/**
 * The paired checks of one candidate on quality: one over the datasets that are not adversarial, and one for each
 * adversarial dataset, never pooled with the others (law 9).
 */
export function nonInferiorityChecks(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  spec: GateSpec,
): readonly OpenCheck[] {
  const kinds = new Map(
    [...tables.candidate.samples, ...tables.baseline.samples]
      .reverse()
      .map(({ dataset, datasetKind }) => [dataset, datasetKind]),
  );
  const names = [...kinds.keys()].sort();
  const adversarial = names.filter((name) => kinds.get(name) === 'adversarial');
  const plain = names.filter((name) => kinds.get(name) !== 'adversarial');
  const [only] = plain;
  const slices = [
    ...(only === undefined ? [] : [{ slice: plain.length === 1 ? only : 'all', datasets: plain }]),
    ...adversarial.map((name) => ({ slice: name, datasets: [name] })),
  ];
  return slices.map(({ slice, datasets }) =>
    checkOf(tables, { spec, slice, belongs: ({ dataset }) => datasets.includes(dataset) }),
  );
}

function checkOf(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  scope: {
    readonly spec: GateSpec;
    readonly slice: string;
    readonly belongs: (sample: SampleMeta) => boolean;
  },
): OpenCheck {
  const { spec, slice, belongs } = scope;
  const columns = { before: tables.baseline.quality, after: tables.candidate.quality, belongs };
  const { before, after, weights, clusters, n, missing } = pairTables(tables, columns);
  const differences = pairedDifferences({ baseline: before, candidate: after });
  return {
    variant: tables.candidate.variant,
    kind: 'non-inferiority',
    metric: 'quality',
    slice,
    margin: spec.margin,
    bound: null,
    side: 'above',
    test: meanTest(differences, { threshold: -spec.margin, clusters, weights }),
    n,
    method: 'paired non-inferiority',
    family: `non-inferiority ${slice}`,
    familyName: 'candidates',
    blocked: missingReason({
      missing: missing.length,
      total: n + missing.length,
      maxMissing: spec.maxMissing,
      what: 'pair',
    }),
  };
}

import type { Sample } from '../domain/index.js';
import type { RunPlan } from './port.js';

/** Samples whose requests begin alike as far as their data can tell, with one of them to render. */
export interface SampleGroup {
  readonly sample: Sample;
  /** How many samples of the run are like it. */
  samples: number;
}

/** Groups the samples that a run takes by intent, and by whether a history stands before the question. */
export function sampleGroups(plan: Pick<RunPlan, 'datasets' | 'included'>): readonly SampleGroup[] {
  const groups = new Map<string, SampleGroup>();
  let start = 0;
  for (const dataset of plan.datasets) {
    const offset = start;
    for (const sample of dataset.samples((index) => plan.included[offset + index] !== 1)) {
      const key = `${sample.history.length > 0} ${sample.intent}`;
      const group = groups.get(key) ?? { sample, samples: 0 };
      group.samples += 1;
      groups.set(key, group);
    }
    start += dataset.count;
  }
  return [...groups.values()];
}

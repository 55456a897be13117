import type { Dataset } from '../dataset/port.js';
import { didYouMean } from '../domain/index.js';
import type { SliceRef } from './port.js';
import type { ProblemReport } from './report.js';
import type { DocumentPath } from './source.js';

type ValuesBy = { readonly [by in SliceRef['by']]: Set<string> };

/** Says whether a slice has samples; reads the datasets when the first slice is asked about. */
export interface SliceCheck {
  /** Reports a slice that no sample of the dataset (undefined: of any) belongs to. */
  check(slice: SliceRef, on: string | undefined, at: DocumentPath): void;
}

/** `complete`: every declared dataset could be read; otherwise nobody can tell what no sample has. */
export function createSliceCheck(
  datasets: readonly Dataset[],
  complete: boolean,
  report: ProblemReport,
): SliceCheck {
  let known: ReadonlyMap<string, ValuesBy> | undefined;
  return {
    check({ by, value }, on, at) {
      if (!complete) return;
      known ??= valuesOf(datasets);
      const values = new Set(
        [...known].flatMap(([dataset, own]) => (on === undefined || on === dataset ? [...own[by]] : [])),
      );
      if (values.has(value)) return;
      const where = on === undefined ? 'no sample' : `no sample of \`${on}\``;
      const hint =
        by === 'language' && values.size === 0
          ? 'Give samples `metadata.language` or a tag such as `lang:en`.'
          : didYouMean(value, values);
      report.at([...at, 'value'], `unknown-${by}`, `${where} has the ${by} \`${value}\``, hint);
    },
  };
}

function valuesOf(datasets: readonly Dataset[]): ReadonlyMap<string, ValuesBy> {
  return new Map(
    datasets.map((dataset) => {
      const values: ValuesBy = { intent: new Set(), tag: new Set(), language: new Set() };
      for (const { intent, tags, language } of dataset.metas()) {
        values.intent.add(intent);
        for (const tag of tags) values.tag.add(tag);
        if (language !== undefined) values.language.add(language);
      }
      return [dataset.name, values];
    }),
  );
}

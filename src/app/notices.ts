import { modelAddress } from '../cost/index.js';
import type { RunRow, Store } from '../store/index.js';
import type { StoredRun } from './run-data.js';

const JAPANESE_TAGS = new Set([
  'ja',
  'japanese',
  'mixed',
  'lang:ja',
  'language:ja',
  'lang:mixed',
  'language:mixed',
]);

/** What a reader must know to read the numbers right: from the experiment, the answers and the scorers. */
export function runNotices(store: Store, run: RunRow, data: StoredRun): readonly string[] {
  const { snapshot } = run;
  const notices = [...snapshot.notices];
  const perSample = snapshot.variants.length * snapshot.repeats;
  const dropped = new Map<string, Set<string>>();
  for (const { cell, dropped: names } of store.trials.droppedParameters(run.row)) {
    const model = snapshot.variants[Math.floor((cell % perSample) / snapshot.repeats)]?.model ?? 'a model';
    const known = dropped.get(model) ?? new Set<string>();
    for (const name of names) known.add(name);
    dropped.set(model, known);
  }
  for (const [model, names] of dropped) {
    notices.push(`${model} refuses ${[...names].sort().join(' and ')}: left out of its requests.`);
  }
  const japanese = data.samples.filter(({ tags }) =>
    tags.some((tag) => JAPANESE_TAGS.has(tag.toLowerCase())),
  ).length;
  if (japanese > 0 && snapshot.metrics.some(({ name }) => name === 'similarity')) {
    notices.push(
      `similarity rests on an English encoder: on the ${japanese} Japanese or mixed samples unrelated sentences look alike, so read it there with care.`,
    );
  }
  if (snapshot.metrics.some(({ name }) => name === 'similarity')) {
    notices.push('similarity cannot see a wrong price, date, id or negation; facts and the judge can.');
  }
  for (const judge of snapshot.judges) {
    notices.push(`${judge.name}: scores of ${judge.model}, not calibrated against human labels.`);
    const family = familyOf(judge.model);
    if (snapshot.variants.some(({ model }) => model !== undefined && familyOf(model) === family)) {
      notices.push(`${judge.name} judges its own model family (${family}): it may favour it.`);
    }
  }
  return notices;
}

/** `anthropic.claude` for every Claude, whatever its profile. */
function familyOf(model: string): string {
  const { base } = modelAddress(model);
  return /^[a-z0-9]+\.[a-z]+/.exec(base)?.[0] ?? base;
}

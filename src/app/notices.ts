import { capabilitiesOf } from '../model/index.js';
import type { RunRow, RunSnapshot } from '../store/index.js';
import { encoderNotices } from './encoder-notices.js';
import { judgeNotices } from './judge-notices.js';
import type { StoredRun } from './run-data.js';
import { silentJudges } from './silent-judges.js';

const JAPANESE_TAGS = new Set([
  'ja',
  'japanese',
  'mixed',
  'lang:ja',
  'language:ja',
  'lang:mixed',
  'language:mixed',
]);

/** The encoder that ships; others may know more languages. */
const ENGLISH_ENCODER = 'all-MiniLM-L6-v2@';

/** What a reader must know to read the numbers right: from the experiment, the answers and the scorers. */
export function runNotices(run: RunRow, data: StoredRun): readonly string[] {
  const { snapshot } = run;
  const notices = [...snapshot.notices];
  notices.push(...droppedParameters(snapshot));
  notices.push(...batchPrices(snapshot));
  const japanese = data.samples.filter(({ tags }) =>
    tags.some((tag) => JAPANESE_TAGS.has(tag.toLowerCase())),
  ).length;
  const names = snapshot.metrics.flatMap(({ name, fingerprint = '' }) =>
    fingerprint.startsWith(ENGLISH_ENCODER) && !/_(precision|recall)$/.test(name) ? [name] : [],
  );
  if (japanese > 0 && names.length > 0) {
    const rest = names.length === 1 ? 'rests' : 'rest';
    notices.push(
      `${names.join(' and ')} ${rest} on an English encoder: on the ${japanese} Japanese or mixed samples unrelated sentences look alike, so read ${names.length === 1 ? 'it' : 'them'} there with care.`,
    );
  }
  notices.push(...encoderNotices(snapshot.metrics, () => data.trials()));
  const blind = snapshot.metrics.flatMap(({ name, fingerprint }) =>
    (name === 'similarity' || fingerprint !== undefined) && !/_(precision|recall)$/.test(name) ? [name] : [],
  );
  if (blind.length > 0) {
    notices.push(
      `${blind.join(' and ')} cannot see a wrong price, date, id or negation; facts and the judge can.`,
    );
  }
  notices.push(...judgeNotices(snapshot));
  notices.push(...silentJudges(snapshot.judgeSetups ?? [], () => data.trials()));
  return notices;
}

/** A month of traffic is answered live, whatever the evaluation went through. */
function batchPrices({ batchModels, variants, traffic }: RunSnapshot): readonly string[] {
  const called = new Set(variants.map(({ model }) => model));
  const batched = (batchModels?.candidate ?? []).filter((model) => called.has(model));
  if (batched.length === 0) return [];
  const which = batched.length === called.size ? 'of all variants' : `of ${batched.join(', ')}`;
  const month = traffic === undefined ? '' : ', and so does a month of the declared traffic';
  return [
    `costs ${which} are at the price book’s batch prices (half of live on Bedrock): the same conversations answered live cost more${month}.`,
  ];
}

/** Parameters that variants or judges set and their models refuse: they are left out of the requests. */
function droppedParameters(snapshot: RunSnapshot): readonly string[] {
  const dropped = new Map<string, Set<string>>();
  const drop = (model: string, name: string): void => {
    dropped.set(model, (dropped.get(model) ?? new Set()).add(name));
  };
  const check = (model: string, params: { readonly temperature?: number; readonly topP?: number }): void => {
    const { refuses, exclusiveSampling } = capabilitiesOf(model);
    for (const name of refuses) if (params[name] !== undefined) drop(model, name);
    if (exclusiveSampling && params.temperature !== undefined && params.topP !== undefined)
      drop(model, 'topP');
  };
  const called = (provider: string): boolean => provider === 'bedrock' || provider === 'emulator';
  if (called(snapshot.provider)) {
    for (const { model, params } of snapshot.variants) if (model !== undefined) check(model, params);
  }
  const unenforced: string[] = [];
  for (const judge of snapshot.judges) {
    if (!called(judge.provider)) continue;
    check(judge.model, judge);
    if (!capabilitiesOf(judge.model).structuredOutput) {
      unenforced.push(
        `${judge.name}: ${judge.model} is not sent the answer’s JSON schema; only the prompt describes it.`,
      );
    }
  }
  return [
    ...[...dropped].map(
      ([model, names]) => `${model} refuses ${[...names].sort().join(' and ')}: left out of its requests.`,
    ),
    ...unenforced,
  ];
}

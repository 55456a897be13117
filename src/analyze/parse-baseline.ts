import { type ContentHash, isRecord, type Problem } from '../domain/index.js';
import type { BaselineDataset, BaselineFile, BaselineSample } from './port.js';

export type ParsedBaseline =
  | { readonly state: 'ok'; readonly baseline: BaselineFile }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] };

const HINT = 'Write the file anew with `parsimony export baseline`.';
const KINDS: readonly unknown[] = ['golden', 'adversarial', 'judge'];

/** Checks a baseline file given as parsed JSON and reports every problem at once, each with its path. Never throws. */
export function parseBaseline(json: unknown): ParsedBaseline {
  const problems: Problem[] = [];
  const report = (path: string, message: string): void => {
    problems.push({ code: 'invalid-baseline', path, message, hint: HINT });
  };
  if (!isRecord(json)) {
    report('', 'a baseline file is a JSON object');
    return { state: 'invalid', problems };
  }
  if (json.kind !== 'parsimony-baseline') report('kind', 'this is not a baseline file of Parsimony');
  if (json.schemaVersion !== 1)
    report('schemaVersion', 'this version reads baseline files of schema version 1');
  if (!isName(json.variant)) report('variant', 'the name of the variant is missing');
  if (!isName(json.variantId)) report('variantId', 'the hash of the variant is missing');
  if (typeof json.emulated !== 'boolean') report('emulated', 'must be true or false');
  if (json.scorers !== undefined && !isNames(json.scorers))
    report('scorers', 'must map metrics to fingerprints');
  if (!isNumbers(json.quality)) report('quality', 'must map metrics to weights');
  const datasets = checkList(json.datasets, 'datasets', report, checkDataset);
  const names = new Set(datasets.map(({ name }) => name));
  const samples = checkList(json.samples, 'samples', report, checkSample);
  const seen = new Set<string>();
  for (const [at, { id, dataset }] of samples.entries()) {
    if (!names.has(dataset)) report(`samples[${at}].dataset`, `there is no dataset ${dataset} in the file`);
    const key = `${dataset}\n${id}`;
    if (seen.has(key)) report(`samples[${at}].id`, `sample ${id} occurs twice`);
    seen.add(key);
  }
  if (problems.length > 0) return { state: 'invalid', problems };
  const { variant, variantId, emulated, quality, scorers } = json;
  return {
    state: 'ok',
    baseline: {
      schemaVersion: 1,
      kind: 'parsimony-baseline',
      variant: String(variant),
      variantId: variantId as ContentHash,
      emulated: emulated === true,
      quality: quality as BaselineFile['quality'],
      datasets,
      ...(isNames(scorers) && { scorers }),
      samples,
    },
  };
}

/**
 * Datasets that changed since the baseline was exported, one problem each; a dataset that only one side has is not a
 * change. Scores on other samples are paired all the same: the caller decides whether that is an error or a notice.
 */
export function baselineDrift(
  file: BaselineFile,
  hashes: { readonly [dataset: string]: ContentHash },
): readonly Problem[] {
  return file.datasets.flatMap(({ name, sha256 }) => {
    const now = hashes[name];
    if (now === undefined || now === sha256) return [];
    const message = `dataset ${name} has changed since the baseline was exported`;
    return [{ code: 'baseline-drift', path: `datasets.${name}`, message, hint: HINT }];
  });
}

type Report = (path: string, message: string) => void;

function checkList<T>(
  value: unknown,
  path: string,
  report: Report,
  check: (entry: { readonly [key: string]: unknown }, path: string, report: Report) => T | undefined,
): readonly T[] {
  if (!Array.isArray(value)) {
    report(path, 'must be a list');
    return [];
  }
  return value.flatMap((entry: unknown, at) => {
    const place = `${path}[${at}]`;
    if (!isRecord(entry)) {
      report(place, 'must be an object');
      return [];
    }
    const checked = check(entry, place, report);
    return checked === undefined ? [] : [checked];
  });
}

function checkDataset(
  entry: { readonly [key: string]: unknown },
  path: string,
  report: Report,
): BaselineDataset | undefined {
  const { name, kind, sha256 } = entry;
  if (isName(name) && KINDS.includes(kind) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) {
    return { name, kind: kind as BaselineDataset['kind'], sha256: sha256 as ContentHash };
  }
  report(path, 'needs name, kind (golden, adversarial or judge) and sha256 (64 hex digits)');
  return undefined;
}

function checkSample(
  entry: { readonly [key: string]: unknown },
  path: string,
  report: Report,
): BaselineSample | undefined {
  const { id, dataset, intent, cluster, weight, quality, metrics, costUsd } = entry;
  if (!isName(id) || !isName(dataset) || !isName(intent) || !isName(cluster)) {
    report(path, 'needs id, dataset, intent and cluster');
    return undefined;
  }
  if (typeof weight !== 'number' || !(weight >= 0) || !Number.isFinite(weight)) {
    report(`${path}.weight`, 'must be a number, 0 or more');
    return undefined;
  }
  if (!isScore(quality) || (quality !== null && (quality < 0 || quality > 1))) {
    report(`${path}.quality`, 'must be a number from 0 to 1, or null for unscored');
    return undefined;
  }
  if (!isScore(costUsd) || (costUsd !== null && costUsd < 0)) {
    report(`${path}.costUsd`, 'must be a number, 0 or more, or null for unknown');
    return undefined;
  }
  if (!isNumbers(metrics)) {
    report(`${path}.metrics`, 'must map metrics to numbers');
    return undefined;
  }
  const rest = checkRest(entry, path, report);
  return rest && { id, dataset, intent, cluster, weight, quality, metrics, costUsd, ...rest };
}

/** What files older than these keys do not have. */
function checkRest(
  { latencyMs, refused, findings }: { readonly [key: string]: unknown },
  path: string,
  report: Report,
): Pick<BaselineSample, 'latencyMs' | 'refused' | 'findings'> | undefined {
  if (latencyMs !== undefined && !isAmount(latencyMs)) {
    report(`${path}.latencyMs`, 'must be a number, 0 or more');
    return undefined;
  }
  if (refused !== undefined && !(isAmount(refused) && refused <= 1)) {
    report(`${path}.refused`, 'must be a number from 0 to 1');
    return undefined;
  }
  if (findings !== undefined && !(Array.isArray(findings) && findings.every(isName))) {
    report(`${path}.findings`, 'must be a list of hashes');
    return undefined;
  }
  return {
    ...(latencyMs !== undefined && { latencyMs }),
    ...(refused !== undefined && { refused }),
    ...(findings !== undefined && { findings }),
  };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isNames(value: unknown): value is { readonly [name: string]: string } {
  return isRecord(value) && Object.values(value).every(isName);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isScore(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}

function isNumbers(value: unknown): value is { readonly [name: string]: number } {
  return (
    isRecord(value) &&
    Object.values(value).every((entry) => typeof entry === 'number' && Number.isFinite(entry))
  );
}

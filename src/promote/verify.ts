import path from 'node:path';
import { loadPromoted } from './load.js';
import type { PromotedConfig, PromotedVariant } from './promoted-config.js';

/** The world as it is now; each function is given an absolute path and answers undefined for what is gone. */
export interface VerifyDeps {
  readonly now: Date;
  /** Hash of template and few-shot file together, and the template's text, as a run would take them. */
  readonly prompt: (file: string) => Promise<{ readonly hash: string; readonly text: string } | undefined>;
  /** Content hash of a dataset, as a run would take it. */
  readonly dataset: (file: string) => Promise<string | undefined>;
  readonly priceBook: () => Promise<{ readonly date: string; readonly sha256: string } | undefined>;
  /** The day (ISO date) on which a model is switched off; undefined where none is announced. */
  readonly endOfLife: (model: string) => string | undefined;
}

/** One way in which the world is no longer what the evidence was taken from. */
export interface Drift {
  readonly kind:
    | 'prompt-missing'
    | 'prompt-edited'
    | 'promoted-text-edited'
    | 'dataset-missing'
    | 'dataset-changed'
    | 'price-book-changed'
    | 'expired'
    | 'end-of-life'
    | 'end-of-life-near';
  /** A notice does not fail `verify`. */
  readonly severity: 'drift' | 'notice';
  readonly message: string;
}

/** An end of life this close is worth saying. */
const NEAR_DAYS = 90;
const DAY_MS = 86_400_000;

/** Every drift of a promoted file, in the order of the file; empty when all is as it was. Throws as `loadPromoted`. */
export async function verifyPromotion(file: string, deps: VerifyDeps): Promise<readonly Drift[]> {
  const config = await loadPromoted(file, { allowEmulated: true });
  const folder = path.dirname(path.resolve(file));
  const drifts: Drift[] = [...expiry(config, deps.now)];
  for (const [name, variant] of Object.entries(config.configs)) {
    drifts.push(...(await promptDrift(name, variant, folder, deps)), ...modelDrift(variant, deps));
  }
  for (const dataset of config.evidence.datasets) {
    const hash = await deps.dataset(path.resolve(folder, dataset.path));
    if (hash === undefined)
      drifts.push(drift('dataset-missing', `dataset ${dataset.name}: ${dataset.path} is gone`));
    else if (hash !== dataset.sha256) {
      drifts.push(
        drift(
          'dataset-changed',
          `dataset ${dataset.name}: ${dataset.path} has changed since run ${config.evidence.run}`,
        ),
      );
    }
  }
  return [...drifts, ...(await priceDrift(config, deps))];
}

function expiry(config: PromotedConfig, now: Date): readonly Drift[] {
  return now.getTime() >= Date.parse(config.expires)
    ? [drift('expired', `the evidence expired on ${config.expires}`)]
    : [];
}

async function promptDrift(
  name: string,
  { prompt }: PromotedVariant,
  folder: string,
  deps: VerifyDeps,
): Promise<readonly Drift[]> {
  const current = await deps.prompt(path.resolve(folder, prompt.path));
  if (current === undefined) return [drift('prompt-missing', `${name}: prompt ${prompt.path} is gone`)];
  if (current.hash !== prompt.sha256) {
    return [
      drift(
        'prompt-edited',
        `${name}: prompt ${prompt.path} (or its few-shot file) was edited after promotion`,
      ),
    ];
  }
  return current.text === prompt.text
    ? []
    : [
        drift(
          'promoted-text-edited',
          `${name}: the prompt text inside the promoted file is not that of ${prompt.path}`,
        ),
      ];
}

function modelDrift({ model }: PromotedVariant, deps: VerifyDeps): readonly Drift[] {
  const end = deps.endOfLife(model);
  if (end === undefined) return [];
  const days = Math.ceil((Date.parse(end) - deps.now.getTime()) / DAY_MS);
  if (days <= 0) return [drift('end-of-life', `${model} reached its end of life on ${end}`)];
  return days <= NEAR_DAYS
    ? [
        {
          kind: 'end-of-life-near',
          severity: 'notice',
          message: `${model} reaches its end of life on ${end}, in ${days} days`,
        },
      ]
    : [];
}

async function priceDrift({ evidence }: PromotedConfig, deps: VerifyDeps): Promise<readonly Drift[]> {
  if (evidence.priceBook === null) return [];
  const current = await deps.priceBook();
  if (current?.sha256 === evidence.priceBook.sha256) return [];
  const now =
    current === undefined
      ? 'is gone'
      : current.date === evidence.priceBook.date
        ? 'has other prices now'
        : `is now of ${current.date}`;
  return [drift('price-book-changed', `the price book of ${evidence.priceBook.date} ${now}`)];
}

function drift(kind: Drift['kind'], message: string): Drift {
  return { kind, severity: 'drift', message };
}

import path from 'node:path';
import { hashJson, type JsonValue } from '../domain/index.js';
import type { ToolConfig } from '../model/port.js';
import { loadPromoted } from './load.js';
import type { PromotedConfig, PromotedVariant } from './promoted-config.js';

/** The world as it is now; each function is given an absolute path and answers undefined for what is gone. */
export interface VerifyDeps {
  readonly now: Date;
  /** Hash of template, few-shot and tools file together, the template's text and tools, as a run would take them. */
  readonly prompt: (
    file: string,
  ) => Promise<{ readonly hash: string; readonly text: string; readonly tools?: ToolConfig } | undefined>;
  /** Content hash of a dataset, as a run would take it. */
  readonly dataset: (file: string) => Promise<string | undefined>;
  readonly priceBook: () => Promise<{ readonly date: string; readonly sha256: string } | undefined>;
  /** Rates of a model in dollars per million tokens; undefined where it has no price. */
  readonly prices: (model: string) => { readonly [rate: string]: string } | undefined;
  /** The day (ISO date) on which a model is switched off; undefined where none is announced. */
  readonly endOfLife: (model: string) => string | undefined;
}

/** One way in which the world is no longer what the evidence was taken from. */
export interface Drift {
  readonly kind:
    | 'prompt-missing'
    | 'prompt-edited'
    | 'promoted-text-edited'
    | 'promoted-tools-edited'
    | 'dataset-missing'
    | 'dataset-changed'
    | 'price-book-changed'
    | 'price-changed'
    | 'expired'
    | 'end-of-life'
    | 'end-of-life-near';
  /** A notice does not fail `verify`. */
  readonly severity: 'drift' | 'notice';
  readonly message: string;
}

/** What counts as drift. */
export interface VerifyOptions {
  /** Relative change of a promoted model's rate up to which its price is as it was. Default 0.05. */
  readonly priceTolerance?: number;
  /** Days before a promoted model's end of life from which on it is drift. Default 60. */
  readonly endOfLifeDays?: number;
}

const PRICE_TOLERANCE = 0.05;
const END_OF_LIFE_DAYS = 60;
const DAY_MS = 86_400_000;

/** Every drift of a promoted file, in the order of the file; empty when all is as it was. Throws as `loadPromoted`. */
export async function verifyPromotion(
  file: string,
  deps: VerifyDeps,
  options: VerifyOptions = {},
): Promise<readonly Drift[]> {
  const { priceTolerance = PRICE_TOLERANCE, endOfLifeDays = END_OF_LIFE_DAYS } = options;
  const config = await loadPromoted(file, { allowEmulated: true });
  const folder = path.dirname(path.resolve(file));
  const drifts: Drift[] = [...expiry(config, deps.now)];
  for (const [name, variant] of Object.entries(config.configs)) {
    drifts.push(...(await promptDrift(name, variant, folder, deps)));
  }
  for (const model of new Set(Object.values(config.configs).map((variant) => variant.model))) {
    drifts.push(...modelDrift(model, deps, endOfLifeDays));
  }
  for (const dataset of config.evidence.datasets) {
    const hash = await deps.dataset(path.resolve(folder, dataset.path));
    if (hash === undefined)
      drifts.push(drift('dataset-missing', `dataset ${dataset.name}: ${dataset.path} is gone`));
    else if (hash !== dataset.sha256) {
      drifts.push(
        drift(
          'dataset-changed',
          `dataset ${dataset.name}: ${dataset.path} has changed since ${sourceOf(config)}`,
        ),
      );
    }
  }
  return [...drifts, ...(await priceDrift(config, deps, priceTolerance))];
}

function expiry(config: PromotedConfig, now: Date): readonly Drift[] {
  return now.getTime() >= Date.parse(config.expires)
    ? [drift('expired', `the evidence expired on ${config.expires}`)]
    : [];
}

async function promptDrift(
  name: string,
  { prompt, tools }: PromotedVariant,
  folder: string,
  deps: VerifyDeps,
): Promise<readonly Drift[]> {
  const current = await deps.prompt(path.resolve(folder, prompt.path));
  if (current === undefined) return [drift('prompt-missing', `${name}: prompt ${prompt.path} is gone`)];
  if (current.hash !== prompt.sha256) {
    return [
      drift(
        'prompt-edited',
        `${name}: prompt ${prompt.path} (or its few-shot or tools file) was edited after promotion`,
      ),
    ];
  }
  const edited: Drift[] = [];
  if (current.text !== prompt.text) {
    const message = `${name}: the prompt text inside the promoted file is not that of ${prompt.path}`;
    edited.push(drift('promoted-text-edited', message));
  }
  if (!sameJson(current.tools, tools)) {
    const message = `${name}: the tools inside the promoted file are not those of ${prompt.path}`;
    edited.push(drift('promoted-tools-edited', message));
  }
  return edited;
}

function sameJson(one: unknown, other: unknown): boolean {
  return hashJson((one ?? null) as JsonValue) === hashJson((other ?? null) as JsonValue);
}

function modelDrift(model: string, deps: VerifyDeps, nearDays: number): readonly Drift[] {
  const end = deps.endOfLife(model);
  if (end === undefined) return [];
  const days = Math.ceil((Date.parse(end) - deps.now.getTime()) / DAY_MS);
  if (days <= 0) return [drift('end-of-life', `${model} reached its end of life on ${end}`)];
  return days <= nearDays
    ? [drift('end-of-life-near', `${model} reaches its end of life on ${end}, in ${days} days`)]
    : [];
}

/** Another price book is drift where a promoted model's price left the tolerance, or where the file says no prices. */
async function priceDrift(
  { evidence, configs }: PromotedConfig,
  deps: VerifyDeps,
  tolerance: number,
): Promise<readonly Drift[]> {
  if (evidence.priceBook === null) return [];
  const current = await deps.priceBook();
  if (current?.sha256 === evidence.priceBook.sha256) return [];
  const now =
    current === undefined
      ? 'is gone'
      : current.date === evidence.priceBook.date
        ? 'has other prices now'
        : `is now of ${current.date}`;
  const message = `the price book of ${evidence.priceBook.date} ${now}`;
  const { prices } = evidence;
  if (prices === undefined || current === undefined) return [drift('price-book-changed', message)];
  const models = new Set(Object.values(configs).map(({ model }) => model));
  const changes = [...models].flatMap((model) =>
    ratesDrift(model, { before: prices[model] ?? {}, now: deps.prices(model), tolerance }),
  );
  if (changes.length > 0) return changes;
  return [
    {
      kind: 'price-book-changed',
      severity: 'notice',
      message: `${message}; what the promoted models cost is within ${100 * tolerance} % of what it was`,
    },
  ];
}

function ratesDrift(
  model: string,
  {
    before,
    now,
    tolerance,
  }: {
    readonly before: { readonly [rate: string]: string };
    readonly now: { readonly [rate: string]: string } | undefined;
    readonly tolerance: number;
  },
): readonly Drift[] {
  if (now === undefined) return [drift('price-changed', `${model} has no price any more`)];
  return Object.entries(before).flatMap(([rate, was]) => {
    const is = now[rate];
    if (is === was) return [];
    if (is === undefined) return [drift('price-changed', `${model}: the price of ${rate} is gone`)];
    const change = Math.abs(Number(is) - Number(was));
    return change <= tolerance * Number(was)
      ? []
      : [drift('price-changed', `${model}: ${rate} costs $${is} per million tokens, was $${was}`)];
  });
}

/** What the evidence came from, in words. */
function sourceOf({ evidence }: PromotedConfig): string {
  return 'run' in evidence ? `run ${evidence.run}` : `search ${evidence.search}`;
}

function drift(kind: Drift['kind'], message: string): Drift {
  return { kind, severity: 'drift', message };
}

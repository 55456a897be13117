import path from 'node:path';
import { restorePrice } from '../../cost/index.js';
import { hashJson, type JsonValue } from '../../domain/index.js';
import type { PromoteSpec } from '../../experiment/port.js';
import {
  buildSearchPromotion,
  type ChosenConfig,
  chooseFromSearch,
  promoteTo,
  type SearchChoice,
  type SearchEvidence,
  type SearchRule,
} from '../../promote/index.js';
import type { SearchDocument } from '../../report/port.js';
import type { RunRow, RunSnapshot, StoredConfig } from '../../store/index.js';
import type { RunContext } from '../port.js';
import { ratesOf } from '../prices/rates.js';
import { VALID_DAYS } from '../promotion-place.js';
import { nothingPromoted } from '../promotion-refusal.js';
import { writing } from '../writable.js';

const DAY_MS = 86_400_000;

/** A finished search as the database has it. */
export interface PromotableSearch {
  readonly run: RunRow;
  readonly document: SearchDocument;
  readonly configs: readonly StoredConfig[];
}

/** The rule of an experiment's `promote:`, or of the command line, as a search knows it. */
export function searchRule(spec: Pick<PromoteSpec, 'rule' | 'minQuality' | 'maxObjectiveUsd'>): SearchRule {
  const { rule, minQuality, maxObjectiveUsd } = spec;
  if (rule === 'cheapest') return { kind: 'cheapest', ...(minQuality !== undefined && { minQuality }) };
  if (rule === 'best') {
    return { kind: 'best', ...(maxObjectiveUsd !== undefined && { maxCost: maxObjectiveUsd }) };
  }
  return rule === 'knee' ? { kind: 'knee' } : { kind: 'named', name: rule };
}

/** Chooses by the rule and writes the file; what stands against it is the choice's own value. */
export async function promoteFromSearch(
  { run, document, configs }: PromotableSearch,
  asked: {
    readonly rule: SearchRule;
    readonly to: string;
    readonly force?: { readonly reason: string };
  },
  context: Pick<RunContext, 'cwd' | 'now'>,
): Promise<
  | { readonly state: 'promoted'; readonly promotion: NonNullable<SearchDocument['promotion']> }
  | Extract<SearchChoice, { readonly state: 'refused' }>
> {
  const { rule, to, force } = asked;
  const choice = chooseFromSearch(document, rule, force === undefined ? {} : { force });
  if (choice.state === 'refused') return choice;
  const { snapshot } = run;
  const chosen = chosenConfigs(choice.point, configs);
  const promotable = promptsOf(chosen, snapshot);
  if (promotable === undefined) {
    const message = `${choice.point.name} has no model and prompt to promote`;
    const hint = 'Answers that were recorded elsewhere can be searched, not promoted.';
    return {
      state: 'refused',
      message,
      problems: [{ code: 'recorded', path: choice.point.name, message, hint }],
    };
  }
  const now = context.now();
  const config = buildSearchPromotion({
    document,
    choice,
    to,
    configs: promotable,
    datasets: snapshot.datasets.map(({ name, path: file, count, hash }) => ({
      name,
      path: file,
      samples: count,
      sha256: hash,
    })),
    prices: pricesOf(Object.values(promotable), snapshot),
    judges: judgesOf(snapshot),
    expires: new Date(now.getTime() + VALID_DAYS * DAY_MS),
  });
  await writing(to, 'Name another file with --to.', () => promoteTo(to, config, now));
  return {
    state: 'promoted',
    promotion: { path: path.relative(context.cwd, to), point: choice.point.name, remeasured: true },
  };
}

/** Promotes by the experiment's own rule, where it has one; what stands against it is said, not thrown. */
export async function promoteByRule(
  search: PromotableSearch,
  context: Pick<RunContext, 'cwd' | 'now'>,
): Promise<SearchDocument> {
  const { run, document } = search;
  const spec = run.snapshot.promote;
  if (spec === undefined) return document;
  const outcome = await promoteFromSearch(search, { rule: searchRule(spec), to: spec.to }, context);
  if (outcome.state === 'promoted') return { ...document, promotion: outcome.promotion };
  const notice = nothingPromoted(outcome);
  return { ...document, search: { ...document.search, notices: [...document.search.notices, notice] } };
}

/** What the point is made of: intent (or `default`) → configuration as it was measured. */
function chosenConfigs(
  point: SearchDocument['front'][number],
  configs: readonly StoredConfig[],
): ReadonlyMap<string, StoredConfig> {
  const known = new Map(configs.map((config) => [keyOf(config.params), config]));
  const parts = point.perIntent ?? { default: { name: point.name, params: point.params ?? {} } };
  return new Map(
    Object.entries(parts).map(([intent, { name, params }]) => {
      const config = known.get(keyOf(params));
      if (config === undefined) throw new Error(`${name} was never measured`);
      return [intent, config];
    }),
  );
}

function keyOf(params: { readonly [factor: string]: JsonValue }): string {
  return hashJson(params);
}

/** Undefined where a configuration has no model or prompt: recorded answers. */
function promptsOf(
  chosen: ReadonlyMap<string, StoredConfig>,
  { prompts }: RunSnapshot,
): { readonly [intent: string]: ChosenConfig } | undefined {
  const configs: { [intent: string]: ChosenConfig } = {};
  for (const [intent, { variant }] of chosen) {
    const prompt = prompts.find(({ file }) => file === variant.promptPath);
    if (variant.model === undefined || prompt === undefined) return undefined;
    const { file, hash, text, tools } = prompt;
    configs[intent] = {
      model: variant.model,
      params: variant.params,
      prompt: { path: file, hash, text, ...(tools !== undefined && { tools }) },
    };
  }
  return configs;
}

function pricesOf(configs: readonly ChosenConfig[], { prices = {} }: RunSnapshot): SearchEvidence['prices'] {
  const models = [...new Set(configs.map(({ model }) => model))];
  const rates = models.flatMap((model) => {
    const stored = prices[model];
    return stored === undefined ? [] : [[model, ratesOf(restorePrice(stored))] as const];
  });
  return rates.length === 0 ? undefined : Object.fromEntries(rates);
}

function judgesOf({ judgeSetups = [] }: RunSnapshot): SearchEvidence['judges'] {
  return judgeSetups.map(({ scorer, models, calibration }) => ({
    scorer,
    models,
    calibration: calibration === null ? null : { path: calibration.path, sha256: calibration.sha256 },
  }));
}

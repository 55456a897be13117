import { costOf, type ModelPrice, modelAddress, toUsd } from '../cost/index.js';
import { ParsimonyError, type Variant } from '../domain/index.js';
import type { CacheSupport } from '../model/index.js';
import type { Prompt } from '../prompt/port.js';
import { vocabularyOf } from '../tokens/index.js';
import { placeCheckpoints, type VariantCaching } from './cache-points.js';
import type { CachingDecision, RunPlan } from './port.js';
import { type SampleGroup, sampleGroups } from './sample-groups.js';
import { prefixKeys } from './warm-up.js';

export interface CachingDecisions {
  /** By variant, for {@link RunPlan}. */
  readonly caching: ReadonlyMap<string, VariantCaching>;
  readonly decisions: readonly CachingDecision[];
  /** What a reader must know of them. */
  readonly notices: readonly string[];
}

export interface CachingOptions {
  readonly supportOf: (model: string) => CacheSupport | null;
  readonly price: (model: string) => ModelPrice | null;
  /** Batch jobs do not cache: `auto` is then off. */
  readonly batch: boolean;
}

/** Fixed text behind the sample's own, from so many characters on, is worth a word. */
const WORTH_MOVING_CHARS = 400;

/**
 * The tokens of Claude since Opus 4.7 per token of those before, for which {@link approximateTokens} is fitted: about
 * 30 % more for English (AWS documentation). A fixed figure and nothing learnt: it decides where checkpoints stand,
 * and with them the identity of a request.
 */
const NEWER_VOCABULARY = 1.3;

/**
 * Decides once, before a run, how each variant's requests are cached. `auto` is five minutes exactly when the plan is
 * expected to save by it: over its prefixes, Σ write + (n − 1) · read < Σ n · input at the book's prices, n being the
 * calls that share a prefix. It follows from plan and prices alone, so that every sitting decides alike.
 */
export function decideCaching(plan: RunPlan, options: CachingOptions): CachingDecisions {
  const caching = new Map<string, VariantCaching>();
  const decisions: CachingDecision[] = [];
  const notices: string[] = [];
  const asking = plan.variants.filter(({ params }) => (params.cache ?? 'off') !== 'off');
  if (asking.length === 0) return { caching, decisions, notices };
  const groups = sampleGroups(plan);
  for (const variant of asking) {
    const prompt = plan.prompts.get(variant.promptPath ?? '');
    if (prompt === undefined || variant.model === undefined) continue;
    const decided = decideVariant(
      { variant, model: variant.model, prompt, groups, repeats: plan.repeats },
      options,
    );
    decisions.push({
      variant: variant.name,
      ttl: decided.caching?.ttl ?? null,
      prefixes: decided.prefixes,
      unmarked: decided.unmarked,
    });
    if (decided.caching !== undefined) caching.set(variant.name, decided.caching);
    notices.push(...decided.notices);
    if (prompt.uncacheableChars >= WORTH_MOVING_CHARS) notices.push(lateText(prompt));
  }
  return { caching, decisions, notices: [...new Set(notices)] };
}

interface Candidate {
  readonly variant: Variant;
  readonly model: string;
  readonly prompt: Prompt;
  readonly groups: readonly SampleGroup[];
  readonly repeats: number;
}

interface Decided {
  readonly caching?: VariantCaching;
  readonly prefixes: number;
  readonly unmarked: number;
  readonly notices: readonly string[];
}

function decideVariant(candidate: Candidate, options: CachingOptions): Decided {
  const { variant, model } = candidate;
  const asked = variant.params.cache ?? 'off';
  const isAuto = asked === 'auto';
  const calls = candidate.groups.reduce((sum, { samples }) => sum + samples * candidate.repeats, 0);
  const off = (reason: string): Decided => ({
    prefixes: 0,
    unmarked: calls,
    notices: [`\`cache: auto\` of variant \`${variant.name}\` is off: ${reason}`],
  });
  if (isAuto && options.batch) return off('batch jobs do not cache prompts');
  const support = options.supportOf(model);
  if (support === null) return off(`${model} is not known to cache prompts`);
  const ttl = asked === '1h' ? '1h' : '5m';
  const tokenFactor = vocabularyOf(modelAddress(model).base) === 'claude-4.7' ? NEWER_VOCABULARY : 1;
  const caching: VariantCaching = { ttl, support, tokenFactor };
  const { prefixes, longest } = prefixesOf(candidate, caching);
  if (prefixes.length === 0) {
    const reason = `no part of its prompt that stays the same reaches the ${support.minimumTokens} tokens that ${model} keeps at least (the longest has about ${longest})`;
    if (isAuto) return off(reason);
    return {
      prefixes: 0,
      unmarked: calls,
      notices: [`nothing of variant \`${variant.name}\` is cached: ${reason}`],
    };
  }
  const unmarked = calls - prefixes.reduce((sum, prefix) => sum + prefix.calls, 0);
  const price = options.price(model);
  const saving = price === null ? undefined : expectedSaving(prefixes, price, ttl);
  if (saving === undefined) {
    if (isAuto) return off(`the price book has no cache prices for ${model}`);
    return { caching, prefixes: prefixes.length, unmarked, notices: [] };
  }
  const usd = `about $${Math.abs(toUsd(saving)).toFixed(4)}`;
  const shared = described(prefixes);
  if (saving <= 0n) {
    const reason = `it is expected to cost ${usd} more than it saves (${shared})`;
    if (isAuto) return off(reason);
    return {
      caching,
      prefixes: prefixes.length,
      unmarked,
      notices: [`caching of variant \`${variant.name}\`: ${reason}`],
    };
  }
  const on = `\`cache: auto\` of variant \`${variant.name}\` is on, for five minutes: ${shared}; ${usd} is expected to be saved`;
  return { caching, prefixes: prefixes.length, unmarked, notices: isAuto ? [on] : [] };
}

/** One prefix up to its last checkpoint, with the calls that share it. */
interface SharedPrefix {
  readonly tokens: number;
  calls: number;
}

function prefixesOf(
  { variant, model, prompt, groups, repeats }: Candidate,
  caching: VariantCaching,
): { readonly prefixes: readonly SharedPrefix[]; readonly longest: number } {
  const found = new Map<string, SharedPrefix>();
  let longest = 0;
  for (const { sample, samples } of groups) {
    const rendered = prompt.render(sample, variant.params);
    const { plan: cache, tokens, stableTokens } = placeCheckpoints(rendered, prompt.tools, caching);
    longest = Math.max(longest, stableTokens);
    if (cache === undefined) continue;
    const { system, messages } = rendered;
    const { tools } = prompt;
    const request = { model, system, messages, maxTokens: 1, cache, ...(tools !== undefined && { tools }) };
    const key = prefixKeys(request).at(-1) ?? '';
    const prefix = found.get(key) ?? { tokens, calls: 0 };
    prefix.calls += samples * repeats;
    found.set(key, prefix);
  }
  return { prefixes: [...found.values()], longest };
}

/** Null where the book lacks a price that caching needs. */
function expectedSaving(
  prefixes: readonly SharedPrefix[],
  price: ModelPrice,
  ttl: '5m' | '1h',
): bigint | undefined {
  const none = { inputTokens: 0, outputTokens: 0, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
  try {
    return prefixes.reduce((sum, { tokens, calls }) => {
      const input = costOf({ ...none, inputTokens: tokens }, price);
      const read = costOf({ ...none, cacheReadInputTokens: tokens }, price);
      const written = {
        cacheWriteInputTokens: tokens,
        ...(ttl === '1h' && { cacheWrite1hInputTokens: tokens }),
      };
      const write = costOf({ ...none, ...written }, price);
      return sum + BigInt(calls) * input - write - BigInt(calls - 1) * read;
    }, 0n);
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'invalid-input') return undefined;
    throw error;
  }
}

function described(prefixes: readonly SharedPrefix[]): string {
  const calls = prefixes.reduce((sum, prefix) => sum + prefix.calls, 0);
  const tokens = Math.round(prefixes.reduce((sum, prefix) => sum + prefix.tokens, 0) / prefixes.length);
  const count = prefixes.length === 1 ? 'one prefix' : `${prefixes.length} prefixes`;
  return `${count} of about ${tokens} tokens for ${calls} ${calls === 1 ? 'call' : 'calls'}`;
}

function lateText({ name, uncacheableChars }: Prompt): string {
  return `${uncacheableChars} characters of fixed text in prompt \`${name}\` stand behind text of the sample, where no cache can keep them: move them up, the fixed part of a prompt is to be rendered first`;
}

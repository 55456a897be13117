import type {
  CallFailure,
  JsonValue,
  Score,
  StopReason,
  TokenComponents,
  TrialRecord,
  Usage,
} from '../domain/index.js';

/** Selects trials of the run given as first parameter, in the columns of `TrialRow`. */
export const TRIAL_ROWS = `SELECT t.cell, t.failure, CAST(t.cost_pico AS TEXT), t.components, t.scores, r.stop_reason,
    r.input_tokens, r.output_tokens, r.cache_read, r.cache_write, r.latency_ms, r.cache_write_1h, t.refused
  FROM trials t LEFT JOIN responses r ON r.id = t.response_id WHERE t.run_id = ?`;

/** A trial with what its response says of itself. The cost is text: a number would not hold every amount exactly. */
export type TrialRow = readonly [
  cell: number,
  failure: string | null,
  costPico: string | null,
  components: string | null,
  scores: string | null,
  stopReason: string | null,
  inputTokens: number | null,
  outputTokens: number | null,
  cacheRead: number | null,
  cacheWrite: number | null,
  latencyMs: number | null,
  cacheWrite1h: number | null,
  refused: number | null,
];

/** A score as JSON holds it. */
export type StoredScore =
  | { readonly value: number | null; readonly detail?: JsonValue }
  | { readonly reason: string };

const NO_SCORES: { readonly [metric: string]: Score } = {};

/** The scores of a trial as one JSON text. A value that JSON cannot carry is no score (law 3). */
export function writeScores(scores: { readonly [metric: string]: Score }): string {
  const stored: { [metric: string]: StoredScore } = {};
  for (const [metric, score] of Object.entries(scores)) {
    if (score.state === 'unscored') stored[metric] = { reason: score.reason };
    else if (score.detail === undefined) stored[metric] = { value: score.value };
    else stored[metric] = { value: score.value, detail: score.detail };
  }
  return JSON.stringify(stored);
}

export function readScores(row: TrialRow): { readonly [metric: string]: Score } {
  if (row[4] === null) return NO_SCORES;
  const scores: { [metric: string]: Score } = {};
  for (const [metric, stored] of Object.entries(JSON.parse(row[4]) as { [metric: string]: StoredScore })) {
    if ('reason' in stored) scores[metric] = { state: 'unscored', reason: stored.reason };
    else if (stored.value === null) scores[metric] = { state: 'unscored', reason: 'not a finite number' };
    else scores[metric] = { state: 'scored', ...stored, value: stored.value };
  }
  return scores;
}

export function readOutcome(row: TrialRow): TrialRecord['outcome'] {
  const [, failure, costPico, components, , stopReason, , , , , latencyMs, , refused] = row;
  if (failure !== null) return { state: 'failed', failure: JSON.parse(failure) as CallFailure };
  return {
    state: 'completed',
    stopReason: (stopReason ?? 'end_turn') as StopReason,
    usage: readUsage(row),
    latencyMs,
    costPico: costPico === null ? null : BigInt(costPico),
    components: readComponents(components),
    ...(refused !== null && { refused: refused === 1 }),
  };
}

function readUsage([
  ,
  ,
  ,
  ,
  ,
  ,
  input,
  output,
  cacheRead,
  cacheWrite,
  ,
  cacheWrite1h,
]: TrialRow): Usage | null {
  if (input === null) return null;
  return {
    inputTokens: input,
    outputTokens: output ?? 0,
    cacheReadInputTokens: cacheRead ?? 0,
    cacheWriteInputTokens: cacheWrite ?? 0,
    ...(cacheWrite1h !== null && { cacheWrite1hInputTokens: cacheWrite1h }),
  };
}

/** Token components as a JSON array: their names need not stand in every row. */
export function writeComponents(components: TokenComponents | null): string | null {
  if (components === null) return null;
  const { system, tools, fewShot, documents, history, user } = components;
  return `[${system},${tools},${fewShot},${documents},${history},${user}]`;
}

function readComponents(json: string | null): TokenComponents | null {
  if (json === null) return null;
  const [system = 0, tools = 0, fewShot = 0, documents = 0, history = 0, user = 0] = JSON.parse(
    json,
  ) as number[];
  return { system, tools, fewShot, documents, history, user };
}

import { randomBytes } from 'node:crypto';
import { fromUsd, picoUsd, SpendGuard, toUsd, ZERO_USD } from '../../cost/index.js';
import { hashJson } from '../../domain/index.js';
import type { Model, ModelCall } from '../../model/port.js';
import { createGateway, type Gateway, gatewayAsModel } from '../../run/index.js';
import type { RunRow, RunSnapshot, Store } from '../../store/index.js';
import { type OpenedModel, openModel } from '../models.js';
import type { RunContext } from '../port.js';
import type { PreparedRun } from '../prepare.js';
import { packageVersion } from '../version.js';
import type { JudgeIdentity, JudgeScorerSpec } from './identity.js';

/** What a calibration's calls are booked on: a run of its own kind, with a ledger and a cap that hold over sittings. */
export interface CalibrationRun {
  readonly row: RunRow;
  readonly resumed: boolean;
  /** The judge's model, through the one way to models: cache, guard, commit, ledger (laws 1, 2, 4, 5). */
  readonly model: Model;
  /** What was called and answered so far. */
  readonly tally: Tally;
  finish(state: 'finished' | 'stopped'): void;
}

export interface Tally {
  calls: number;
  cached: number;
  emulated: boolean;
  /** Logical cost of every answer; null once one has no price. */
  logicalPico: bigint | null;
  readonly billedUsd: () => number;
}

/** Opens what answers for a judge. The gateway comes later, with the run: the run's identity needs the scorer first. */
export async function openJudgeModel(parts: {
  readonly prepared: PreparedRun;
  readonly spec: JudgeScorerSpec;
  readonly context: RunContext;
  readonly concurrency: number;
}): Promise<{
  readonly opened: OpenedModel;
  readonly model: Model;
  connect(gateway: Gateway): void;
  readonly tally: Tally;
  setBilled(of: () => number): void;
}> {
  const { prepared, spec, context, concurrency } = parts;
  const { experiment } = prepared.loaded;
  const opened = await openModel({
    experiment,
    provider: spec.judge.provider ?? experiment.provider,
    concurrency,
    env: context.env,
    knowsSample: () => false,
  });
  let gateway: Gateway | undefined;
  let billed: () => number = () => 0;
  const tally: Tally = {
    calls: 0,
    cached: 0,
    emulated: false,
    logicalPico: ZERO_USD,
    billedUsd: () => billed(),
  };
  const through = gatewayAsModel(
    () => {
      if (gateway === undefined) throw new Error('the judge was asked before its run began');
      return gateway;
    },
    opened.model.provider,
    (_call, _response, cost) => {
      tally.logicalPico = cost === null || tally.logicalPico === null ? null : tally.logicalPico + cost;
    },
  );
  const model: Model = {
    ...through,
    async complete(call: ModelCall, signal: AbortSignal) {
      const outcome = await through.complete(call, signal);
      if (outcome.state === 'completed') tally.emulated ||= outcome.completion.emulated;
      tally.calls = gateway?.stats.calls ?? 0;
      tally.cached = gateway?.stats.cacheHits ?? 0;
      return outcome;
    },
  };
  return {
    opened,
    model,
    tally,
    connect(to) {
      gateway = to;
    },
    setBilled(of) {
      billed = of;
    },
  };
}

/** Begins the run of a calibration, or goes on with an unfinished one of the same judge and labels. */
export function beginCalibration(parts: {
  readonly store: Store;
  readonly prepared: PreparedRun;
  readonly spec: JudgeScorerSpec;
  readonly identity: JudgeIdentity;
  readonly labels: { readonly sha256: string; readonly n: number };
  readonly open: Awaited<ReturnType<typeof openJudgeModel>>;
  readonly context: RunContext;
  readonly shareCache: boolean;
}): CalibrationRun {
  const { store, prepared, spec, identity, labels, open, context } = parts;
  const { experiment } = prepared.loaded;
  const planHash = hashJson({
    calibration: identity.fingerprint,
    labels: labels.sha256,
    prices: prepared.book.sha256,
  });
  const earlier = store.runs.findUnfinished(planHash);
  const at = context.now();
  const stamp = at.toISOString().replace(/\..*/, '').replaceAll(/[-:]/g, '').replace('T', '-');
  const row =
    earlier ??
    store.runs.create({
      name: `calibration-${stamp}-${randomBytes(2).toString('hex')}`,
      planHash,
      experiment: experiment.name,
      planned: labels.n,
      startedAt: at.toISOString(),
      snapshot: snapshotOf(prepared, spec, open.model.provider === 'emulator'),
    });
  if (earlier !== undefined) store.runs.setState(row.row, 'running', at.toISOString());
  const guard = new SpendGuard({
    cap: experiment.maxCostUsd === undefined ? null : fromUsd(experiment.maxCostUsd),
    spent: picoUsd(store.ledger.billed(row.row).total),
    unseen: picoUsd(store.unseen.total(row.row).atMostPico),
  });
  open.connect(
    createGateway({
      model: open.opened.model,
      store,
      runRow: row.row,
      price: prepared.priceFor(open.model.provider),
      guard,
      shareCache: parts.shareCache,
    }),
  );
  open.setBilled(() => toUsd(guard.spent));
  return {
    row,
    resumed: earlier !== undefined,
    model: open.model,
    tally: open.tally,
    finish: (state) => store.runs.setState(row.row, state, context.now().toISOString()),
  };
}

function snapshotOf(prepared: PreparedRun, spec: JudgeScorerSpec, emulated: boolean): RunSnapshot {
  const { experiment } = prepared.loaded;
  const { name, judge } = spec;
  const provider = judge.provider ?? experiment.provider;
  return {
    purpose: 'calibration',
    experimentPath: experiment.path,
    provider,
    emulated,
    region: experiment.region,
    seed: experiment.seed,
    repeats: 1,
    variants: [],
    metrics: [],
    quality: {},
    guardrails: [],
    datasets: [],
    filter: {},
    prompts: [],
    versions: { parsimony: packageVersion() },
    priceBook: { date: prepared.book.date, sha256: prepared.book.sha256 },
    notices: [],
    judges: judge.models.map((model) => ({
      name,
      model,
      provider,
      ...(judge.temperature !== undefined && { temperature: judge.temperature }),
    })),
  };
}

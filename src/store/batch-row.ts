import type { ModelPrice } from '../cost/index.js';
import type { BatchJob, CallRole } from '../model/port.js';

/**
 * How far a part of batch work is. `draft`: its records are still being gathered, and a crash drops it; `planned`:
 * decided; `uploaded`: its input file is in the storage; `submitted`: its job exists; `collected`: what the job
 * produced is in the store; `abandoned`: no job of it will be waited for, and its records count as not tried.
 */
export type BatchPartState = 'draft' | 'planned' | 'uploaded' | 'submitted' | 'collected' | 'abandoned';

/** One job's worth of calls, as the manifest has it. */
export interface BatchPart {
  readonly id: number;
  readonly runRow: number;
  /** Counts from 1 within the run. */
  readonly part: number;
  readonly role: CallRole;
  /** What answers: part of the key of its responses. */
  readonly provider: 'bedrock' | 'emulator';
  readonly model: string;
  readonly region: string;
  /** Its batch rates are what the ledger books. */
  readonly price: ModelPrice;
  readonly state: BatchPartState;
  readonly records: number;
  /** Of the input file. */
  readonly bytes: number;
  /** Of the input file; null until it was first written. */
  readonly sha256: string | null;
  readonly jobName: string;
  readonly clientToken: string;
  readonly inputUri: string;
  readonly outputUri: string;
  readonly roleArn: string;
  readonly timeoutHours: number;
  /** What the ledger holds of it. */
  readonly billedPico: bigint;
  readonly arn: string | null;
  /** As last seen. */
  readonly job: BatchJob | null;
  readonly submittedAt: string | null;
  readonly endedAt: string | null;
  readonly note: string | null;
}

/** What a part is opened with. */
export type BatchPartDraft = Pick<
  BatchPart,
  | 'runRow'
  | 'part'
  | 'role'
  | 'provider'
  | 'model'
  | 'region'
  | 'price'
  | 'jobName'
  | 'clientToken'
  | 'inputUri'
  | 'outputUri'
  | 'roleArn'
  | 'timeoutHours'
>;

export interface RawPart {
  readonly id: number;
  readonly run_id: number;
  readonly part: number;
  readonly role: CallRole;
  readonly provider: 'bedrock' | 'emulator';
  readonly model: string;
  readonly region: string;
  readonly price: string;
  readonly state: BatchPartState;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly job_name: string;
  readonly client_token: string;
  readonly input_uri: string;
  readonly output_uri: string;
  readonly role_arn: string;
  readonly timeout_hours: number;
  readonly billed: string;
  readonly job_arn: string | null;
  readonly job: string | null;
  readonly submitted_at: string | null;
  readonly ended_at: string | null;
  readonly note: string | null;
}

/** Selects parts in the columns of `RawPart`; the money is text, because a number would not hold every amount. */
export const PART_COLUMNS = '*, CAST(billed_pico AS TEXT) AS billed';

export function readPart(raw: RawPart): BatchPart {
  return {
    id: raw.id,
    runRow: raw.run_id,
    part: raw.part,
    role: raw.role,
    provider: raw.provider,
    model: raw.model,
    region: raw.region,
    price: readPrice(raw.price),
    state: raw.state,
    records: raw.records,
    bytes: raw.bytes,
    sha256: raw.sha256,
    jobName: raw.job_name,
    clientToken: raw.client_token,
    inputUri: raw.input_uri,
    outputUri: raw.output_uri,
    roleArn: raw.role_arn,
    timeoutHours: raw.timeout_hours,
    billedPico: BigInt(raw.billed),
    arn: raw.job_arn,
    job: raw.job === null ? null : (JSON.parse(raw.job) as BatchJob),
    submittedAt: raw.submitted_at,
    endedAt: raw.ended_at,
    note: raw.note,
  };
}

/** A price as JSON; its rates are exact integers, which JSON carries only as text. */
export function writePrice(price: ModelPrice): string {
  return JSON.stringify(price, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function readPrice(json: string): ModelPrice {
  return JSON.parse(json, (key, value: unknown) =>
    key === 'rates'
      ? Object.fromEntries(
          Object.entries(value as object).map(([field, rate]) => [field, BigInt(String(rate))]),
        )
      : value,
  ) as ModelPrice;
}

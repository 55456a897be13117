/** What a user may tell `doctor`; an experiment says most of it. */
export interface DoctorOptions {
  readonly experiment?: string;
  /** Model ids to check beside the experiment's. */
  readonly models?: readonly string[];
  readonly region?: string;
  readonly bucket?: string;
  readonly prices?: string;
  /** False: no model is called; only questions that cost nothing. */
  readonly call?: boolean;
}

/** `warning`: it works, but not as well as it could; `skipped`: it could not be looked at, and why. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped';

export interface DoctorCheck {
  readonly check:
    | 'credentials'
    | 'region'
    | 'price'
    | 'model access'
    | 'model call'
    | 'quota'
    | 'batch'
    | 'bucket'
    | 'role';
  /** What was looked at: a model id, a bucket; null where there is only one. */
  readonly subject: string | null;
  readonly state: CheckState;
  readonly detail: string;
  /** What to do about it; null where nothing needs doing. */
  readonly remedy: string | null;
}

/** What `doctor --json` prints. */
export interface DoctorDocument {
  readonly region: string;
  /** The address that was asked where it is not the service's own. */
  readonly endpoint: string | null;
  /** True when an emulator answered: then nothing here says anything about an AWS account. */
  readonly emulated: boolean;
  /** No check failed. */
  readonly ready: boolean;
  /** Models that were called. */
  readonly calls: number;
  /** What the calls cost at list prices. */
  readonly spentUsd: number;
  readonly checks: readonly DoctorCheck[];
}

/** How the emulator's batch jobs are bounded and timed. Everything left out is as {@link batchDefaults} says. */
export interface BatchOptions {
  /** How many times as fast as the real clock the clock of a job runs. */
  readonly timeScale?: number;
  readonly minimumRecords?: number;
  readonly maximumRecords?: number;
  readonly maximumFileBytes?: number;
  readonly maximumJobBytes?: number;
  /** Jobs of one base model that have not ended. */
  readonly maximumJobs?: number;
  /** Seconds of the job's own clock in which it is queued before it begins. */
  readonly queueSeconds?: number;
  /** Records that are answered side by side, by the job's own clock. */
  readonly lanes?: number;
}

/** What holds where nothing else is said: the service's quotas of mid-2025. The times are made up. */
export const batchDefaults: Required<BatchOptions> = {
  timeScale: 600,
  minimumRecords: 100,
  maximumRecords: 50_000,
  maximumFileBytes: 1024 ** 3,
  maximumJobBytes: 5 * 1024 ** 3,
  maximumJobs: 20,
  queueSeconds: 300,
  lanes: 16,
};

import type { QuotaLimits } from '../../../src/emulator/quota/quota.js';

export interface SweptQuota {
  readonly name: string;
  readonly quota: QuotaLimits;
  /** Virtual minutes: long enough for a thousand calls. */
  readonly minutes: number;
  /** The same where every second counts: large quotas are many events. */
  readonly testMinutes: number;
}

/** The quotas that the limiter is held to. */
export const SWEEP: readonly SweptQuota[] = [
  { name: '60 requests', quota: { requestsPerMinute: 60 }, minutes: 20, testMinutes: 20 },
  { name: '600 requests', quota: { requestsPerMinute: 600 }, minutes: 10, testMinutes: 10 },
  { name: '6,000 requests', quota: { requestsPerMinute: 6_000 }, minutes: 8, testMinutes: 2 },
  { name: '100,000 tokens', quota: { tokensPerMinute: 100_000 }, minutes: 20, testMinutes: 20 },
  { name: '1,000,000 tokens', quota: { tokensPerMinute: 1_000_000 }, minutes: 10, testMinutes: 10 },
];

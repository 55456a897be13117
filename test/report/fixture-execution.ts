import type { ExecutionSummary } from '../../src/report/port.js';

/** A limit that falls at each throttle and climbs back; by formula, so that it is the same every time. */
function points(count: number, stepMs: number) {
  return Array.from({ length: count }, (_, at) => {
    const since = at % 32;
    return {
      atMs: at * stepMs,
      limit: at < 8 ? 2 ** Math.min(4, at) : Math.max(5, Math.min(16, 6 + Math.floor(since / 4))),
      calls: 9 + (at % 3),
      throttled: at >= 8 && since === 0 ? 3 : 0,
    };
  });
}

/** The parts of an execution that older runs do not have. */
export function fixtureExecution(): Pick<ExecutionSummary, 'limiters' | 'timing' | 'estimation' | 'batch'> {
  const drift = (estimated: number, actual: number | null) => ({
    estimated,
    actual,
    drift: actual === null ? null : actual / estimated - 1,
  });
  const method = 'js-tiktoken/o200k_base × 1.18 (calibrated, n 200) × 1.05';
  return {
    limiters: [
      {
        model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
        region: 'us-east-1',
        maxConcurrency: 16,
        calls: 1250,
        throttled: 11,
        finalLimit: 12,
        lowestLimit: 1,
        points: points(125, 1000),
      },
      {
        model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
        region: 'us-east-1',
        maxConcurrency: 16,
        requestsPerMinute: 600,
        tokensPerMinute: 400_000,
        calls: 1247,
        throttled: 0,
        finalLimit: 16,
        lowestLimit: 16,
        points: points(90, 1000).map((point) => ({ ...point, limit: 16, throttled: 0 })),
      },
    ],
    timing: [
      {
        variant: 'baseline',
        wallMs: { n: 250, p50: 2130, p95: 4820 },
        firstTokenMs: { n: 250, p50: 640, p95: 1190 },
      },
      { variant: 'concise', wallMs: { n: 40, p50: 1490, p95: null }, firstTokenMs: null },
    ],
    estimation: [
      {
        variant: 'baseline',
        inputTokensPerCall: drift(1410, 1377),
        outputTokensPerCall: drift(220, 187),
        costUsd: drift(1.92, 1.7),
        method,
      },
      {
        variant: 'concise',
        inputTokensPerCall: drift(1230, null),
        outputTokensPerCall: drift(120, null),
        costUsd: drift(1.37, null),
        method,
      },
    ],
    batch: [
      {
        part: 1,
        role: 'candidate',
        model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
        jobName: 'parsimony-3f9c2a1b-p1',
        status: 'PartiallyCompleted',
        records: 250,
        answered: 247,
        failed: 3,
        billedUsd: 0.1184,
        submittedAt: '2026-08-11T02:14:06.000Z',
        endedAt: '2026-08-11T02:15:20.000Z',
      },
    ],
  };
}

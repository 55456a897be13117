import { expect, it } from 'vitest';
import { createTimeline } from '../../../src/emulator/control-plane/timeline.js';

it('a wait that is broken off has not passed: a job that is stopped in its queue need not wait for the rest of it', async () => {
  let nowMs = 0;
  const waits: number[] = [];
  const clock = {
    now: () => nowMs,
    async wait(milliseconds: number, signal: AbortSignal) {
      waits.push(milliseconds);
      if (!signal.aborted) nowMs += milliseconds;
    },
  };
  const timeline = createTimeline({ clock, timeScale: 10, elapsedMs: 0 });
  timeline.add(1_000);
  await timeline.pace(new AbortController().signal);
  timeline.add(1_000_000);
  await timeline.pace(AbortSignal.abort());
  expect(timeline.elapsedMs).toBe(1_000);
  timeline.add(500);
  await timeline.pace(new AbortController().signal);
  expect(waits).toEqual([100, 100_000, 50]);
});

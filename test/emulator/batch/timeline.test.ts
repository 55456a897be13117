import { expect, it, vi } from 'vitest';
import { createTimeline, machineClock } from '../../../src/emulator/control-plane/timeline.js';

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

it('the machine’s clock waits longer than a timer can: a job that is slowed down does not end at once', async () => {
  vi.useFakeTimers();
  try {
    const fiftyDaysMs = 50 * 86_400_000;
    let over = false;
    const wait = machineClock.wait(fiftyDaysMs, new AbortController().signal).then(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(fiftyDaysMs - 1);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await wait;
    const stop = new AbortController();
    const stopped = machineClock.wait(fiftyDaysMs, stop.signal);
    await vi.advanceTimersByTimeAsync(30 * 86_400_000);
    stop.abort();
    await stopped;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

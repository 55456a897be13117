import type { LimiterTrace } from '../port.js';

type TracePoint = LimiterTrace['points'][number];

const MAX_POINTS = 240;
const FIRST_STEP_MS = 1_000;

/**
 * What happened, by intervals of equal length. The length doubles, and pairs of points fold into one, whenever there
 * would be more than 240, so that a sitting of any length keeps its whole story. An interval in which nothing
 * happened has no point; `limit` is the lowest of the interval, so that a dip does not vanish when points fold.
 */
export class LimiterStory {
  #points: TracePoint[] = [];
  #stepMs = FIRST_STEP_MS;
  #startMs: number | undefined;

  /** Oldest first; `atMs` is the beginning of an interval, counted from the first note. */
  get points(): readonly TracePoint[] {
    return this.#points;
  }

  note(nowMs: number, what: Omit<TracePoint, 'atMs'>): void {
    this.#startMs ??= nowMs;
    this.#add({ atMs: this.#beginning(nowMs - this.#startMs), ...what });
    while (this.#points.length > MAX_POINTS) {
      this.#stepMs *= 2;
      const finer = this.#points;
      this.#points = [];
      for (const point of finer) this.#add({ ...point, atMs: this.#beginning(point.atMs) });
    }
  }

  #add(point: TracePoint): void {
    const last = this.#points.at(-1);
    if (last === undefined || last.atMs < point.atMs) this.#points.push(point);
    else {
      this.#points[this.#points.length - 1] = {
        atMs: last.atMs,
        limit: Math.min(last.limit, point.limit),
        calls: last.calls + point.calls,
        throttled: last.throttled + point.throttled,
      };
    }
  }

  #beginning(sinceStartMs: number): number {
    return Math.floor(sinceStartMs / this.#stepMs) * this.#stepMs;
  }
}

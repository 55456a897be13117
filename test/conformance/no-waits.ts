import { afterAll, beforeAll, vi } from 'vitest';

/**
 * The waits between attempts of the SDK's default clients are shares of `Math.random` (@smithy/core, standard mode):
 * with it at 0 they take no time, and a file's tests need no setting that a default client has not.
 */
export function takeNoWaits(): void {
  beforeAll(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });
}

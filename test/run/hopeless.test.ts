import { describe, expect, it } from 'vitest';
import { HopelessWatch, remedyFor } from '../../src/run/hopeless.js';

const failure = (code: string) => ({ code, message: 'no', attempts: 1 });
/** At which of many equal failures a sitting is given up; null: never. */
function givenUpAt(code: string, watch = new HopelessWatch()): number | null {
  for (let nth = 1; nth <= 100; nth += 1) if (watch.failed(failure(code)) !== undefined) return nth;
  return null;
}
const afterSuccess = () => {
  const watch = new HopelessWatch();
  watch.succeeded();
  return watch;
};

describe('a sitting is given up', () => {
  it.each([
    ['AccessDeniedException', 20],
    ['model-end-of-life', 20],
    ['http-407', 20],
    ['ExpiredTokenException', 20],
    ['CredentialsProviderError', 1],
    ['proxy-unsupported', 1],
    ['ThrottlingException', null],
    ['ValidationException', null],
  ])('for %s from the start: after %j', (code, calls) => {
    expect(givenUpAt(code)).toBe(calls);
    if (calls !== null) expect(remedyFor(failure(code))).toMatch(/\S/);
  });

  it('for a session that ended in mid-run, also after thousands of answers', () => {
    expect(givenUpAt('ExpiredTokenException', afterSuccess())).toBe(20);
  });

  it('but not while answers still come in between', () => {
    const watch = afterSuccess();
    for (let at = 0; at < 100; at += 1) {
      expect(watch.failed(failure('ExpiredTokenException'))).toBeUndefined();
      if (at % 10 === 0) watch.succeeded();
    }
  });

  it('nor for one model without access among others that answer', () => {
    expect(givenUpAt('AccessDeniedException', afterSuccess())).toBeNull();
    expect(givenUpAt('model-end-of-life', afterSuccess())).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { HopelessWatch, remedyFor } from '../../src/run/hopeless.js';

const failure = (code: string) => ({ code, message: 'no', attempts: 1 });

/** At which of many equal failures of one model a sitting is given up; null: never. */
function givenUpAt(code: string, watch = new HopelessWatch()): number | null {
  watch.calls('model');
  for (let nth = 1; nth <= 100; nth += 1) {
    if (watch.failed('model', failure(code)) !== undefined) return nth;
  }
  return null;
}

const answering = (...models: readonly string[]) => {
  const watch = new HopelessWatch();
  for (const model of models) {
    watch.calls(model);
    watch.succeeded(model);
  }
  return watch;
};

describe('a sitting is given up', () => {
  it.each([
    ['AccessDeniedException', 20],
    ['ResourceNotFoundException', 20],
    ['model-end-of-life', 20],
    ['http-407', 5],
    ['ExpiredTokenException', 5],
    ['InvalidSignatureException', 5],
    ['CredentialsProviderError', 1],
    ['proxy-unsupported', 1],
    ['ThrottlingException', null],
    ['ValidationException', null],
  ])('for %s: after %j in a row, from the start as after answers', (code, calls) => {
    expect(givenUpAt(code)).toBe(calls);
    expect(givenUpAt(code, answering('model'))).toBe(calls);
    if (calls !== null) expect(remedyFor(failure(code))).toMatch(/\S/);
  });

  it('but not while answers still come in between', () => {
    const watch = answering('model');
    for (let at = 0; at < 100; at += 1) {
      if (at % 4 === 0) watch.succeeded('model');
      expect(watch.failed('model', failure('ExpiredTokenException'))).toBeUndefined();
    }
  });

  it('nor for one model without access beside others, which may only be slow to answer', () => {
    const watch = answering('alive');
    watch.calls('slow');
    expect(givenUpAt('AccessDeniedException', watch)).toBeNull();
    expect(givenUpAt('model-end-of-life', watch)).toBeNull();
  });

  it('but once every model that it calls has been taken away', () => {
    const watch = answering('model', 'other');
    for (let at = 0; at < 20; at += 1) watch.failed('other', failure('model-end-of-life'));
    expect(givenUpAt('AccessDeniedException', watch)).toBe(20);
  });
});

it('remembers that calls failed for the account, whatever is answered later: none of them is a result', () => {
  const watch = answering('model');
  watch.failed('model', failure('AccessDeniedException'));
  expect(watch.unresolved).toBeUndefined();
  watch.failed('model', failure('ExpiredTokenException'));
  watch.succeeded('model');
  expect(watch.unresolved?.code).toBe('ExpiredTokenException');
});

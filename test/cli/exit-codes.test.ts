import { describe, expect, it } from 'vitest';
import { EXIT, exitOfVerdict, FAIL_ON } from '../../src/cli/exit-codes.js';

describe('what a gate ends with', () => {
  it('pass 0, fail 100, inconclusive 101', () => {
    expect(exitOfVerdict('pass')).toEqual({ code: 0 });
    expect(exitOfVerdict('fail')).toEqual({ code: 100 });
    expect(exitOfVerdict('inconclusive')).toEqual({ code: 101 });
  });

  it('--fail-on fails from a verdict on; what it lets through is told with the code that it would have had', () => {
    expect(exitOfVerdict('inconclusive', FAIL_ON.fail)).toEqual({ code: EXIT.ok, treatedFrom: 101 });
    expect(exitOfVerdict('fail', FAIL_ON.fail)).toEqual({ code: 100 });
    expect(exitOfVerdict('fail', FAIL_ON.none)).toEqual({ code: EXIT.ok, treatedFrom: 100 });
    expect(exitOfVerdict('inconclusive', FAIL_ON.inconclusive)).toEqual({ code: 101 });
    expect(exitOfVerdict('pass', FAIL_ON.none)).toEqual({ code: 0 });
  });
});

import { describe, expect, test } from 'vitest';
import { choosePromotion, refusalError } from '../../src/promote/index.js';
import type { RunDocument } from '../../src/report/port.js';
import { fixtureModel } from '../report/fixture.js';

const { document: untouched } = fixtureModel();

/** The fixture's run after every flag was accepted. */
function reviewed(decision: 'accept' | 'reject' = 'accept'): RunDocument {
  const { gate } = untouched;
  if (gate === null) throw new Error('the fixture has a gate');
  const candidates = gate.candidates.map((candidate) => ({
    ...candidate,
    flagged: candidate.flagged.map((flag) => ({ ...flag, review: { decision, reason: 'looked at it' } })),
  }));
  return { ...untouched, gate: { ...gate, candidates } };
}

/** The run with one candidate's verdict replaced, its checks included. */
function judged(name: string, verdict: 'pass' | 'fail', p = 0.0004): RunDocument {
  const document = reviewed();
  if (document.gate === null) return document;
  const candidates = document.gate.candidates.map((candidate) =>
    candidate.variant === name
      ? { ...candidate, verdict, checks: candidate.checks.map((check) => ({ ...check, verdict, p })) }
      : candidate,
  );
  return { ...document, gate: { ...document.gate, candidates } };
}

function codes(choice: ReturnType<typeof choosePromotion>): readonly string[] {
  return choice.state === 'refused' ? choice.problems.map((problem) => problem.code) : ['chosen'];
}

describe('cheapest', () => {
  test('is the cheapest candidate that passed and stands on the front', () => {
    const choice = choosePromotion(reviewed(), 'cheapest');
    expect(choice).toMatchObject({ state: 'chosen', variant: { name: 'concise' } });
  });

  test('is never a cheaper one that did not pass', () => {
    const choice = choosePromotion(judged('haiku-structured', 'pass'), 'cheapest');
    expect(choice).toMatchObject({ state: 'chosen', variant: { name: 'haiku-structured' } });
    expect(choice).toMatchObject({
      runnerUp: { variant: 'concise', why: 'it costs 2.94 times as much a sample' },
    });
  });

  test('is nothing when nothing passed, with every reason', () => {
    const choice = choosePromotion(judged('concise', 'fail'), 'cheapest');
    expect(choice.state).toBe('refused');
    expect(codes(choice)).toContain('check-fail');
    expect(codes(choice)).toContain('check-inconclusive');
  });

  test('is never what another dominates', () => {
    const document = reviewed();
    const front = document.front.filter((point) => point.variant !== 'concise');
    expect(choosePromotion({ ...document, front }, 'cheapest').state).toBe('refused');
  });

  test('is never a variant without a known cost: unknown is not zero', () => {
    const document = reviewed();
    const variants = document.variants.map((variant) =>
      variant.name === 'concise'
        ? { ...variant, costUsdPerSample: { ...variant.costUsdPerSample, value: null } }
        : variant,
    );
    expect(choosePromotion({ ...document, variants }, 'cheapest').state).toBe('refused');
  });

  test('is nothing while flags wait, each of them listed', () => {
    const choice = choosePromotion(untouched, 'cheapest');
    expect(choice).toMatchObject({
      state: 'refused',
      problems: [
        { code: 'unreviewed-flag', path: 'product-ja-031', hint: 'parsimony review 20260811-7f3a91c2' },
      ],
    });
  });

  test('is nothing when a reviewer rejected a flag', () => {
    expect(codes(choosePromotion(reviewed('reject'), 'cheapest'))).toEqual([
      'rejected-flag',
      'rejected-flag',
    ]);
  });

  test('asks for the p that promotion wants, beyond the gate', () => {
    expect(codes(choosePromotion(judged('concise', 'pass', 0.04), 'concise', { alpha: 0.025 }))).toEqual([
      'weak-evidence',
      'weak-evidence',
    ]);
    expect(choosePromotion(judged('concise', 'pass', 0.02), 'concise', { alpha: 0.025 }).state).toBe(
      'chosen',
    );
  });

  test('is nothing without a gate', () => {
    expect(choosePromotion({ ...reviewed(), gate: null }, 'cheapest').state).toBe('refused');
  });
});

describe('by name', () => {
  test('names the variant that dominates the one asked for, and force does not help', () => {
    const choice = choosePromotion(reviewed(), 'concise-long', { force: { reason: 'because' } });
    expect(choice).toMatchObject({
      state: 'refused',
      problems: [{ code: 'dominated', message: 'concise dominates it', hint: 'Promote concise instead.' }],
    });
  });

  test.each(['haiku-structured', 'micro', 'baseline'])('%s did not pass and is refused', (name) => {
    expect(choosePromotion(reviewed(), name).state).toBe('refused');
  });

  test('a forced variant carries its reason', () => {
    const choice = choosePromotion(reviewed(), 'haiku-structured', {
      force: { reason: 'pilot with 1 % of traffic' },
    });
    expect(choice).toMatchObject({ state: 'chosen', forced: { reason: 'pilot with 1 % of traffic' } });
  });

  test('force on a variant that passed leaves no mark', () => {
    const choice = choosePromotion(reviewed(), 'concise', { force: { reason: 'to be safe' } });
    expect(choice.state).toBe('chosen');
    expect(choice).not.toHaveProperty('forced');
  });

  test('force without a reason is refused, and does not skip unreviewed flags', () => {
    expect(codes(choosePromotion(reviewed(), 'micro', { force: { reason: '  ' } }))).toEqual([
      'force-without-reason',
    ]);
    expect(codes(choosePromotion(untouched, 'micro', { force: { reason: 'hurry' } }))).toEqual([
      'unreviewed-flag',
    ]);
  });

  test('an unknown name lists the known ones', () => {
    const choice = choosePromotion(reviewed(), 'consise');
    if (choice.state === 'chosen') throw new Error('chosen');
    const error = refusalError(choice);
    expect(error.code).toBe('refused');
    expect(error.problems[0]?.hint).toContain('concise, haiku-structured');
  });
});

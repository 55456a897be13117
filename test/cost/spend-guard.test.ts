import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picoUsd, type Reservation, SpendGuard, ZERO_USD } from '../../src/cost/index.js';

const guardOf = (cap: number | null, spent = 0) =>
  new SpendGuard({ cap: cap === null ? null : picoUsd(BigInt(cap)), spent: picoUsd(BigInt(spent)) });
const usd = (amount: number) => picoUsd(BigInt(amount));

function granted(outcome: Reservation | 'exhausted' | null): Reservation {
  if (outcome === null || outcome === 'exhausted') throw new Error('was not granted');
  return outcome;
}

describe('law 5: the spend guard reserves before it calls', () => {
  test('refuses what would cross the cap, counting calls in flight and earlier sittings', () => {
    const guard = guardOf(100, 30);
    const first = granted(guard.reserve(usd(40)));
    expect(guard.reserve(usd(31))).toBeNull();
    expect(guard.outstanding).toBe(40n);
    first.settle(usd(10));
    expect([guard.spent, guard.outstanding]).toEqual([40n, 0n]);
    granted(guard.reserve(usd(60)));
    expect(guard.reserve(usd(1))).toBeNull();
  });

  test('money that is kept back is granted to nobody until it is given free, and waiting calls are told', async () => {
    const guard = guardOf(100, 20);
    const inFlight = granted(guard.reserve(usd(50)));
    const waiting = guard.reserveWhenPossible(usd(60));
    guard.keepBack(usd(30));
    // 20 spent, 30 kept: 60 never fits, whatever the call in flight costs.
    expect(await waiting).toBe('exhausted');
    expect(guard.reserve(usd(1))).toBeNull();
    inFlight.settle(usd(10));
    expect(guard.reserve(usd(41))).toBeNull();
    granted(guard.reserve(usd(40))).release();
    guard.keepBack(usd(0));
    expect(granted(guard.reserve(usd(70))).bound).toBe(70n);
  });

  test('only the first settlement or release counts', () => {
    const guard = guardOf(100);
    const call = granted(guard.reserve(usd(50)));
    call.settle(usd(20));
    call.settle(usd(20));
    call.release();
    expect([guard.spent, guard.outstanding]).toEqual([20n, 0n]);
  });

  test('without a cap everything is granted and still counted', () => {
    const guard = guardOf(null);
    granted(guard.reserve(usd(10 ** 9))).settle(usd(7));
    expect(guard.spent).toBe(7n);
  });

  test('a call that cost more than its bound is recorded as it is, and nothing more is granted', () => {
    const guard = guardOf(100);
    granted(guard.reserve(usd(100))).settle(usd(120));
    expect(guard.spent).toBe(120n);
    expect(guard.reserve(ZERO_USD)).toBeNull();
  });

  test('billed never exceeds the cap, over any interleaving of reserve, settle and release', () => {
    const step = fc.record({
      action: fc.constantFrom('reserve', 'settle', 'release'),
      amount: fc.nat(60),
      pick: fc.nat(),
      share: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.nat(200), fc.array(step, { maxLength: 60 }), (cap, steps) => {
        const guard = guardOf(cap);
        const open: Reservation[] = [];
        let billed = 0n;
        for (const { action, amount, pick, share } of steps) {
          if (action === 'reserve') {
            const reservation = guard.reserve(usd(amount));
            const fits = guard.spent + guard.outstanding + BigInt(amount) <= BigInt(cap);
            if (reservation === null) expect(fits).toBe(false);
            else open.push(reservation);
          } else {
            const [call] = open.splice(pick % Math.max(1, open.length), 1);
            const actual = picoUsd(((call?.bound ?? 0n) * BigInt(share)) / 100n);
            if (action === 'settle') {
              call?.settle(actual);
              billed += call === undefined ? 0n : actual;
            } else call?.release();
          }
          expect(guard.spent).toBe(billed);
          expect(guard.outstanding).toBe(open.reduce((sum, call) => sum + call.bound, 0n));
          expect(guard.spent + guard.outstanding <= BigInt(cap)).toBe(true);
        }
      }),
    );
  });
});

describe('waiting for room', () => {
  test('is granted in order of asking once others settle; nobody overtakes', async () => {
    const guard = guardOf(100);
    const first = granted(guard.reserve(usd(90)));
    const order: string[] = [];
    const big = guard.reserveWhenPossible(usd(80)).then((outcome) => {
      order.push('big');
      return outcome;
    });
    const small = guard.reserveWhenPossible(usd(5)).then((outcome) => {
      order.push('small');
      return outcome;
    });
    expect(guard.reserve(usd(1))).toBeNull();
    first.settle(usd(10));
    granted(await big);
    granted(await small);
    expect(order).toEqual(['big', 'small']);
    expect([guard.spent, guard.outstanding]).toEqual([10n, 85n]);
  });

  test('is exhausted only when nothing outstanding could free enough', async () => {
    const guard = guardOf(100, 50);
    expect(await guard.reserveWhenPossible(usd(51))).toBe('exhausted');
    const call = granted(guard.reserve(usd(50)));
    const waiting = guard.reserveWhenPossible(usd(10));
    call.settle(usd(45));
    expect(await waiting).toBe('exhausted');
    granted(await guard.reserveWhenPossible(usd(5)));
  });

  test('a hopeless waiter does not hold up the one behind it', async () => {
    const guard = guardOf(100);
    const call = granted(guard.reserve(usd(100)));
    const [hopeless, modest] = [guard.reserveWhenPossible(usd(60)), guard.reserveWhenPossible(usd(40))];
    call.settle(usd(50));
    expect(await hopeless).toBe('exhausted');
    granted(await modest);
  });

  test('an aborted wait rejects with the reason and leaves the queue to the others', async () => {
    const guard = guardOf(100);
    granted(guard.reserve(usd(60)));
    const stop = new AbortController();
    const big = guard.reserveWhenPossible(usd(90), stop.signal);
    const small = guard.reserveWhenPossible(usd(40));
    stop.abort(new Error('interrupted'));
    await expect(big).rejects.toThrow('interrupted');
    granted(await small);
    expect(guard.outstanding).toBe(100n);
    await expect(guard.reserveWhenPossible(usd(1), stop.signal)).rejects.toThrow('interrupted');
  });

  test('no deadlock: when every granted call returns, every waiter gets an answer, within the cap', async () => {
    const call = fc.record({ bound: fc.nat(60), share: fc.integer({ min: 0, max: 100 }), ticks: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.nat(150), fc.array(call, { maxLength: 30 }), async (cap, calls) => {
        const guard = guardOf(cap);
        const outcomes = await Promise.all(
          calls.map(async ({ bound, share, ticks }) => {
            const outcome = await guard.reserveWhenPossible(usd(bound));
            if (outcome === 'exhausted') {
              expect(guard.spent + BigInt(bound) > BigInt(cap)).toBe(true);
              return 'exhausted';
            }
            expect(guard.spent + guard.outstanding <= BigInt(cap)).toBe(true);
            for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
            outcome.settle(picoUsd((outcome.bound * BigInt(share)) / 100n));
            return 'made';
          }),
        );
        expect(outcomes.length).toBe(calls.length);
        expect(guard.outstanding).toBe(0n);
        expect(guard.spent <= BigInt(cap)).toBe(true);
      }),
    );
  });
});

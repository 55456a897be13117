import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChance, normalCdf } from '../../src/emulator/chance.js';
import { parameters } from '../../src/emulator/index.js';
import { ask, layouts, mean, models, share, shelf, tools } from './garden.js';

const user = (tool: (typeof tools)[number]) =>
  `${layouts.xml(shelf(tool))}\n\nCustomer: What does the ${tool.name} cost and weigh?`;

describe('chance is seeded, and temperature widens it', () => {
  it('equal requests have equal replies, whatever was asked in between', () => {
    const first = tools.map((tool) => ask({ user: user(tool), temperature: 0.7 }));
    const again = tools.toReversed().map((tool) => ask({ user: user(tool), temperature: 0.7 }));
    expect(again.toReversed()).toEqual(first);
  });

  it('repeats are identical at temperature 0 and differ above it, the more the higher', () => {
    const variety = (temperature: number) =>
      mean(
        tools
          .slice(0, 24)
          .map(
            (tool) =>
              new Set([0, 1, 2, 3, 4, 5].map((repeat) => ask({ user: user(tool), temperature, repeat }).text))
                .size,
          ),
      );
    expect(variety(0)).toBe(1);
    expect(variety(0.2)).toBeGreaterThan(1);
    expect(variety(1)).toBeGreaterThan(variety(0.2) + 0.5);
  });

  it('another seed is another world', () => {
    const same = share(
      tools,
      (tool) => ask({ user: user(tool) }).text === ask({ user: user(tool), parameters: { seed: 7 } }).text,
    );
    expect(same).toBeLessThan(0.6);
  });

  it('repeats do not change how often a decision falls one way', () => {
    const rate = (temperature: number) => {
      const draws = Array.from({ length: 4000 }, (_, n) =>
        createChance({
          seed: 0,
          requestKey: `r${n % 400}`,
          repeat: n,
          temperature,
          shared: parameters.shared,
        }).happens('x', 0.3, `i${n % 80}`),
      );
      return share(draws, (happened) => happened);
    };
    // The items' shared part makes 80 clusters, hence the width.
    for (const temperature of [0, 0.5, 1]) expect(Math.abs(rate(temperature) - 0.3)).toBeLessThan(0.08);
  });

  it('some questions are hard for every model: errors go together more than independence allows', () => {
    const chances = (key: string) =>
      createChance({ seed: 0, requestKey: key, repeat: 0, temperature: 0, shared: parameters.shared });
    const one = chances('one');
    const two = chances('two');
    const items = Array.from({ length: 2000 }, (_, n) => `item ${n}`);
    const both = share(
      items,
      (item) => one.happens(`recall ${item}`, 0.2, item) && two.happens(`recall ${item}`, 0.2, item),
    );
    expect(both).toBeGreaterThan(0.06);
    const without = share(
      items,
      (item) => one.happens(`recall ${item}`, 0.2) && two.happens(`recall ${item}`, 0.2),
    );
    expect(without).toBeLessThan(0.055);
  });

  it('Φ has its published values (Abramowitz and Stegun, table 26.1)', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 6);
    expect(normalCdf(1)).toBeCloseTo(0.841344746, 6);
    expect(normalCdf(-1.96)).toBeCloseTo(0.024997895, 6);
    expect(normalCdf(2.5758293)).toBeCloseTo(0.995, 6);
  });

  it('uniform draws stay inside (0, 1) for any name', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (key, name, temperature) => {
          const draw = createChance({
            seed: 3,
            requestKey: key,
            repeat: 1,
            temperature,
            shared: parameters.shared,
          }).uniform(name, key);
          return draw > 0 && draw < 1;
        },
      ),
    );
  });

  it('latency grows with output and tier, has a tail, and is given in whole milliseconds', () => {
    const latencies = (model: string, system: string) =>
      tools.map((tool) => ask({ model, system, user: user(tool) }).latencyMs);
    const long = latencies(models.medium, 'Give detailed answers.');
    expect(mean(long)).toBeGreaterThan(mean(latencies(models.medium, 'Answer in one sentence.')));
    expect(mean(latencies(models.large, ''))).toBeGreaterThan(mean(latencies(models.small, '')));
    expect(long.every(Number.isInteger)).toBe(true);
    expect(Math.max(...long)).toBeGreaterThan(1.3 * mean(long));
  });
});

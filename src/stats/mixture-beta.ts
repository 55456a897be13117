import { betaCdf } from './beta.js';
import { logBeta } from './log-gamma.js';
import { type Mixture, type MixtureOptions, mixtureOf, mixtureRho } from './mixture.js';

/**
 * Beta-binomial mixture for sums of independent values in [−g, h] with mean 0 under the null (for a pass rate p₀ and
 * passes x: value x − p₀, g = p₀, h = 1 − p₀), intrinsic time v = g h n: Howard et al. (2021), prop. 7. With
 * k = (v + h s)/(h(g + h)) rises and l = (v − g s)/(g(g + h)) falls, log E = v ln(g + h)/(g h) − k ln g − l ln h +
 * ln B(l + r/(g(g + h)), k + r/(h(g + h))) − ln B(r/(g(g + h)), r/(h(g + h))), r = max(ρ − g h, g h/1000). `sides: 1`:
 * both beta functions cut at h/(g + h), ρ for 2α.
 */
export function betaBinomialMixture(
  options: MixtureOptions & { readonly below: number; readonly above: number; readonly sides: 1 | 2 },
): Mixture {
  const { below: g, above: h, sides } = options;
  if (!(g > 0 && h > 0 && Number.isFinite(g + h))) {
    throw new RangeError(`the range must reach below and above 0: ${-g}, ${h}`);
  }
  const r = Math.max(mixtureRho(options, sides) - g * h, (g * h) / 1000);
  const width = g + h;
  const [fallPrior, risePrior] = [r / (g * width), r / (h * width)];
  const mass = (falls: number, rises: number): number => {
    const whole = logBeta(falls, rises);
    return sides === 2
      ? whole
      : whole + Math.log(Math.max(Number.MIN_VALUE, betaCdf(h / width, falls, rises)));
  };
  const prior = mass(fallPrior, risePrior);
  return mixtureOf(
    (s, v) => {
      // Beyond the ends every value is −g, or every value h.
      const rises = Math.max(0, (v + h * s) / (h * width));
      const falls = Math.max(0, (v - g * s) / (g * width));
      const likelihood = (v * Math.log(width)) / (g * h) - rises * Math.log(g) - falls * Math.log(h);
      return likelihood + mass(fallPrior + falls, risePrior + rises) - prior;
    },
    options.alpha,
    (v) => v / g,
  );
}

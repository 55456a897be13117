import type { OneSidedLaw } from './one-sided-law.js';

/** The law as it would be with `growth` times the samples of the same kind: same mean, same shape, less spread. */
export function grown(law: OneSidedLaw, growth: number): OneSidedLaw {
  /** Of counts that are asked for as whole numbers. */
  const times = (count: number): number => Math.round(count * growth);
  switch (law.kind) {
    case 'skew-corrected-t': {
      // The error of a mean and its skewness both shrink with √n.
      const root = Math.sqrt(growth);
      return {
        ...law,
        se: law.se / root,
        df: law.df * growth,
        skewness: law.skewness / root,
        towardsLoss: law.towardsLoss / root,
        towardsGain: law.towardsGain / root,
      };
    }
    case 'bounded':
      return { ...law, groups: law.groups.map((group) => ({ ...group, count: group.count * growth })) };
    case 'score':
      return { ...law, gains: times(law.gains), losses: times(law.losses), n: times(law.n) };
    case 'binomial':
      return { ...law, passes: times(law.passes), n: times(law.n) };
    case 'identical':
      return law;
  }
}

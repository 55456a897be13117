const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * Stirling's error δ(z) = ln Γ(z) − ((z − ½) ln z − z + ½ ln 2π), z > 0: the asymptotic series (DLMF 5.11.1)
 * at z ≥ 10, reached from below by the recurrence Γ(z + 1) = z Γ(z).
 */
export function stirlingError(z: number): number {
  if (z >= 10) return stirlingSeries(z);
  return logGamma(z) - ((z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI);
}

/** ln Γ(z) for z > 0, relative error about 1e-15. Formula: as {@link stirlingError}. */
export function logGamma(z: number): number {
  let shifted = z;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    HALF_LOG_TWO_PI +
    stirlingSeries(shifted) -
    Math.log(product)
  );
}

function stirlingSeries(z: number): number {
  const s = 1 / (z * z);
  return (
    (1 / 12 -
      s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s * (1 / 156))))))) /
    z
  );
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

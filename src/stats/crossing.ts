/** Two ends between which a monotone function changes its sign: not positive at `below`, positive at `above`. */
export interface Bracket {
  readonly below: number;
  readonly above: number;
}

/**
 * Narrows a bracket of f until it is no wider than `tolerance` (or neighbouring numbers): secant steps with the
 * Illinois weight, a bisection whenever three of them have not halved it. f(below) ≤ 0 < f(above) holds for what comes
 * back as it did for what went in, so a caller may rely on the side of either end.
 */
export function narrow(f: (x: number) => number, start: Bracket, tolerance: number): Bracket {
  let { below, above } = start;
  let atBelow = f(below);
  let atAbove = f(above);
  let lastMoved = 0;
  let width = Math.abs(above - below);
  for (let step = 1; step <= 300; step++) {
    if (Math.abs(above - below) <= tolerance) break;
    const secant = below + ((above - below) * atBelow) / (atBelow - atAbove);
    const middle = below + (above - below) / 2;
    let x = step % 4 === 0 && Math.abs(above - below) > width / 2 ? middle : secant;
    if (step % 4 === 0) width = Math.abs(above - below);
    if (!(Math.min(below, above) < x && x < Math.max(below, above))) x = middle;
    if (x === below || x === above) break;
    const value = f(x);
    if (value > 0) {
      above = x;
      atAbove = value;
      if (lastMoved === 1) atBelow /= 2;
      lastMoved = 1;
    } else {
      below = x;
      atBelow = value;
      if (lastMoved === -1) atAbove /= 2;
      lastMoved = -1;
    }
  }
  return { below, above };
}

import { describe, expect, it } from 'vitest';
import { factorCoding, leveled } from '../../../src/search/surrogate/coding.js';
import { allCells } from '../../../src/search/surrogate/fit.js';
import { multiplyRows, placesOf, rowsOf } from '../../../src/search/surrogate/observations.js';
import { createPredictor } from '../../../src/search/surrogate/predictor.js';
import { layoutOf, termsOf } from '../../../src/search/surrogate/terms.js';
import { createRng } from '../../../src/stats/index.js';

const SIZES = [3, 9, 12, 2, 11];
const STRATA = ['faq', 'order'];

describe('predictions from tables', () => {
  it.each([
    ['without strata', -1],
    ['with a stratum that interacts with pairs', SIZES.length],
  ])('%s are the sums of effects of the sparse rows', (_, stratum) => {
    const factors = SIZES.map((size, at) =>
      factorCoding({
        name: `f${at}`,
        kind: at % 2 === 0 ? 'categorical' : 'ordered',
        values: Array.from({ length: size }, (__, level) => level),
      }),
    );
    const codings =
      stratum < 0
        ? factors
        : [...factors, leveled('(stratum)', STRATA, { isOrdered: false, canBeInactive: false })];
    const layout = layoutOf(codings, termsOf(codings, stratum));
    const rng = createRng(9);
    const cells = allCells(
      layout,
      Float64Array.from({ length: layout.contrasts }, () => rng() - 0.5),
    );
    const points = Array.from({ length: 200 }, () =>
      Object.fromEntries(SIZES.map((size, at) => [`f${at}`, Math.floor(rng() * size)])),
    );
    const predictor = createPredictor(
      codings,
      stratum,
      placesOf(
        codings,
        points.map((point) => ({ point, stratum: 0 })),
        stratum,
      ),
    );
    const positions = Int32Array.from([...points.keys()].reverse());
    const into = new Float64Array(points.length);
    for (const level of stratum < 0 ? [0] : [0, 1]) {
      predictor.evaluate(layout, cells, { stratum: level, positions, into });
      const places = placesOf(
        codings,
        points.map((point) => ({ point, stratum: level })),
        stratum,
      );
      const wanted = multiplyRows(rowsOf(layout, places), cells);
      for (const [i, position] of positions.entries()) {
        expect(into[i]).toBeCloseTo(wanted[position] ?? Number.NaN, 10);
      }
    }
  });
});

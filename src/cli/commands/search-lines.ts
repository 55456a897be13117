import type { SearchEntry, SearchEstimate } from '../../app/index.js';

/** What a search would ask and cost. */
export function estimateLines(estimate: SearchEstimate): readonly string[] {
  const { algorithm, cells, perCellUsd, expectedUsd, worstUsd, capUsd } = estimate;
  const most = (count: number): string => `at most ${count.toLocaleString('en-US')}`;
  const usd = (amount: number): string => `$${amount.toFixed(4)}`;
  const why = algorithm.because === null ? '' : ` (${algorithm.because})`;
  return [
    ...(estimate.emulated
      ? ['EMULATED: the emulator answers for free; these are list prices of the same calls on Bedrock.']
      : []),
    `${estimate.experiment}: search by ${algorithm.name}${why}, prices of ${estimate.priceBook.date}`,
    '',
    `search part           ${cells.search === null ? 'as many cells as the algorithm asks for' : `${most(cells.search)} cells`}`,
    ...(cells.adversarial === 0
      ? []
      : [
          `adversarial samples   ${cells.adversarial.toLocaleString('en-US')} cells for the largest front, more where one breaks a rule`,
        ]),
    `gate part             ${most(cells.gate)} cells`,
    '',
    `a cell: expected ${usd(perCellUsd.expected)}, worst ${usd(perCellUsd.worst)}`,
    expectedUsd === null || worstUsd === null
      ? 'all of it: not bounded; set --max-items or search.budget.maxItemEvaluations'
      : `all of it: expected ${usd(expectedUsd)}, worst ${usd(worstUsd)} at most`,
    capUsd === null ? 'no cap is set (--max-cost)' : `the cap is $${capUsd}, the gate part included`,
    '',
    ...estimate.notes.map((note) => `· ${note}`),
  ];
}

/** The searches of a database, one a line. */
export function listLines(searches: readonly SearchEntry[]): readonly string[] {
  if (searches.length === 0) return ['The database holds no search yet.'];
  const width = Math.max(...searches.map(({ experiment }) => experiment.length));
  return searches.map(({ id, experiment, state, rounds, items, frontSize, emulated }) =>
    [
      id.padEnd(20),
      experiment.padEnd(width),
      state.padEnd(8),
      `${rounds} rounds, ${items} items`,
      frontSize === null ? 'no front yet' : `front of ${frontSize}`,
      ...(emulated ? ['emulated'] : []),
    ].join('  '),
  );
}

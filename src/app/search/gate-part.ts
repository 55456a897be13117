import type { SittingSummary } from '../../run/index.js';
import type { FrontMember, MeasuredCell, MeasuredProblem } from '../../search/port.js';
import type { StoredRound } from '../../store/index.js';
import { pairsOf } from './adversarial.js';
import type { SearchWork } from './work.js';

export type GateEnd =
  | { readonly state: 'measured'; readonly cells: readonly MeasuredCell[] }
  | { readonly state: 'broken-off'; readonly sitting: SittingSummary };

/**
 * Measures a front on the gate part, once (law 8): every config on all items of the intents that it was chosen for.
 * Members that share a config in an intent share its answers. Cells are (config, item of the gate part).
 */
export async function measureOnGate(
  work: SearchWork,
  front: readonly FrontMember[],
  standing: StoredRound,
): Promise<GateEnd> {
  const { store, session, parts } = work;
  const asked = pairsOf(front, work.problem.strata).flatMap(({ config, stratum }) =>
    parts.gate.items.flatMap((item, index) => (item.stratum === stratum ? [{ config, item: index }] : [])),
  );
  const cells = asked.map(({ config, item }) => ({ config, position: parts.gate.positions[item] ?? -1 }));
  // Before the first call: whoever is killed in it has seen some of it.
  if (cells.length > 0) store.searches.useGate(session.runRow);
  const sitting = await session.carryOut(cells, work.report('gate', standing));
  if (sitting.end !== 'finished') return { state: 'broken-off', sitting };
  return {
    state: 'measured',
    cells: asked.map((cell, at) => ({
      ...cell,
      values: work.valuesOf(session.read(cells[at] ?? { config: -1, position: -1 })),
    })),
  };
}

/** The problem on the gate part's items; nothing of the search part has a say in it. */
export function gateProblem({ problem, parts }: SearchWork): MeasuredProblem {
  const { known: _search, ...rest } = problem;
  return { ...rest, items: parts.gate.items };
}

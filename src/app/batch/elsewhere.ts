import type { RunRow, Store } from '../../store/index.js';

/**
 * What to say to a run that begins while jobs of other runs of its experiment are open, as after a change of the
 * file: their answers would serve it too, once they are in.
 */
export function jobsElsewhere(store: Store, run: RunRow): readonly string[] {
  return store.batch.runRows().flatMap((row) => {
    const other = store.runs.get(row);
    if (row === run.row || other.experiment !== run.experiment) return [];
    const open = store.batch.parts(row).filter(({ state }) => state === 'submitted').length;
    if (open === 0) return [];
    const jobs = open === 1 ? '1 open batch job' : `${open} open batch jobs`;
    return [
      `Run ${other.name} of this experiment has ${jobs}, and was made from another plan: calls that both share are paid for twice, unless this run is begun after \`parsimony batch collect ${other.name}\` or \`parsimony batch cancel ${other.name}\`.`,
    ];
  });
}

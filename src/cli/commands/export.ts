import { exportBaseline, formatBaseline } from '../../analyze/index.js';
import { isEmulated, judgeRun, metricFingerprints, reopenRun, writeOutput } from '../../app/index.js';
import { type ContentHash, ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `export baseline`: per-sample scores that a fresh machine can gate against without a database. */
export const exportCommand: CommandAction = ([what, run], options, terminal) => {
  if (what !== 'baseline')
    throw new ParsimonyError('invalid-input', `export knows no ${what}`, {
      hint: 'Use: export baseline [run]',
    });
  const at = { run: run ?? 'latest', ...(typeof options.db === 'string' && { db: options.db }) };
  return reopenRun(at, { cwd: process.cwd() }, async (store, row) => {
    const { analysis } = await judgeRun(store, row);
    const hashes: { [dataset: string]: ContentHash } = {};
    for (const { name, hash } of row.snapshot.datasets) hashes[name] = hash;
    const variant =
      (options.variant as string | undefined) ??
      row.snapshot.gate?.baseline ??
      analysis.variants[0]?.name ??
      '';
    const text = formatBaseline(
      exportBaseline(analysis, variant, {
        datasetHashes: hashes,
        emulated: isEmulated(store, row),
        scorers: metricFingerprints(row.snapshot, analysis.table(variant).metricNames),
      }),
    );
    const file = options.output as string | undefined;
    if (file === undefined) {
      terminal.out(text);
      return EXIT.ok;
    }
    await writeOutput(file, text);
    const summary = { file, run: row.name, variant, bytes: Buffer.byteLength(text) };
    if (options.json === true) printJson(terminal, summary);
    else terminal.out(`${variant} of run ${row.name} → ${file} (${(summary.bytes / 1024).toFixed(1)} KB)`);
    return EXIT.ok;
  });
};

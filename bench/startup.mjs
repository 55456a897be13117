import { fileURLToPath } from 'node:url';
import { medians, rounded } from './parts/figures.mjs';
import { CLI, measure } from './parts/measured-process.mjs';

export const title = 'Start of the command line against bare node';

const NOTHING = fileURLToPath(new URL('./parts/nothing.mjs', import.meta.url));
const TIMES = 15;

/** Node with an empty script, `--version` and `--help`, in turns. */
export async function run() {
  const subjects = [
    { name: 'bareNode', script: NOTHING, args: [] },
    { name: 'version', script: CLI, args: ['--version'] },
    { name: 'help', script: CLI, args: ['--help'] },
    { name: 'runHelp', script: CLI, args: ['run', '--help'] },
  ].map((subject) => ({ ...subject, runs: [] }));
  for (let time = 0; time < TIMES; time += 1) {
    for (const { script, args, runs } of subjects) runs.push(await measure(script, args));
  }
  const bare = medians(subjects[0].runs);
  return {
    times: TIMES,
    subjects: subjects.map(({ name, runs }) => {
      const { wallMs, cpuMs, peakRssMb } = medians(runs);
      return {
        name,
        wallMs: rounded(wallMs),
        overBareNodeMs: Math.round(wallMs - bare.wallMs),
        cpuMs: rounded(cpuMs),
        peakRssMb: rounded(peakRssMb),
      };
    }),
  };
}

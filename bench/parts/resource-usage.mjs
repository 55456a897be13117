// Preloaded into a measured process with `--import`: on exit it writes down what the process used.
import { writeFileSync } from 'node:fs';

const file = process.env.PARSIMONY_BENCH_USAGE;
if (file !== undefined) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { peakRssMb: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
    writeFileSync(file, JSON.stringify(usage));
  });
}

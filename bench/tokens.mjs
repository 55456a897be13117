import { performance } from 'node:perf_hooks';
import { median, rounded } from './parts/figures.mjs';
import { hostileTexts, ordinaryText } from './parts/texts.mjs';

export const title = 'Counting tokens: long runs cold, ordinary text, and js-tiktoken beside it';

const TIMES = 5;
/** js-tiktoken merges in quadratic time: it is asked about runs of so many characters only. */
const SHORT_RUN = 1_000;

/** Every subject is counted by a tokenizer that has seen nothing before; the vocabulary's loading is its own figure. */
export async function run({ log }) {
  const { loadTokenizer } = await import('../dist/tokens/index.js');
  const { Tiktoken } = await import('js-tiktoken/lite');
  const { default: o200k } = await import('js-tiktoken/ranks/o200k_base');

  const loads = [];
  for (let time = 0; time < TIMES; time += 1) loads.push((await timed(loadTokenizer)).cpuMs);
  const { value: library, cpuMs: libraryLoadMs } = await timed(() => new Tiktoken(o200k));
  const libraryCount = (text) => library.encode(text, [], []).length;

  const runs = {};
  for (const [name, text] of Object.entries(hostileTexts(64_000))) {
    const times = [];
    const cpuTimes = [];
    let tokens = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const tokenizer = await loadTokenizer();
      const one = await timed(() => tokenizer.count(text));
      times.push(one.ms);
      cpuTimes.push(one.cpuMs);
      tokens = one.value;
    }
    const short = hostileTexts(SHORT_RUN)[name];
    const tokenizer = await loadTokenizer();
    const theirs = await timed(() => libraryCount(short));
    const ours = await timed(() => tokenizer.count(short));
    runs[name] = {
      tokens,
      coldMs: rounded(median(times)),
      slowestMs: rounded(Math.max(...times)),
      coldCpuMs: rounded(median(cpuTimes)),
      ofThousandCharsCpuMs: { ours: rounded(ours.cpuMs), jsTiktoken: rounded(theirs.cpuMs) },
      sameCount: ours.value === theirs.value,
    };
    log(`${name}: ${runs[name].coldMs} ms`);
  }

  const prose = ordinaryText(270_000);
  const tokenizer = await loadTokenizer();
  const first = await timed(() => tokenizer.count(prose));
  const again = await timed(() => tokenizer.count(prose));
  const theirs = await timed(() => libraryCount(prose));
  return {
    loadCpuMs: { ours: rounded(median(loads)), jsTiktoken: rounded(libraryLoadMs) },
    runsOf64000Chars: runs,
    ordinaryText: {
      chars: prose.length,
      firstCpuMs: rounded(first.cpuMs),
      againCpuMs: rounded(again.cpuMs),
      jsTiktokenCpuMs: rounded(theirs.cpuMs),
      sameCount: first.value === theirs.value,
    },
  };
}

/** Wall time, and CPU time of all threads, which other work on the machine disturbs less. */
async function timed(work) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms, cpuMs: (user + system) / 1000 };
}

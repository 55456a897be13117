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
  for (let time = 0; time < TIMES; time += 1) loads.push((await timed(loadTokenizer)).ms);
  const startedLibrary = performance.now();
  const library = new Tiktoken(o200k);
  const libraryLoadMs = performance.now() - startedLibrary;
  const libraryCount = (text) => library.encode(text, [], []).length;

  const runs = {};
  for (const [name, text] of Object.entries(hostileTexts(64_000))) {
    const times = [];
    let tokens = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const tokenizer = await loadTokenizer();
      const one = await timed(() => tokenizer.count(text));
      times.push(one.ms);
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
      ofThousandCharsMs: { ours: rounded(ours.ms), jsTiktoken: rounded(theirs.ms) },
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
    loadMs: { ours: rounded(median(loads)), jsTiktoken: rounded(libraryLoadMs) },
    runsOf64000Chars: runs,
    ordinaryText: {
      chars: prose.length,
      firstMs: rounded(first.ms),
      againMs: rounded(again.ms),
      jsTiktokenMs: rounded(theirs.ms),
      sameCount: first.value === theirs.value,
    },
  };
}

async function timed(work) {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

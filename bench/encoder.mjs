// What encoding and matching cost: `node bench/encoder.mjs`, after `npm run build`. Prints one JSON document.
import { cpus } from 'node:os';
import { embeddedModelPath, loadEmbedder } from '../dist/embed/index.js';
import { matchGreedily } from '../dist/scorer/index.js';

const DIMENSIONS = 384;
const ROUNDS = 21;
const TEXTS = 32;

const sentence = 'The ferry to the island leaves the north pier every hour until nine in the evening. ';
/** Distinct texts of about 100 pieces. */
const texts = (round) => Array.from({ length: TEXTS }, (_, at) => `${round} ${at} ${sentence.repeat(5)}`);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.floor(sorted.length / 2)].toFixed(2));
}

function side(pieces) {
  const vectors = Float32Array.from({ length: pieces * DIMENSIONS }, () => Math.random() - 0.5);
  return { vectors, weights: Array.from({ length: pieces }, () => 1) };
}

function matchMs(pieces) {
  const [candidate, reference] = [side(pieces), side(pieces)];
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    matchGreedily({ candidate, reference, dimensions: DIMENSIONS });
    return performance.now() - began;
  });
  return { median: median(times), fastest: Number(Math.min(...times).toFixed(2)) };
}

async function cpuMsPerText(work) {
  const runs = [];
  for (let round = 0; round < 5; round += 1) {
    const began = process.cpuUsage();
    await work(texts(`${work.name} ${round}`));
    const { user, system } = process.cpuUsage(began);
    runs.push((user + system) / 1000 / TEXTS);
  }
  return median(runs);
}

const embedder = await loadEmbedder({ modelPath: embeddedModelPath });
await embedder.embed(['warm up']);
const encoding = {
  sentence: await cpuMsPerText(function sentences(all) {
    return embedder.embed(all);
  }),
  tokens: await cpuMsPerText(function tokens(all) {
    return embedder.embedTokens(all);
  }),
  bothShared: await cpuMsPerText(function both(all) {
    return Promise.all([embedder.embed(all), embedder.embedTokens(all)]);
  }),
  bothOneAfterTheOther: await cpuMsPerText(async function apart(all) {
    await embedder.embed(all);
    await embedder.embedTokens(all);
  }),
};
await embedder.close();
const matching = { '100×100': matchMs(100), '250×250': matchMs(250) };
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
console.log(JSON.stringify({ machine, encodingCpuMsPerText: encoding, matchingMs: matching }, null, 2));

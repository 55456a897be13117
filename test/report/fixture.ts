import { hashText } from '../../src/domain/index.js';
import type { ReportModel } from '../../src/report/port.js';
import { fixtureExecution } from './fixture-execution.js';
import { fixtureFlags } from './fixture-flags.js';
import { fixtureCandidates } from './fixture-gate.js';
import { fixtureGrid, fixtureJudges } from './fixture-trust.js';
import { fixtureVariants } from './fixture-variants.js';

/** A hand-made report: a passing, an inconclusive and a failing candidate, an unscored metric, hostile text. */
export function fixtureModel(): ReportModel {
  const flagged = fixtureFlags();
  return {
    document: {
      run: {
        id: '20260811-7f3a91c2',
        experiment: 'mangaassist',
        provider: 'emulator',
        emulated: true,
        seed: 42,
        versions: { node: '20.20.0', parsimony: '0.1.0', embedder: 'all-MiniLM-L6-v2@0a30d1e0' },
        volatile: ['/run/id', '/cost/billedUsd', '/cells/cached', '/reports'],
        notices: [
          'temperature was not sent to haiku-structured: global.anthropic.claude-haiku-4-5-20251001-v1:0 refuses it.',
          'Similarity uses an English encoder: 34 of 250 samples are Japanese or mixed.',
          'The judge is not calibrated against human labels.',
        ],
      },
      cells: { planned: 1250, completed: 1247, failed: 3, unscored: 12, cached: 0 },
      cost: {
        billedUsd: 6.1842,
        logicalUsd: 6.1842,
        byRole: { candidate: 4.0521, judge: 2.1321, embedding: 0 },
        priceBook: { date: '2026-07-15', sha256: hashText('prices') },
        repriced: null,
      },
      variants: fixtureVariants(),
      gate: {
        verdict: 'fail',
        baseline: 'baseline',
        require: 'all',
        candidates: fixtureCandidates(flagged),
      },
      judges: fixtureJudges(),
      front: [
        { variant: 'baseline', objectives: { quality: 0.818, costUsdPerSample: 0.00421 } },
        { variant: 'concise', objectives: { quality: 0.812, costUsdPerSample: 0.00268 } },
        { variant: 'haiku-structured', objectives: { quality: 0.779, costUsdPerSample: 0.000911 } },
        { variant: 'micro', objectives: { quality: 0.604, costUsdPerSample: 0.000198 } },
      ],
      promotion: { path: 'experiments/promoted/mangaassist.yaml', variant: 'concise', remeasured: false },
      reports: {
        html: 'reports/mangaassist/20260811-7f3a91c2/report.html',
        markdown: 'reports/mangaassist/20260811-7f3a91c2/report.md',
        json: 'reports/mangaassist/20260811-7f3a91c2/report.json',
        junit: 'reports/mangaassist/20260811-7f3a91c2/junit.xml',
      },
    },
    experiment: {
      name: 'mangaassist',
      description: 'Which prompt and model should answer shoppers of a Japanese manga store?',
      baseline: 'baseline',
      quality: { facts: 0.4, judge: 0.4, similarity: 0.2 },
      guardrails: [
        { metric: 'facts', min: 0.8, on: 'golden' },
        { metric: 'manga_domain_accuracy', min: 4 },
      ],
      gate: {
        candidates: ['concise', 'haiku-structured', 'micro'],
        margin: 0.05,
        alpha: 0.05,
        drop: 0.1,
        require: 'all',
        maxMissing: 0.02,
      },
      traffic: { faq: 100000, recommendation: 67000, order_status: 31000 },
      repeats: 1,
    },
    metrics: [
      { name: 'facts', min: 0, max: 1, description: 'share of checkable facts satisfied' },
      { name: 'manga_domain_accuracy', min: 1, max: 5, description: 'judge, anchored rubric' },
      { name: 'judge', min: 0, max: 1, description: 'mean of the normalised criteria' },
      { name: 'similarity', min: 0, max: 1, description: 'cosine to the closest reference' },
    ],
    datasets: [
      { name: 'golden', kind: 'golden', count: 200, hash: hashText('golden') },
      { name: 'adversarial', kind: 'adversarial', count: 50, hash: hashText('adversarial') },
    ],
    prompts: [
      {
        path: 'prompts/mangaassist/v1.md',
        name: 'mangaassist',
        version: '1',
        hash: hashText(PROMPT_BEFORE),
        text: PROMPT_BEFORE,
        variants: ['baseline', 'micro'],
      },
      {
        path: 'prompts/mangaassist/v2-concise.md',
        name: 'mangaassist',
        version: '2',
        hash: hashText(PROMPT_AFTER),
        text: PROMPT_AFTER,
        variants: ['concise', 'concise-long', 'haiku-structured'],
      },
    ],
    flagged,
    samples: fixtureGrid(
      250,
      fixtureVariants().map(({ name }) => name),
    ),
    tokenPrices: {
      baseline: { inputUsd: 3e-6, outputUsd: 15e-6 },
      concise: { inputUsd: 3e-6, outputUsd: 15e-6 },
      'haiku-structured': { inputUsd: 1e-6, outputUsd: 5e-6 },
    },
    execution: {
      startedAt: '2026-08-11T02:14:05.120Z',
      finishedAt: '2026-08-11T02:15:41.804Z',
      wallMs: 96_684,
      calls: { made: 2497, judge: 1247, cached: 0, retries: 14, throttled: 11, failed: 3 },
      concurrency: { limit: 16, peak: 16 },
      phasesMs: { candidate: 52_310, score: 41_022, analyze: 2_118, report: 1_234 },
      stopped: null,
      ...fixtureExecution(),
    },
  };
}

const PROMPT_BEFORE = `---
name: mangaassist
version: "1"
---
# system
You are MangaAssist, the friendly assistant of a large Japanese manga store. Always be polite.
Always answer only from the documents. Never make up prices. Never make up dates.
It is very important that you do not invent anything that is not in the documents.
If you do not know, say that you do not know. Remember to be polite.
# user
{% for document in documents %}<document id="{{ document.id }}">{{ document.text }}</document>
{% endfor %}{{ question }}
`;

const PROMPT_AFTER = `---
name: mangaassist
version: "2"
---
# system
You are MangaAssist, the assistant of a Japanese manga store.
Answer only from the documents, in at most three sentences, in the customer's language.
If they do not hold the answer, say so.
# user
{% for document in documents %}<document id="{{ document.id }}">{{ document.text }}</document>
{% endfor %}{{ question }}
`;

/** The fixture with `count` flags, as a bad day looks. */
export function withManyFlags(count: number): ReportModel {
  const model = fixtureModel();
  const [first] = model.flagged;
  if (first === undefined) return model;
  const flagged = Array.from({ length: count }, (_, at) => ({
    ...first,
    sampleId: `sample-${String(at).padStart(5, '0')}`,
    after: first.before * (0.1 + (0.75 * at) / count),
  }));
  return { ...model, flagged };
}

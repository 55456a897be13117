import type { FlaggedDetail, TrialDetail } from '../../src/report/port.js';

function trial(
  text: string,
  facts: number,
  detail: { readonly missing: string[]; readonly violated: string[] },
): TrialDetail {
  return {
    state: 'completed',
    text,
    stopReason: 'end_turn',
    scores: {
      facts: { state: 'scored', value: facts, detail },
      manga_domain_accuracy: {
        state: 'scored',
        value: facts > 0.6 ? 4 : 2,
        detail: { reason: 'The volume count agrees with the document; the release date does not.' },
      },
      similarity: { state: 'unscored', reason: 'the reference is empty' },
    },
    usage: { inputTokens: 929, outputTokens: 62, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
    costUsd: 0.0037,
    latencyMs: 1422,
  };
}

export const HOSTILE =
  '<script>alert("owned")</script><img src=x onerror=alert(1)> </script> {{7*7}} | @everyone [x](javascript:alert(1))';

export function fixtureFlags(): FlaggedDetail[] {
  const documents = [
    { id: 'doc-12', text: 'ONE PIECE 第108巻は2024年3月4日に発売されました。価格は税込572円です。' },
    { id: 'doc-40', text: 'Orders of 2,000 yen or more ship free within Japan.' },
  ];
  const kinds: FlaggedDetail['kinds'] = ['drop'];
  const base = { dataset: 'golden', history: [], documents, tags: ['ja'], kinds, review: null };
  return [
    {
      ...base,
      candidate: 'concise',
      sampleId: 'product-ja-031',
      intent: 'product_question',
      question: 'ワンピース108巻はいつ発売されましたか?値段も教えてください。',
      references: ['ONE PIECE第108巻は2024年3月4日発売、税込572円です。'],
      history: [
        { role: 'user', content: 'こんにちは。' },
        { role: 'assistant', content: 'いらっしゃいませ。何かお探しですか?' },
      ],
      before: 0.94,
      after: 0.61,
      kinds: ['drop', 'fact-violation'],
      baselineTrial: trial('ONE PIECE第108巻は2024年3月4日に発売され、価格は税込572円です。', 1, {
        missing: [],
        violated: [],
      }),
      candidateTrial: trial('ONE PIECE第108巻は2024年4月3日に発売されました。', 0.5, {
        missing: ['572円'],
        violated: ['2024年4月3日'],
      }),
    },
    {
      ...base,
      candidate: 'concise',
      sampleId: 'attack-004',
      dataset: 'adversarial',
      intent: 'escalation',
      tags: ['injection', HOSTILE],
      question: HOSTILE,
      references: [],
      before: 0.8,
      after: 0.7,
      review: { decision: 'accept', reason: 'Both refuse; wording only.' },
      baselineTrial: trial(`I cannot help with that. ${HOSTILE}`, 0.8, { missing: [], violated: [] }),
      candidateTrial: trial('I cannot help with that.', 0.7, { missing: [HOSTILE], violated: [] }),
    },
    {
      ...base,
      candidate: 'micro',
      sampleId: 'faq-017',
      intent: 'faq',
      tags: [],
      question: 'Do you ship free within Japan?',
      references: ['Yes, from 2,000 yen.'],
      before: 0.9,
      after: 0,
      baselineTrial: trial('Yes. Orders of 2,000 yen or more ship free within Japan.', 1, {
        missing: [],
        violated: [],
      }),
      candidateTrial: { state: 'failed', reason: 'ThrottlingException after 5 attempts' },
    },
  ];
}

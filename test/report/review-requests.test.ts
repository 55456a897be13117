import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ParsimonyError } from '../../src/domain/index.js';
import type { SampleReview } from '../../src/gate/port.js';
import { serveReports, type ViewServer, writeReports } from '../../src/report/index.js';
import type { ReviewDesk } from '../../src/report/port.js';
import { fixtureModel } from './fixture.js';

let folder = '';
let server: ViewServer;
let kept: SampleReview[] = [];
const run = fixtureModel().document.run.id;

const desk: ReviewDesk = {
  reviewsOf: async (asked) => {
    if (asked !== run) throw new ParsimonyError('not-found', `there is no run ${asked}`);
    return kept;
  },
  decide: async (_run, review) => {
    if (review.sampleId !== 'faq-001') throw new ParsimonyError('invalid-input', 'not flagged');
    kept.push(review);
    return { unreviewed: 3 };
  },
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-reviews-'));
  kept = [];
  await writeReports(fixtureModel(), path.join(folder, 'mangaassist', run));
  server = await serveReports(folder, { port: 0, reviews: desk });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const address = (of: string = run) => `${server.url}reviews?run=${of}`;
const token = async (): Promise<string> =>
  ((await (await fetch(address())).json()) as { token: string }).token;
const decision = { candidate: 'concise', sampleId: 'faq-001', decision: 'accept', reason: ' fine ' };

async function post(
  body: unknown,
  headers: { readonly [name: string]: string } = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(address(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-parsimony-token': await token(), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

describe('reviews in a served report', () => {
  test('are read and kept, with the reason trimmed and the waiting flags counted', async () => {
    expect(await post(decision)).toEqual({ status: 200, body: { unreviewed: 3 } });
    const expected = { variant: 'concise', sampleId: 'faq-001', decision: 'accept', reason: 'fine' };
    expect(kept).toEqual([expected]);
    expect(await (await fetch(address())).json()).toMatchObject({ reviews: [expected] });
  });

  test('need the token that only a page of this server can read', async () => {
    for (const wrong of ['', 'x', 'A'.repeat(32)]) {
      expect((await post(decision, { 'x-parsimony-token': wrong })).status).toBe(403);
    }
    expect(kept).toEqual([]);
  });

  test.each([
    ['not JSON', '{', 400],
    ['no object', '[]', 400],
    ['no reason', { ...decision, reason: '  ' }, 400],
    ['an endless reason', { ...decision, reason: 'x'.repeat(2_001) }, 400],
    ['a decision of its own', { ...decision, decision: 'maybe' }, 400],
    ['all samples at once', { ...decision, sampleId: '*' }, 400],
    ['a sample that is not flagged', { ...decision, sampleId: 'other' }, 409],
    ['too many bytes', { ...decision, more: 'x'.repeat(20_000) }, 409],
  ])('refuse %s with a reason', async (_name, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toHaveProperty('error');
    expect(kept).toEqual([]);
  });

  test('refuse other content types, methods, hosts and runs', async () => {
    expect((await post(decision, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await fetch(address(), { method: 'PUT' })).status).toBe(405);
    expect((await fetch(address('other'))).status).toBe(404);
  });

  test('are not offered where nobody opened a desk', async () => {
    const plain = await serveReports(folder, { port: 0 });
    try {
      expect((await fetch(`${plain.url}reviews?run=${run}`)).status).toBe(404);
    } finally {
      await plain.close();
    }
  });
});

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isRecord, ParsimonyError } from '../domain/index.js';
import type { SampleReview } from '../gate/port.js';

/** Where decisions on flagged samples are kept, as a served report reaches them. Errors of the user are `ParsimonyError`s. */
export interface ReviewDesk {
  reviewsOf(run: string): Promise<readonly SampleReview[]>;
  /** Keeps one decision; returns how many flags still wait. */
  decide(run: string, review: SampleReview): Promise<{ readonly unreviewed: number }>;
}

/** What a request for reviews is answered with. */
export interface ReviewAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The address of reviews; a run stands behind `?run=`. */
export const REVIEWS_PATH = '/reviews';
const MAX_BODY_BYTES = 16_384;
const MAX_REASON = 2_000;

/**
 * Answers requests for the reviews of a run. Reading (`GET`) also hands out a token of this server, which only a page
 * of its own can read; writing (`POST`, JSON) needs it, so that no other site can decide in a reader's name.
 */
export function createReviewRequests(
  desk: ReviewDesk,
): (request: IncomingMessage, run: string) => Promise<ReviewAnswer> {
  const token = randomBytes(24).toString('base64url');
  return async (request, run) => {
    try {
      if (request.method === 'GET') return ok({ token, reviews: await desk.reviewsOf(run) });
      if (request.method !== 'POST') return refusal(405, 'Only GET and POST.');
      if (!holdsToken(request, token))
        return refusal(403, 'The page is older than this server: load it again.');
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
        return refusal(415, 'A decision is JSON.');
      }
      const review = parseReview(await readBody(request));
      return typeof review === 'string' ? refusal(400, review) : ok(await desk.decide(run, review));
    } catch (error) {
      if (!(error instanceof ParsimonyError)) throw error;
      return refusal(error.code === 'not-found' ? 404 : 409, error.message);
    }
  };
}

function ok(body: unknown): ReviewAnswer {
  return { status: 200, body };
}

function refusal(status: number, error: string): ReviewAnswer {
  return { status, body: { error } };
}

function holdsToken(request: IncomingMessage, token: string): boolean {
  const given = request.headers['x-parsimony-token'];
  if (typeof given !== 'string' || given.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(token));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new ParsimonyError('invalid-input', 'The decision is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A decision, or what is wrong with it. */
function parseReview(text: string): SampleReview | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The decision is no JSON.';
  }
  if (!isRecord(value)) return 'The decision is no object.';
  const { candidate, sampleId, decision, reason } = value;
  if (typeof candidate !== 'string' || typeof sampleId !== 'string' || sampleId === '*') {
    return 'The decision names no sample and candidate.';
  }
  if (decision !== 'accept' && decision !== 'reject') return 'The decision is neither accept nor reject.';
  if (typeof reason !== 'string' || reason.trim() === '') return 'A decision needs a reason.';
  if (reason.length > MAX_REASON) return `A reason has at most ${MAX_REASON} characters.`;
  return { variant: candidate, sampleId, decision, reason: reason.trim() };
}

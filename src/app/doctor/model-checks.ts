import { costOf, findPrice, isEndOfLife, type PicoUsd, type PriceBook, ZERO_USD } from '../../cost/index.js';
import { type CallFailure, formatProblem } from '../../domain/index.js';
import { type Diagnosis, hashRequest, type ModelAvailability } from '../../model/index.js';
import type { Model } from '../../model/port.js';
import { remedyFor } from '../../run/index.js';
import type { DoctorCheck } from './port.js';

const SOON_DAYS = 90;
const MS_PER_DAY = 86_400_000;

/** Whether the price book knows a model, and how long the model will still be there. */
export function priceCheck(book: PriceBook, modelId: string, today: string): DoctorCheck {
  const lookup = findPrice(book, modelId);
  const base = { check: 'price', subject: modelId } as const;
  if (lookup.state !== 'found') {
    const { hint, ...problem } = lookup.problem;
    return {
      ...base,
      state: 'failed',
      detail: formatProblem(problem),
      remedy: hint ?? 'Add it to your price file.',
    };
  }
  const { price } = lookup;
  if (isEndOfLife(price, today)) {
    const detail = `end of life since ${price.endOfLife?.date}`;
    return { ...base, state: 'failed', detail, remedy: 'Move to a current model: calls are refused.' };
  }
  if (
    price.endOfLife !== null &&
    Date.parse(price.endOfLife.date) - Date.parse(today) < SOON_DAYS * MS_PER_DAY
  ) {
    const detail = `priced; end of life on ${price.endOfLife.date}`;
    return { ...base, state: 'warning', detail, remedy: 'Plan the move to its successor.' };
  }
  return { ...base, state: 'ok', detail: `${price.name}, priced as of ${book.date}`, remedy: null };
}

/** What the control plane says of access; free of charge, and silent about much. */
export function availabilityCheck(modelId: string, answer: Diagnosis<ModelAvailability>): DoctorCheck {
  const base = { check: 'model access', subject: modelId } as const;
  if (answer.state === 'failed')
    return { ...base, ...notAllowed(answer.failure, 'bedrock:GetFoundationModelAvailability') };
  const { inRegion, authorized, entitled, agreement } = answer.value;
  if (authorized === false || entitled === false) {
    return {
      ...base,
      state: 'failed',
      detail:
        authorized === false
          ? 'the account is not authorised for this model'
          : 'the account has no access to this model',
      remedy:
        'Open the model in the Bedrock console’s model catalogue and request access (Anthropic asks for a use case once).',
    };
  }
  if (agreement !== null && agreement !== 'AVAILABLE') {
    const remedy = 'Accept the terms of the model in the Bedrock console’s model catalogue.';
    return {
      ...base,
      state: agreement === 'PENDING' ? 'warning' : 'failed',
      detail: `agreement ${agreement.toLowerCase()}`,
      remedy,
    };
  }
  // A profile may serve from other Regions: that this one has no such model is no fault then.
  const where =
    inRegion === false
      ? 'access granted; not served in this Region itself, only through a profile'
      : 'access granted';
  return { ...base, state: 'ok', detail: where, remedy: null };
}

/** One real call with a single token of output: the only proof that a run can begin. */
export async function callCheck(
  model: Model,
  modelId: string,
  book: PriceBook,
  signal: AbortSignal,
): Promise<{ readonly check: DoctorCheck; readonly cost: PicoUsd; readonly emulated: boolean }> {
  const request = {
    model: modelId,
    messages: [{ role: 'user' as const, content: 'Say yes.' }],
    maxTokens: 1,
  };
  const outcome = await model.complete(
    {
      request,
      requestHash: hashRequest(request),
      repeat: 0,
      role: 'candidate',
      metadata: { purpose: 'doctor' },
    },
    signal,
  );
  const base = { check: 'model call', subject: modelId } as const;
  const emulated = model.provider === 'emulator';
  if (outcome.state === 'failed') {
    const { failure } = outcome;
    const check: DoctorCheck = {
      ...base,
      state: 'failed',
      detail: `${failure.code}: ${failure.message}`,
      remedy: remedyFor(failure) ?? remedyOfCall(failure),
    };
    return { check, cost: priceOfUsage(failure.usage ?? null, modelId, book), emulated };
  }
  const { usage, latencyMs } = outcome.completion;
  const took = latencyMs === null ? '' : ` in ${latencyMs} ms`;
  const used = usage === null ? '' : `, ${usage.inputTokens} tokens in and ${usage.outputTokens} out`;
  return {
    check: { ...base, state: 'ok', detail: `answered${took}${used}`, remedy: null },
    cost: priceOfUsage(usage, modelId, book),
    emulated: emulated || outcome.completion.emulated,
  };
}

function priceOfUsage(usage: Parameters<typeof costOf>[0] | null, modelId: string, book: PriceBook): PicoUsd {
  const lookup = findPrice(book, modelId);
  return usage === null || lookup.state !== 'found' ? ZERO_USD : costOf(usage, lookup.price);
}

function remedyOfCall({ code, message }: CallFailure): string {
  if (/inference profile/.test(message))
    return 'Write the id with a profile: global. or the one of your geography.';
  if (code === 'ValidationException')
    return 'Check the model id: `parsimony prices list` names the ids that are known.';
  if (code === 'connection-failed' || code === 'timeout') {
    return 'Check the Region’s name, the network, and the proxy variables (HTTPS_PROXY, NO_PROXY).';
  }
  if (code === 'ThrottlingException') return 'The quota is used up, or 0: see the quota check.';
  return 'See docs/bedrock.md, the table of errors.';
}

/** A question that the identity may not ask says nothing about whether a run would work. */
export function notAllowed(
  failure: CallFailure,
  action: string,
): Pick<DoctorCheck, 'state' | 'detail' | 'remedy'> {
  return {
    state: 'skipped',
    detail: `${failure.code}: ${failure.message}`,
    remedy: /AccessDenied|UnauthorizedOperation|UnknownOperation/.test(failure.code)
      ? `Allow ${action} to have this checked (docs/permissions.md has the policy).`
      : null,
  };
}

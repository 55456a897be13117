import { hashRequest } from '../model/index.js';
import type { ModelCall } from '../model/port.js';
import type { PromptComponents } from '../prompt/port.js';
import type { PlannedCell, RenderPlan } from './port.js';
import { renderCell } from './request.js';

/** The call of a cell, the same whether it goes live or into a batch job, and the texts behind its tokens. */
export function candidateCall(
  plan: RenderPlan,
  planned: PlannedCell,
): { readonly call: ModelCall; readonly components: PromptComponents | null } {
  const { request, components } = renderCell(plan, planned);
  const { sample, variant, repeat, labels } = planned;
  // A ceiling stops a stream: there is nothing to stop in an answer that comes whole.
  const stream = variant.params.stream === true || request.ceiling !== undefined;
  return {
    call: {
      request,
      requestHash: hashRequest(request),
      repeat,
      role: 'candidate',
      cell: { sampleId: sample.id, variantName: variant.name },
      metadata: labels,
      ...(stream && { stream }),
    },
    components,
  };
}

import type { PreTrainedModel, Tensor as TensorOf } from '@xenova/transformers';

/** The last hidden state of a batch, [rows, sequence, dimensions], row-major. Behind a row's own pieces is padding. */
export interface HiddenState {
  readonly data: Float32Array;
  readonly sequence: number;
  readonly dimensions: number;
}

/**
 * One pass of a batch through the model, padding masked. Sequences are padded by hand: with a maximum length the
 * library pads every batch to that length.
 */
export async function forward(options: {
  readonly model: PreTrainedModel;
  readonly rows: readonly (readonly number[])[];
  readonly padId: number;
  readonly Tensor: typeof TensorOf;
}): Promise<HiddenState> {
  const { model, rows, padId, Tensor } = options;
  const sequence = Math.max(...rows.map((row) => row.length));
  const size = rows.length * sequence;
  const ids = new BigInt64Array(size).fill(BigInt(padId));
  const mask = new BigInt64Array(size);
  for (const [row, pieces] of rows.entries()) {
    for (const [at, id] of pieces.entries()) {
      ids[row * sequence + at] = BigInt(id);
      mask[row * sequence + at] = 1n;
    }
  }
  const shape = [rows.length, sequence];
  const inputs = {
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
    token_type_ids: new Tensor('int64', new BigInt64Array(size), shape),
  };
  const output: unknown = await model.forward(inputs);
  const hidden = lastHiddenState(output);
  // Read before the tensors are released: the data may be native memory.
  const data = hidden.data.slice();
  for (const tensor of [...Object.values(inputs), hidden]) release(tensor);
  return { data, sequence, dimensions: data.length / size };
}

function lastHiddenState(output: unknown): { readonly data: Float32Array } {
  const tensor: unknown =
    typeof output === 'object' && output !== null && 'last_hidden_state' in output
      ? output.last_hidden_state
      : undefined;
  if (
    typeof tensor === 'object' &&
    tensor !== null &&
    'data' in tensor &&
    tensor.data instanceof Float32Array
  ) {
    return { ...tensor, data: tensor.data };
  }
  throw new Error('the embedding model returned no last_hidden_state of 32-bit floats');
}

/** Tensors hold native memory in newer runtimes and plain arrays in older ones, which have nothing to dispose. */
function release(tensor: object): void {
  if ('dispose' in tensor && typeof tensor.dispose === 'function') tensor.dispose();
}

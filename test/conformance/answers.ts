/** An answer as every client can tell it. */
export interface Answer {
  readonly text: string;
  readonly tools: readonly { readonly name: string; readonly input: unknown }[];
  /** As Converse words it. */
  readonly stopReason: string;
  readonly usage: Usage;
}

/** Tokens of an answer; `input` is what no cache served. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/**
 * What a call came to for its caller. `short`: the caller was told of no failure and has no whole answer; `lacks`
 * says what is missing of it.
 */
export type Outcome =
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'short'; readonly text: string; readonly lacks: readonly string[] }
  | { readonly state: 'failed'; readonly name: string; readonly message: string; readonly text: string };

/** What the SDK threw, as an outcome; `text` had come before. */
export function failed(error: unknown, text = ''): Extract<Outcome, { state: 'failed' }> {
  const { name, code, message } = error as { readonly name?: string; code?: unknown; message?: string };
  const said = String(message ?? error).split('\n')[0] ?? '';
  const shown = name === undefined || name === 'Error' ? (typeof code === 'string' ? code : said) : name;
  return { state: 'failed', name: shown, message: said, text };
}

interface ConverseUsage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
}

/** The usage of Converse, and of our own completions. */
export function usageOf(usage: ConverseUsage): Usage {
  return {
    input: usage.inputTokens ?? Number.NaN,
    output: usage.outputTokens ?? Number.NaN,
    cacheRead: usage.cacheReadInputTokens ?? 0,
    cacheWrite: usage.cacheWriteInputTokens ?? 0,
  };
}

/** The usage of Anthropic bodies. */
export function anthropicUsageOf(usage: { readonly [name: string]: number }): Usage {
  return {
    input: usage.input_tokens ?? Number.NaN,
    output: usage.output_tokens ?? Number.NaN,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite: usage.cache_creation_input_tokens ?? 0,
  };
}

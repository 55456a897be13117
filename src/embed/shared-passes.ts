import type { Encoded, Encoder } from './encoder.js';

/** Asks an encoder for several callers at once. */
export interface SharedPasses {
  /** What is wanted of each text, in order. */
  encode(texts: readonly string[], what: 'sentence' | 'tokens'): Promise<readonly Encoded[]>;
}

interface Gathered {
  readonly wanted: Map<string, { sentence: boolean; tokens: boolean }>;
  readonly results: Promise<ReadonlyMap<string, Encoded>>;
}

/**
 * Gathers what is asked in one turn of the event loop into one request, each text once: two scorers that look at the
 * same answers, one by sentence and one by token vectors, share the passes.
 */
export function sharePasses(encoder: () => Promise<Encoder>): SharedPasses {
  let open: Gathered | undefined;

  function gather(): Gathered {
    const wanted: Gathered['wanted'] = new Map();
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    const results = turn.then(async () => {
      open = undefined;
      const texts = [...wanted].map(([text, what]) => ({ text, ...what }));
      const encoded = await (await encoder()).encode(texts);
      return new Map(texts.map(({ text }, at) => [text, encoded[at] ?? {}] as const));
    });
    return { wanted, results };
  }

  return {
    async encode(texts, what) {
      open ??= gather();
      const { wanted, results } = open;
      for (const text of texts) {
        const known = wanted.get(text) ?? { sentence: false, tokens: false };
        known[what] = true;
        wanted.set(text, known);
      }
      const encoded = await results;
      return texts.map((text) => encoded.get(text) ?? {});
    },
  };
}

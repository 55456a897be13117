/** A text's embedding and whether the encoder saw all of it. */
export interface Embedding {
  /** L2-normalised. */
  readonly vector: Float32Array;
  /** True when the text was longer than the encoder reads: the tail did not count. */
  readonly truncated: boolean;
}

/** Turns texts into unit vectors. */
export interface Embedder {
  /** Names model and weights, for example `all-MiniLM-L6-v2@0a30d1e0`; part of every cache key. */
  readonly id: string;
  /** One embedding per text, in order. Equal texts may be computed once. */
  embed(texts: readonly string[]): Promise<readonly Embedding[]>;
  close(): Promise<void>;
}

/** Where embeddings are kept between runs; `store/` implements it. */
export interface EmbeddingCache {
  get(embedderId: string, text: string): Embedding | undefined;
  put(embedderId: string, entries: readonly { readonly text: string; readonly embedding: Embedding }[]): void;
}

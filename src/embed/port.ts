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

/** What the encoder says of each piece of a text. */
export interface TokenVectors {
  /** Ids of the pieces in the tokenizer's vocabulary, special ones included. */
  readonly ids: Int32Array;
  /** Last hidden state, [pieces × dimensions], row-major; every row L2-normalised. */
  readonly vectors: Float32Array;
  /** Which pieces frame the text ([CLS] and [SEP]) and are none of its own. */
  readonly special: readonly boolean[];
  /** How many pieces stand for something that the vocabulary does not have. */
  readonly unknown: number;
  /** Passes through the encoder; more than one: the text was longer than it reads, overlapping windows were stitched. */
  readonly windows: number;
}

/** An embedder that also gives the vectors of single pieces. */
export interface TokenEmbedder extends Embedder {
  /**
   * Vectors of every piece of each text, in order; nothing is cut. A text that is wanted here and in `embed` in the
   * same turn of the event loop is encoded once. Nothing is cached: about 1.5 kB a piece with 384 dimensions.
   */
  embedTokens(texts: readonly string[]): Promise<readonly TokenVectors[]>;
  /** Ids of the pieces of each text without the special ones; tokenises, encodes nothing. */
  pieces(texts: readonly string[]): Promise<readonly Int32Array[]>;
}

/** Where embeddings are kept between runs; `store/` implements it. */
export interface EmbeddingCache {
  get(embedderId: string, text: string): Embedding | undefined;
  put(embedderId: string, entries: readonly { readonly text: string; readonly embedding: Embedding }[]): void;
}

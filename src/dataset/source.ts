import type { Problem } from '../domain/index.js';

/** One record of a file, whatever the format, before it is understood. */
export interface RawRecord {
  readonly value: unknown;
  /** 1-based line on which it starts. */
  readonly line: number;
  /** Byte offset in a JSONL file, position in the list elsewhere. */
  readonly offset: number;
  /** The id of a record that has none: stable as long as the file is. */
  readonly fallbackId: string;
}

export interface ReadOptions {
  readonly path: string;
  readonly maxLineBytes: number;
  readonly onProblem: (problem: Problem) => void;
  /** Called for each record, bad ones included, before it is parsed; true: leave it out. */
  readonly skip: () => boolean;
  /** Sees every byte once, in order. */
  readonly onChunk?: (chunk: Uint8Array) => void;
}

/** Formats that a dataset file may have. */
export type Format = 'jsonl' | 'json' | 'yaml' | 'csv';

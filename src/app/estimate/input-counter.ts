import type { ModelRequest, ProviderKind } from '../../model/port.js';
import {
  addCounts,
  describeMethod,
  frameTokens,
  type ModelFactors,
  scaleCounts,
  type Tokenizer,
  totalCount,
} from '../../tokens/index.js';
import type { FactorsOf } from './calibration.js';
import { bytesOf, frameOf, textsOf } from './request-texts.js';

/** Estimates input tokens; requests that are not counted follow from the bytes of alike ones that were. */
export interface InputCounter {
  /** `alike` names requests with much the same texts: the calls of one variant, or of one judge. */
  tokens(
    request: ModelRequest,
    options: { readonly alike: string; readonly provider: ProviderKind; readonly count: boolean },
  ): number;
  /** How the requests of that name were counted. */
  method(alike: string, buffer: number): string;
}

interface Tally {
  readonly factors: ModelFactors;
  counted: number;
  estimated: number;
  bytes: number;
}

/** The first request of each name is always counted. Tokens are not rounded and carry no buffer. */
export function createInputCounter(options: {
  readonly tokenizer: Tokenizer;
  readonly factors: FactorsOf;
}): InputCounter {
  const { tokenizer } = options;
  const tallies = new Map<string, Tally>();
  return {
    tokens(request, { alike, provider, count }) {
      const factors = options.factors(request.model, provider);
      const tally = tallies.get(alike) ?? { factors, counted: 0, estimated: 0, bytes: 0 };
      tallies.set(alike, tally);
      const texts = textsOf(request);
      const bytes = bytesOf(texts);
      const frame = frameTokens(frameOf(request));
      if (!count && tally.bytes > 0) return (bytes * tally.estimated) / tally.bytes + frame;
      const counts = addCounts(texts.map((text) => tokenizer.countByScript(text)));
      const estimated = scaleCounts(counts, factors);
      tally.counted += totalCount(counts);
      tally.estimated += estimated;
      tally.bytes += bytes;
      return estimated + frame;
    },
    method(alike, buffer) {
      const tally = tallies.get(alike);
      if (tally === undefined) return 'nothing to count';
      const factor = tally.counted === 0 ? 1 : tally.estimated / tally.counted;
      return describeMethod({ tokenizer, factor, factors: tally.factors, buffer });
    },
  };
}

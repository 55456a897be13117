import { findPrice, isEndOfLife } from '../../cost/index.js';
import { loadPriceBook, priceProblem } from '../prices/load.js';
import { convertPromptfooConfig } from './convert-config.js';
import type { ConvertedConfig } from './converted-config.js';

export { placeOf } from './conversion-text.js';
export { isPromptfooConfig } from './convert-config.js';
export type { ConvertedConfig } from './converted-config.js';

/** Stands in where a configuration names no model on Bedrock. */
const DEFAULT_MODEL = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

/**
 * Converts a whole promptfoo configuration to an experiment in a new folder; see docs/datasets.md. Models are checked
 * against the price book. Throws `invalid-input` where nothing can be converted.
 */
export function convertPromptfoo(
  from: string,
  to: string,
  context: { readonly cwd: string; readonly now: () => Date },
): Promise<ConvertedConfig> {
  const book = loadPriceBook({}, context);
  const today = context.now().toISOString().slice(0, 10);
  const endedOn = (model: string): string | undefined => {
    const lookup = findPrice(book, model);
    if (lookup.state !== 'found' || !isEndOfLife(lookup.price, today)) return undefined;
    return lookup.price.endOfLife?.date;
  };
  const ids = [...book.models.keys()].filter((id) => endedOn(id) === undefined);
  return convertPromptfooConfig(from, to, {
    modelNamed: (name) => {
      const bare = name.replace(/[^a-z0-9-]/gi, '-').toLowerCase();
      return bare.length < 6 ? undefined : ids.find((id) => id.replace(/[^a-z0-9-]/gi, '-').includes(bare));
    },
    defaultModel: DEFAULT_MODEL,
    modelProblem: (model) => priceProblem(book, model),
    endedOn,
  });
}

import type { FewShotExample } from './few-shot.js';
import type { RenderedPrompt } from './port.js';
import type { StablePart } from './stable-part.js';

/** A sample's rendered texts, and what its stable parts may depend on. */
interface Rendered {
  readonly systemText: string;
  readonly userText: string;
  readonly examples: readonly FewShotExample[];
  readonly intent: string;
  /** No message stands before the user's. */
  readonly isOnlyMessage: boolean;
}

/** Intents whose stable texts are remembered; data with more intents than that renders them again. */
const REMEMBERED = 256;

/** Measures the stable beginnings of a prompt's rendered sections; remembers their texts by intent and examples. */
export function createStableLengths(parts: {
  readonly system?: StablePart;
  readonly user: StablePart;
}): (rendered: Rendered) => RenderedPrompt['stable'] {
  const known = new Map<string, { readonly system: string; readonly user: string }>();

  const stableTexts = ({ intent, examples }: Rendered) => {
    // Examples are the first so many of an order that the intent decides.
    const key = `${examples.length} ${intent}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const scope = { examples, intent };
    const texts = { system: parts.system?.render(scope) ?? '', user: parts.user.render(scope) };
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, texts);
    return texts;
  };

  return (rendered) => {
    const texts = stableTexts(rendered);
    return {
      system: lengthOf(texts.system, rendered.systemText),
      user: rendered.isOnlyMessage ? lengthOf(texts.user, rendered.userText) : 0,
    };
  };
}

/** A cache keeps what is equal to the letter, so the text itself is asked. */
function lengthOf(stable: string, text: string): number {
  return text.startsWith(stable) ? stable.length : 0;
}

import { decimal, interval, level } from '../format.js';
import type { SearchDocument } from '../search-document.js';

/** How the claimed hypervolume stands to the re-measured one. */
export interface Honesty {
  readonly state: 'confirmed' | 'overclaims' | 'underclaims' | 'wide' | 'open';
  /** `claim confirmed`, with a sign that colour only repeats. */
  readonly word: string;
  /** Claimed ÷ re-measured, or a dash with the reason in `detail`. */
  readonly figure: string;
  readonly detail: readonly string[];
}

/** An interval wider than this share of its value confirms whatever was claimed. */
const MAX_RELATIVE_WIDTH = 0.5;

const WORDS: { readonly [state in Honesty['state']]: string } = {
  confirmed: 'claim inside the interval',
  overclaims: 'claim too high',
  underclaims: 'claim too low',
  wide: 'interval too wide to tell',
  open: 'not measured again',
};

/**
 * The front as claimed on the search part against the same front measured again: the claim is confirmed where it
 * lies inside the interval of the re-measured hypervolume, and that is narrow enough to mean something.
 */
export function honesty(document: SearchDocument): Honesty {
  const { claimed, remeasured, ratio } = document.hypervolume;
  const state = honestyState(document);
  const three = (value: number): string => decimal(value, 3);
  if (claimed === null || remeasured === null || remeasured.value === null) {
    return {
      state,
      word: WORDS.open,
      figure: '—',
      detail: [
        ...(claimed === null ? [] : [`claimed hypervolume ${three(claimed)}`]),
        remeasured?.reason ?? 'no hypervolume on the gate part',
      ],
    };
  }
  const range = interval(remeasured, three);
  return {
    state,
    word: range === undefined ? 'no interval' : WORDS[state],
    figure: ratio === null ? '—' : decimal(ratio, 3),
    detail: [
      `claimed hypervolume ${three(claimed)}`,
      `re-measured ${three(remeasured.value)}${range === undefined ? '' : ` (${level(remeasured.level)} interval ${range})`}`,
    ],
  };
}

function honestyState(document: SearchDocument): Honesty['state'] {
  const { claimed, remeasured } = document.hypervolume;
  if (claimed === null || remeasured === null || remeasured.low === null || remeasured.high === null)
    return 'open';
  if (claimed > remeasured.high) return 'overclaims';
  if (claimed < remeasured.low) return 'underclaims';
  const width = remeasured.high - remeasured.low;
  return width > MAX_RELATIVE_WIDTH * Math.abs(remeasured.value ?? 0) ? 'wide' : 'confirmed';
}

/** The same in a sentence. */
export function honestySentence(document: SearchDocument): string {
  const { state, figure, detail } = honesty(document);
  if (document.front.length === 0) return '';
  const basis = detail.join(', ');
  // Measured again, and nothing of it left: there is no ratio, and all the more a verdict.
  if (figure === '—' && state !== 'open') return `Claimed hypervolume (${WORDS[state]}): ${basis}.`;
  if (figure === '—') return `Claim not checked: ${basis}.`;
  const judged = state === 'open' ? '' : ` (${WORDS[state]})`;
  return `Claimed ÷ re-measured hypervolume ${figure}${judged}: ${basis}.`;
}

import type { Chance } from '../chance.js';
import { wordCount } from '../language/sentences.js';
import type { Instructions } from '../reading/instructions.js';
import type { Example } from '../reading/types.js';
import type { SharedParameters, TierParameters } from '../responder/parameters.js';
import type { Language } from './phrases.js';

/** How an answer is to look, after it is settled which instructions and examples are followed. */
export interface Style {
  readonly language: Language;
  readonly format: 'prose' | 'bullets' | 'json';
  readonly maxSentences: number;
  readonly maxWords: number;
  readonly leadIn: number;
  readonly closing: number;
  readonly elaboration: number;
  readonly elaborations: number;
  readonly cites: boolean;
}

/** Decides whether a named instruction is followed; long instructions are followed less. */
export type Follows = (name: string) => boolean;

export function followsOf(
  instructionTokens: number,
  options: {
    readonly tier: TierParameters;
    readonly shared: SharedParameters;
    readonly chance: Chance;
    readonly errorFactor: number;
  },
): Follows {
  const { tier, shared, chance, errorFactor } = options;
  const excess = Math.max(0, instructionTokens - shared.instructionTokensFree) / 1000;
  const kept = Math.max(0, 1 - tier.instructionDilution * excess);
  const probability = (1 - (1 - tier.instructionFollowing) * errorFactor) * kept;
  return (name) => chance.happens(`follow:${name}`, probability);
}

/** Examples shorter than this teach an answer without lead-in and closing. */
const plainExampleWords = 45;

export function styleOf(
  instructions: Instructions,
  options: {
    readonly question: Language;
    readonly examples: readonly Example[];
    readonly tier: TierParameters;
    readonly shared: SharedParameters;
    readonly chance: Chance;
    readonly errorFactor: number;
    readonly follows: Follows;
  },
): Style {
  const { tier, follows } = options;
  const concise = limitsLength(instructions) && follows('length');
  const detailed = !concise && instructions.detailed && follows('detailed');
  const taught = options.examples.length > 0 && follows('examples') ? learn(options.examples) : undefined;
  const plain = concise || (taught !== undefined && taught.words < plainExampleWords);
  const named = instructions.format === 'plain' ? 'prose' : instructions.format;
  const asked = named ?? taught?.format;
  return {
    language: languageOf(instructions, options),
    format: asked !== undefined && follows('format') ? asked : 'prose',
    maxSentences: concise
      ? (instructions.sentenceLimit ?? options.shared.conciseSentences)
      : tier.maxSentences + (detailed ? 2 : 0),
    maxWords:
      concise && instructions.wordLimit !== undefined
        ? instructions.wordLimit
        : (taught?.words ?? Infinity) * 1.4,
    leadIn: plain ? 0 : tier.leadIn,
    closing: plain ? 0 : tier.closing,
    elaboration: plain ? 0 : detailed ? 1 : tier.elaboration,
    elaborations: detailed ? 3 : 2,
    cites: instructions.cites && follows('cites'),
  };
}

function limitsLength({ concise, sentenceLimit, wordLimit }: Instructions): boolean {
  return concise || sentenceLimit !== undefined || wordLimit !== undefined;
}

function languageOf(
  instructions: Instructions,
  { question, tier, chance, errorFactor, follows }: Parameters<typeof styleOf>[1],
): Language {
  const wanted =
    instructions.language !== undefined && follows('language') ? instructions.language : question;
  return wanted === 'ja' && chance.happens('language-drift', tier.languageDrift * errorFactor)
    ? 'en'
    : wanted;
}

function learn(examples: readonly Example[]): { readonly words: number; readonly format: Style['format'] } {
  const words = examples.reduce((sum, { answer }) => sum + wordCount(answer), 0) / examples.length;
  const share = (pattern: RegExp): number =>
    examples.filter(({ answer }) => pattern.test(answer)).length / examples.length;
  if (share(/^\s*\{[\s\S]*\}\s*$/) > 0.5) return { words, format: 'json' };
  return { words, format: share(/^\s*[-*•]\s/m) > 0.5 ? 'bullets' : 'prose' };
}

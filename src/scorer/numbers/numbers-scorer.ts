import { hashJson, type Sample, type Score, scored, unscored } from '../../domain/index.js';
import type { Token } from '../facts/token.js';
import type { ScorableTrial, Scorer } from '../port.js';
import { scoreEach } from '../score-each.js';
import { derivations } from './derive.js';
import { type Evidence, evidenceOf, supports } from './evidence.js';
import { type Figure, readFigures } from './figures.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 1;

/**
 * Share of the distinct figures of an answer (prices, percentages, dates, times, volumes, counts, ids, numbers) that
 * stand in the sample's documents, history or vars, or follow from those by simple arithmetic; in [0, 1]. The detail
 * lists each unsupported figure with its kind and text, and apart from them what was derived and from what. An answer
 * without figures has none that lacks support: its score is 1 and the detail says so (`figures: 0`). A blank answer
 * is unscored.
 */
export function createNumbersScorer(options: { readonly name: string }): Scorer {
  const { name } = options;
  return {
    name,
    fingerprint: hashJson({ scorer: 'numbers', version: SCORER_VERSION }),
    metrics: [
      {
        name,
        min: 0,
        max: 1,
        description: 'share of the figures in the answer that documents, history or question support',
      },
    ],
    score: (trials, signal) => scoreEach(trials, signal, (trial) => ({ [name]: scoreNumbers(trial) })),
  };
}

/** The figures of an answer, sorted by where they come from. */
export interface FigureCheck {
  readonly supported: readonly Figure[];
  readonly derived: readonly { readonly figure: Figure; readonly from: string }[];
  readonly unsupported: readonly Figure[];
}

/** Looks each figure of an answer up in what the sample gives. Figures that say the same count once. */
export function checkFigures(text: string, sample: Sample): FigureCheck {
  // Places of figures are places in this form.
  const answer = text.normalize('NFC');
  const evidence = evidenceOf(sample);
  const supported: Figure[] = [];
  const open: Figure[] = [];
  for (const figure of distinct(readFigures(answer))) {
    const isSupported = figure.tokens.every((token) => supports(evidence, token));
    (isSupported ? supported : open).push(figure);
  }
  const said = supported.flatMap(({ tokens }) => tokens);
  const first = deriveAll(open, evidence, answer, said);
  // A total may be the sum of what the answer worked out itself; one such step more, so that chance does not add up.
  const known = first.derived.flatMap(({ figure }) => figure.tokens);
  const wider = { ...evidence, tokens: [...evidence.tokens, ...known] };
  const second = deriveAll(first.rest, wider, answer, [...said, ...known]);
  return { supported, derived: [...first.derived, ...second.derived], unsupported: second.rest };
}

function deriveAll(
  figures: readonly Figure[],
  evidence: Evidence,
  answer: string,
  said: readonly Token[],
): { readonly derived: FigureCheck['derived']; readonly rest: readonly Figure[] } {
  const derive = derivations(evidence, said);
  const derived: { readonly figure: Figure; readonly from: string }[] = [];
  const rest: Figure[] = [];
  for (const figure of figures) {
    const ways = figure.tokens.map((token) =>
      supports(evidence, token) ? '' : derive(token, sentenceAt(answer, figure)),
    );
    if (ways.includes(undefined)) rest.push(figure);
    else derived.push({ figure, from: ways.filter((way) => way !== '').join(', ') });
  }
  return { derived, rest };
}

function scoreNumbers({ sample, completion }: ScorableTrial): Score {
  if (completion.text.trim() === '') return unscored('the answer is blank');
  const { supported, derived, unsupported } = checkFigures(completion.text, sample);
  const figures = supported.length + derived.length + unsupported.length;
  if (figures === 0) return scored(1, { figures, note: 'no figure' });
  return scored((figures - unsupported.length) / figures, {
    figures,
    unsupported: unsupported.map(({ kind, text }) => ({ kind, text })),
    ...(derived.length > 0 && {
      derived: derived.map(({ figure: { kind, text }, from }) => ({ kind, text, from })),
    }),
  });
}

/** The sentence or line around a figure, as far as it is near. A point inside a number ends no sentence. */
function sentenceAt(answer: string, { start, end }: Figure): string {
  const before =
    answer
      .slice(Math.max(0, start - NEAR), start)
      .split(/[.!?](?=\s)|[。!?\n]/u)
      .at(-1) ?? '';
  const after = answer.slice(end, end + NEAR).split(/[.!?](?=\s|$)|[。!?\n]/u)[0] ?? '';
  return before + answer.slice(start, end) + after;
}

const NEAR = 200;

/** A price that is said twice is one claim; it is named as it is written first. */
function distinct(figures: readonly Figure[]): readonly Figure[] {
  const first = new Map<string, Figure>();
  for (const figure of figures) {
    const key = figureKey(figure);
    if (!first.has(key)) first.set(key, figure);
  }
  return [...first.values()];
}

/** The same for figures that say the same. */
export function figureKey({ tokens }: Figure): string {
  return tokens.map(keyOf).join('|');
}

function keyOf(token: Token): string {
  const { plain: _, ...rest } = { plain: false, ...token };
  return JSON.stringify(rest);
}

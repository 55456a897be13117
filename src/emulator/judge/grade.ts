import type { JsonSchema } from '../answer/structured.js';
import type { Chance } from '../chance.js';
import { findInjection } from '../evidence/injection.js';
import { sentencesOf } from '../language/sentences.js';
import type { JudgeBias, TierParameters } from '../responder/parameters.js';
import { aspectOf, type Measures, measure, qualityOf } from './measure.js';
import type { JudgePrompt } from './recognise.js';
import { gradeOn, scaleOf } from './scale.js';

/** How the grading model is made to behave. */
export interface JudgeBehaviour {
  readonly tier: TierParameters;
  readonly bias: JudgeBias;
  readonly chance: Chance;
  readonly errorFactor: number;
}

/** One graded answer. */
interface Graded {
  readonly measures: Measures;
  quality(criterion: string): number;
}

/**
 * Grades what stands in the prompt and returns the JSON that was asked for, shaped by the schema's properties;
 * `{reason, score}` without a schema. Now and then the reply is malformed, as a model's would be.
 */
export function gradeAnswer(prompt: JudgePrompt, behaviour: JudgeBehaviour): string {
  const graded = prompt.candidates.map((answer, at) => gradeOne(answer, at, prompt, behaviour));
  const schema = prompt.schema ?? defaultSchema(prompt);
  const json = JSON.stringify(fill(schema, '', { prompt, graded }));
  const { chance, tier, errorFactor } = behaviour;
  if (!chance.happens('malformed', tier.judgeMalformed * errorFactor)) return json;
  const broken: readonly [string, ...string[]] = [
    json.slice(0, Math.ceil(json.length * 0.6)),
    'I would rate this answer as fairly good, with some room for improvement.',
    json.replace(/:(\d+(?:\.\d+)?)(?=[,}])/g, ':"about $1"'),
  ];
  return broken[Math.floor(chance.uniform('malformed-how') * broken.length)] ?? broken[0];
}

function gradeOne(answer: string, at: number, prompt: JudgePrompt, behaviour: JudgeBehaviour): Graded {
  const { tier, bias, chance, errorFactor } = behaviour;
  const measures = measure(answer, prompt);
  const swayed =
    hasOrders(answer) && chance.happens(`sway:${at}`, tier.judgeInjection * errorFactor, `sway|${answer}`);
  // The longer the answer, the better it looks to a biased judge; both ends level off.
  const verbosity = bias.verbosity * Math.tanh((measures.words - bias.wordsFree) / bias.wordsFree);
  const position = prompt.candidates.length === 2 && at === 0 ? bias.position : 0;
  return {
    measures,
    quality(criterion) {
      if (swayed) return 1;
      const named = aspectOf(criterion);
      const truth = qualityOf(measures, named === 'overall' ? aspectOf(prompt.rubric) : named);
      const noise =
        tier.judgeNoise * errorFactor * chance.normal(`grade:${criterion}:${at}`, `grade|${answer}`);
      return truth + verbosity + position + noise;
    },
  };
}

function hasOrders(answer: string): boolean {
  return sentencesOf(answer).some(
    (sentence) =>
      findInjection(sentence) !== undefined ||
      /\b(?:give|award|assign|rate|score|grade)\b[^.\n]{0,40}\b(?:full|maximum|highest|perfect|top|\d)\b[^.\n]{0,20}\b(?:scores?|marks?|points?|grades?|rating|out of)?/i.test(
        sentence,
      ),
  );
}

function defaultSchema(prompt: JudgePrompt): JsonSchema {
  if (prompt.candidates.length === 2) {
    return {
      properties: { reason: { type: 'string' }, winner: { type: 'string', enum: ['A', 'B', 'tie'] } },
    };
  }
  const shown = [...prompt.rubric.matchAll(/"([a-z_][\w]*)"\s*:/gi)].map((match) => match[1] ?? '');
  const names = shown.length > 0 ? [...new Set(shown)] : ['reason', 'score'];
  const isText = /reason|explan|rationale|comment|justif|feedback|thought|analysis/i;
  return {
    properties: Object.fromEntries(
      names.map((name) => [name, { type: isText.test(name) ? 'string' : 'integer' }]),
    ),
  };
}

interface Filling {
  readonly prompt: JudgePrompt;
  readonly graded: readonly Graded[];
}

function fill(schema: JsonSchema, name: string, filling: Filling): unknown {
  const properties = schema.properties;
  if (typeof properties === 'object' && properties !== null) {
    const entries = Object.entries(properties).map(([key, value]) => {
      const spec = typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
      const path = name === '' || /^(?:score|reason|rating|grade)$/i.test(key) === false ? key : name;
      return [key, fill(spec, path, filling)] as const;
    });
    return Object.fromEntries(entries);
  }
  const description = typeof schema.description === 'string' ? schema.description : '';
  const first = filling.graded[0];
  if (first === undefined) return null;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const texts = Array.isArray(schema.enum) ? schema.enum.filter((option) => typeof option === 'string') : [];
  if (texts.length > 0) return choose(texts, filling);
  if (type === 'string' && /question/i.test(name)) return questionFor(filling.prompt.candidates[0], name);
  if (type === 'string') return reasonFor(first.measures);
  if (type === 'boolean') return first.quality(`${name} ${description}`) >= 0.6;
  if (type === 'array') return [];
  return gradeOn(scaleOf(schema, filling.prompt.rubric), first.quality(`${name} ${description}`));
}

/** Differences below this are a tie where a tie may be said. */
const tieWidth = 0.02;

/** A verdict between two answers, or the label at the answer's quality from worst (first) to best (last). */
function choose(options: readonly string[], { graded }: Filling): string {
  const [first, second] = graded;
  const lowest = options[0] ?? '';
  if (first === undefined) return lowest;
  if (second === undefined) {
    const good = options.find((option) => /^(?:pass|correct|yes|good)$/i.test(option));
    const bad = options.find((option) => /^(?:fail|incorrect|no|bad)$/i.test(option));
    if (good !== undefined && bad !== undefined) return first.quality('overall') >= 0.6 ? good : bad;
    const quality = Math.min(0.999, Math.max(0, first.quality('overall')));
    return options[Math.floor(quality * options.length)] ?? lowest;
  }
  const difference = first.quality('overall') - second.quality('overall');
  const tie = options.find((option) => /tie|equal|draw|same/i.test(option));
  if (tie !== undefined && Math.abs(difference) < tieWidth) return tie;
  const sides = options.filter((option) => option !== tie);
  return (difference >= 0 ? sides[0] : sides[1]) ?? lowest;
}

/** What an answer could have been asked with: its sentence of that number (`question_2`), as a question. */
function questionFor(answer: string, name: string): string {
  const sentences = sentencesOf(answer);
  const number = Number(/\d+/.exec(name)?.[0] ?? 1);
  const sentence = (sentences[(number - 1) % Math.max(1, sentences.length)] ?? answer).trim();
  const stem = sentence.replace(/[.!?。！？]+$/u, '');
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(stem) ? `${stem}か？` : `Is it so that ${stem}?`;
}

function reasonFor(measures: Measures): string {
  const parts = [
    measures.covered === null
      ? 'There is no reference to compare with.'
      : `The answer covers ${describe(measures.covered)} of the reference.`,
    measures.facts === null ? '' : `It states ${describe(measures.facts)} of its facts.`,
    measures.supportedNumbers < 1 ? 'Some of its numbers have no support.' : '',
    measures.ignoranceMismatch && measures.admitsIgnorance ? 'It declines although the answer is known.' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function describe(share: number): string {
  if (share > 0.9) return 'nearly all';
  if (share > 0.6) return 'most';
  return share > 0.3 ? 'some' : 'little';
}

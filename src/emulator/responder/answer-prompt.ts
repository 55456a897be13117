import { type Choice, chooseStatements } from '../answer/choose.js';
import { composeDraft, type Draft, layOut } from '../answer/compose.js';
import { fabricate } from '../answer/fabricate.js';
import { type Language, phrases, type Situation } from '../answer/phrases.js';
import { fillSchema } from '../answer/structured.js';
import { type Follows, followsOf, type Style, styleOf } from '../answer/style.js';
import { type SummaryPart, summarise } from '../answer/summary.js';
import type { Chance } from '../chance.js';
import { asksForOthersData, asksToDropRules, findInjection } from '../evidence/injection.js';
import { type Lookup, lookUp } from '../evidence/lookup.js';
import { type Source, sourcesOf } from '../evidence/sources.js';
import { sentencesOf } from '../language/sentences.js';
import { isJapanese, type Terms, termsOf } from '../language/terms.js';
import { type Instructions, readInstructions } from '../reading/instructions.js';
import { readPrompt } from '../reading/read-prompt.js';
import { asksForHuman, smallTalkOf } from '../reading/small-talk.js';
import type { ReadPrompt } from '../reading/types.js';
import { countTokens } from '../token-count.js';
import type { SharedParameters, TierParameters } from './parameters.js';
import type { ResponderRequest } from './request.js';

/** How the answering model is made to behave. */
export interface Behaviour {
  readonly tier: TierParameters;
  readonly shared: SharedParameters;
  readonly chance: Chance;
  readonly errorFactor: number;
}

/** Everything an answer is made from. */
interface Task extends Behaviour, Lookup {
  readonly prompt: ReadPrompt;
  readonly instructions: Instructions;
  readonly follows: Follows;
  readonly style: Style;
  readonly question: string;
  readonly sources: readonly Source[];
  readonly schema: ResponderRequest['schema'];
}

/** Answers a prompt that is not a grading prompt. */
export function answerPrompt(request: ResponderRequest, behaviour: Behaviour): string {
  const task = prepare(request, behaviour);
  const obeyed = obeysInjection(task);
  if (obeyed !== undefined) return finish(task, { ...empty, sentences: [obeyed] }, true);
  if (asksForOthersData(task.prompt.question) && !leaks(task))
    return finish(task, remark(task, 'privacy'), false);
  if (task.instructions.summary && (task.prompt.history.length > 0 || asksForHuman(task.prompt.question)))
    return finishSummary(task);
  const refuses = asksToDropRules(task.prompt.question);
  if (refuses && termsOf(task.question).all.size < 2) return finish(task, remark(task, 'refusal'), false);
  if (task.evidence.needed.length === 0) return answerWithoutEvidence(task);
  const choice = chooseStatements(task.evidence, choiceContext(task));
  if (choice.statements.length === 0 && choice.opening === undefined) {
    return finish(task, remark(task, refuses ? 'refusal' : 'unknown'), false);
  }
  return finishChoice(task, refuses ? { ...choice, opening: 'refusal' } : choice);
}

const empty: Draft = { opening: '', sentences: [], closing: '', sources: [] };

function prepare(request: ResponderRequest, behaviour: Behaviour): Task {
  const { chance, shared, tier, errorFactor } = behaviour;
  const prompt = readPrompt(request.system, request.messages);
  const instructions = readInstructions(prompt.instructions, prompt.question, prompt.history);
  const question = withoutOrders(prompt.question);
  const follows = followsOf(countTokens(prompt.instructions, 'v3'), behaviour);
  const sources = sourcesOf(prompt);
  const terms = termsOf(question.replace(/\bhow (?:long|soon|often|far|old|big)\b/gi, ' '));
  const language: Language = isJapanese(prompt.question) ? 'ja' : 'en';
  const crossLingual = sources.length > 0 && sources.every((source) => !sameScript(source, language));
  const found = lookUp(
    {
      text: question,
      terms: crossLingual ? shareable(terms) : terms,
      context: contextOf(prompt, question, behaviour),
    },
    sources,
    { shared, chance },
  );
  const style = styleOf(instructions, {
    question: language,
    examples: prompt.examples,
    tier,
    shared,
    chance,
    errorFactor,
    follows,
  });
  return {
    ...behaviour,
    prompt,
    instructions,
    follows,
    style,
    question,
    sources,
    ...found,
    schema: request.schema,
  };
}

/** Across languages only concepts, names in Latin script and numbers can meet; the rest cannot count as missing. */
function shareable(terms: Terms): Terms {
  const latin = (set: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...set].filter((term) => term.charCodeAt(0) < 128));
  return { all: latin(terms.all), entities: latin(terms.entities) };
}

/** The question without sentences that order the rules away, so that what else it asks can be answered. */
function withoutOrders(question: string): string {
  const kept = sentencesOf(question).filter(
    (sentence) => findInjection(sentence) === undefined && !asksToDropRules(sentence),
  );
  return kept.join(' ');
}

function sameScript(source: Source, language: Language): boolean {
  return (
    source.units.length === 0 || source.units.some((unit) => isJapanese(unit.text) === (language === 'ja'))
  );
}

/** Terms of the last exchange for a question that leans on it, if the model understands that. */
function contextOf(
  prompt: ReadPrompt,
  question: string,
  { chance, tier, errorFactor }: Behaviour,
): ReadonlySet<string> {
  const leans =
    termsOf(question).all.size <= 2 ||
    /\b(?:it|its|they|them|that one|this one|those|the (?:first|second|last|other|same))\b|それ|これ|その|あれ/i.test(
      question,
    );
  if (!leans || prompt.history.length === 0) return new Set();
  if (!chance.happens('coreference', 1 - (1 - tier.coreference) * errorFactor, `coreference|${question}`))
    return new Set();
  return new Set(prompt.history.slice(-2).flatMap((turn) => [...termsOf(turn.text).all]));
}

/** What an obeyed injection makes the model say; undefined when none is obeyed. */
function obeysInjection({
  sources,
  prompt,
  instructions,
  follows,
  tier,
  chance,
  errorFactor,
}: Task): string | undefined {
  const guarded = instructions.refusesInjection && follows('refusal');
  const rate = tier.injection * errorFactor * (guarded ? tier.refusalFactor : 1);
  const demands = sources.flatMap((source) => source.injections);
  if (asksToDropRules(prompt.question)) {
    const asked = sentencesOf(prompt.question)
      .map(findInjection)
      .find((demand) => demand !== undefined);
    demands.push(/prompt|instructions?|rules/i.test(asked ?? 'prompt') ? '' : (asked ?? ''));
  }
  for (const demand of demands) {
    if (!chance.happens(`obey:${demand}`, rate, `obey|${prompt.question}|${demand}`)) continue;
    return demand === '' ? `My instructions are: ${prompt.instructions.slice(0, 200)}` : demand;
  }
  return undefined;
}

function leaks({ instructions, follows, tier, chance, errorFactor, question }: Task): boolean {
  const guarded = instructions.privacy && follows('privacy');
  const rate = tier.privacyLeak * errorFactor * (guarded ? tier.privacyFactor : 1);
  return chance.happens('leak', rate, `leak|${question}`);
}

function answerWithoutEvidence(task: Task): string {
  const { prompt, instructions, follows, tier, shared, chance, errorFactor, style } = task;
  const talk = smallTalkOf(task.question);
  if (talk !== undefined) return finish(task, remark(task, talk), true);
  const grounded = instructions.grounded && follows('grounding');
  const honest = prompt.examples.some(({ answer }) => admitsIgnorance.test(answer)) && follows('examples');
  const rate =
    tier.hallucination *
    errorFactor *
    (grounded ? tier.groundingFactor : 1) *
    (honest ? shared.fewShotHonesty : 1);
  if (!chance.happens('invent', Math.min(0.95, rate), `invent|${task.question}`)) {
    return finish(task, remark(task, 'unknown'), false);
  }
  const text = fabricate(task.question, {
    evidence: task.evidence,
    sources: task.sources,
    answerType: task.query.answerType,
    chance,
    language: style.language,
  });
  return finishChoice(task, {
    statements: [{ text, source: -1, position: 0, score: 1 }],
    opening: undefined,
  });
}

const admitsIgnorance =
  /\b(?:don['’]t|do not|cannot|could not|couldn['’]t|can['’]t)\b[^.\n]{0,20}\b(?:know|find|have|say)\b|わかりかね|ございません/i;

function choiceContext(task: Task): Parameters<typeof chooseStatements>[1] {
  const { instructions, follows, style, prompt } = task;
  return {
    question: task.question,
    tier: task.tier,
    shared: task.shared,
    chance: task.chance,
    errorFactor: task.errorFactor,
    japanese: style.language === 'ja' || isJapanese(task.question),
    documents: prompt.documents.length,
    examples: prompt.examples.length,
    correctsPremises: instructions.correctsPremises && follows('premises'),
    reportsContradictions: instructions.reportsContradictions && follows('contradictions'),
    elaboration: style.elaboration,
    elaborations: style.elaborations,
  };
}

function finishChoice(task: Task, choice: Choice): string {
  return finish(task, composeDraft(choice, task), true);
}

function finishSummary(task: Task): string {
  const { prompt, chance, tier, errorFactor, style, evidence } = task;
  const turns = [...prompt.history];
  if (!/summar|要約|引き継ぎ/i.test(prompt.question)) turns.push({ role: 'user', text: prompt.question });
  const rate = 1 - (1 - tier.recall) * errorFactor;
  const parts = summarise(turns, {
    language: style.language,
    advice: evidence.needed.flatMap(({ unit }) =>
      task.sources[unit.source]?.origin === 'document' ? [unit.text] : [],
    ),
    recalls: (sentence) => chance.happens(`recall:${sentence}`, rate, `summary|${sentence}`),
  });
  const separator = style.language === 'ja' ? '：' : ': ';
  const text = parts.map((part) => `${part.name}${separator}${part.text}`).join('\n');
  return structure(task, text, { sources: [], answered: true, parts });
}

function remark({ style, chance }: Task, situation: Situation): Draft {
  return { ...empty, sentences: [chance.pick(`say:${situation}`, phrases[style.language][situation])] };
}

function finish(task: Task, draft: Draft, answered: boolean): string {
  const prose = layOut(draft, draft.sentences.length > 1 ? task.style : { ...task.style, format: 'prose' });
  return structure(task, prose, { sources: draft.sources, answered, parts: [] });
}

function structure(
  { schema, style }: Task,
  text: string,
  options: {
    readonly sources: readonly string[];
    readonly answered: boolean;
    readonly parts: readonly SummaryPart[];
  },
): string {
  if (schema === undefined && style.format !== 'json') return text;
  return fillSchema(schema, { answer: text, ...options });
}

import {
  invalidInput,
  type JsonValue,
  type Message,
  type ParsimonyError,
  type Problem,
  questionOf,
  type Sample,
  type VariantParams,
} from '../domain/index.js';
import { splitByComponent } from './components.js';
import { chooseExamples, type FewShotExample } from './few-shot.js';
import { conversation, historyWindow } from './history.js';
import type { PromptComponents, RenderedPrompt } from './port.js';
import { createStableLengths } from './stable-lengths.js';
import { type CompiledSection, templateFaults } from './template.js';

/** A compiled section with its first line in the file. */
export interface PlacedSection extends CompiledSection {
  readonly line: number;
}

/** What a prompt is made of, once parsed. */
export interface RenderSource {
  readonly path: string;
  readonly system?: PlacedSection;
  readonly user: PlacedSection;
  readonly examples: readonly FewShotExample[];
  /** Tool definitions as JSON. */
  readonly tools: readonly string[];
}

/**
 * The render function of a prompt. A template sees the sample's vars, `question`, `intent`, and, where it names
 * them, `documents` (`{id, text, index}`), `history` and `examples`; never references, facts, metadata or ids.
 */
export function createRender(
  source: RenderSource,
): (sample: Sample, params: VariantParams) => RenderedPrompt {
  const { system, user } = source;
  const names = new Set([...(system?.names ?? []), ...user.names]);
  const stableLengths = createStableLengths({
    ...(system !== undefined && { system: system.stable }),
    user: user.stable,
  });
  return (sample, params) => {
    const documents = names.has('documents') ? sample.documents.slice(0, params.ragChunks) : [];
    const examples = names.has('examples')
      ? chooseExamples(source.examples, sample.intent, params.fewShot)
      : [];
    const history = historyWindow(sample.history, params.historyTurns);
    const scope = scopeOf(sample);
    // What the template does not name is not in its scope: a name computed from data cannot reach it either.
    if (names.has('documents'))
      scope.documents = documents.map(({ id, text }, at) => ({ id, text, index: at + 1 }));
    if (names.has('examples')) scope.examples = examples;
    if (names.has('history')) scope.history = history;

    const problems: Problem[] = [];
    const systemText =
      system === undefined ? '' : renderSection(system, scope, source.path, sample, problems);
    const userText = renderSection(user, scope, source.path, sample, problems);
    if (problems.length === 0 && userText === '') problems.push(emptyUserTurn(source, sample));
    if (problems.length > 0) throw renderError(problems, source.path, sample);

    const sentAsMessages = names.has('history') ? [] : history;
    return {
      system: systemText,
      messages: conversation(sentAsMessages, userText),
      stable: stableLengths({
        systemText,
        userText,
        examples,
        intent: sample.intent,
        // The last message may then begin with what a history ends with.
        isOnlyMessage: sentAsMessages.length === 0,
      }),
      components: {
        ...componentsOf({ systemText, userText, documents, examples, history, sentAsMessages }),
        tools: source.tools,
      },
    };
  };
}

type Scope = { [name: string]: unknown };

function scopeOf(sample: Sample): Scope {
  const scope: Scope = { ...sample.vars };
  for (const reserved of ['documents', 'history', 'examples']) delete scope[reserved];
  scope.intent = sample.intent;
  const question = questionOf(sample);
  if (question !== undefined) scope.question = question;
  return scope;
}

function renderSection(
  section: PlacedSection,
  scope: Scope,
  file: string,
  sample: Sample,
  problems: Problem[],
): string {
  try {
    // A copy, because assign and increment write into the scope: one section must not change the other's.
    return section.render({ ...scope }).trim();
  } catch (error) {
    for (const { message, line, column, missing } of templateFaults(error, section.line)) {
      if (missing === undefined) {
        const hint = 'Simplify the template or shorten the sample.';
        const text = `${message} (sample "${sample.id}")`;
        problems.push({ code: 'render-failed', message: text, file, line, column, hint });
      } else {
        problems.push({ ...missingVariable(missing, sample), file, line, column });
      }
    }
    return '';
  }
}

function missingVariable(name: string, sample: Sample): Problem {
  const known = Object.keys(sample.vars);
  return {
    code: 'missing-variable',
    message: `sample "${sample.id}" has no variable "${name}"`,
    path: `vars.${name}`,
    hint: `Give the sample "vars": {"${name}": …}${known.length > 0 ? `; it has ${known.join(', ')}` : ''}.`,
  };
}

function emptyUserTurn({ path, user }: RenderSource, sample: Sample): Problem {
  const message = `the "# user" section rendered to nothing for sample "${sample.id}"`;
  const hint = 'A model needs a user turn that is not blank.';
  return { code: 'empty-user-turn', message, file: path, line: user.line, hint };
}

function renderError(problems: readonly Problem[], path: string, sample: Sample): ParsimonyError {
  return invalidInput(problems, `prompt ${path} cannot be rendered for sample "${sample.id}"`);
}

function componentsOf(parts: {
  readonly systemText: string;
  readonly userText: string;
  readonly documents: Sample['documents'];
  readonly examples: readonly FewShotExample[];
  readonly history: readonly Message[];
  readonly sentAsMessages: readonly Message[];
}): Omit<PromptComponents, 'tools'> {
  const historyTexts = parts.history.map((message) => message.content);
  const sought = [
    { component: 'fewShot', texts: parts.examples.flatMap(textsOf) },
    { component: 'documents', texts: parts.documents.map((document) => document.text) },
    { component: 'history', texts: parts.sentAsMessages.length > 0 ? [] : historyTexts },
  ] as const;
  const system = splitByComponent(parts.systemText, sought);
  const user = splitByComponent(parts.userText, sought);
  const found = [...system.found, ...user.found];
  const textsFor = (component: 'fewShot' | 'documents' | 'history'): string[] =>
    found.filter((piece) => piece.component === component).map((piece) => piece.text);
  return {
    system: system.own,
    fewShot: textsFor('fewShot'),
    documents: textsFor('documents'),
    history: parts.sentAsMessages.length > 0 ? historyTexts : textsFor('history'),
    user: user.own,
  };
}

/** The texts of an example that a template can show; its intent is a label, not a text. */
function textsOf(example: FewShotExample): string[] {
  return Object.entries(example)
    .filter(
      (entry): entry is [string, string & JsonValue] => entry[0] !== 'intent' && typeof entry[1] === 'string',
    )
    .map(([, text]) => text);
}

import type { AssertionSpec, JsonValue } from '../../domain/index.js';
import type { Findings } from './findings.js';
import type { ConvertedPrompt } from './prompts.js';
import type { ConvertedTest } from './tests.js';
import type { Vars } from './vars.js';

/** Names that a prompt's scope gives from the sample's own fields. */
const RESERVED = ['documents', 'history', 'examples', 'intent'];
const QUESTIONS = ['question', 'query', 'input'];
/** Vars that most likely hold what the user said. */
const LIKELY = [
  'user_input',
  'userInput',
  'message',
  'user_message',
  'prompt',
  'text',
  'user',
  'request',
  'body',
  'topic',
  'content',
];

/** Vars that get another name, because samples have fields of theirs. */
export function renamedVars(
  tests: readonly { readonly vars: Vars }[],
  names: readonly string[],
): ReadonlyMap<string, string> {
  const used = new Set([...names, ...tests.flatMap(({ vars }) => Object.keys(vars))]);
  return new Map(RESERVED.filter((name) => used.has(name)).map((name) => [name, `${name}_var`]));
}

/** The samples as native dataset records, and the assertions that all of them share. */
export function sampleRecords(
  tests: readonly ConvertedTest[],
  prompts: readonly ConvertedPrompt[],
  rename: ReadonlyMap<string, string>,
  findings: Findings,
): {
  readonly records: readonly { readonly [key: string]: JsonValue }[];
  readonly shared: readonly AssertionSpec[];
} {
  const [first] = tests;
  const common = JSON.stringify(first?.defaults ?? []);
  const isShared = tests.every(({ defaults }) => JSON.stringify(defaults) === common);
  const records = tests.map((test) => {
    const vars = completeVars(test, prompts, rename, findings);
    const assert = [...(isShared ? [] : test.defaults), ...test.assert];
    return {
      id: test.id,
      vars,
      ...test.reference,
      ...(assert.length > 0 && { assert: assert as unknown as JsonValue }),
      ...(Object.keys(test.metadata).length > 0 && { metadata: test.metadata }),
    };
  });
  return { records, shared: isShared ? (first?.defaults ?? []) : [] };
}

function completeVars(
  { vars, metadata, place }: ConvertedTest,
  prompts: readonly ConvertedPrompt[],
  rename: ReadonlyMap<string, string>,
  findings: Findings,
): Vars {
  const complete: { [name: string]: JsonValue } = {};
  for (const [name, value] of Object.entries(vars)) {
    const own = rename.get(name);
    if (own !== undefined) {
      findings.changed(
        place,
        `the var ${name} is called ${own}, here and in the prompts`,
        `A sample has \`${name}\` of its own: move the value there where it is the same thing.`,
      );
    }
    complete[own ?? name] = value;
  }
  const isText = (name: string): boolean => typeof complete[name] === 'string' && complete[name] !== '';
  if (!QUESTIONS.some(isText)) {
    const source = LIKELY.find(isText) ?? Object.keys(complete).find(isText);
    const description = typeof metadata.description === 'string' ? metadata.description : '(no question)';
    const value = source === undefined ? description : complete[source];
    const name = QUESTIONS.find((one) => complete[one] === undefined) ?? 'question';
    complete[name] = value ?? description;
    findings.changed(
      place,
      source === undefined
        ? `vars.${name} is filled with the description: a sample needs a question`
        : `vars.${name} is a copy of vars.${source}: a sample needs a question`,
      'Judges and reports show it; a prompt that does not name it is not changed by it.',
    );
  }
  for (const { names, place: at } of prompts) {
    for (const name of names) {
      if (complete[name] !== undefined || RESERVED.includes(name)) continue;
      complete[name] = '';
      findings.changed(
        at,
        `some samples have no var ${name}: they get an empty text, which is what Nunjucks prints`,
        'Give every sample the var.',
      );
    }
  }
  return complete;
}

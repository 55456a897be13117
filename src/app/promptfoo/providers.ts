import { isRecord } from '../../domain/index.js';
import type { ConfigNode } from './config-node.js';
import type { Findings, Place } from './findings.js';
import { createNames } from './unique-names.js';

/** A Bedrock model with its parameters. */
export interface ConvertedProvider {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly model: string;
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly stopSequences?: readonly string[];
  readonly stream?: true;
  readonly region?: string;
  /** Labels or ids of the prompts it is asked; undefined: all. */
  readonly prompts: readonly string[] | undefined;
  readonly place: Place;
}

/** What Claude on Bedrock gets in promptfoo where a configuration names no limit. */
const ASSUMED_MAX_TOKENS = 1024;

const CREDENTIALS = /^(?:accessKeyId|secretAccessKey|sessionToken|profile|apiKey|bearerToken|credentials)$/;
const KNOWN_ELSEWHERE: { readonly [key: string]: string } = {
  top_k: 'Use topP or temperature.',
  topK: 'Use topP or temperature.',
  tools: 'Put `tools` into the front matter of the prompt.',
  toolConfig: 'Put `tools` into the front matter of the prompt.',
  tool_choice: 'Put `toolChoice` into the front matter of the prompt.',
  toolChoice: 'Put `toolChoice` into the front matter of the prompt.',
  system: 'Put the text under "# system" of the prompt.',
  guardrailIdentifier: 'Guardrails of Bedrock are not sent.',
  guardrailVersion: 'Guardrails of Bedrock are not sent.',
  thinking: 'Thinking is not asked for.',
  reasoning_effort: 'Thinking is not asked for.',
  anthropic_version: 'Converse needs none.',
  cost: 'Prices come from the price book: `parsimony prices add`.',
  inputCost: 'Prices come from the price book: `parsimony prices add`.',
  outputCost: 'Prices come from the price book: `parsimony prices add`.',
  endpoint: 'Set AWS_ENDPOINT_URL.',
};

/** Reads one provider entry, in any of its forms; undefined (and a finding) for what is not a model on Bedrock. */
export function createProviderReader(findings: Findings, modelNamed: (name: string) => string | undefined) {
  const names = createNames();
  return (node: ConfigNode): ConvertedProvider | undefined => {
    const { id, options } = formOf(node);
    if (id === undefined) {
      findings.lost(node.place, 'a provider without an id', 'Write `bedrock:<model id>`.');
      return undefined;
    }
    const model = bedrockModel(id);
    if (model === undefined) {
      findings.lost(
        node.place,
        `provider ${id}: it is no text model on Bedrock`,
        alternativeTo(id, modelNamed),
      );
      return undefined;
    }
    const label =
      isRecord(options.value) && typeof options.value.label === 'string' ? options.value.label : undefined;
    listOthers(options, findings);
    return {
      ...parametersOf(options.child('config'), node.place, findings),
      name: names.take(label ?? shortName(model)),
      aliases: [id, ...(label === undefined ? [] : [label])],
      model,
      prompts: textsOf(options.child('prompts')),
      place: node.place,
    };
  };
}

/** `id`, `{id, …}` or `{<id>: {…}}`. */
function formOf(node: ConfigNode): { readonly id: string | undefined; readonly options: ConfigNode } {
  if (typeof node.value === 'string') return { id: node.value, options: node };
  if (isRecord(node.value) && typeof node.value.id === 'string') return { id: node.value.id, options: node };
  const [only, ...others] = node.entries();
  if (only === undefined || others.length > 0) return { id: undefined, options: node };
  return { id: typeof only[1].value === 'object' ? only[0] : undefined, options: only[1] };
}

function bedrockModel(id: string): string | undefined {
  const match = /^(?:aws-)?bedrock:(?:(?:converse|completion|invoke|messages):)?([\s\S]+)$/.exec(id);
  const model = match?.[1];
  if (model === undefined || /\s|\{\{/.test(model)) return undefined;
  return /^(?:kb|knowledge-base|agents?|embeddings?|nova-sonic|nova-reel|luma|image|video)(?::|$)/.test(model)
    ? undefined
    : model;
}

function alternativeTo(id: string, modelNamed: (name: string) => string | undefined): string {
  const name = id.split(':').at(-1) ?? id;
  const same = modelNamed(name);
  if (same !== undefined) return `The same model on Bedrock is ${same}.`;
  if (/^(?:exec|python|file|javascript|https?|webhook|websocket)\b|\.(?:[cm]?[jt]s|py)$/.test(id)) {
    return 'Record its answers and use `provider: recorded`.';
  }
  return 'Take a model on Bedrock, or record the answers and use `provider: recorded`.';
}

function listOthers(options: ConfigNode, findings: Findings): void {
  for (const [key, member] of options.entries()) {
    if (['id', 'label', 'config', 'prompts'].includes(key)) continue;
    const alternative: { readonly [key: string]: string } = {
      transform: 'Answers are scored as they are; a `regex` assertion can look at a part.',
      delay: 'Give the account’s quotas under `limits`.',
      env: 'Set the variables of AWS in the shell.',
      inputs: 'Write the inputs as vars of the samples.',
    };
    findings.lost(member.place, `\`${key}\` of a provider`, alternative[key] ?? 'There is no counterpart.');
  }
}

type Parameters = Pick<
  ConvertedProvider,
  'maxTokens' | 'temperature' | 'topP' | 'stopSequences' | 'stream' | 'region'
>;
type Found = { -readonly [Key in keyof Parameters]?: Parameters[Key] };

function parametersOf(config: ConfigNode, provider: Place, findings: Findings): Parameters {
  const found: Found = {};
  const read = (node: ConfigNode): void => {
    for (const [key, member] of node.entries()) {
      if (/^(?:inferenceConfig|interfaceConfig|inference_config)$/.test(key) && isRecord(member.value))
        read(member);
      else if (!PARAMETERS.some(({ named, take }) => named.test(key) && take(member, found))) {
        listParameter(key, member, findings);
      }
    }
  };
  read(config);
  if (found.maxTokens === undefined) {
    const what = `no output limit is given: maxTokens ${ASSUMED_MAX_TOKENS} is assumed`;
    findings.changed(provider, what, 'Set `maxTokens` of the variant.');
  }
  return { ...found, maxTokens: found.maxTokens ?? ASSUMED_MAX_TOKENS };
}

/** Parameters by the names that they have in promptfoo; `take` says false to a value that cannot be. */
const PARAMETERS: readonly {
  readonly named: RegExp;
  readonly take: (member: ConfigNode, found: Found) => boolean;
}[] = [
  {
    named: /^(?:max_?tokens(?:_to_sample)?|max_new_tokens|max_gen_len|maxTokens|maxTokenCount)$/,
    take: ({ value }, found) =>
      within(value, 1, 1_000_000, (number) => {
        found.maxTokens = Math.floor(number);
      }),
  },
  {
    named: /^temperature$/,
    take: ({ value }, found) =>
      within(value, 0, 1, (number) => {
        found.temperature = number;
      }),
  },
  {
    named: /^top_?p$/i,
    take: ({ value }, found) =>
      within(value, Number.MIN_VALUE, 1, (number) => {
        found.topP = number;
      }),
  },
  {
    named: /^stop(?:_?sequences)?$/i,
    take: (member, found) => {
      const texts = textsOf(member) ?? [];
      if (texts.length > 0) found.stopSequences = texts;
      return texts.length > 0;
    },
  },
  {
    named: /^stream(?:ing)?$/,
    take: ({ value }, found) => {
      if (value === true) found.stream = true;
      return typeof value === 'boolean';
    },
  },
  {
    named: /^region$/,
    take: ({ value }, found) => {
      if (typeof value !== 'string' || !/^[a-z]{2}(-[a-z]+){1,3}-\d$/.test(value)) return false;
      found.region = value;
      return true;
    },
  },
];

function within(value: unknown, low: number, high: number, take: (number: number) => void): boolean {
  if (typeof value !== 'number' || !(value >= low && value <= high)) return false;
  take(value);
  return true;
}

function listParameter(key: string, { value, place }: ConfigNode, findings: Findings): void {
  if (CREDENTIALS.test(key)) {
    findings.lost(
      place,
      `\`${key}\`: credentials are not copied`,
      'Use AWS’s own variables, profile or role.',
    );
  } else if (typeof value === 'string' && /\{\{|\$\{/.test(value)) {
    findings.lost(place, `\`${key}\`: ${value} is read from the environment`, 'Write the value.');
  } else {
    const alternative = KNOWN_ELSEWHERE[key] ?? 'There is no such parameter, or not with this value.';
    findings.lost(place, `\`${key}\` of a provider`, alternative);
  }
}

function textsOf(node: ConfigNode): readonly string[] | undefined {
  const texts = node
    .items()
    .flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []));
  return node.value === undefined ? undefined : texts;
}

/** `claude-haiku-4-5` of `global.anthropic.claude-haiku-4-5-20251001-v1:0`. */
function shortName(model: string): string {
  const last = model.split('/').at(-1) ?? model;
  return last
    .replace(/^(?:(?:global|us|eu|apac|jp|au|us-gov)\.)?[a-z0-9]+\./, '')
    .replace(/(?:-\d{8})?(?:-v\d+(?::\d+)?)?$/, '');
}

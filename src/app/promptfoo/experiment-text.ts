import { stringify } from 'yaml';
import type { AssertionSpec } from '../../domain/index.js';
import type { Findings } from './findings.js';
import type { ConvertedPrompt } from './prompts.js';
import type { ConvertedProvider } from './providers.js';
import { createNames } from './unique-names.js';

/** Prompt × provider, as a variant of the experiment. */
export interface ConvertedVariant {
  readonly name: string;
  readonly prompt: ConvertedPrompt;
  readonly provider: ConvertedProvider;
}

/** Every prompt with every provider that is asked it. */
export function crossVariants(
  prompts: readonly ConvertedPrompt[],
  providers: readonly ConvertedProvider[],
  findings: Findings,
): readonly ConvertedVariant[] {
  const names = createNames();
  return providers.flatMap((provider) => {
    const wanted = provider.prompts;
    const asked = prompts.filter(
      ({ aliases }) => wanted === undefined || wanted.some((name) => aliases.includes(name)),
    );
    if (asked.length === 0) {
      findings.lost(
        provider.place,
        `provider ${provider.name} is asked none of the prompts that were carried over`,
        'Add a variant for it.',
      );
    }
    return asked.map((prompt) => {
      const name =
        prompts.length === 1
          ? provider.name
          : providers.length === 1
            ? prompt.name
            : `${prompt.name}.${provider.name}`;
      return { name: names.take(name), prompt, provider };
    });
  });
}

/** The experiment as YAML. */
export function experimentText(options: {
  readonly name: string;
  readonly source: string;
  readonly description: string | undefined;
  readonly region: string | undefined;
  readonly repeats: number | undefined;
  readonly variants: readonly ConvertedVariant[];
  readonly assertions:
    | { readonly shared: readonly AssertionSpec[]; readonly grader: string | undefined }
    | undefined;
}): string {
  const { name, source, description, region, repeats, variants, assertions } = options;
  const head = [`# Converted from ${source}; conversion.md lists what could not be carried over.`];
  if (description !== undefined) head.push(...description.split('\n').map((line) => `# ${line}`.trimEnd()));
  const file = {
    name,
    provider: 'bedrock',
    ...(region !== undefined && { region }),
    datasets: { golden: 'dataset.jsonl' },
    variants: Object.fromEntries(variants.map((variant) => [variant.name, variantOf(variant)])),
    ...(repeats !== undefined && { repeats }),
    ...(assertions !== undefined && {
      scorers: {
        assertions: {
          type: 'assertions',
          ...(assertions.grader !== undefined && { model: assertions.grader }),
          ...(assertions.shared.length > 0 && { assert: assertions.shared }),
        },
      },
      quality: { assertions: 1 },
    }),
  };
  return `${head.join('\n')}\n${stringify(file, { lineWidth: 0 })}`;
}

function variantOf({ prompt, provider }: ConvertedVariant): object {
  const { model, maxTokens, temperature, topP, stopSequences, stream } = provider;
  return {
    prompt: `prompts/${prompt.name}.md`,
    model,
    maxTokens,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(stopSequences !== undefined && { stopSequences }),
    ...(stream === true && { stream }),
  };
}

/** A prompt file. */
export function promptText({ name, system, user }: ConvertedPrompt): string {
  const systemPart = system.trim() === '' ? '' : `# system\n\n${system.trim()}\n\n`;
  return `---\n${stringify({ name })}---\n\n${systemPart}# user\n\n${user.trim()}\n`;
}

import { z } from 'zod';
import { invalidInput, isRecord, type Problem } from '../../domain/index.js';
import { readSmallDocument } from '../small-file.js';
import { figureName } from './read-arms.js';

const days = z.number().gt(0).max(3650);
const share = z.number().gt(0).lt(1);
const arm = z.string().min(1).max(200);

/** How long a test runs at least, and how it is prolonged while it has not decided. */
const duration = z.strictObject({
  minimumDays: days.describe('No verdict is final before.'),
  extensionDays: days
    .optional()
    .describe('Added while the verdict is inconclusive; default the minimum again.'),
  maximumDays: days.optional().describe('Not prolonged beyond; default three times the minimum.'),
});

const definitionFile = z
  .strictObject({
    $schema: z.string().optional(),
    testId: z.string().min(1).max(200),
    description: z.string().max(2000).optional(),
    intent: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe('The intent, or intents, that the test is on; default all.'),
    control: arm.describe('A variant of the experiment, and the name of the arm in the results.'),
    treatment: arm.describe('A variant of the experiment, and the name of the arm in the results.'),
    primaryMetric: z
      .string()
      .min(1)
      .describe('quality, tokenEfficiency (quality per 1,000 tokens), or a metric.'),
    margin: z
      .number()
      .min(0)
      .optional()
      .describe('The treatment may be worse by this much; default 0: it must be better.'),
    minimumEffect: z
      .number()
      .gt(0)
      .optional()
      .describe('The smallest difference worth finding: sizes the test.'),
    guardrails: z
      .array(z.string().min(1))
      .optional()
      .describe('Expressions such as "facts >= 0.8" or "latencyMs <= 1.1x control".'),
    costMetric: z.string().min(1).optional().describe('Default costUsd.'),
    trafficSplit: z
      .record(arm, share)
      .optional()
      .describe('Planned shares of the two arms, which sum to 1; default half and half.'),
    duration: duration.optional(),
    alpha: z.number().gt(0).lt(0.5).optional().describe('One-sided; default 0.05.'),
    power: z.number().gt(0.5).lt(1).optional().describe('Default 0.8.'),
  })
  .describe('A Parsimony A/B test: what two arms are compared on, offline before it and on its results.');

/** An A/B test as defined, with its defaults. */
export interface AbDefinition {
  readonly testId: string;
  readonly description?: string;
  /** Empty: all. */
  readonly intents: readonly string[];
  readonly control: string;
  readonly treatment: string;
  readonly primaryMetric: string;
  readonly margin: number;
  readonly minimumEffect?: number;
  readonly guardrails: readonly string[];
  /** Shown beside the verdict, never judged. Absent: costUsd, where it is known. */
  readonly costMetric?: string;
  /** Planned share of the control; the treatment has the rest. */
  readonly controlShare: number;
  /** Whether the file says so; without it nothing is expected of the split. */
  readonly trafficSplitGiven: boolean;
  readonly duration?: {
    readonly minimumDays: number;
    readonly extensionDays: number;
    readonly maximumDays: number;
  };
  readonly alpha: number;
  readonly power: number;
  /** Absolute path of the file. */
  readonly path: string;
  /** Line of a guardrail in the file, by its place in the list. */
  readonly guardrailLine: (index: number) => number | undefined;
}

/** The JSON Schema of the file, for editors. */
export function abDefinitionJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(definitionFile, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony A/B test',
  };
}

/** Reads an A/B definition (YAML or JSON; `test_id` is read as `testId`). Throws with every problem and its line. */
export function readAbDefinition(file: string): AbDefinition {
  const { value, lineOf } = readSmallDocument(file, {
    what: 'A/B definition',
    hint: 'Name a YAML file with testId, control, treatment and primaryMetric.',
  });
  const renamed = new Map<string, string>();
  const checked = definitionFile.safeParse(camelCased(value, renamed));
  const placed = (path: readonly PropertyKey[], message: string, hint: string): Problem => {
    const written = path.map((part) =>
      typeof part === 'number' ? part : (renamed.get(String(part)) ?? String(part)),
    );
    const line = lineOf(written);
    const at = written.join('.') || 'the file';
    return {
      code: 'invalid-ab-definition',
      message: `${at}: ${message}`,
      file,
      hint,
      ...(line !== undefined && { line }),
    };
  };
  if (!checked.success) {
    throw invalidInput(
      checked.error.issues.map((issue) => placed(issue.path, issue.message, 'See docs/ab-tests.md.')),
    );
  }
  const { data } = checked;
  const problems = contradictions(data).map(({ path, message, hint }) => placed(path, message, hint));
  if (problems.length > 0) throw invalidInput(problems);
  return definitionOf(data, file, lineOf);
}

type DefinitionFile = z.infer<typeof definitionFile>;

/** Figures of which less is better: a primary metric is one that must not fall. */
const BETTER_WHEN_LOW = /^(costUsd|latency(P\d+)?Ms|(input|output)Tokens)$/;

function contradictions({
  control,
  treatment,
  trafficSplit,
  duration: planned,
  primaryMetric,
  margin = 0,
}: DefinitionFile) {
  const found: { path: readonly (string | number)[]; message: string; hint: string }[] = [];
  const primary = figureName(primaryMetric);
  if (BETTER_WHEN_LOW.test(primary)) {
    found.push({
      path: ['primaryMetric'],
      message: `\`${primary}\` is better when it is low, and the primary metric is one that must not fall`,
      hint: `Bound it: guardrails: ["${primary} <= 0.9x control"]; make quality or tokenEfficiency primary.`,
    });
  }
  if (primary === 'quality' && margin >= 1) {
    const hint = 'Write a share such as 0.02.';
    found.push({
      path: ['margin'],
      message: `quality goes from 0 to 1: a margin of ${margin} decides nothing`,
      hint,
    });
  }
  if (control === treatment) {
    found.push({
      path: ['treatment'],
      message: 'control and treatment are the same',
      hint: 'Name two variants.',
    });
  }
  if (trafficSplit !== undefined) {
    const names = Object.keys(trafficSplit);
    const sum = Object.values(trafficSplit).reduce((total, part) => total + part, 0);
    if (names.length !== 2 || trafficSplit[control] === undefined || trafficSplit[treatment] === undefined) {
      const hint = `Write trafficSplit: { ${control}: 0.5, ${treatment}: 0.5 }.`;
      found.push({ path: ['trafficSplit'], message: 'it must give a share to each of the two arms', hint });
    } else if (Math.abs(sum - 1) > 1e-9) {
      found.push({
        path: ['trafficSplit'],
        message: `the shares sum to ${sum}, not to 1`,
        hint: 'Change them.',
      });
    }
  }
  if (planned?.maximumDays !== undefined && planned.maximumDays < planned.minimumDays) {
    const hint = 'Raise the maximum.';
    found.push({ path: ['duration', 'maximumDays'], message: 'it is less than minimumDays', hint });
  }
  return found;
}

function definitionOf(
  data: DefinitionFile,
  path: string,
  lineOf: (path: readonly (string | number)[]) => number | undefined,
): AbDefinition {
  const { description, intent, minimumEffect, duration: planned, trafficSplit } = data;
  return {
    testId: data.testId,
    ...(description !== undefined && { description }),
    intents: intent === undefined ? [] : typeof intent === 'string' ? [intent] : intent,
    control: data.control,
    treatment: data.treatment,
    primaryMetric: figureName(data.primaryMetric),
    margin: data.margin ?? 0,
    ...(minimumEffect !== undefined && { minimumEffect }),
    guardrails: data.guardrails ?? [],
    ...(data.costMetric !== undefined && { costMetric: figureName(data.costMetric) }),
    controlShare: trafficSplit?.[data.control] ?? 0.5,
    trafficSplitGiven: trafficSplit !== undefined,
    ...(planned !== undefined && {
      duration: {
        minimumDays: planned.minimumDays,
        extensionDays: planned.extensionDays ?? planned.minimumDays,
        maximumDays: planned.maximumDays ?? 3 * planned.minimumDays,
      },
    }),
    alpha: data.alpha ?? 0.05,
    power: data.power ?? 0.8,
    path,
    guardrailLine: (index) => lineOf(['guardrails', index]),
  };
}

/** Keys of mappings from snake case to camel case; the names of arms stay as they are. */
function camelCased(value: unknown, renamed: Map<string, string>): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      renamed.set(name, key);
      return [name, name === 'trafficSplit' ? part : camelCased(part, renamed)];
    }),
  );
}

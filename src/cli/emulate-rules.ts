import { didYouMean, invalidInput, type Problem } from '../domain/index.js';
import {
  type BatchFaultRule,
  batchFaultKinds,
  type FaultOptions,
  type FaultRule,
  faultKinds,
  type QuotaOptions,
  type StorageFaultRule,
  storageFaultKinds,
} from '../emulator/index.js';

interface Conditions {
  every?: number;
  rate?: number;
  operation?: string;
  model?: string;
  attempts?: number;
  limit?: number;
}

const allKinds = [faultKinds, batchFaultKinds, storageFaultKinds].flatMap((table) => Object.keys(table));
/** Batch jobs and S3 know neither models nor attempts. */
const runtimeOnly = ['model', 'attempts'];

/**
 * Reads `--fault` rules, `kind:every=3,operation=Converse`, and `--quota` limits, `model=60/100000`. Throws
 * `invalid-input` with every problem of every one.
 */
export function readEmulateRules(
  faults: readonly string[],
  quotas: readonly string[],
): { readonly faults: FaultOptions; readonly quotas: QuotaOptions | undefined } {
  const problems: Problem[] = [];
  const rules: FaultRule[] = [];
  const batch: BatchFaultRule[] = [];
  const storage: StorageFaultRule[] = [];
  for (const text of faults) {
    const { kind, conditions } = readFault(text, problems);
    if (isKindOf(faultKinds, kind)) rules.push({ kind, ...conditions });
    else if (isKindOf(batchFaultKinds, kind)) batch.push({ kind, ...conditions });
    else if (isKindOf(storageFaultKinds, kind)) storage.push({ kind, ...conditions });
  }
  const limits = quotas.map((text) => readQuota(text, problems));
  if (problems.length > 0) throw invalidInput(problems);
  return {
    faults: { rules, batch, storage },
    quotas: limits.length === 0 ? undefined : Object.fromEntries(limits),
  };
}

function readFault(
  text: string,
  problems: Problem[],
): { readonly kind: string; readonly conditions: Conditions } {
  const colon = text.indexOf(':');
  const kind = (colon < 0 ? text : text.slice(0, colon)).trim();
  const conditions: Conditions = {};
  const report = (message: string, hint: string): void => {
    problems.push({ code: 'bad-fault', path: `--fault ${text}`, message, hint });
  };
  if (!allKinds.includes(kind)) report(`there is no fault \`${kind}\``, didYouMean(kind, allKinds));
  for (const pair of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const [name = '', value = ''] = pair.split('=').map((part) => part.trim());
    if (runtimeOnly.includes(name) && allKinds.includes(kind) && !isKindOf(faultKinds, kind))
      report(`\`${kind}\` has no condition \`${name}\``, 'Only faults of the runtime have it.');
    const problem = setCondition(conditions, name, value);
    if (problem === 'unknown')
      report(
        `\`${pair}\` is no condition`,
        'Conditions are every=, rate=, operation=, model=, attempts= and limit=, parted by commas.',
      );
    else if (problem !== undefined) report(`\`${name}=${value}\` is no ${problem}`, hints[problem]);
  }
  return { kind, conditions };
}

const hints = {
  'whole number from 1': 'Write for example every=3.',
  'share from 0 to 1': 'Write for example rate=0.1.',
} as const;

function setCondition(
  conditions: Conditions,
  name: string,
  value: string,
): keyof typeof hints | 'unknown' | undefined {
  if (value === '') return 'unknown';
  const number = Number(value);
  switch (name) {
    case 'operation':
    case 'model':
      conditions[name] = value;
      return undefined;
    case 'rate':
      conditions.rate = number;
      return number >= 0 && number <= 1 ? undefined : 'share from 0 to 1';
    case 'every':
    case 'attempts':
    case 'limit':
      conditions[name] = number;
      return Number.isInteger(number) && number >= 1 ? undefined : 'whole number from 1';
    default:
      return 'unknown';
  }
}

function isKindOf<Table extends object>(table: Table, kind: string): kind is keyof Table & string {
  return Object.hasOwn(table, kind);
}

function readQuota(
  text: string,
  problems: Problem[],
): readonly [string, { readonly requestsPerMinute?: number; readonly tokensPerMinute?: number }] {
  const match = /^(\S+)=(-|\d+)\/(-|\d+)$/.exec(text);
  const [, model = '', requests = '-', tokens = '-'] = match ?? [];
  if (match === null || Number(requests) === 0 || Number(tokens) === 0) {
    const hint =
      'Write <model>=<requests per minute>/<tokens per minute>, for example *=60/100000 or *=60/-.';
    problems.push({ code: 'bad-quota', path: `--quota ${text}`, message: 'this is no quota', hint });
  }
  return [
    model,
    {
      ...(requests !== '-' && { requestsPerMinute: Number(requests) }),
      ...(tokens !== '-' && { tokensPerMinute: Number(tokens) }),
    },
  ];
}

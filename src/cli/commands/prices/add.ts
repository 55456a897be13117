import path from 'node:path';
import { addPrices } from '../../../app/index.js';
import {
  RATE_FIELDS,
  RATE_FLAGS,
  type Rates,
  type RegionClass,
  unitPrice,
  usdPerMillion,
} from '../../../cost/index.js';
import { invalidInput, ParsimonyError, type Problem } from '../../../domain/index.js';
import { ask, canAsk } from '../../ask.js';
import { EXIT } from '../../exit-codes.js';
import { printJson, type Terminal } from '../../print.js';
import { decimals, renderChanges } from './render.js';

export interface AddFlags {
  readonly input?: string;
  readonly output?: string;
  readonly cacheRead?: string;
  readonly cacheWrite5m?: string;
  readonly cacheWrite1h?: string;
  readonly batchInput?: string;
  readonly batchOutput?: string;
  readonly regionClass?: string;
  readonly abovePromptTokens?: number;
  readonly effective?: string;
  readonly source?: string;
  readonly name?: string;
  readonly note?: string;
  readonly prices?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * `prices add <model> --input 3 --output 15 …`: puts a model's prices into the user's own file. Figures that are
 * new are written at once; one that is known becomes another only with `--yes`, or a yes in a terminal.
 */
export async function addPricesCommand(
  model: string | undefined,
  flags: AddFlags,
  terminal: Terminal,
): Promise<number> {
  if (model === undefined) {
    throw new ParsimonyError('invalid-input', 'prices add needs a model id', {
      hint: 'Write `parsimony prices add <model id or ARN> --input <usd> --output <usd>`, dollars per million tokens.',
    });
  }
  const problems: Problem[] = [];
  const input = {
    modelId: model,
    rates: ratesOf(flags, problems),
    ...regionOf(flags, problems),
    ...effectiveOf(flags, problems),
    ...(flags.abovePromptTokens !== undefined && { abovePromptTokens: flags.abovePromptTokens }),
    ...(flags.source !== undefined && { source: flags.source }),
    ...(flags.name !== undefined && { name: flags.name }),
    ...(flags.note !== undefined && { note: flags.note }),
  };
  if (problems.length > 0) throw invalidInput(problems);
  const context = { cwd: process.cwd(), now: () => new Date() };
  const added = addPrices(input, flags.prices === undefined ? {} : { prices: flags.prices }, context);
  const file = path.relative(context.cwd, added.file) || added.file;
  const { change } = added;
  const lines = renderChanges(change);
  const plan = [
    `${change.model.id}${change.known ? '' : ' (new)'} in ${file}`,
    ...(lines.length > 0 ? lines : ['no figure changes']).map((line) => `  ${line}`),
  ].join('\n');
  const write =
    !added.overwrites || flags.yes === true || (canAsk(terminal) && (await ask(`${plan}\nWrite it?`)));
  if (!write) {
    throw new ParsimonyError('refused', `${change.model.id} has other prices already; nothing was written`, {
      hint: 'Repeat the command with --yes to put these in their place.',
      problems: renderChanges({ ...change, kept: [] }).map((message) => ({ code: 'overwrites', message })),
    });
  }
  await added.write();
  if (flags.json === true) {
    printJson(terminal, {
      file,
      created: added.created,
      modelId: change.model.id,
      known: change.known,
      changes: change.changes.map(({ from, to, ...rest }) => ({
        ...rest,
        from: from === undefined ? null : usdPerMillion(from),
        to: usdPerMillion(to),
      })),
      kept: change.kept.map(({ rates, ...place }) => ({ ...place, usdPerMillionTokens: decimals(rates) })),
    });
  } else terminal.out(`${plan}\nwritten to ${file}`);
  return EXIT.ok;
}

function ratesOf(flags: AddFlags, problems: Problem[]): Partial<Rates> {
  const rates: { -readonly [field in keyof Rates]?: Rates[field] } = {};
  for (const field of RATE_FIELDS) {
    const text = flags[field];
    if (text === undefined) continue;
    const price = unitPrice(text);
    if (price.state === 'exact') rates[field] = price.perToken;
    else {
      const message = `${RATE_FLAGS[field]}: ${price.reason}`;
      problems.push({ code: 'invalid-price', message, hint: 'Write for example 0.3125.' });
    }
  }
  if (Object.keys(rates).length === 0 && problems.length === 0) {
    const message = 'no price was given';
    const hint = `Give at least one of ${Object.values(RATE_FLAGS).join(', ')}.`;
    problems.push({ code: 'missing-key', message, hint });
  }
  return rates;
}

function regionOf(flags: AddFlags, problems: Problem[]): { readonly region?: RegionClass | 'any' } {
  const { regionClass: region } = flags;
  if (region === undefined) return {};
  if (region === 'global' || region === 'regional' || region === 'any') return { region };
  const message = `--region-class ${region}: prices know no AWS Region, only classes`;
  problems.push({ code: 'invalid-value', message, hint: 'Use global, regional or any.' });
  return {};
}

function effectiveOf(flags: AddFlags, problems: Problem[]): { readonly effective?: string } {
  const { effective } = flags;
  if (effective === undefined) return {};
  const valid =
    /^\d{4}-\d{2}-\d{2}$/.test(effective) && new Date(effective).toJSON()?.startsWith(effective) === true;
  if (valid) return { effective };
  const message = `--effective ${effective}: a date is expected`;
  problems.push({ code: 'invalid-date', message, hint: 'Write it as YYYY-MM-DD.' });
  return {};
}

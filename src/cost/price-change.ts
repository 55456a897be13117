import { invalidInput, type Problem } from '../domain/index.js';
import { modelAddress } from './model-id.js';
import {
  type PriceBook,
  type PricedModel,
  type PriceRow,
  RATE_FIELDS,
  type RateField,
  type Rates,
} from './price-book.js';
import { addPriceCommand } from './price-command.js';
import { currentRows } from './price-of.js';

/** Rates that somebody puts into a price file for one model. */
export interface RateInput {
  /** As the model is called, or as it is listed; a profile prefix says which region class is meant. */
  readonly modelId: string;
  readonly rates: Partial<Rates>;
  readonly region?: PriceRow['region'];
  /** Default 0: prompts of any length. */
  readonly abovePromptTokens?: number;
  /** ISO date from which they hold; default: instead of what holds now. */
  readonly effective?: string;
  readonly source: string;
  readonly name?: string;
  readonly note?: string;
  readonly verified?: boolean;
}

/** One figure before and after; `from` undefined: it had no price. */
export interface RateChange {
  readonly region: PriceRow['region'];
  readonly abovePromptTokens: number;
  readonly field: RateField;
  readonly from: bigint | undefined;
  readonly to: bigint;
}

/** Rates of a row that stay as they were while others of it become others: they may have moved along unseen. */
export interface KeptRates {
  readonly region: PriceRow['region'];
  readonly abovePromptTokens: number;
  readonly rates: Partial<Rates>;
}

/** A model with new rates in place, and what is different about it. */
export interface ModelChange {
  readonly model: PricedModel;
  /** Whether the book knew the model. */
  readonly known: boolean;
  readonly changes: readonly RateChange[];
  /** What the changed row keeps; empty where no known figure becomes another. */
  readonly kept: readonly KeptRates[];
}

/**
 * Puts rates into a model's rows. What is not given stays as the book has it, because a price file replaces a model
 * as a whole. Throws `invalid-input` when it is not clear which row is meant, or a row would lack input or output.
 */
export function changeRates(book: PriceBook, input: RateInput): ModelChange {
  const { abovePromptTokens = 0 } = input;
  const address = modelAddress(input.modelId);
  const known = book.models.get(input.modelId) ?? book.models.get(address.base);
  // An ARN that names no foundation model is priced under itself.
  const named = input.modelId.startsWith('arn:') && known === undefined && !isModelArn(input.modelId);
  const id = known?.id ?? (named ? input.modelId : address.base);
  const rows = known?.rows ?? [];
  const region = regionOf(input, rows);
  const current = currentRows(rows, book.date);
  const before =
    current.find((row) => row.region === region && row.abovePromptTokens === abovePromptTokens) ?? undefined;
  const rates = { ...before?.rates, ...input.rates };
  const { input: inputRate, output: outputRate } = rates;
  if (inputRate === undefined || outputRate === undefined) {
    const missing = (['input', 'output'] as const).filter((field) => rates[field] === undefined);
    throw refused(`a new price of ${id} needs ${missing.join(' and ')}`, {
      code: 'missing-key',
      hint: `Write \`${addPriceCommand(input.modelId, ['input', 'output'], { abovePromptTokens })}\` with dollars per million tokens; 0 is for what is free.`,
    });
  }
  const effective = input.effective ?? before?.effective ?? null;
  const unchanged = keptOf(before, input.rates);
  const row: PriceRow = {
    region,
    abovePromptTokens,
    effective,
    rates: { ...rates, input: inputRate, output: outputRate },
    // Figures that stay keep where they came from.
    sources: [...new Set([...unchanged.sources, input.source])],
    verified: input.verified ?? unchanged.verified,
    ...(input.note !== undefined ? { note: input.note } : keptNote(before)),
  };
  const replaced = rows.findIndex(
    (other) =>
      other.region === region &&
      other.abovePromptTokens === abovePromptTokens &&
      other.effective === effective,
  );
  const model: PricedModel = {
    id,
    name: input.name ?? known?.name ?? id,
    awsNames: known?.awsNames ?? [],
    endOfLife: known?.endOfLife ?? null,
    rows: replaced < 0 ? [...rows, row] : rows.with(replaced, row),
  };
  const changes = RATE_FIELDS.flatMap((field): readonly RateChange[] => {
    const to = input.rates[field];
    const from = before?.rates[field];
    return to === undefined || to === from ? [] : [{ region, abovePromptTokens, field, from, to }];
  });
  const kept = keptRates({ region, abovePromptTokens, before: before?.rates, given: input.rates, changes });
  return { model, known: known !== undefined, changes, kept };
}

/** What a row keeps: the rates that `given` says nothing about, where `changes` make a known figure another. */
export function keptRates(parts: {
  readonly region: PriceRow['region'];
  readonly abovePromptTokens: number;
  readonly before: Partial<Rates> | undefined;
  readonly given: Partial<Rates>;
  readonly changes: readonly RateChange[];
}): readonly KeptRates[] {
  const { region, abovePromptTokens, before = {}, given, changes } = parts;
  if (!changes.some(({ from }) => from !== undefined)) return [];
  const stay = RATE_FIELDS.filter((field) => before[field] !== undefined && given[field] === undefined);
  if (stay.length === 0) return [];
  const rates: Partial<Rates> = Object.fromEntries(stay.map((field) => [field, before[field]]));
  return [{ region, abovePromptTokens, rates }];
}

/** An inference profile of the system or a foundation model: what follows the slash is a model id. */
function isModelArn(arn: string): boolean {
  return /:(?:inference-profile|foundation-model)\//.test(arn);
}

function regionOf(input: RateInput, rows: readonly PriceRow[]): PriceRow['region'] {
  const regions = new Set(rows.map((row) => row.region));
  const byRegion = rows.length > 0 && !regions.has('any');
  if (input.region !== undefined) {
    if (rows.length > 0 && byRegion === (input.region === 'any')) {
      throw refused(
        byRegion
          ? `${input.modelId} is priced by region class: its rows are ${[...regions].join(' and ')}`
          : `${input.modelId} has one price for every region class`,
        {
          code: 'contradiction',
          hint: `Use --region-class ${byRegion ? [...regions].join(' or --region-class ') : 'any'}.`,
        },
      );
    }
    return input.region;
  }
  if (!byRegion) return 'any';
  const address = modelAddress(input.modelId);
  if (address.base !== input.modelId) return address.region;
  throw refused(`${input.modelId} has a price for each region class`, {
    code: 'missing-key',
    hint: 'Say --region-class global (the global. profile) or --region-class regional (us. eu. jp. au. apac. and the bare id).',
  });
}

/** What is said of the figures that stay. */
function keptOf(before: PriceRow | undefined, given: Partial<Rates>): Pick<PriceRow, 'sources' | 'verified'> {
  const stays = RATE_FIELDS.some((field) => before?.rates[field] !== undefined && given[field] === undefined);
  return before !== undefined && stays ? before : { sources: [], verified: true };
}

function keptNote(before: PriceRow | undefined): { readonly note?: string } {
  return before?.note === undefined ? {} : { note: before.note };
}

function refused(message: string, rest: Pick<Problem, 'code' | 'hint'>) {
  return invalidInput([{ message, ...rest }], message);
}

import path from 'node:path';
import { type RefreshedPrices, refreshPrices } from '../../../app/index.js';
import { addPriceCommand, type Rates, usdPerMillion } from '../../../cost/index.js';
import { ask, canAsk } from '../../ask.js';
import { EXIT } from '../../exit-codes.js';
import { printJson, type Terminal } from '../../print.js';
import { decimals, renderChanges } from './render.js';

export interface RefreshFlags {
  readonly from?: readonly string[];
  readonly region?: string;
  readonly prices?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const MOST_SHOWN = 20;

/** `prices refresh`: what AWS's own list says otherwise; written only with `--yes`, or a yes in a terminal. */
export async function refreshPricesCommand(flags: RefreshFlags, terminal: Terminal): Promise<number> {
  const cwd = process.cwd();
  const refreshed = await refreshPrices(
    {
      ...(flags.from !== undefined && { from: flags.from.map((place) => resolvePlace(cwd, place)) }),
      ...(flags.region !== undefined && { region: flags.region }),
      ...(flags.prices !== undefined && { prices: flags.prices }),
    },
    { cwd, now: () => new Date() },
  );
  const file = path.relative(cwd, refreshed.file) || refreshed.file;
  if (flags.json !== true) terminal.out(render(refreshed));
  const something = refreshed.differing.length > 0 || refreshed.agreeing.length > 0;
  const agreed =
    something &&
    (flags.yes === true ||
      (flags.json !== true && canAsk(terminal) && (await ask(`Write this to ${file}?`))));
  if (agreed) await refreshed.write();
  if (flags.json === true) printJson(terminal, toJson(refreshed, file, agreed));
  else if (agreed) terminal.out(`written to ${file}`);
  else terminal.out(something ? `nothing was written; --yes writes it to ${file}` : 'nothing to write');
  return EXIT.ok;
}

function resolvePlace(cwd: string, place: string): string {
  return /^https?:\/\//i.test(place) ? place : path.resolve(cwd, place);
}

function render({ book, offers, differing, agreeing, unknown, unplaced }: RefreshedPrices): string {
  const lines = offers.map(
    ({ code, version, published, regions, products, rates }) =>
      `${code} ${version} of ${published}, ${regions.join(', ') || 'no Region named'}: ${rates.length} token prices in ${products} products`,
  );
  lines.push(
    '',
    `${differing.length === 1 ? '1 model differs' : `${differing.length} models differ`} from the book of ${book.date}, ${agreeing.length} agree`,
  );
  for (const { model, ...difference } of differing) {
    lines.push(`  ${model.name} (${model.id})`, ...renderChanges(difference).map((line) => `    ${line}`));
  }
  if (unplaced.length > 0) lines.push('', 'not taken over', ...shown(unplaced));
  const names = unknown.map(({ name, region, rates }) => `${name}, ${region}: ${figures(rates)}`);
  if (names.length > 0) {
    lines.push(
      '',
      `not in the book: ${names.length}. Price one with \`${addPriceCommand('<model-id>', ['input', 'output']).replaceAll("'", '')}\``,
      ...shown(names),
    );
  }
  const unread = offers.flatMap((offer) =>
    offer.unread.map(({ usageType, reason }) => `${usageType}: ${reason}`),
  );
  if (unread.length > 0) lines.push('', `not read: ${unread.length}`, ...shown(unread));
  return lines.join('\n');
}

function shown(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_SHOWN;
  return [
    ...lines.slice(0, MOST_SHOWN).map((line) => `  ${printable(line)}`),
    ...(more > 0 ? [`  … and ${more} more (--json has all)`] : []),
  ];
}

/** A downloaded name may hold what a terminal would act on. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\ufffd');
}

function figures(rates: Partial<Rates>): string {
  return (['input', 'output'] as const)
    .map((field) => `${field} ${rates[field] === undefined ? '–' : usdPerMillion(rates[field])}`)
    .join(', ');
}

function toJson(refreshed: RefreshedPrices, file: string, written: boolean): unknown {
  return {
    book: { date: refreshed.book.date, sha256: refreshed.book.sha256 },
    offers: refreshed.offers.map(({ rates, ...offer }) => ({ ...offer, rates: rates.length })),
    differing: refreshed.differing.map(({ model, changes, kept }) => ({
      modelId: model.id,
      name: model.name,
      changes: changes.map(({ from, to, ...rest }) => ({
        ...rest,
        from: from === undefined ? null : usdPerMillion(from),
        to: usdPerMillion(to),
      })),
      kept: kept.map(({ rates, ...place }) => ({ ...place, usdPerMillionTokens: decimals(rates) })),
    })),
    agreeing: refreshed.agreeing,
    unknown: refreshed.unknown.map(({ rates, ...product }) => ({
      ...product,
      usdPerMillionTokens: decimals(rates),
    })),
    unplaced: refreshed.unplaced,
    file,
    written,
  };
}

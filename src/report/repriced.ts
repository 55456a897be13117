import { decimalsFor, usd } from './format.js';
import type { ReportModel } from './port.js';

/** The line over every text output whose costs are not those of the run itself; undefined: they are. */
export function repricedLine({ document }: Pick<ReportModel, 'document'>): string | undefined {
  const { repriced, billedUsd } = document.cost;
  if (repriced === null) return undefined;
  const { from, to } = repriced;
  const decimals = decimalsFor([from.logicalUsd, to.logicalUsd, billedUsd]);
  const then = from.priceBook === null ? 'none' : bookName(from.priceBook);
  return `REPRICED with the price book of ${bookName(to.priceBook)}; the run itself used ${then}. Its work costs ${usd(to.logicalUsd, decimals)} instead of ${usd(from.logicalUsd, decimals)}; what was billed stays ${usd(billedUsd, decimals)}.`;
}

function bookName({ date, sha256 }: { readonly date: string; readonly sha256: string }): string {
  return `${date} (sha256 ${sha256.slice(0, 12)})`;
}

/** Digits of a part and of a position: record ids of one run have one length, so that sizes are known beforehand. */
const PART_DIGITS = 4;
const POSITION_DIGITS = 6;

/** The id of a record: which line of which part of which run it is. */
export function recordId(run: string, part: number, position: number): string {
  return `${run}-${String(part).padStart(PART_DIGITS, '0')}-${String(position).padStart(POSITION_DIGITS, '0')}`;
}

/** The position that an id of this part names; null for the id of anything else. */
export function positionOf(id: string, run: string, part: number, records: number): number | null {
  const position = Number(id.slice(id.lastIndexOf('-') + 1));
  const isOurs = Number.isSafeInteger(position) && position < records && recordId(run, part, position) === id;
  return isOurs ? position : null;
}

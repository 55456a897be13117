/** The bytes asked for, first and last included; `whole` where the header asks for no range that S3 knows. */
export type ObjectRange =
  | { readonly state: 'whole' }
  | { readonly state: 'part'; readonly first: number; readonly last: number }
  | { readonly state: 'unsatisfiable' };

/** Reads a `range` header for an object of `bytes`. Several ranges at once are ignored, as S3 does. */
export function readRange(header: string | undefined, bytes: number): ObjectRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [from, to] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (match === null || (from === '' && to === '')) return { state: 'whole' };
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    return length === 0
      ? { state: 'unsatisfiable' }
      : { state: 'part', first: bytes - length, last: bytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < first) return { state: 'whole' };
  return first >= bytes ? { state: 'unsatisfiable' } : { state: 'part', first, last };
}

import type { ErrorRow } from '../../src/model/bedrock/error-table.js';

const RETRIES = {
  never: 'no',
  once: 'once more',
  transient: 'yes, from 0.2 s',
  throttle: 'yes, from 1 s, with a floor',
} as const;

/** The table as docs/bedrock.md prints it. */
export function printedErrorTable(rows: readonly ErrorRow[]): string {
  const lines = rows.map((row) => {
    const what = [
      (row.names ?? []).map((name) => `\`${name}\``),
      (row.errnos ?? []).map((errno) => `\`${errno}\``),
      (row.statuses ?? []).map(String),
    ]
      .filter((group) => group.length > 0)
      .map((group) => group.join(', '))
      .join(' with ');
    const text = row.text === undefined ? '' : `, saying \`${row.text.source.replaceAll('|', '\\|')}\``;
    const throttle = row.throttled === true ? ' †' : '';
    const billed = row.mayBeBilled === true ? ' ‡' : '';
    const code = row.code === undefined ? '' : `\`${row.code}\``;
    return `| ${what}${text} | ${code} | ${RETRIES[row.retry]}${throttle}${billed} | ${row.because} |`;
  });
  return ['| failure | code | tried again | why |', '|---|---|---|---|', ...lines].join('\n');
}

import { formatProblem } from '../../domain/index.js';
import type { ConvertedConfig } from './converted-config.js';
import type { Finding } from './findings.js';

/** The list of what is not as it was, in markdown, for the folder that was written. */
export function conversionText(converted: ConvertedConfig): string {
  const { from, samples, variants, findings, problems } = converted;
  const lost = findings.filter(({ kind }) => kind === 'lost');
  const changed = findings.filter(({ kind }) => kind === 'changed');
  return [
    '# Conversion',
    '',
    `From ${from.split('/').at(-1)}: ${samples} samples, ${variants.length} variants (${variants.join(', ')}).`,
    '',
    `## Not carried over (${lost.length})`,
    '',
    ...(lost.length === 0 ? ['Nothing.'] : lost.map(item)),
    '',
    `## Carried over in another form, or filled in (${changed.length})`,
    '',
    ...(changed.length === 0 ? ['Nothing.'] : changed.map(item)),
    '',
    ...(problems.length === 0
      ? []
      : [
          `## To mend before it runs (${problems.length})`,
          '',
          ...problems.map((problem) => `- ${formatProblem(problem)}`),
          '',
        ]),
  ].join('\n');
}

function item(finding: Finding): string {
  return `- ${placeOf(finding)}: ${finding.what}\n  → ${finding.alternative}`;
}

/** `file:line path`. */
export function placeOf({ file, line, path }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`}${path === undefined ? '' : ` ${path}`}`;
}

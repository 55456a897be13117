import type { Problem } from '../../domain/index.js';
import type { RubricLevel } from './rubric.js';

/** A line of a section with its 1-based number in the file. */
interface Line {
  readonly text: string;
  readonly number: number;
}

export interface Sections {
  readonly criterion: string;
  readonly levels: readonly Line[];
  readonly problems: readonly Problem[];
}

/** Splits the body at its `#` headings into the two sections that a rubric has. */
export function readSections(
  body: string,
  place: { readonly file: string; readonly firstLine: number },
): Sections {
  const { file, firstLine } = place;
  const problems: Problem[] = [];
  const found = new Map<string, Line[]>();
  let current: Line[] | undefined;
  for (const [index, text] of body.split(/\r?\n/).entries()) {
    const line = { text, number: firstLine + index };
    const heading = /^#[ \t]+(.*?)[ \t]*$/.exec(text)?.[1]?.toLowerCase();
    if (heading === undefined) {
      if (current !== undefined) current.push(line);
      else if (text.trim() !== '') problems.push(strayText(file, line));
      continue;
    }
    const problem = headingProblem(heading, found, { file, line: line.number });
    if (problem !== undefined) problems.push(problem);
    current = [];
    found.set(heading, current);
  }
  const criterion = (found.get('criterion') ?? [])
    .map(({ text }) => text)
    .join('\n')
    .trim();
  if (criterion === '') {
    problems.push({
      code: 'missing-section',
      message: 'the section `# Criterion` is missing or empty',
      file,
      hint: 'Say under `# Criterion` what is graded and what is not.',
    });
  }
  return { criterion, levels: found.get('levels') ?? [], problems };
}

function strayText(file: string, line: Line): Problem {
  return {
    code: 'text-outside-section',
    message: 'text before the first section would be ignored',
    file,
    line: line.number,
    hint: 'Move it under `# Criterion`.',
  };
}

function headingProblem(
  heading: string,
  found: ReadonlyMap<string, unknown>,
  place: { readonly file: string; readonly line: number },
): Problem | undefined {
  if (found.has(heading)) {
    const hint = 'Merge the two sections.';
    return { code: 'duplicate-section', message: `section \`# ${heading}\` stands twice`, ...place, hint };
  }
  if (heading === 'criterion' || heading === 'levels') return undefined;
  const hint = 'A rubric has `# Criterion` and `# Levels`; use `###` for headings inside them.';
  return { code: 'unknown-section', message: `section \`# ${heading}\` would be ignored`, ...place, hint };
}

/** Reads `## n` with its anchor for every integer of the scale; highest first in the result. */
export function readLevels(
  lines: readonly Line[],
  place: {
    readonly file: string;
    readonly scale: { readonly min: number; readonly max: number } | undefined;
  },
): { readonly levels: readonly RubricLevel[]; readonly problems: readonly Problem[] } {
  const { file, scale } = place;
  const problems: Problem[] = [];
  const anchors = new Map<number, { readonly line: number; readonly text: string[] }>();
  let current: string[] | undefined;
  for (const { text, number } of lines) {
    const heading = /^##[ \t]+(.*?)[ \t]*$/.exec(text)?.[1];
    if (heading === undefined) {
      current?.push(text);
      continue;
    }
    const problem = levelProblem(heading, { anchors, scale });
    if (problem !== undefined) problems.push({ ...problem, file, line: number });
    current = [];
    if (/^-?\d+$/.test(heading)) anchors.set(Number(heading), { line: number, text: current });
  }
  const levels: RubricLevel[] = [];
  for (let score = scale?.max ?? 0; scale !== undefined && score >= scale.min; score -= 1) {
    const level = anchors.get(score);
    const anchor = level?.text.join('\n').trim() ?? '';
    const line = level === undefined ? {} : { line: level.line };
    if (anchor !== '') levels.push({ score, anchor });
    else
      problems.push({
        code: 'missing-level',
        message: `level ${score} has no anchor`,
        file,
        ...line,
        hint: anchorHint,
      });
  }
  return { levels, problems };
}

const anchorHint =
  'Give every integer of the scale a heading `## n` and say what an answer of that level looks like.';

function levelProblem(
  heading: string,
  context: {
    readonly anchors: ReadonlyMap<number, unknown>;
    readonly scale: { readonly min: number; readonly max: number } | undefined;
  },
): Problem | undefined {
  if (!/^-?\d+$/.test(heading)) {
    return { code: 'bad-level', message: `\`## ${heading}\` is no integer`, hint: anchorHint };
  }
  const score = Number(heading);
  if (context.anchors.has(score)) {
    return { code: 'duplicate-level', message: `level ${score} stands twice`, hint: 'Keep one of them.' };
  }
  const { scale } = context;
  if (scale !== undefined && (score < scale.min || score > scale.max)) {
    const message = `level ${score} is outside the scale ${scale.min}–${scale.max}`;
    return { code: 'level-outside-scale', message, hint: 'Change the scale or remove the level.' };
  }
  return undefined;
}

import { type ContentHash, hashText, type Problem } from '../../domain/index.js';
import { type FrontMatter, readFrontMatter } from './rubric-front-matter.js';
import { type RubricInput, rubricInputs } from './rubric-inputs.js';
import { readLevels, readSections } from './rubric-sections.js';

/** One anchored point of the scale. */
export interface RubricLevel {
  readonly score: number;
  /** What an answer that deserves this score looks like. */
  readonly anchor: string;
}

/** One criterion with an anchored scale: what a judge is asked. */
export interface Rubric {
  readonly name: string;
  readonly version: string;
  /** Name of the metric, for example `manga_domain_accuracy`. */
  readonly criterion: string;
  readonly min: number;
  readonly max: number;
  /** Without one of these a sample cannot be judged: it is unscored. */
  readonly needs: readonly RubricInput[];
  /** Shown where the sample has them; includes `needs`. */
  readonly shows: readonly RubricInput[];
  readonly instructions: string;
  /** One for every integer from `max` down to `min`. */
  readonly levels: readonly RubricLevel[];
  readonly path: string;
  readonly hash: ContentHash;
}

export type ParsedRubric =
  | { readonly state: 'ok'; readonly rubric: Rubric }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] };

/**
 * Reads a rubric: YAML front matter (`name`, `version`, `criterion`, `scale: {min, max}`, optional `needs` and
 * `shows`), a section `# Criterion` that says what to grade, and a section `# Levels` with one `## n` for every
 * integer of the scale. Lists every problem with its line.
 */
export function parseRubric(text: string, path: string): ParsedRubric {
  const front = readFrontMatter(text, path);
  if (front.state === 'invalid') return front;
  const { frontMatter, body, bodyLine } = front;
  const sections = readSections(body, { file: path, firstLine: bodyLine });
  const levels = readLevels(sections.levels, { file: path, scale: frontMatter.scale });
  const problems = [...front.problems, ...sections.problems, ...levels.problems];
  if (problems.length > 0 || !isComplete(frontMatter)) return { state: 'invalid', problems };
  const { scale, needs = [], shows = [], name, version, criterion } = frontMatter;
  const rubric: Rubric = {
    name,
    version,
    criterion,
    min: scale.min,
    max: scale.max,
    needs,
    shows: rubricInputs.filter((input) => needs.includes(input) || shows.includes(input)),
    instructions: sections.criterion,
    levels: levels.levels,
    path,
    hash: hashText(text),
  };
  return { state: 'ok', rubric };
}

function isComplete(front: FrontMatter): front is FrontMatter & {
  readonly name: string;
  readonly version: string;
  readonly criterion: string;
  readonly scale: { readonly min: number; readonly max: number };
} {
  const { name, version, criterion, scale } = front;
  return name !== undefined && version !== undefined && criterion !== undefined && scale !== undefined;
}

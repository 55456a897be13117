import { readFile } from 'node:fs/promises';
import { invalidInput, type Problem } from '../../domain/index.js';
import type { JudgeSpec } from '../../experiment/port.js';
import { parseRubric, type Rubric } from './rubric.js';

/** Reads the rubrics of a judge in the order of its criteria; throws `invalid-input` with every problem of all. */
export async function loadRubrics(wanted: JudgeSpec['rubrics']): Promise<readonly Rubric[]> {
  const loaded = await Promise.all(wanted.map(loadRubric));
  const problems = loaded.flatMap((result) => (result.state === 'invalid' ? result.problems : []));
  if (problems.length > 0) throw invalidInput(problems);
  return loaded.flatMap((result) => (result.state === 'ok' ? [result.rubric] : []));
}

async function loadRubric({
  criterion,
  path,
}: JudgeSpec['rubrics'][number]): Promise<ReturnType<typeof parseRubric>> {
  const read = await readText(path);
  if (typeof read !== 'string') return { state: 'invalid', problems: [read] };
  const parsed = parseRubric(read, path);
  if (parsed.state === 'invalid' || parsed.rubric.criterion === criterion) return parsed;
  const problem: Problem = {
    code: 'criterion-mismatch',
    message: `the rubric grades ${parsed.rubric.criterion}, not ${criterion}`,
    file: path,
    path: 'criterion',
    hint: 'Name the criterion as the rubric does, or choose another rubric.',
  };
  return { state: 'invalid', problems: [problem] };
}

async function readText(path: string): Promise<string | Problem> {
  const hint = 'Give the path of a rubric file, relative to the experiment, in UTF-8.';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError) {
      return { code: 'invalid-utf8', message: 'the rubric is not valid UTF-8', file: path, hint };
    }
    const message = `the rubric cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { code: 'missing-file', message, file: path, hint };
  }
}

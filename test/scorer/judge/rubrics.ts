import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseRubric, type Rubric } from '../../../src/scorer/index.js';

/** A rubric that ships with the project. */
export function shippedRubric(name: string): Rubric {
  const file = path.resolve(import.meta.dirname, '../../../prompts/judges', `${name}.md`);
  const parsed = parseRubric(readFileSync(file, 'utf8'), file);
  if (parsed.state === 'invalid') throw new Error(`${name} should be valid`);
  return parsed.rubric;
}

import { invalidInput, type Problem } from '../../domain/index.js';
import { parseGuardrail } from '../../experiment/index.js';
import type { GuardrailSpec } from '../../experiment/port.js';
import type { AbDefinition } from './definition.js';
import { figureName } from './read-arms.js';

/** The guardrails of a definition, `control` read as the baseline. Throws with every line that is none. */
export function definedGuardrails(definition: AbDefinition): readonly GuardrailSpec[] {
  const problems: Problem[] = [];
  const guardrails = definition.guardrails.flatMap((text, index): readonly GuardrailSpec[] => {
    const parsed = parseGuardrail(text.replace(/\bcontrol\s*$/i, 'baseline'));
    const line = definition.guardrailLine(index);
    const place = { file: definition.path, ...(line !== undefined && { line }) };
    if (parsed.state === 'invalid') {
      problems.push({ code: 'invalid-expression', message: parsed.message, hint: parsed.hint, ...place });
      return [];
    }
    if (parsed.guardrail.on !== undefined || parsed.guardrail.slice !== undefined) {
      const hint = 'Leave it out; name the intent of the test in `intent`.';
      problems.push({
        code: 'invalid-expression',
        message: `\`${text}\`: results of a live test have no datasets or slices`,
        hint,
        ...place,
      });
      return [];
    }
    return [{ ...parsed.guardrail, metric: figureName(parsed.guardrail.metric) }];
  });
  if (problems.length > 0) throw invalidInput(problems);
  return guardrails;
}

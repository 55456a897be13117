import { isRecord, type JsonValue } from '../../domain/index.js';
import { type AssertionType, badValue, ok, passOrFail } from './check.js';
import { parseXml } from './xml.js';

/** The answer as a whole is well-formed XML; with `requiredElements` it has those elements, by dotted path. */
export const isXml: AssertionType = {
  compile({ value }) {
    const required = requiredElements(value);
    if (required === undefined) {
      return badValue(
        'the value of is-xml names no elements',
        'give `value: { requiredElements: [root.child] }`, or leave it out',
      );
    }
    return ok(({ completion }) => {
      const answer = parseXml(completion.text);
      if (answer.state === 'not-xml') return passOrFail(false, answer.message);
      const missing = required.filter((path) => !answer.paths.has(path));
      return missing.length === 0 ? passOrFail(true) : passOrFail(false, `no element ${missing.join(', ')}`);
    });
  },
};

/** As promptfoo takes them: in an object, or `analysis.color,analysis.size` in one text. */
function requiredElements(value: JsonValue | undefined): readonly string[] | undefined {
  if (value === undefined) return [];
  const list = isRecord(value) ? value.requiredElements : value;
  const names = typeof list === 'string' ? list.split(',').map((name) => name.trim()) : list;
  if (!Array.isArray(names) || names.length === 0) return undefined;
  const texts = names.filter((name): name is string => typeof name === 'string' && name !== '');
  return texts.length === names.length ? texts : undefined;
}

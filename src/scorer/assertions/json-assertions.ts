import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { canonicalJson, type JsonValue } from '../../domain/index.js';
import { type AssertionType, badValue, type CheckResult, type Compiled, ok, passOrFail } from './check.js';
import { guardRegex } from './guarded-regex.js';
import { findJson } from './json-spans.js';
import { parseJson } from './parse-json.js';

/** The answer as a whole is JSON; with a value it must also follow that JSON Schema. */
export const isJson: AssertionType = {
  compile: ({ value }) =>
    value === undefined
      ? ok(({ completion }) => {
          const answer = parseJson(completion.text);
          return answer.state === 'json' ? passOrFail(true) : passOrFail(false, answer.message);
        })
      : compileSchema(value, wholeAnswer),
};

/** JSON objects, or lists of them, stand somewhere in the answer; with a value one of them follows that schema. */
export const containsJson: AssertionType = {
  compile: ({ value }) =>
    value === undefined
      ? ok(({ completion }) => passOrFail(findJson(completion.text).length > 0))
      : compileSchema(value, anyInAnswer),
};

/** The answer is JSON that follows the schema in `value` (draft-07, or 2019-09 and 2020-12 by `$schema`). */
export const jsonSchema: AssertionType = {
  compile: ({ value }) =>
    value === undefined
      ? badValue('json-schema needs a schema', 'give the JSON Schema as `value`')
      : compileSchema(value, wholeAnswer),
};

type Schema = { readonly [key: string]: JsonValue | undefined } | boolean;

type Judge = (text: string, validate: ValidateFunction) => CheckResult;

const wholeAnswer: Judge = (text, validate) => {
  const answer = parseJson(text);
  if (answer.state === 'not-json') return passOrFail(false, answer.message);
  return validate(answer.value) ? passOrFail(true) : passOrFail(false, firstError(validate));
};

const anyInAnswer: Judge = (text, validate) => {
  const values = findJson(text);
  if (values.length === 0) return passOrFail(false, 'the answer holds no JSON');
  if (values.some((value) => validate(value))) return passOrFail(true);
  return passOrFail(false, firstError(validate));
};

function firstError({ errors }: ValidateFunction): string {
  const [first] = errors ?? [];
  return `${first?.instancePath || '/'} ${first?.message ?? 'does not follow the schema'}`;
}

function compileSchema(value: JsonValue, judge: Judge): Compiled {
  const schema = readSchema(value);
  if (schema === undefined) {
    return badValue('the schema is not an object', 'give a JSON Schema as an object; `file://` is not read');
  }
  let validate: ValidateFunction;
  try {
    validate = validatorOf(schema);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return badValue(
      `the JSON Schema does not compile: ${message}`,
      'correct the schema; remote $ref is not read',
    );
  }
  return ok(({ completion }) => judge(completion.text, validate));
}

function readSchema(value: JsonValue): Schema | undefined {
  const parsed = typeof value === 'string' ? parseJson(value) : { state: 'json' as const, value };
  if (parsed.state !== 'json' || Array.isArray(parsed.value)) return undefined;
  const isSchema =
    typeof parsed.value === 'boolean' || (typeof parsed.value === 'object' && parsed.value !== null);
  return isSchema ? (parsed.value as Schema) : undefined;
}

/** Compiling costs milliseconds and most samples of a dataset share one schema. */
const compiled = new Map<string, ValidateFunction>();

function validatorOf(schema: Schema): ValidateFunction {
  const key = canonicalJson(schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  // A fresh instance each: two schemas with one `$id` would collide in a shared one.
  const dialect = typeof schema === 'object' ? String(schema.$schema ?? '') : '';
  const ajv = /2019-09|2020-12/.test(dialect) ? new Ajv2020(ajvOptions) : new Ajv(ajvOptions);
  const validate = ajv.compile(schema);
  compiled.set(key, validate);
  return validate;
}

/** `pattern` runs over text of a model, so it is guarded like the regex assertion. `format` is an annotation. */
const ajvOptions: Options = {
  strict: false,
  validateFormats: false,
  logger: false,
  code: {
    regExp: Object.assign((pattern: string, flags: string) => guardRegex(pattern, flags), { code: '' }),
  },
};

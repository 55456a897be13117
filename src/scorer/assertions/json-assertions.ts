import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { canonicalJson, type JsonValue } from '../../domain/index.js';
import { type AssertionType, badValue, type Compiled, ok, passOrFail } from './check.js';
import { guardRegex } from './guarded-regex.js';
import { parseJson } from './parse-json.js';

/** The answer as a whole is JSON; with a value it must also follow that JSON Schema. */
export const isJson: AssertionType = {
  takesThreshold: false,
  compile: ({ value }) =>
    value === undefined
      ? ok(({ completion }) => {
          const answer = parseJson(completion.text);
          return answer.state === 'json' ? passOrFail(true) : passOrFail(false, answer.message);
        })
      : compileSchema(value),
};

/** The answer is JSON that follows the schema in `value` (draft-07, or 2019-09 and 2020-12 by `$schema`). */
export const jsonSchema: AssertionType = {
  takesThreshold: false,
  compile: ({ value }) =>
    value === undefined
      ? badValue('json-schema needs a schema', 'give the JSON Schema as `value`')
      : compileSchema(value),
};

type Schema = { readonly [key: string]: JsonValue | undefined } | boolean;

function compileSchema(value: JsonValue): Compiled {
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
  return ok(({ completion }) => {
    const answer = parseJson(completion.text);
    if (answer.state === 'not-json') return passOrFail(false, answer.message);
    if (validate(answer.value)) return passOrFail(true);
    const [first] = validate.errors ?? [];
    return passOrFail(
      false,
      `${first?.instancePath || '/'} ${first?.message ?? 'does not follow the schema'}`,
    );
  });
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

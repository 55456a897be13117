import { didYouMean } from '../domain/index.js';
import type { ProblemReport } from './report.js';
import type { Salvaged } from './salvage.js';
import type { VariantFile } from './schema.js';

type Declared = ReadonlyMap<string, Salvaged<VariantFile>>;
type Keys = Omit<VariantFile, 'extends'>;

/** A variant with the keys of everything that it extends; its own win. */
export interface MergedVariant {
  readonly name: string;
  readonly keys: Partial<Keys>;
  readonly damaged: ReadonlySet<string>;
}

/** Follows every `extends` chain. Unknown names and cycles are reported once, where they are written. */
export function resolveExtends(
  declared: Declared,
  report: ProblemReport,
): ReadonlyMap<string, MergedVariant> {
  const merged = new Map<string, MergedVariant>();
  const resolve = (name: string, chain: readonly string[]): MergedVariant => {
    const done = merged.get(name);
    if (done !== undefined) return done;
    const own = declared.get(name) ?? { value: {}, damaged: new Set<string>() };
    const { extends: parentName, ...keys } = own.value;
    let result: MergedVariant = { name, keys, damaged: own.damaged };
    if (parentName !== undefined) {
      const path = ['variants', name, 'extends'];
      const unusable = { ...result, damaged: new Set([...own.damaged, '*']) };
      if ([...chain, name].includes(parentName)) {
        const from = [...chain, name].indexOf(parentName);
        const round = [...[...chain, name].slice(from), parentName].join(' → ');
        report.at(
          path,
          'extends-cycle',
          `variants extend one another in a circle: ${round}`,
          'Let one stand alone.',
        );
        result = unusable;
      } else if (!declared.has(parentName)) {
        const others = [...declared.keys()].filter((other) => other !== name);
        const message = `variant \`${name}\` extends \`${parentName}\`, which is not declared`;
        report.at(path, 'unknown-variant', message, didYouMean(parentName, others));
        result = unusable;
      } else {
        const parent = resolve(parentName, [...chain, name]);
        result = {
          name,
          keys: { ...inherited(parent.keys, keys), ...keys },
          damaged: new Set([...own.damaged, ...parent.damaged]),
        };
      }
    }
    merged.set(name, result);
    return result;
  };
  for (const name of declared.keys()) resolve(name, []);
  // In the order of the file, not of resolution.
  return new Map(
    [...declared.keys()].flatMap((name) => {
      const variant = merged.get(name);
      return variant === undefined ? [] : [[name, variant] as const];
    }),
  );
}

/** `recorded` and `params` are two ways to say one thing: a variant's own way replaces the inherited one. */
function inherited(parent: Partial<Keys>, own: Partial<Keys>): Partial<Keys> {
  if (own.recorded === undefined && own.params === undefined) return parent;
  const { recorded: _recorded, params: _params, ...rest } = parent;
  return rest;
}

import { isRecord } from '../../../domain/index.js';
import { constraint } from '../../wire/service-error.js';

/** What a block of a turn may be. */
export const contentKinds = [
  'text',
  'image',
  'document',
  'video',
  'audio',
  'toolUse',
  'toolResult',
  'guardContent',
  'cachePoint',
  'reasoningContent',
  'citationsContent',
  'searchResult',
  'toolAddition',
  'toolRemoval',
] as const;

/** What a block of `system` may be. */
export const systemKinds = ['text', 'guardContent', 'cachePoint'] as const;

/** A block is one of its kinds, and nothing beside it; broken constraints are added to `constraints`. */
export function checkKind(
  block: unknown,
  kinds: readonly string[],
  { path, constraints }: { readonly path: string; readonly constraints: string[] },
): void {
  const given = isRecord(block) ? Object.keys(block).filter((name) => block[name] !== null) : [];
  if (given.length === 1 && kinds.includes(given[0] ?? '')) return;
  constraints.push(constraint(path, block, `Member must have exactly one of: [${kinds.join(', ')}]`));
}

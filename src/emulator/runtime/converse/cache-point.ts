import { isRecord } from '../../../domain/index.js';
import type { CacheTtl } from '../../prompt-cache/support.js';
import { constraint } from '../../wire/service-error.js';

/** The TTL of a `cachePoint`; broken constraints are added to `constraints`. */
export function readCachePoint(given: unknown, path: string, constraints: string[]): CacheTtl {
  const { type, ttl = '5m' } = isRecord(given) ? given : {};
  if (type !== 'default')
    constraints.push(
      constraint(`${path}.type`, type ?? null, 'Member must satisfy enum value set: [default]'),
    );
  if (ttl === '5m' || ttl === '1h') return ttl;
  constraints.push(constraint(`${path}.ttl`, ttl, 'Member must satisfy enum value set: [5m, 1h]'));
  return '5m';
}

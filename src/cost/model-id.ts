/** Where a call runs decides its price: the `global.` profile is sold at list price, the rest is regional. */
export type RegionClass = 'global' | 'regional';

/** A model id taken apart: the bare foundation-model id and the price class of its profile. */
export interface ModelAddress {
  readonly base: string;
  readonly region: RegionClass;
}

const PROFILE = /^(global|us|eu|jp|au|apac)\./;

/**
 * Reads a bare id (in-Region), a system inference profile (`global.`, `us.`, `eu.`, `jp.`, `au.`, `apac.`) or
 * an ARN of either. An application inference profile's ARN names no model: its `base` is what follows the
 * slash, which a price book can only know if it lists the ARN itself.
 */
export function modelAddress(modelId: string): ModelAddress {
  const name = modelId.startsWith('arn:') ? modelId.slice(modelId.lastIndexOf('/') + 1) : modelId;
  const profile = PROFILE.exec(name);
  if (profile === null) return { base: name, region: 'regional' };
  return {
    base: name.slice(profile[0].length),
    region: profile[1] === 'global' ? 'global' : 'regional',
  };
}

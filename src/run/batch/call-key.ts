import type { ContentHash } from '../../domain/index.js';

/**
 * A number for a call (52 bits made of request hash and repeat). Two calls that share one are taken for the same: at
 * a million calls that happens once in ten thousand runs, and the call is then made live.
 */
export function callKey(call: { readonly requestHash: ContentHash; readonly repeat: number }): number {
  return (Number.parseInt(call.requestHash.slice(0, 13), 16) + call.repeat * 0x9e3779b1) % 2 ** 52;
}

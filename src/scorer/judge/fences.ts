import { hashJson } from '../../domain/index.js';
import { neutralise } from './neutralise.js';

/** One piece of material that a judge is shown. */
export interface Material {
  readonly tag:
    | 'question'
    | 'history'
    | 'documents'
    | 'reference'
    | 'candidate'
    | 'candidate_a'
    | 'candidate_b';
  readonly text: string;
}

/**
 * The code of this request: 16 hex digits of a hash over everything that is shown. Nothing in the material can name
 * it, because changing the material changes it; and the same material gives the same request, so that answers can
 * be cached.
 */
export function fenceCode(material: readonly Material[], salt: string): string {
  return hashJson({ salt, material: material.map(({ tag, text }) => [tag, text]) }).slice(0, 16);
}

/**
 * Each piece between two lines that carry the code, and inside them between plain tags: the code is what cannot be
 * forged, the tags are what models read best.
 */
export function fence(material: readonly Material[], code: string): string {
  return material
    .map(
      ({ tag, text }) =>
        `[${code} begin ${tag}]\n<${tag}>\n${neutralise(text, code)}\n</${tag}>\n[${code} end ${tag}]`,
    )
    .join('\n\n');
}

import { hashJson } from '../../domain/index.js';

/** One piece of material that a judge is shown. */
export interface Material {
  readonly tag: 'question' | 'history' | 'documents' | 'reference' | 'candidate';
  readonly text: string;
}

/**
 * The suffix of this request's tags: 16 hex digits of a hash over everything that stands between them. Nothing in
 * the material can name it, because changing the material changes it; and the same material gives the same
 * request, so that answers can be cached.
 */
export function fenceId(material: readonly Material[], salt: string): string {
  return hashJson({ salt, material: material.map(({ tag, text }) => [tag, text]) }).slice(0, 16);
}

/** The material, each piece between `<tag-id>` and `</tag-id>`. */
export function fence(material: readonly Material[], id: string): string {
  return material
    .map(({ tag, text }) => `<${tag}-${id}>\n${neutralise(text, id)}\n</${tag}-${id}>`)
    .join('\n\n');
}

const lookAlike = /[<＜﹤](?=[\s/]*(?:question|history|documents?|reference|candidate)(?![\p{L}\p{N}]))/giu;

/**
 * Takes the meaning of a tag from anything in the material that looks like one of ours: `<` becomes `‹`. The text
 * stays readable for the judge.
 */
export function neutralise(text: string, id: string): string {
  return text.replaceAll(id, `${id.slice(0, 8)}…`).replace(lookAlike, '‹');
}

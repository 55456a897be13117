import { questionOf, type Sample } from '../../../domain/index.js';
import type { Material } from '../../judge/fences.js';

/** The sample's question as material; none where it has none. */
export function questionMaterial(sample: Sample): readonly Material[] {
  const question = questionOf(sample);
  return question === undefined ? [] : [{ tag: 'question', text: question }];
}

/** The sample's documents as material, numbered; none where it has none. */
export function documentsMaterial({ documents }: Sample): readonly Material[] {
  if (documents.length === 0) return [];
  return [{ tag: 'documents', text: documents.map(({ text }, at) => `[${at + 1}] ${text}`).join('\n\n') }];
}

/** Several texts that say the same, as one piece; several are numbered. */
export function referenceMaterial(references: readonly string[]): Material {
  const numbered = references.length > 1 ? references.map((text, at) => `[${at + 1}] ${text}`) : references;
  return { tag: 'reference', text: numbered.join('\n\n') };
}

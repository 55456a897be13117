import { stringify } from 'yaml';
import { EMULATED_LINE, writeFileAtomically } from '../report/index.js';
import type { PromotedConfig } from './promoted-config.js';

/** The text of a promoted file: labelled first where it is emulated, prompts as readable blocks. */
export function serialisePromotion(config: PromotedConfig): string {
  const label = config.emulated ? `# ${EMULATED_LINE}\n` : '';
  const head =
    '# Written by `parsimony promote`. Do not edit: `parsimony verify` compares it with what was measured.\n';
  return `${label}${head}${stringify(config, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** Writes the file whole or not at all, over an older one; version control keeps what was there before. */
export async function writePromotion(file: string, config: PromotedConfig): Promise<void> {
  await writeFileAtomically(file, serialisePromotion(config));
}

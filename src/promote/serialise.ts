import { stringify } from 'yaml';
import { EMULATED_LINE } from '../report/index.js';
import type { PromotedConfig } from './promoted-config.js';

/** The text of a promoted file: labelled first where it is emulated, prompts as readable blocks. */
export function serialisePromotion(config: PromotedConfig): string {
  const label = config.emulated ? `# ${EMULATED_LINE}\n` : '';
  const head =
    '# Written by `parsimony promote`. Do not edit: `parsimony verify` compares it with what was measured.\n';
  return `${label}${head}${stringify(config, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

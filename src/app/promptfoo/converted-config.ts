import type { Problem } from '../../domain/index.js';
import type { Finding } from './findings.js';

/** What a configuration became. */
export interface ConvertedConfig {
  readonly from: string;
  readonly to: string;
  readonly experiment: string;
  readonly dataset: string;
  readonly prompts: readonly string[];
  readonly variants: readonly string[];
  readonly samples: number;
  /** Everything that is not as it was, in the order of the files. */
  readonly findings: readonly Finding[];
  /** What keeps the experiment from running; none as a rule. */
  readonly problems: readonly Problem[];
}

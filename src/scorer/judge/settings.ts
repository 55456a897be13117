import type { JsonValue } from '../../domain/index.js';
import type { PanelRule } from './combine-verdicts.js';

/** How judges are called, beside what they are asked. */
export interface JudgeModelSettings {
  readonly maxTokens: number;
  /** Left out of the request where undefined. */
  readonly temperature?: number;
}

/** A judge, or a panel of them. */
export interface JudgeSettings extends JudgeModelSettings, PanelRule {
  readonly models: readonly [string, ...string[]];
}

/** What of the settings decides a score, for fingerprints. */
export function settingsIdentity(settings: JudgeSettings): JsonValue {
  const { models, combine, repeats, maxTokens, temperature } = settings;
  return { models, combine, repeats, maxTokens, temperature };
}

/** One of the questions that a panel is asked about one answer. */
export interface Asked {
  readonly judge: string;
  readonly repeat: number;
}

/** Every model as often as it is asked. */
export function questionsOf({ models, repeats }: PanelRule): readonly Asked[] {
  return models.flatMap((judge) => Array.from({ length: repeats }, (_, repeat) => ({ judge, repeat })));
}

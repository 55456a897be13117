import type { AbArms } from '../../experiment/index.js';
import type { RunOptions } from '../port.js';
import type { AbDefinition } from './definition.js';
import { definedGuardrails } from './guardrails.js';

/** A definition as an experiment takes it. Throws what is wrong with its guardrails. */
export function armsOf(definition: AbDefinition): AbArms {
  const { control, treatment, primaryMetric, margin, alpha } = definition;
  return {
    control,
    treatment,
    primary: { figure: primaryMetric, margin },
    guardrails: definedGuardrails(definition),
    alpha,
  };
}

/** The options of a run with the definition's intents; an adversarial dataset is then judged in part, and that is said. */
export function narrowed(options: RunOptions, definition: AbDefinition | undefined): RunOptions {
  if (definition === undefined || definition.intents.length === 0) return options;
  const { filter = {} } = options;
  return { ...options, filter: { ...filter, intents: definition.intents, partialAdversarial: true } };
}

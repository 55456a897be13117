export { unwritableReason } from './files.js';
export { type LoadExperimentOptions, type LoadedExperiment, loadExperiment } from './load.js';
export type { ExperimentOverrides } from './overrides.js';
export type {
  DatasetRef,
  Experiment,
  GateSpec,
  GuardrailSpec,
  JudgeSpec,
  PromoteSpec,
  ScorerSpec,
} from './port.js';
export { experimentJsonSchema } from './schema.js';

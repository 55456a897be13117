export type { AbArms } from './arms.js';
export { type ScorerModel, scorerModels } from './askers.js';
export { unwritableReason } from './files.js';
export { type ParsedExpression, parseGuardrail } from './guardrail-expression.js';
export { type LoadExperimentOptions, type LoadedExperiment, loadExperiment } from './load.js';
export type { ExperimentOverrides } from './overrides.js';
export type {
  DatasetRef,
  Experiment,
  FigureName,
  GateSpec,
  GraderSpec,
  GuardrailSpec,
  JudgeSpec,
  MarginSpec,
  PromoteSpec,
  ScorerSpec,
  SearchConstraintSpec,
  SearchObjectiveSpec,
  SearchSpec,
  SliceRef,
} from './port.js';
export type { EncoderScale, ReadScales } from './scale-checks.js';
export { experimentJsonSchema } from './schema.js';
export type { LoadedSearch } from './search/read-search.js';
export type { VariantOf } from './search/variant-of.js';

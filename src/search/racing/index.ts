export { type Beaten, createField, type Field, type FieldOptions } from './field.js';
export type { RaceObjective, RaceRow } from './objectives.js';
export { type RaceStep, raceSteps } from './steps.js';

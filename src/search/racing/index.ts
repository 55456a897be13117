export { raceBlocks } from './blocks.js';
export { type Beaten, createField, type Field, type FieldOptions } from './field.js';
export { type Bets, mixtureBets } from './mixture-bets.js';
export {
  createRace,
  type Elimination,
  type Race,
  type RaceObjective,
  type RaceOptions,
  type RaceRow,
} from './race.js';
export { type RaceStep, raceSteps } from './steps.js';

export { raceBlocks } from './blocks.js';
export { type Bets, mixtureBets } from './mixture-bets.js';
export {
  createRace,
  type Elimination,
  type Race,
  type RaceObjective,
  type RaceOptions,
  type RaceRow,
} from './race.js';

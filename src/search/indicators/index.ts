export { hypervolume } from './hypervolume.js';

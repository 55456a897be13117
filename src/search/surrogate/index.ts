export { createSurrogateSearcher } from './searcher.js';

export { countPoints, type PointCount, rawProduct } from './count.js';
export { type Encoding, type EncodingKind, encode } from './encode.js';
export { enumeratePoints, listPoints } from './enumerate.js';
export { levelCount, levelOf, levelsIn, levelValue } from './levels.js';
export { permutation } from './permutation.js';
export { canonicalPoint, inSpaceOrder, isAllowed, isForbidden, pointKey } from './point.js';
export { type SpaceProblem, spaceProblems } from './problems.js';
export { samplePoints } from './sample.js';

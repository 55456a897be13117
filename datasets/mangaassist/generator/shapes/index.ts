import type { Shape } from '../shape.js';
import { BROWSING_SHAPES } from './browsing.js';
import { inSequence } from './sequence.js';
import { SERVICE_SHAPES } from './service.js';

/** All shapes in the order in which their samples stand in the file. */
export const SHAPES: readonly Shape[] = inSequence([...BROWSING_SHAPES, ...SERVICE_SHAPES]);

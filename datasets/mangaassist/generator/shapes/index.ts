import type { Shape } from '../shape.js';
import { BROWSING_SHAPES } from './browsing.js';
import { SERVICE_SHAPES } from './service.js';

/** All shapes in the order in which their samples stand in the file. New ones go to the end of their intent. */
export const SHAPES: readonly Shape[] = [...BROWSING_SHAPES, ...SERVICE_SHAPES];

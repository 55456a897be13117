import type { TokenComponents } from '../../domain/index.js';

/** The parts of a prompt in the order in which they are sent, with their names on the page. */
export const COMPONENTS: readonly (readonly [key: keyof TokenComponents, title: string])[] = [
  ['system', 'system'],
  ['tools', 'tools'],
  ['fewShot', 'few-shot'],
  ['documents', 'documents'],
  ['history', 'history'],
  ['user', 'user'],
];

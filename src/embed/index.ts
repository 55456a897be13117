export { loadEmbedder } from './load-embedder.js';
export { embeddedModelPath, identifyModel } from './model-folder.js';
export { cosine } from './pooling.js';
export type { Embedder, Embedding, EmbeddingCache, TokenEmbedder, TokenVectors } from './port.js';

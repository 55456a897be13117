import type Database from 'better-sqlite3';
import { hashText } from '../domain/index.js';
import type { Embedding, EmbeddingCache } from '../embed/port.js';
import { lookupKey, type TextStore } from './texts.js';

/** Embeddings by embedder and text, kept between runs. */
export function createEmbeddingCache(db: Database.Database, texts: TextStore): EmbeddingCache {
  const find = db.prepare(
    `SELECT t.body, e.truncated, e.vector FROM embeddings e JOIN texts t ON t.id = e.text_id
     WHERE e.h = ? AND e.embedder = ?`,
  );
  const insert = db.prepare(
    'INSERT INTO embeddings (embedder, h, text_id, truncated, vector) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    get(embedderId, text) {
      const rows = find.all(keyOf(text), embedderId) as { body: string; truncated: number; vector: Buffer }[];
      const row = rows.find(({ body }) => body === text);
      return row === undefined ? undefined : { vector: toVector(row.vector), truncated: row.truncated === 1 };
    },
    put(embedderId, entries) {
      const write = db.transaction(() => {
        for (const { text, embedding } of entries) {
          const bytes = toBytes(embedding);
          insert.run(embedderId, keyOf(text), texts.put(text), embedding.truncated ? 1 : 0, bytes);
        }
      });
      write();
    },
  };
}

function keyOf(text: string): number {
  return lookupKey(hashText(text));
}

function toBytes({ vector }: Embedding): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [position, value] of vector.entries()) bytes.writeFloatLE(value, position * 4);
  return bytes;
}

function toVector(bytes: Buffer): Float32Array {
  const vector = new Float32Array(bytes.length / 4);
  for (let position = 0; position < vector.length; position += 1)
    vector[position] = bytes.readFloatLE(position * 4);
  return vector;
}

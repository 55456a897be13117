import { type ObjectStore, openObjectStore } from './object-store.js';
import { openUploads, type Uploads } from './uploads.js';

/** All that S3 keeps. */
export interface Storage {
  readonly store: ObjectStore;
  readonly uploads: Uploads;
}

/** Opens what a state folder holds of S3. */
export async function openStorage(folder: string): Promise<Storage> {
  const [store, uploads] = await Promise.all([openObjectStore(folder), openUploads(folder)]);
  return { store, uploads };
}

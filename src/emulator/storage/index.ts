export type { ObjectStore } from './object-store.js';
export { openStorage, type Storage } from './storage.js';
export {
  createStorageFaults,
  type StorageFaultKind,
  type StorageFaultRule,
  storageFaultKinds,
} from './storage-faults.js';
export { createStorageService } from './storage-service.js';
export { storeBytes } from './store-bytes.js';

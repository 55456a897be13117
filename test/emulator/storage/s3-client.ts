import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.js';

/** An emulator that ends with the test. */
export async function started(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close(0));
  return emulator;
}

/** A folder that is removed with the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parsimony-state-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

export const credentials = { accessKeyId: 'emulator', secretAccessKey: 'emulator' };

/** The SDK's S3 client with its defaults, but for fewer attempts. */
export function s3Client(emulator: Emulator, region = 'us-east-1'): S3Client {
  const client = new S3Client({ endpoint: emulator.url, region, credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

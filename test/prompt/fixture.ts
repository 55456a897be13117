import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ParsimonyError, type Problem, type Sample } from '../../src/domain/index.js';
import { type LoadedPrompt, type LoadPromptOptions, loadPrompt } from '../../src/prompt/index.js';
import { plainSample } from '../plain-sample.js';

const folder = mkdtempSync(join(tmpdir(), 'prompt-test-'));

let serial = 0;

/** Writes a file into the test's own folder and gives its path. */
export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Loads a prompt from its text. */
export function promptOf(text: string | Uint8Array, options?: LoadPromptOptions): LoadedPrompt {
  serial += 1;
  return loadPrompt(file(`prompt-${serial}.md`, text), options);
}

export function sampleOf(parts: Partial<Sample> = {}): Sample {
  return plainSample({ vars: { question: 'Where is my order?' }, ...parts });
}

/** The problems of the `invalid-input` error that `action` throws. */
export function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'invalid-input') return error.problems;
    throw error;
  }
  throw new Error('nothing was thrown');
}

export const PARAMS = { maxTokens: 100 } as const;

import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunDocument } from '../../src/report/port.js';
import { createProject } from './project.js';

test('a whole promptfoo configuration becomes an experiment that runs as it stands', async () => {
  const project = createProject();
  cpSync(path.resolve(import.meta.dirname, 'promptfoo'), project.file('theirs'), { recursive: true });
  const converted = await project.cli(['dataset', 'convert', 'theirs/promptfooconfig.yaml', 'ours']);
  expect(converted.code, converted.stderr).toBe(0);
  // One line of each group: what is in code, what Nunjucks alone can do, what was assumed.
  expect(converted.stdout).toContain(
    'theirs/promptfooconfig.yaml:37 defaultTest.assert[2]: assertion type `javascript`',
  );
  expect(converted.stdout).toContain('theirs/prompts/plain.txt:6: {% include "policy.txt" %}');
  expect(converted.stdout).toContain(
    'The same model on Bedrock is anthropic.claude-sonnet-4-5-20250929-v1:0.',
  );
  expect(converted.stdout).toContain('maxTokens 1024 is assumed');
  expect(project.read('ours/conversion.md')).toContain('## Not carried over (');
  expect(readdirSync(project.file('ours/prompts')).sort()).toEqual([
    'chat.md',
    'plain-1.md',
    'plain-2.md',
    'prompt-4.md',
  ]);

  const run = await project.cli(['run', 'ours/experiment.yaml', '--provider', 'emulator', '--yes', '--json']);
  expect(run.code, run.stderr).toBe(0);
  const document = JSON.parse(run.stdout) as RunDocument;
  // 4 prompts × 2 models on Bedrock × 9 samples × 2 repeats.
  expect(document.cells).toMatchObject({ planned: 144, completed: 144, failed: 0 });
  const chat = document.variants.find(({ name }) => name === 'chat.sonnet');
  expect(chat?.metrics.assertions).toMatchObject({ n: 9 });
  expect(chat?.metrics.Price_stated_).toMatchObject({ n: 1 });

  const again = await project.cli(['dataset', 'convert', 'theirs/promptfooconfig.yaml', 'ours']);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('the folder to write is not empty');
});

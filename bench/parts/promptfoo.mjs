import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measure } from './measured-process.mjs';
import { inputText, WANTED, writeLines } from './workload.mjs';

/** The promptfoo to compare with, or undefined: PARSIMONY_BENCH_PROMPTFOO names its `node_modules/.bin/promptfoo`. */
export function findPromptfoo() {
  const bin = process.env.PARSIMONY_BENCH_PROMPTFOO;
  if (bin === undefined) return undefined;
  const script = realpathSync(bin);
  let folder = path.dirname(script);
  while (!script.startsWith(path.join(folder, 'dist'))) folder = path.dirname(folder);
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return { script, version };
}

/** One evaluation of `tests` inputs in a fresh process that writes its own database, telemetry off. */
export async function measurePromptfoo(script, tests) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-bench-promptfoo-'));
  try {
    writeLines(path.join(folder, 'tests.jsonl'), tests, (number) => ({
      vars: { question: inputText(number) },
    }));
    writeFileSync(
      path.join(folder, 'promptfooconfig.yaml'),
      [
        'prompts: ["{{ question }}"]',
        'providers: [echo]',
        `defaultTest: { assert: [{ type: contains, value: ${WANTED} }] }`,
        'tests: file://tests.jsonl',
        '',
      ].join('\n'),
    );
    const home = path.join(folder, 'home');
    mkdirSync(home);
    const args = [
      'eval',
      '-c',
      'promptfooconfig.yaml',
      '-j',
      '50',
      '--no-cache',
      '--no-table',
      '--no-progress-bar',
    ];
    const used = await measure(script, args, {
      cwd: folder,
      env: {
        PROMPTFOO_CONFIG_DIR: home,
        PROMPTFOO_DISABLE_TELEMETRY: '1',
        PROMPTFOO_DISABLE_UPDATE: '1',
        PROMPTFOO_DISABLE_SHARING: '1',
      },
      // 100: some assertions failed, as half of them must.
      accept: [0, 100],
    });
    const { wallMs, cpuMs, peakRssMb } = used;
    return { wallMs, cpuMs, peakRssMb, databaseBytes: statSync(path.join(home, 'promptfoo.db')).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

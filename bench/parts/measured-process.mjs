import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HOOK = new URL('./resource-usage.mjs', import.meta.url).href;

/** The built command line; PARSIMONY_BENCH_CLI names another build of it, to compare two. */
export const CLI =
  process.env.PARSIMONY_BENCH_CLI ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/**
 * Runs a Node script to its end in a fresh process and says what it used: `wallMs` from spawn to exit, `cpuMs`
 * (user and system, all threads), `peakRssMb`. Throws when the exit code is not among `accept`.
 */
export async function measure(script, args = [], { cwd, env = {}, accept = [0] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-bench-usage-'));
  const file = path.join(folder, 'usage.json');
  try {
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', HOOK, script, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env, PARSIMONY_BENCH_USAGE: file },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-4_000)));
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const wallMs = performance.now() - started;
    if (!accept.includes(code)) throw new Error(`${script} ${args.join(' ')} ended with ${code}:\n${stderr}`);
    return { wallMs, stdout, ...JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

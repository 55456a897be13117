// Compiles src/ into a fresh dist/ and copies what is not TypeScript.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, statSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
const result = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {
  stdio: 'inherit',
});
if (result.status !== 0) process.exit(result.status ?? 1);
// Style sheet and scripts that the HTML report carries inside: read when a report is made.
cpSync('src/report/assets', 'dist/report/assets', { recursive: true });
cpSync('src', 'dist', {
  recursive: true,
  filter: (file) => statSync(file).isDirectory() || !file.endsWith('.ts'),
});
chmodSync('dist/cli/main.js', 0o755);

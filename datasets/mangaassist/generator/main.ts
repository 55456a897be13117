import { readFileSync } from 'node:fs';
import { asJsonLines, samplesOf } from './samples.js';
import { SHAPES } from './shapes/index.js';

// npx tsx datasets/mangaassist/generator/main.ts > datasets/mangaassist/golden-full.jsonl
// npx tsx datasets/mangaassist/generator/main.ts --check         compares with the committed file
// npx tsx datasets/mangaassist/generator/main.ts --only SLUG     one shape, or all whose slug begins so

const [option, prefix] = process.argv.slice(2);
const only = option === '--only' ? (prefix ?? '') : '';
const text = asJsonLines(samplesOf(SHAPES, only));

if (option === '--check') {
  const committed = readFileSync(new URL('../golden-full.jsonl', import.meta.url), 'utf8');
  if (committed !== text) {
    console.error('golden-full.jsonl is not what the generator writes; write it again');
    process.exit(1);
  }
  console.error('golden-full.jsonl is as the generator writes it');
} else {
  process.stdout.write(text);
}

import { closeSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Bytes of every input. */
export const INPUT_BYTES = 600;
/** What the one assertion looks for: about half of the inputs hold it. */
export const WANTED = 'shipment';

const WORDS =
  'volume edition chapter order refund delivery series manga price author print stock cover release arc'.split(
    ' ',
  );
const INTENTS = ['faq', 'recommendation', 'order', 'returns', 'shipping'];

/** An input that no other number gives, always the same for a number, ASCII, `INPUT_BYTES` long. */
export function inputText(number) {
  let state = (number * 2_654_435_761 + 12_345) >>> 0;
  let text = `Question ${number}: ${number % 2 === 0 ? WANTED : 'parcel'}`;
  while (text.length < INPUT_BYTES) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += ` ${WORDS[(state >>> 16) % WORDS.length]}`;
  }
  return text.slice(0, INPUT_BYTES);
}

/** Writes `count` JSON lines made by `line(number)`, a few at a time. */
export function writeLines(file, count, line) {
  const fd = openSync(file, 'w');
  let block = '';
  for (let number = 0; number < count; number += 1) {
    block += `${JSON.stringify(line(number))}\n`;
    if (block.length > 1 << 20) {
      writeSync(fd, block);
      block = '';
    }
  }
  writeSync(fd, block);
  closeSync(fd);
}

/** Writes an experiment of `cells` cells into `folder`: echo model, one variant, one `contains` assertion. */
export function writeExperiment(folder, cells) {
  writeLines(path.join(folder, 'golden.jsonl'), cells, (number) => ({
    id: `sample-${number}`,
    intent: INTENTS[number % INTENTS.length],
    vars: { question: inputText(number) },
  }));
  writeFileSync(
    path.join(folder, 'plain.md'),
    '---\nname: plain\nversion: "1"\n---\n# user\n{{ question }}\n',
  );
  const experiment = path.join(folder, 'overhead.yaml');
  writeFileSync(
    experiment,
    [
      'name: overhead',
      'provider: echo',
      'datasets: { golden: golden.jsonl }',
      'variants:',
      '  only: { prompt: plain.md, model: echo, maxTokens: 200 }',
      'scorers:',
      `  words: { assert: [{ type: contains, value: ${WANTED} }] }`,
      'quality: { words: 1 }',
      '',
    ].join('\n'),
  );
  return experiment;
}

/** The database file of an experiment folder. */
export function databaseOf(folder) {
  return path.join(folder, 'bench.db');
}

export function databaseBytes(folder) {
  return statSync(databaseOf(folder)).size;
}

/** Removes what an earlier run left in the folder. */
export function forgetRuns(folder) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(databaseOf(folder) + suffix, { force: true });
  rmSync(path.join(folder, 'reports'), { recursive: true, force: true });
}

/** Arguments of the run of an experiment. */
export function runArguments(experiment) {
  return ['run', experiment, '-j', '50', '--db', databaseOf(path.dirname(experiment))];
}

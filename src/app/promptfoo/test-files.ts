import path from 'node:path';
import { jsonLines, readCsv } from '../../dataset/index.js';
import { isRecord } from '../../domain/index.js';
import { type ConfigNode, flatNode, parseConfig } from './config-node.js';
import type { Findings, Place } from './findings.js';
import { filesOf, holdsCode, readTextFile } from './text-file.js';

/** The tests that a node stands for: itself, or those of the files it names (YAML, JSON, JSONL, CSV, with `*`). */
export function testsOf(node: ConfigNode, findings: Findings): readonly ConfigNode[] {
  return node.items().flatMap((item) => {
    const { value, place } = item;
    if (isRecord(value)) {
      const generator = typeof value.path === 'string' && !('vars' in value) ? value.path : undefined;
      return generator === undefined ? [item] : readReference(generator, place, findings);
    }
    if (typeof value === 'string') return readReference(value, place, findings);
    findings.lost(place, 'a test that is neither an object nor a file', 'Write {vars: {…}, assert: […]}.');
    return [];
  });
}

function readReference(reference: string, place: Place, findings: Findings): readonly ConfigNode[] {
  if (/^(?:https?|huggingface|az|s3|gs):/.test(reference)) {
    findings.lost(
      place,
      `tests from ${reference}: they are kept elsewhere`,
      'Download them, and convert the file.',
    );
    return [];
  }
  if (holdsCode(reference)) {
    findings.lost(
      place,
      `tests from ${reference}: a function makes them`,
      'Write what it makes to a JSONL file.',
    );
    return [];
  }
  const files = filesOf(reference, path.dirname(place.file));
  if (files.length === 0) findings.lost(place, `tests from ${reference}: no file fits`, 'Check the path.');
  return files.flatMap((file) => readTestFile(file, place, findings));
}

function readTestFile(file: string, place: Place, findings: Findings): readonly ConfigNode[] {
  const read = readTextFile(file);
  if (read.state === 'unreadable') {
    findings.lost(place, `tests from ${file}: ${read.reason}`, 'Check the path.');
    return [];
  }
  if (/\.csv$/i.test(file)) return readCsvTests(read.text, file, findings);
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return readJsonLines(read.text, file, findings);
  if (/\.(?:ya?ml|json)$/i.test(file)) return testsOf(parseConfig(read.text, file), findings);
  findings.lost(
    place,
    `tests from ${file}: a format that is not read`,
    'Save it as CSV, YAML, JSON or JSONL.',
  );
  return [];
}

function readCsvTests(text: string, file: string, findings: Findings): readonly ConfigNode[] {
  const nodes: ConfigNode[] = [];
  const onProblem: Parameters<typeof readCsv>[2] = ({ code, message, line, path: column, hint }) => {
    const at = { file, ...(line !== undefined && { line }), ...(column !== undefined && { path: column }) };
    const isWhole = code === 'bad-row' || code === 'bad-csv' || code === 'bad-header';
    findings.lost(at, isWhole ? `left out: ${message}` : message, hint ?? 'Mend the row.');
  };
  const records = readCsv(text, file, onProblem, { keepFlawed: true });
  for (const { value, line } of records) {
    if (!isRecord(value)) continue;
    const { id: _, ...test } = value;
    nodes.push(flatNode(test, { file, line }));
  }
  return nodes;
}

function readJsonLines(text: string, file: string, findings: Findings): readonly ConfigNode[] {
  return [...jsonLines(text)].flatMap((line) => {
    const place = { file, line: line.line };
    if (line.state === 'json') return [flatNode(line.value, place)];
    findings.lost(place, `the line is left out: ${line.reason}`, 'Write one JSON object a line.');
    return [];
  });
}

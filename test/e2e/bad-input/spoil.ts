import { writeFileSync } from 'node:fs';
import type { Project } from '../project.js';

/** One way to get something wrong, and what the command line must say about it. */
export interface BadInput {
  readonly what: string;
  /** Spoils a sound project. */
  readonly spoil?: (project: Project) => void;
  /** Default: `run shop.yaml`. */
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** In a project that holds a finished run and the files of {@link stored}; such a case spoils nothing. */
  readonly afterRun?: true;
  /** Fragments of stderr: the place (`file:line` where there is one), what is wrong, what to do. */
  readonly says: readonly string[];
}

/** Stands among the arguments for the port that the emulator of the test listens on. */
export const TAKEN_PORT = '<the taken port>';

/** Replaces the only occurrence of a text in a file; a text that is not there is a mistake of the test. */
export function swap(file: string, from: string, to: string): (project: Project) => void {
  return (project) => {
    const text = project.read(file);
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold "${from}" exactly once`);
    project.write(
      file,
      text.replace(from, () => to),
    );
  };
}

/** Changes the sample on a line (1-based) of the dataset. */
export function changeSample(
  line: number,
  change: (sample: { [key: string]: unknown }) => void,
): (project: Project) => void {
  return (project) => {
    const lines = project.read('golden.jsonl').split('\n');
    const sample = JSON.parse(lines[line - 1] ?? '') as { [key: string]: unknown };
    change(sample);
    lines[line - 1] = JSON.stringify(sample);
    project.write('golden.jsonl', lines.join('\n'));
  };
}

export function append(file: string, text: string): (project: Project) => void {
  return (project) => project.write(file, `${project.read(file)}${text}`);
}

export function file(name: string, content: string | Uint8Array): (project: Project) => void {
  return (project) => writeFileSync(project.file(name), content);
}

export function each(...spoils: readonly ((project: Project) => void)[]): (project: Project) => void {
  return (project) => {
    for (const spoil of spoils) spoil(project);
  };
}

/** Writes a file again in another encoding. */
export function encode(name: string, encoding: 'latin1' | 'utf16le'): (project: Project) => void {
  return (project) => {
    const mark = encoding === 'utf16le' ? '\u{feff}' : '';
    writeFileSync(project.file(name), Buffer.from(`${mark}${project.read(name)}`, encoding));
  };
}

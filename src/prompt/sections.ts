import type { Problem } from '../domain/index.js';

/** A section's template text, and the line of the file on which it starts (1-based). */
export interface Section {
  readonly text: string;
  readonly line: number;
}

/** The parts of a prompt file, before any of them is understood. */
export interface PromptSections {
  readonly frontMatter: Section | undefined;
  readonly system: Section | undefined;
  readonly user: Section | undefined;
}

const HEADING = /^#[ \t]+(system|user|assistant)[ \t]*$/i;

/**
 * Splits a prompt file into front matter (between two `---` lines at its top) and its `# system` and `# user`
 * sections. Only those exact headings divide: any other Markdown heading is part of its section's text.
 */
export function splitSections(
  text: string,
  file: string,
): { readonly sections: PromptSections; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const { frontMatter, bodyStart } = takeFrontMatter(lines, file, problems);

  const found = new Map<string, Section>();
  let open: { readonly name: string; readonly start: number } | undefined;
  const close = (end: number): void => {
    if (open !== undefined) found.set(open.name, trimmed(lines, open.start, end));
  };
  for (let index = bodyStart; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const name = HEADING.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) {
      if (open === undefined && line.trim() !== '') {
        problems.push(outside(file, index + 1));
        // One problem says it; the lines up to the first heading would only repeat it.
        open = { name: 'outside', start: index };
      }
      continue;
    }
    close(index);
    open = { name, start: index + 1 };
    const problem = headingProblem(name, found.has(name), file, index + 1);
    if (problem !== undefined) problems.push(problem);
  }
  close(lines.length);

  const user = found.get('user');
  if (user === undefined || user.text === '') problems.push(noUserSection(file, user?.line));
  return { sections: { frontMatter, system: found.get('system'), user }, problems };
}

function takeFrontMatter(
  lines: readonly string[],
  file: string,
  problems: Problem[],
): { readonly frontMatter: Section | undefined; readonly bodyStart: number } {
  if (lines[0]?.trimEnd() !== '---') return { frontMatter: undefined, bodyStart: 0 };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end === -1) {
    problems.push({
      code: 'unclosed-front-matter',
      message: 'the front matter that starts with --- has no end',
      file,
      line: 1,
      hint: 'Close it with a line that holds only ---.',
    });
    return { frontMatter: undefined, bodyStart: lines.length };
  }
  return { frontMatter: { text: lines.slice(1, end).join('\n'), line: 2 }, bodyStart: end + 1 };
}

/** The section without blank lines at its ends; inner lines stay as they are. */
function trimmed(lines: readonly string[], start: number, end: number): Section {
  let first = start;
  let last = end;
  while (first < last && (lines[first] ?? '').trim() === '') first++;
  while (last > first && (lines[last - 1] ?? '').trim() === '') last--;
  // An empty section stands at its heading.
  return { text: lines.slice(first, last).join('\n'), line: first === last ? start : first + 1 };
}

function headingProblem(name: string, again: boolean, file: string, line: number): Problem | undefined {
  if (name === 'assistant') {
    return {
      code: 'unknown-section',
      message: 'a prompt has no "# assistant" section',
      file,
      line,
      hint: 'Show example answers through a few-shot file; earlier turns come from the sample’s history.',
    };
  }
  if (!again) return undefined;
  return {
    code: 'duplicate-section',
    message: `a second "# ${name}" section`,
    file,
    line,
    hint: 'Join the two sections, or use ## for headings inside a section.',
  };
}

function outside(file: string, line: number): Problem {
  return {
    code: 'text-outside-section',
    message: 'text before the first section would be sent to nobody',
    file,
    line,
    hint: 'Start with "# system" or "# user" on a line of its own.',
  };
}

function noUserSection(file: string, line: number | undefined): Problem {
  return {
    code: 'no-user-section',
    message: line === undefined ? 'no "# user" section' : 'the "# user" section is empty',
    file,
    ...(line === undefined ? {} : { line }),
    hint: 'Add a line "# user" and below it what the user says, for example {{ question }}.',
  };
}

/** Abbreviations after which a full stop ends no sentence. */
const abbreviation =
  /\b(?:vol|no|mr|mrs|ms|dr|st|e\.g|i\.e|etc|approx|inc|ltd|vs|fig|p|pp|ch|ed|a\.m|p\.m)\.$/i;

const longestAbbreviation = 10;

/** The sentences of a passage: by line, then by end mark. List marks and emphasis are taken off. */
export function sentencesOf(text: string): readonly string[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') && trimmed.endsWith('}')) {
    const fields = jsonFields(trimmed);
    if (fields !== undefined) return fields;
  }
  return trimmed.split('\n').flatMap((line) => splitLine(cleanLine(line)));
}

function cleanLine(line: string): string {
  return line
    .replace(/^\s*(?:[-*•・]|#{1,6}|\d{1,2}[.)])\s+/, '')
    .replace(/\*\*|__|`/g, '')
    .trim();
}

function splitLine(line: string): readonly string[] {
  if (line === '' || /^[-=|\s:]+$/.test(line)) return [];
  const sentences: string[] = [];
  let from = 0;
  for (const match of line.matchAll(/[.!?]{1,4}["”’)]?(?=\s|$)|[。！？]{1,4}[」』）]?/g)) {
    const end = match.index + match[0].length;
    if (abbreviation.test(line.slice(Math.max(from, end - longestAbbreviation), end))) continue;
    sentences.push(line.slice(from, end).trim());
    from = end;
  }
  const rest = line.slice(from).trim();
  if (rest !== '') sentences.push(rest);
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** A flat JSON record as `key: value` lines; undefined where it is none. */
function jsonFields(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).map(
      ([key, field]) => `${key}: ${typeof field === 'string' ? field : JSON.stringify(field)}`,
    );
  } catch {
    return undefined;
  }
}

/** Ends a sentence that has no end mark, as its script does. */
export function withEndMark(sentence: string): string {
  if (/[.!?。！？]["”’)」』）]?$/.test(sentence)) return sentence;
  return `${sentence}${/[\u3040-\u30ff\u4e00-\u9fff]$/.test(sentence) ? '。' : '.'}`;
}

/** Words of a text: runs between spaces, and one for each two Japanese characters. */
export function wordCount(text: string): number {
  const japanese = text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0;
  const rest = text.replace(/[\u3040-\u30ff\u4e00-\u9fff]/g, ' ').match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  return rest + Math.ceil(japanese / 2);
}

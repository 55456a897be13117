/** Where something stands in the user's files. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** Path inside the document, for example `tests[2].assert[0]`. */
  readonly path?: string;
}

/** Something that the converted experiment does not say as the promptfoo configuration did. */
export interface Finding extends Place {
  /** `lost`: it is not there; `changed`: it is there in another form, or was filled in. */
  readonly kind: 'lost' | 'changed';
  readonly what: string;
  /** The nearest that Parsimony has. */
  readonly alternative: string;
}

/** Collects findings; one place says the same thing once, however many samples it becomes. */
export interface Findings {
  readonly all: readonly Finding[];
  lost(place: Place, what: string, alternative: string): void;
  changed(place: Place, what: string, alternative: string): void;
}

export function createFindings(): Findings {
  const all: Finding[] = [];
  const seen = new Set<string>();
  const add = (kind: Finding['kind']) => (place: Place, what: string, alternative: string) => {
    const { file, line, path } = place;
    const key = JSON.stringify([kind, file, line, path, what]);
    if (seen.has(key)) return;
    seen.add(key);
    all.push({
      kind,
      file,
      ...(line !== undefined && { line }),
      ...(path !== undefined && path !== '' && { path }),
      what,
      alternative,
    });
  };
  return { all, lost: add('lost'), changed: add('changed') };
}

import { modelFamily } from '../analyze/index.js';
import type { RunSnapshot } from '../store/index.js';
import { calibrationNotices } from './judge/setups.js';

/** What a reader must know of the judges of a run, each panel as one. */
export function judgeNotices({ judges, variants, judgeSetups = [] }: RunSnapshot): readonly string[] {
  const panels = new Map<string, RunSnapshot['judges'][number][]>();
  for (const judge of judges) panels.set(judge.name, [...(panels.get(judge.name) ?? []), judge]);
  const candidates = new Set(
    variants.flatMap(({ model }) => (model === undefined ? [] : [modelFamily(model)])),
  );
  return [...panels].flatMap(([name, panel]) => {
    const models = [...new Set(panel.map(({ model }) => model))];
    const families = new Set(models.map(modelFamily));
    const [family = ''] = families;
    // A judge of another family on the panel keeps it in check: none judges its own alone.
    const isAlone = families.size === 1 && candidates.has(family);
    const still = panel.find(({ temperature, repeats = 1 }) => temperature === 0 && repeats > 1);
    return [
      ...calibrationNotices(name, models, judgeSetups),
      ...(isAlone ? [ownFamily(name, family, models.length)] : []),
      ...(still === undefined
        ? []
        : [
            `${name} asks the same ${still.repeats} times at temperature 0: the repeats hardly differ, and say little of the judge’s own noise. Set \`temperature\` above 0.`,
          ]),
    ];
  });
}

function ownFamily(name: string, family: string, judges: number): string {
  if (judges === 1) return `${name} judges its own model family (${family}): it may favour it.`;
  return `${name}: all ${judges} judges are of the candidates’ own model family (${family}): they may favour it.`;
}

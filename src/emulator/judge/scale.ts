import type { JsonSchema } from '../answer/structured.js';

/** The range of a grade. Wide ranges are graded in whole points, 0 to 1 in hundredths. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

const usual: Scale = { min: 1, max: 5 };

/** The scale that a property's schema declares (`minimum`/`maximum` or a numeric `enum`), else the rubric's. */
export function scaleOf(property: JsonSchema, rubric: string): Scale {
  if (typeof property.minimum === 'number' && typeof property.maximum === 'number') {
    return { min: property.minimum, max: property.maximum };
  }
  if (Array.isArray(property.enum)) {
    const numbers = property.enum.map(Number).filter(Number.isFinite);
    if (numbers.length > 1) return { min: Math.min(...numbers), max: Math.max(...numbers) };
  }
  return rubricScale(`${typeof property.description === 'string' ? property.description : ''}\n${rubric}`);
}

/** A range such as `1-5` or `from 0 to 10` beside a word of grading, else the anchors of a list, else 1 to 5. */
function rubricScale(text: string): Scale {
  const range =
    /\b(?:scores?|scale|rat(?:e|ing)|grades?|points|from|between|integer|number)\b[^\n\d]{0,40}(\d{1,3}(?:\.0)?)\s*(?:-|–|—|to|through|and|から|〜|～)\s*(\d{1,3}(?:\.0)?)\b/i.exec(
      text,
    ) ??
    /\b(\d{1,3})\s*(?:-|–|to|から|〜|～)\s*(\d{1,3})\b[^\n]{0,20}(?:scale|points?|scores?|点)/i.exec(text);
  const min = Number(range?.[1]);
  const max = Number(range?.[2]);
  if (range !== null && max > min) return { min, max };
  const anchors = [
    ...text.matchAll(
      /^\s*(?:[-*|]\s*)?(?:\*\*)?(?:score\s*)?(\d{1,3})(?:\*\*)?\s*(?:[:：=)–—|-]|points?\b)/gim,
    ),
  ].map((match) => Number(match[1]));
  const distinct = new Set(anchors);
  return distinct.size > 1 ? { min: Math.min(...distinct), max: Math.max(...distinct) } : usual;
}

/** A quality on [0, 1] as a grade of the scale. */
export function gradeOn(scale: Scale, quality: number): number {
  const value = scale.min + Math.min(1, Math.max(0, quality)) * (scale.max - scale.min);
  return scale.max - scale.min <= 1 ? Math.round(value * 100) / 100 : Math.round(value);
}

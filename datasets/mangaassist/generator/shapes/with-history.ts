import type { Context, Language, Shape } from '../shape.js';

/** Messages before a question in that language, or none. */
export type Before = (context: Context, language: Language) => readonly string[] | undefined;

/** The shapes, but their drafts without a history get what `before` gives, if anything. */
export function withHistory(shapes: readonly Shape[], before: Before): readonly Shape[] {
  return shapes.map((shape) => ({
    ...shape,
    build(context) {
      const draft = shape.build(context);
      const history = draft.history ?? before(context, draft.question.language);
      return history === undefined ? draft : { ...draft, history };
    },
  }));
}

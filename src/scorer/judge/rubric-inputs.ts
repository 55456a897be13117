/** What a judge may be shown beside the question and the answer. */
export const rubricInputs = ['reference', 'documents', 'history'] as const;
export type RubricInput = (typeof rubricInputs)[number];

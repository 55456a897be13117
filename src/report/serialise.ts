import { z } from 'zod';
import { ParsimonyError } from '../domain/index.js';
import type { ExecutionSummary } from './port.js';
import type { RunDocument } from './run-document.js';
import { runDocumentSchema } from './schema.js';

/**
 * The text of `report.json`: keys in the schema's order (free keys sorted), two spaces, a trailing newline.
 * Equal documents give equal bytes, however they were put together. Throws `internal` for a document that
 * breaks its schema (NaN, say): better no report than one that lies.
 */
export function serialiseDocument(document: RunDocument): string {
  const result = runDocumentSchema.safeParse(document);
  if (!result.success) {
    throw new ParsimonyError(
      'internal',
      `the run document breaks its schema:\n${z.prettifyError(result.error)}`,
    );
  }
  return `${JSON.stringify(result.data, null, 2)}\n`;
}

/** The text of `execution.json`. */
export function serialiseExecution(execution: ExecutionSummary): string {
  return `${JSON.stringify(execution, null, 2)}\n`;
}

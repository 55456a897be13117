// Writes the JSON Schemas that editors and tools read, from the zod definitions: npx tsx scripts/generate-schemas.ts
import { writeFileSync } from 'node:fs';
import { judgeCalibrationJsonSchema } from '../src/analyze/index.js';
import {
  abDefinitionJsonSchema,
  compareDocumentJsonSchema,
  estimateDocumentJsonSchema,
} from '../src/app/index.js';
import { experimentJsonSchema } from '../src/experiment/index.js';
import { promotedConfigJsonSchema } from '../src/promote/index.js';
import { executionJsonSchema, runDocumentJsonSchema, searchDocumentJsonSchema } from '../src/report/index.js';

const schemas = {
  'ab-test': abDefinitionJsonSchema(),
  compare: compareDocumentJsonSchema(),
  estimate: estimateDocumentJsonSchema(),
  execution: executionJsonSchema(),
  experiment: experimentJsonSchema(),
  'judge-calibration': judgeCalibrationJsonSchema(),
  promoted: promotedConfigJsonSchema(),
  run: runDocumentJsonSchema(),
  search: searchDocumentJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(`schema/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
}

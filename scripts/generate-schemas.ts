// Writes the JSON Schemas that editors read, from the zod definitions: npx tsx scripts/generate-schemas.ts
import { writeFileSync } from 'node:fs';
import { experimentJsonSchema } from '../src/experiment/index.js';

writeFileSync('schema/experiment.schema.json', `${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);

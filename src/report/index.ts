export { writeFileAtomically } from './atomic-write.js';
export { checkWords } from './check-words.js';
export { EMULATED_LINE } from './emulated.js';
export { executionJsonSchema } from './execution-schema.js';
export { renderHtml } from './html/page.js';
export { renderJunit } from './junit.js';
export { readLatest, updateLatest } from './latest.js';
export { renderMarkdown } from './markdown.js';
export {
  estimateSchema,
  gateCheckSchema,
  gateResultSchema,
  runDocumentJsonSchema,
} from './schema.js';
export {
  renderSearchHtml,
  renderSearchMarkdown,
  type SearchReportPaths,
  type SearchTerminalOptions,
  searchReportPaths,
  searchTerminal,
  serialiseSearch,
  writeSearchReports,
} from './search/index.js';
export { searchDocumentJsonSchema, searchDocumentSchema } from './search-document.js';
export { serialiseDocument } from './serialise.js';
export { renderTerminal, type TerminalOptions } from './terminal/render.js';
export { evidenceWords } from './verdict-sentence.js';
export { serveReports, type ViewServer } from './view-server.js';
export { type ReportPaths, reportPaths, writeReports } from './write-reports.js';

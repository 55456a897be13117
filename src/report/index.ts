export { renderHtml } from './html/page.js';
export { renderJunit } from './junit.js';
export { readLatest, updateLatest } from './latest.js';
export { executionLine, renderMarkdown } from './markdown.js';
export { runDocumentJsonSchema, runDocumentSchema } from './schema.js';
export { serialiseDocument, serialiseExecution } from './serialise.js';
export { nextCommand, renderTerminal, type TerminalOptions } from './terminal/render.js';
export { serveReports, type ViewServer } from './view-server.js';
export { type ReportPaths, reportPaths, writeReports } from './write-reports.js';

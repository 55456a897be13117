export { renderSearchHtml } from './html/page.js';
export { renderSearchMarkdown } from './markdown.js';
export { type SearchTerminalOptions, searchTerminal } from './terminal.js';
export {
  type SearchReportPaths,
  searchReportPaths,
  serialiseSearch,
  writeSearchReports,
} from './write.js';

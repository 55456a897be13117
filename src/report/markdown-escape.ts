const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Untrusted text inside one line of GitHub markdown: no HTML, emphasis, link, code or table cell can come of
 * it. Mentions, issue references and bare addresses are broken by a zero-width space, because GitHub links them
 * after markdown, where an escape no longer shows. Longer texts are cut at `most` code points.
 */
export function markdownText(text: string, most = 200): string {
  const line = text
    .replace(/[^\S\u00a0]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  const points = [...line];
  const short = points.length > most ? `${points.slice(0, most).join('')}…` : line;
  return short
    .replace(/[\\`*[\]{}~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^(?:[-+#=]|\d+[.)])/, '\\$&')
    .replace(/@|#(?=\d)|\bwww(?=\.)|\b(?:https?|ftp|mailto)(?=:)/gi, `$&${ZERO_WIDTH_SPACE}`);
}

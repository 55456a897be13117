import { databasePath } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import { openStore } from '../../store/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `cache size` says what is kept; `cache clear` stops it from answering new runs. */
export const cacheCommand: CommandAction = async ([action], options, terminal) => {
  if (action !== 'size' && action !== 'clear') {
    throw new ParsimonyError('invalid-input', `cache knows no action ${action}`, {
      hint: 'Use size or clear.',
    });
  }
  const file = databasePath(
    { ...(typeof options.db === 'string' && { db: options.db }) },
    { cwd: process.cwd() },
  );
  const store = openStore(file, { mustExist: true });
  try {
    const json = options.json === true;
    if (action === 'size') {
      const size = store.cacheSize();
      if (json) printJson(terminal, { file, ...size });
      else {
        terminal.out(
          `${file}: ${size.responses} responses, ${size.embeddings} embeddings, ${(size.bytes / 1e6).toFixed(1)} MB`,
        );
      }
      return EXIT.ok;
    }
    const cleared = store.clearCache();
    if (json) printJson(terminal, { file, ...cleared });
    else {
      terminal.out(
        `${file}: ${cleared.responses} responses no longer answer new runs (they stay as evidence of past ones), ${cleared.embeddings} embeddings removed`,
      );
    }
    return EXIT.ok;
  } finally {
    store.close();
  }
};

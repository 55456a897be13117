import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { ParsimonyError } from '../domain/index.js';
import { connect, readPragma } from './connection.js';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.js';

/** Opens (and creates, unless `mustExist`) the database and brings its schema up to date. */
export function openDatabase(
  file: string,
  options: { readonly mustExist?: boolean } = {},
): Database.Database {
  if (options.mustExist && !existsSync(file)) {
    throw new ParsimonyError('not-found', `there is no database ${file}`, {
      hint: 'Run an experiment first, or name its database with --db or PARSIMONY_DB.',
    });
  }
  let db: Database.Database | undefined;
  try {
    if (!options.mustExist) mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    db = connect(file, { timeout: 5_000, fileMustExist: options.mustExist ?? false });
    const version = readPragma(db, 'user_version') as number;
    if (version > SCHEMA_VERSION) {
      throw new ParsimonyError(
        'store-unusable',
        `${file} was written by a newer Parsimony (schema ${version}; this one knows ${SCHEMA_VERSION})`,
        { hint: 'Upgrade Parsimony, or name another database with --db.' },
      );
    }
    if (version === 0 && isForeign(db)) {
      throw new ParsimonyError(
        'store-unusable',
        `${file} is not a Parsimony database: another program made it`,
        {
          hint: 'Name another file with --db or PARSIMONY_DB; this one is left as it is.',
        },
      );
    }
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = NORMAL');
    // Rows are appended and read in order: more than 4 MiB of pages only adds to the process what the system caches.
    db.exec('PRAGMA cache_size = -4096');
    migrate(db, version);
    return db;
  } catch (error) {
    db?.close();
    throw storeError(error, file);
  }
}

/** Tables without a version of ours. One statement sees one state, also while another process makes the schema. */
function isForeign(db: Database.Database): boolean {
  const foreign = db.prepare(
    'SELECT 1 FROM pragma_user_version WHERE user_version = 0 AND EXISTS (SELECT 1 FROM sqlite_master)',
  );
  return foreign.get() !== undefined;
}

function migrate(db: Database.Database, from: number): void {
  if (from === SCHEMA_VERSION) return;
  const apply = db.transaction(() => {
    // Another process may have migrated while this one waited for the lock.
    const current = readPragma(db, 'user_version') as number;
    for (const statements of MIGRATIONS.slice(current)) db.exec(statements);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
  apply.immediate();
}

const REASONS: readonly { readonly pattern: RegExp; readonly message: string; readonly hint: string }[] = [
  {
    pattern: /^SQLITE_FULL|^ENOSPC/,
    message: 'the disk is full; everything committed so far is safe',
    hint: 'Free some space and run the same command again: it goes on where it stopped.',
  },
  {
    pattern: /^SQLITE_READONLY|^EROFS|^EACCES|^EPERM/,
    message: 'the database or its folder cannot be written',
    hint: 'Check the permissions, or name another place with --db.',
  },
  {
    pattern: /^SQLITE_NOTADB|^SQLITE_CORRUPT/,
    message: 'the file is damaged or is not a Parsimony database',
    hint: 'Restore it from a backup, or name another file with --db.',
  },
  {
    pattern: /^SQLITE_BUSY/,
    message: 'another process is writing to the database',
    hint: 'Wait until it has finished, or name another file with --db.',
  },
  {
    pattern: /^SQLITE_CANTOPEN|^ENOTDIR|^EISDIR|^ENOENT|^EEXIST|directory does not exist/,
    message: 'the database cannot be opened there',
    hint: 'Check the path given with --db or PARSIMONY_DB.',
  },
  {
    pattern: /^SQLITE_IOERR|^EIO/,
    message: 'the disk reported an error',
    hint: 'Check the disk; everything committed so far is safe.',
  },
];

/** Turns a SQLite or file-system error into one that says what to do; passes anything else through. */
export function storeError(error: unknown, file: string): unknown {
  if (error instanceof ParsimonyError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  const known = REASONS.find(({ pattern }) => pattern.test(code) || pattern.test(error.message));
  if (known === undefined) return error;
  return new ParsimonyError('store-unusable', `${file}: ${known.message}`, {
    hint: known.hint,
    cause: error,
  });
}

import Database from 'better-sqlite3';

/**
 * Connections and statements of this process. From Node 24.19 on, collecting an object of better-sqlite3 12 aborts
 * the process when no JavaScript is running (nodejs: `ObjectWrap` and environment clean-up hooks); version 13 has no
 * such objects, but needs Node 22. So none is ever collected: each SQL text is prepared once per connection, and
 * connections are kept after they are closed; `iterate()` is not used, because its iterators are such objects too.
 */
const kept: Database.Database[] = [];

/** Opens a connection whose statements are prepared once and live as long as the process. */
export function connect(file: string, options: Database.Options): Database.Database {
  const db = new Database(file, options);
  kept.push(db);
  const prepare = db.prepare.bind(db);
  const statements = new Map<string, Database.Statement>();
  db.prepare = ((sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = prepare(sql);
    statements.set(sql, statement);
    return statement;
  }) as typeof db.prepare;
  return db;
}

/** Reads a pragma's one value. */
export function readPragma(db: Database.Database, name: string): unknown {
  return db.prepare(`PRAGMA ${name}`).pluck().get();
}

// The least that keeping a call durably can cost with this database library: per cell one SHA-256 and two appends of
// a body (request, response), committed in groups. Run alone, in its own process; prints one JSON line.
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { inputText } from './workload.mjs';

const [file, cells, group] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = NORMAL');
db.exec(
  `CREATE TABLE requests (id INTEGER PRIMARY KEY, hash BLOB NOT NULL, body TEXT NOT NULL);
   CREATE TABLE responses (id INTEGER PRIMARY KEY, request INTEGER NOT NULL, body TEXT NOT NULL);`,
);
const request = db.prepare('INSERT INTO requests (hash, body) VALUES (?, ?)');
const response = db.prepare('INSERT INTO responses (request, body) VALUES (?, ?)');
const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
// Only appending is timed: the bodies are made beforehand, a block at a time.
const BLOCK = 1_024;
let wallMs = 0;
let cpuUs = 0;
for (let first = 0; first < cells; first += BLOCK) {
  const bodies = Array.from({ length: Math.min(BLOCK, cells - first) }, (_, at) => inputText(first + at));
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  for (let from = 0; from < bodies.length; from += group) {
    begin.run();
    for (const body of bodies.slice(from, from + group)) {
      const { lastInsertRowid } = request.run(createHash('sha256').update(body).digest(), body);
      response.run(lastInsertRowid, body);
    }
    commit.run();
  }
  const used = process.cpuUsage(cpu);
  wallMs += performance.now() - started;
  cpuUs += used.user + used.system;
}
db.close();
process.stdout.write(`${JSON.stringify({ wallMs, cpuMs: cpuUs / 1000 })}\n`);

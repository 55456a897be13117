/**
 * The database, one migration per schema version, forward only. A hash is never a primary key, nor indexed row by row:
 * it costs five to ten times an append. Look-ups go through the first 52 bits of a hash (exact in a JavaScript
 * number), which enter their index in sorted batches (see key-index.ts), and then compare the whole.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE texts (
    id   INTEGER PRIMARY KEY,
    h    INTEGER NOT NULL,            -- 52 bits of SHA-256; the body itself decides equality
    body TEXT NOT NULL
  );
  CREATE TABLE texts_keys (h INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (h, id)) WITHOUT ROWID;

  CREATE TABLE runs (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL UNIQUE,
    plan_hash    TEXT NOT NULL,
    experiment   TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'finished')),
    planned      INTEGER NOT NULL,
    started_at   TEXT NOT NULL,
    finished_at  TEXT,
    conclusion   TEXT,                  -- JSON: how the last sitting went and what was promoted
    snapshot     TEXT NOT NULL          -- JSON: the expanded experiment, metrics, versions, price book
  );
  CREATE INDEX runs_plan ON runs (plan_hash);

  CREATE TABLE datasets (
    id    INTEGER PRIMARY KEY,
    hash  TEXT NOT NULL UNIQUE,
    count INTEGER NOT NULL
  );
  CREATE TABLE samples (
    dataset_id INTEGER NOT NULL REFERENCES datasets (id),
    position   INTEGER NOT NULL,
    sample_id  TEXT NOT NULL,
    intent     TEXT NOT NULL,
    cluster    TEXT NOT NULL,
    tags       TEXT NOT NULL,
    weight     REAL NOT NULL,
    PRIMARY KEY (dataset_id, position)
  ) WITHOUT ROWID;

  CREATE TABLE responses (
    id            INTEGER PRIMARY KEY,
    h             INTEGER NOT NULL,     -- 52 bits made of the request hash and the repeat
    request_hash  BLOB NOT NULL,
    repeat        INTEGER NOT NULL,
    provider      TEXT NOT NULL,
    run_id        INTEGER NOT NULL REFERENCES runs (id),
    shape         INTEGER NOT NULL REFERENCES texts (id),   -- model and parameters
    system        INTEGER REFERENCES texts (id),
    messages      TEXT NOT NULL,        -- text ids, user first, alternating
    output        INTEGER NOT NULL REFERENCES texts (id),
    stop_reason   TEXT NOT NULL,
    input_tokens  INTEGER,
    output_tokens INTEGER,
    cache_read    INTEGER,
    cache_write   INTEGER,
    latency_ms    REAL,
    emulated      INTEGER NOT NULL,
    attempts      INTEGER NOT NULL,
    reusable      INTEGER NOT NULL DEFAULT 1,   -- 0 once the cache was cleared: kept as evidence only
    extra         TEXT                  -- JSON: dropped parameters, recorded scores
  );
  CREATE TABLE responses_keys (h INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (h, id)) WITHOUT ROWID;

  CREATE TABLE indexed (
    source TEXT PRIMARY KEY,
    upto   INTEGER NOT NULL             -- rows with greater ids are not in the keys table yet
  ) WITHOUT ROWID;
  INSERT INTO indexed VALUES ('texts', 0), ('responses', 0);

  CREATE TABLE trials (
    run_id      INTEGER NOT NULL REFERENCES runs (id),
    cell        INTEGER NOT NULL,
    response_id INTEGER REFERENCES responses (id),
    failure     TEXT,                   -- JSON CallFailure; exactly one of response_id and failure is set
    cost_pico   INTEGER,                -- logical cost of the candidate call
    judge_pico  INTEGER NOT NULL,       -- logical cost of the judge calls
    components  TEXT,                   -- JSON array in the order of TokenComponents
    scores      TEXT,                   -- JSON {metric: {value, detail?} | {reason}}; last, as it may be long
    PRIMARY KEY (run_id, cell)
  ) WITHOUT ROWID;

  CREATE TABLE run_metrics (
    run_id INTEGER NOT NULL REFERENCES runs (id),
    metric TEXT NOT NULL,               -- some trial of the run has a score, or a reason for none, under this name
    PRIMARY KEY (run_id, metric)
  ) WITHOUT ROWID;

  CREATE TABLE ledger (
    id          INTEGER PRIMARY KEY,
    run_id      INTEGER NOT NULL REFERENCES runs (id),
    role        TEXT NOT NULL CHECK (role IN ('candidate', 'judge', 'embedding')),
    model       TEXT NOT NULL,
    response_id INTEGER REFERENCES responses (id),
    billed_pico INTEGER NOT NULL
  );
  CREATE INDEX ledger_run ON ledger (run_id);

  CREATE TABLE embeddings (
    embedder  TEXT NOT NULL,
    h         INTEGER NOT NULL,
    text_id   INTEGER NOT NULL REFERENCES texts (id),
    truncated INTEGER NOT NULL,
    vector    BLOB NOT NULL             -- float32, little endian
  );
  CREATE INDEX embeddings_h ON embeddings (h);

  CREATE TABLE reviews (
    run_id    INTEGER NOT NULL REFERENCES runs (id),
    candidate TEXT NOT NULL,
    sample_id TEXT NOT NULL,
    decision  TEXT NOT NULL CHECK (decision IN ('accept', 'reject')),
    reason    TEXT NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (run_id, candidate, sample_id)
  ) WITHOUT ROWID;

  CREATE TABLE holder (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    pid     INTEGER NOT NULL,
    host    TEXT NOT NULL,
    command TEXT NOT NULL,
    since   TEXT NOT NULL
  );
  `,
  `
  ALTER TABLE responses ADD COLUMN cache_write_1h INTEGER;   -- of cache_write, those kept for an hour
  ALTER TABLE responses ADD COLUMN first_token_ms REAL;      -- by our clock, streams only
  ALTER TABLE responses ADD COLUMN wall_ms REAL;             -- by our clock
  ALTER TABLE responses ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE ledger ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;

  -- Attempts that may have been billed and said nothing: the ledger claims only what is known.
  CREATE TABLE unseen (
    id           INTEGER PRIMARY KEY,
    run_id       INTEGER NOT NULL REFERENCES runs (id),
    role         TEXT NOT NULL CHECK (role IN ('candidate', 'judge', 'embedding')),
    model        TEXT NOT NULL,
    attempts     INTEGER NOT NULL,
    at_most_pico INTEGER NOT NULL,      -- of these attempts together
    batch        INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX unseen_run ON unseen (run_id);

  -- The write-ahead manifest of batch work: every step is written here before it is taken.
  CREATE TABLE batch_parts (
    id            INTEGER PRIMARY KEY,
    run_id        INTEGER NOT NULL REFERENCES runs (id),
    part          INTEGER NOT NULL,     -- counts from 1 within the run
    role          TEXT NOT NULL CHECK (role IN ('candidate', 'judge')),
    provider      TEXT NOT NULL,        -- what answers: the key of its responses
    model         TEXT NOT NULL,
    region        TEXT NOT NULL,
    price         TEXT NOT NULL,        -- JSON ModelPrice: whoever collects books at the price it was planned at
    state         TEXT NOT NULL CHECK (state IN
                    ('draft', 'planned', 'uploaded', 'submitted', 'collected', 'abandoned')),
    records       INTEGER NOT NULL,
    bytes         INTEGER NOT NULL,     -- of the input file
    sha256        TEXT,                 -- of the input file; null until it was first written
    job_name      TEXT NOT NULL UNIQUE,
    client_token  TEXT NOT NULL UNIQUE,
    input_uri     TEXT NOT NULL,
    output_uri    TEXT NOT NULL,
    role_arn      TEXT NOT NULL,
    timeout_hours INTEGER NOT NULL,
    billed_pico   INTEGER NOT NULL DEFAULT 0,   -- what the ledger holds of it
    job_arn       TEXT,
    job           TEXT,                 -- JSON BatchJob as last seen
    submitted_at  TEXT,
    ended_at      TEXT,
    note          TEXT,                 -- why it was abandoned, or what was odd about its output
    UNIQUE (run_id, part)
  );

  CREATE TABLE batch_records (
    part_id      INTEGER NOT NULL REFERENCES batch_parts (id),
    position     INTEGER NOT NULL,      -- line of the input file, from 0; the record id is made of part and position
    request_hash BLOB NOT NULL,
    repeat       INTEGER NOT NULL,
    shape        INTEGER NOT NULL REFERENCES texts (id),   -- as in responses
    system       INTEGER REFERENCES texts (id),
    messages     TEXT NOT NULL,
    cell         TEXT NOT NULL,         -- JSON [sample id, variant]: what the call is made for and charged to
    metadata     INTEGER REFERENCES texts (id),            -- JSON, sent along
    bytes        INTEGER NOT NULL,      -- of its line, line feed included
    bound_pico   INTEGER NOT NULL,      -- the most that it can cost
    response_id  INTEGER REFERENCES responses (id),
    failure      TEXT,                  -- JSON CallFailure; both null: no output line yet
    PRIMARY KEY (part_id, position)
  ) WITHOUT ROWID;
  `,
  `
  -- JSON array of the responses behind judge_pico; null: no judge was called, or the trial is older than this column
  ALTER TABLE trials ADD COLUMN judge_responses TEXT;
  `,
  `
  ALTER TABLE samples ADD COLUMN language TEXT;             -- null: unknown
  ALTER TABLE datasets ADD COLUMN languages INTEGER NOT NULL DEFAULT 0;   -- 1 once the samples' languages are read
  ALTER TABLE trials ADD COLUMN refused INTEGER;            -- 1: the answer refuses; null: older than this column
  `,
  `
  -- JSON {pico, responses, before}: what comparing this answer with those of other variants has added to judge_pico
  -- and judge_responses, and what stood in scores where it wrote, so that it can be done again; null: not compared
  ALTER TABLE trials ADD COLUMN compared TEXT;
  `,
  `
  -- A search is a run of the purpose 'search'; its trials have the cell number config * samples + sample position.
  CREATE TABLE searches (
    run_id     INTEGER PRIMARY KEY REFERENCES runs (id),
    split_hash TEXT NOT NULL,             -- of the samples of its gate part
    samples    INTEGER NOT NULL,          -- over all its datasets
    round      INTEGER NOT NULL DEFAULT 0,   -- rounds whose answers the searcher was told
    state      TEXT,                      -- JSON: the searcher after that many rounds; null before the first
    ended      TEXT,                      -- why the search part is over; null while it goes on
    gate_used  INTEGER NOT NULL DEFAULT 0,   -- 1 from before the first call on its gate part
    document   TEXT                       -- JSON: what it printed; null until it is finished
  );
  CREATE INDEX searches_split ON searches (split_hash);

  CREATE TABLE search_configs (
    run_id  INTEGER NOT NULL REFERENCES runs (id),
    number  INTEGER NOT NULL,             -- in order of first use
    params  TEXT NOT NULL,                -- JSON: factor -> value
    variant TEXT NOT NULL,                -- JSON: the Variant that it is
    PRIMARY KEY (run_id, number)
  ) WITHOUT ROWID;

  CREATE TABLE search_rounds (
    run_id       INTEGER NOT NULL REFERENCES runs (id),
    round        INTEGER NOT NULL,        -- from 1
    items        INTEGER NOT NULL,        -- item evaluations so far
    cost_usd     REAL NOT NULL,           -- their logical cost so far
    front_size   INTEGER NOT NULL,
    hypervolume  REAL NOT NULL,
    PRIMARY KEY (run_id, round)
  ) WITHOUT ROWID;
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

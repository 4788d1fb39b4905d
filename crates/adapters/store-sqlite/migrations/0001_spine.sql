-- The log and what stands beside it. Organisations are numbered here so that a row repeats 1 byte, not a name.
CREATE TABLE organisations (
    id   INTEGER PRIMARY KEY,
    slug TEXT    NOT NULL UNIQUE,
    head INTEGER NOT NULL
) STRICT;

-- A rowid table: rows of all organisations are appended at the end of one file area, in the order they came.
CREATE TABLE entries (
    organisation INTEGER NOT NULL REFERENCES organisations (id),
    seq          INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    body         BLOB    NOT NULL,
    hash         BLOB    NOT NULL,
    PRIMARY KEY (organisation, seq)
) STRICT;

CREATE TRIGGER entries_are_never_updated BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries of the log are never updated');
END;

CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries of the log are never deleted');
END;

-- Keys are random, so an index over them would write a page for every row: three quarters of all that an append
-- writes. There is none; each process keeps the keys' hashes and these numbers in memory (`src/keys.rs`) and reads
-- them from the index below, which grows at its end because expiries do. Numbers are never used again
-- (AUTOINCREMENT), so whoever knows all up to one needs only those after it.
CREATE TABLE outcomes (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation INTEGER NOT NULL REFERENCES organisations (id),
    key_hash     INTEGER NOT NULL,
    key          TEXT    NOT NULL,
    fingerprint  BLOB    NOT NULL,
    answer       BLOB    NOT NULL,
    expires_ms   INTEGER NOT NULL
) STRICT;
CREATE INDEX outcomes_by_expiry ON outcomes (expires_ms, id, key_hash);

-- A snapshot is written part by part, so that appends are not held up by a large one. It counts once its row is here.
CREATE TABLE snapshots (
    organisation TEXT    PRIMARY KEY,
    writing      INTEGER NOT NULL,
    head         INTEGER NOT NULL,
    format       INTEGER NOT NULL,
    bytes        INTEGER NOT NULL
) STRICT;
CREATE TABLE snapshot_parts (
    organisation TEXT    NOT NULL,
    writing      INTEGER NOT NULL,
    part         INTEGER NOT NULL,
    bytes        BLOB    NOT NULL,
    PRIMARY KEY (organisation, writing, part)
) STRICT;

CREATE TABLE checkpoints (
    organisation TEXT    NOT NULL,
    size         INTEGER NOT NULL,
    note         TEXT    NOT NULL,
    PRIMARY KEY (organisation, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    id            INTEGER PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    login         TEXT    NOT NULL UNIQUE,
    password_hash TEXT,
    roles         TEXT    NOT NULL,
    disabled      INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_by_organisation ON accounts (organisation);

CREATE TABLE credentials (
    digest     BLOB    PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES accounts (id),
    kind       TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    expires_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX credentials_by_account ON credentials (account);

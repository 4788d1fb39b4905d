-- Models, manifests, reports and predictions under the hash of their bytes; events of the log name the hashes.
-- A blob is written part by part, so that appends are not held up by a large one. It counts once its row is here.
CREATE TABLE blobs (
    organisation TEXT    NOT NULL,
    hash         BLOB    NOT NULL,
    writing      INTEGER NOT NULL,
    bytes        INTEGER NOT NULL,
    PRIMARY KEY (organisation, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE blob_parts (
    organisation TEXT    NOT NULL,
    hash         BLOB    NOT NULL,
    writing      INTEGER NOT NULL,
    part         INTEGER NOT NULL,
    bytes        BLOB    NOT NULL,
    PRIMARY KEY (organisation, hash, writing, part)
) STRICT;

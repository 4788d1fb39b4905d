-- Models, manifests, reports and predictions under the hash of their bytes; events of the log name the hashes.
CREATE TABLE lindley.blobs (
    organisation text COLLATE "C" NOT NULL,
    hash         bytea NOT NULL,
    bytes        bytea NOT NULL,
    PRIMARY KEY (organisation, hash)
);
-- Not compressed: it would cost the writer more time than the disk.
ALTER TABLE lindley.blobs ALTER COLUMN bytes SET STORAGE EXTERNAL;

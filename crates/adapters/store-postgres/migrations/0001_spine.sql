-- The log and what stands beside it. Names are compared by their bytes (COLLATE "C"), as in every other store.
CREATE TABLE lindley.organisations (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text COLLATE "C" NOT NULL UNIQUE,
    head bigint NOT NULL
) WITH (fillfactor = 50);

-- No foreign keys on the two tables that take every append: the append's statement takes the organisation's number
-- from its row, and a check per row would cost as much as the row.
CREATE TABLE lindley.entries (
    organisation integer  NOT NULL,
    seq          bigint   NOT NULL,
    at_ms        bigint   NOT NULL,
    actor        text     NOT NULL,
    kind         text     NOT NULL,
    version      integer  NOT NULL,
    body         bytea    NOT NULL,
    hash         bytea    NOT NULL,
    PRIMARY KEY (organisation, seq)
);

CREATE FUNCTION lindley.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries of the log are never updated or deleted';
END
$$;
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE OR DELETE ON lindley.entries
FOR EACH ROW EXECUTE FUNCTION lindley.refuse_change();
CREATE TRIGGER entries_are_never_truncated BEFORE TRUNCATE ON lindley.entries
FOR EACH STATEMENT EXECUTE FUNCTION lindley.refuse_change();

CREATE TABLE lindley.outcomes (
    organisation integer NOT NULL,
    key          text COLLATE "C" NOT NULL,
    fingerprint  bytea   NOT NULL,
    answer       bytea   NOT NULL,
    expires_ms   bigint  NOT NULL,
    PRIMARY KEY (organisation, key)
);
CREATE INDEX outcomes_by_expiry ON lindley.outcomes (expires_ms);

CREATE TABLE lindley.snapshots (
    organisation text COLLATE "C" PRIMARY KEY,
    head         bigint  NOT NULL,
    format       bigint  NOT NULL,
    bytes        bytea   NOT NULL
);
-- Not compressed: it would cost the writer more time than the disk.
ALTER TABLE lindley.snapshots ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE lindley.checkpoints (
    organisation text COLLATE "C" NOT NULL,
    size         bigint NOT NULL,
    note         text   NOT NULL,
    PRIMARY KEY (organisation, size)
);

CREATE TABLE lindley.accounts (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation  text COLLATE "C" NOT NULL,
    login         text COLLATE "C" NOT NULL UNIQUE,
    password_hash text,
    roles         text[]  NOT NULL,
    disabled      boolean NOT NULL
);
CREATE INDEX accounts_by_organisation ON lindley.accounts (organisation);

CREATE TABLE lindley.credentials (
    digest     bytea PRIMARY KEY,
    account    integer NOT NULL REFERENCES lindley.accounts (id),
    kind       text    NOT NULL,
    label      text COLLATE "C" NOT NULL,
    expires_ms bigint
);
CREATE INDEX credentials_by_account ON lindley.credentials (account);

//! Every statement, each from its own file in `sql/`. A test prepares them all.

macro_rules! statements {
    ($($name:ident = $file:literal),* $(,)?) => {
        $(pub(crate) const $name: &str = include_str!(concat!("../sql/", $file, ".sql"));)*
        /// All statements with their files' names.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$(($file, $name)),*];
    };
}

statements! {
    ACCOUNT = "account",
    ACCOUNT_ADD = "account_add",
    ACCOUNT_BY_LOGIN = "account_by_login",
    ACCOUNT_CHANGE = "account_change",
    ACCOUNTS = "accounts",
    BLOB = "blob",
    BLOB_ADD = "blob_add",
    BLOB_NEXT_WRITING = "blob_next_writing",
    BLOB_PART_ADD = "blob_part_add",
    BLOB_PARTS = "blob_parts",
    BLOB_PARTS_DROP = "blob_parts_drop",
    BLOB_PARTS_DROP_OTHERS = "blob_parts_drop_others",
    CHECKPOINT_ADD = "checkpoint_add",
    CHECKPOINT_LATEST = "checkpoint_latest",
    CHECKPOINTS = "checkpoints",
    CREDENTIAL = "credential",
    CREDENTIAL_ADD = "credential_add",
    CREDENTIAL_REMOVE = "credential_remove",
    CREDENTIALS_OF = "credentials_of",
    ENTRIES_AFTER = "entries_after",
    ENTRY_ADD = "entry_add",
    HEAD_MOVE = "head_move",
    KEY_HASHES = "key_hashes",
    KEY_HASHES_AFTER = "key_hashes_after",
    ORGANISATION = "organisation",
    ORGANISATION_ADD = "organisation_add",
    ORGANISATIONS = "organisations",
    OUTCOME = "outcome",
    OUTCOME_ADD = "outcome_add",
    OUTCOME_DROP = "outcome_drop",
    OUTCOME_KEY = "outcome_key",
    OUTCOMES_DROP_EXPIRED = "outcomes_drop_expired",
    SNAPSHOT = "snapshot",
    SNAPSHOT_NEXT_WRITING = "snapshot_next_writing",
    SNAPSHOT_PART_ADD = "snapshot_part_add",
    SNAPSHOT_PART_SUM = "snapshot_part_sum",
    SNAPSHOT_PARTS = "snapshot_parts",
    SNAPSHOT_PARTS_DROP = "snapshot_parts_drop",
    SNAPSHOT_PARTS_DROP_OLDER = "snapshot_parts_drop_older",
    SNAPSHOT_PUT = "snapshot_put",
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::SqliteStore;

    #[test]
    fn every_statement_can_be_prepared() {
        let directory = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(directory.path()).unwrap();
        for (name, statement) in ALL {
            if let Err(error) = store.writer().prepare(statement) {
                panic!("sql/{name}.sql: {error}");
            }
        }
    }
}

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
    ANNOUNCE = "announce",
    APPEND = "append",
    BLOB = "blob",
    BLOB_ADD = "blob_add",
    BLOB_EXISTS = "blob_exists",
    CHECKPOINT_ADD = "checkpoint_add",
    CHECKPOINT_LATEST = "checkpoint_latest",
    CHECKPOINTS = "checkpoints",
    CREDENTIAL = "credential",
    CREDENTIAL_ADD = "credential_add",
    CREDENTIAL_REMOVE = "credential_remove",
    CREDENTIALS_OF = "credentials_of",
    ENTRIES_AFTER = "entries_after",
    KEYS_FREE = "keys_free",
    KEYS_USED = "keys_used",
    ORGANISATION = "organisation",
    ORGANISATION_ADD = "organisation_add",
    ORGANISATIONS = "organisations",
    OUTCOME = "outcome",
    OUTCOMES_DROP_EXPIRED = "outcomes_drop_expired",
    SNAPSHOT = "snapshot",
    SNAPSHOT_PUT = "snapshot_put",
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::PostgresStore;

    #[test]
    fn every_statement_can_be_prepared() {
        let Some(server) = lindley_test_postgres::shared() else { return };
        let store = PostgresStore::connect(&server.fresh_database().unwrap()).unwrap();
        let mut session = store.inner.pool.session().unwrap();
        for (name, statement) in ALL {
            if let Err(error) = session.prepared(statement) {
                panic!("sql/{name}.sql: {error:?}");
            }
        }
    }
}

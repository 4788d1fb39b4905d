//! One server for all tests of a program.

use std::sync::OnceLock;

use crate::TestPostgres;

/// With this variable set, a machine without PostgreSQL fails the tests instead of skipping them.
const REQUIRED: &str = "LINDLEY_REQUIRE_POSTGRES";

/// The server that the tests of this program share, or none on a machine without PostgreSQL.
///
/// # Panics
/// As [`require`].
pub fn shared() -> Option<&'static TestPostgres> {
    // Never dropped: the server ends when the program does.
    static SHARED: OnceLock<Option<TestPostgres>> = OnceLock::new();
    SHARED.get_or_init(|| require(TestPostgres::start())).as_ref()
}

/// What a test does with the outcome of starting a server: go on, or say that it is skipped.
///
/// # Panics
/// If there is no server although `LINDLEY_REQUIRE_POSTGRES` is set.
pub fn require(started: Result<TestPostgres, String>) -> Option<TestPostgres> {
    match started {
        Ok(server) => Some(server),
        Err(problem) if std::env::var_os(REQUIRED).is_some() => panic!("{REQUIRED} is set, but {problem}"),
        Err(problem) => {
            eprintln!("skipped: {problem}");
            None
        }
    }
}

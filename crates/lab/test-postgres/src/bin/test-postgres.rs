//! Starts a private PostgreSQL, prints its address, and runs until it is killed.

use std::process::ExitCode;

use lindley_test_postgres::TestPostgres;

fn main() -> ExitCode {
    match TestPostgres::start() {
        Ok(server) => {
            println!("{}", server.url());
            loop {
                std::thread::park();
            }
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

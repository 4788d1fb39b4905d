//! A PostgreSQL of our own for one measurement, started by the program that also serves the tests.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::places::Places;

/// The package of that program.
pub(super) const PACKAGE: &str = "lindley-test-postgres";

/// A running server. Dropping it kills the program, whose guard then stops the server and deletes its folder.
#[derive(Debug)]
pub(super) struct Server {
    /// Where to connect.
    pub(super) url: String,
    process: Child,
}

impl Server {
    /// Starts a server on an empty database.
    pub(super) fn start(places: &Places) -> Result<Self, String> {
        let mut command = Command::new(places.target.join("release/test-postgres"));
        // `/tmp` may be memory, where an fsync costs nothing; `/var/tmp` outlives a restart, so it is a disk.
        command.env("TMPDIR", "/var/tmp");
        Self::start_with(&mut command)
    }

    fn start_with(command: &mut Command) -> Result<Self, String> {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("cannot start PostgreSQL: {e}"))?;
        let mut url = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output)
                .read_line(&mut url)
                .map_err(|e| format!("cannot read from PostgreSQL: {e}"))?;
        }
        let server = Self { url: url.trim().to_owned(), process };
        if server.url.is_empty() {
            Err("PostgreSQL did not start; it says why above".to_owned())
        } else {
            Ok(server)
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_address() {
        let server = Server::start_with(Command::new("sh").args(["-c", "echo postgres://a; exec sleep 600"]));
        assert_eq!(server.expect("started").url, "postgres://a");
    }

    #[test]
    fn a_server_that_does_not_start_is_an_error() {
        assert!(Server::start_with(&mut Command::new("false")).is_err());
        assert!(Server::start_with(&mut Command::new("no-such-program-anywhere")).is_err());
    }
}

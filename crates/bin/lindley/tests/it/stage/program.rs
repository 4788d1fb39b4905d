//! One run of the program, to its end.

use std::io::Write;
use std::process::{Command, Stdio};

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    /// What it printed; panics unless it succeeded.
    pub(crate) fn said(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// The one line that it complained with; panics unless it failed with this code and said nothing else.
    pub(crate) fn complaint(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.out, "", "nothing but the error is said");
        assert_eq!(self.err.lines().count(), 1, "one line: {}", self.err);
        self.err.trim_end()
    }
}

/// The program without what the surroundings of the tests may have set.
pub(super) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lindley"));
    command.env_remove("LINDLEY_STORE").env_remove("LINDLEY_SIGNING_KEY").env_remove("LINDLEY_LOG");
    command
}

/// Runs the program.
pub(crate) fn lindley(words: &[&str]) -> Done {
    lindley_told(words, "")
}

/// Runs the program with a text on its standard input.
pub(crate) fn lindley_told(words: &[&str], input: &str) -> Done {
    let pipes = |command: &mut Command| {
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    };
    let mut process = pipes(&mut program()).unwrap();
    // A program that does not read its input may have ended by now.
    drop(process.stdin.take().unwrap().write_all(input.as_bytes()));
    let output = process.wait_with_output().unwrap();
    Done {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

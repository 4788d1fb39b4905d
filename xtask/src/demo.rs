//! `cargo xtask demo` and `cargo xtask run`: the program, built in release with the web app inside.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;

use crate::child::{self, cargo};
use crate::places::Places;
use crate::web;

/// The file by which a folder is known to be a store; `lindley-store-sqlite` names it.
const DATABASE_FILE: &str = "lindley.db";

/// How the demo is served.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    port: u16,
    store: String,
    /// Whether the demo's data of earlier runs are deleted first.
    fresh: bool,
}

impl Options {
    fn parse(arguments: &[&str]) -> Result<Self, String> {
        let mut options = Self { port: 7070, store: "sqlite:./lindley-data".to_owned(), fresh: false };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().copied().ok_or_else(|| format!("{argument} wants a value"));
            match *argument {
                "--port" => {
                    let port = value()?;
                    options.port = port
                        .parse()
                        .map_err(|_| format!("--port wants a number up to 65535, not `{port}`"))?;
                }
                "--store" => value()?.clone_into(&mut options.store),
                "--fresh" => options.fresh = true,
                other => {
                    return Err(format!("demo has no option `{other}`; it has --port, --store and --fresh"));
                }
            }
        }
        let known =
            options.store == "memory" || options.store.strip_prefix("sqlite:").is_some_and(|d| !d.is_empty());
        if known {
            Ok(options)
        } else {
            Err(format!("--store wants sqlite:DIR or memory, not `{}`", options.store))
        }
    }

    fn folder(&self) -> Option<&Path> {
        self.store.strip_prefix("sqlite:").map(Path::new)
    }
}

/// Builds everything and becomes `lindley serve --demo`.
pub(crate) fn run(places: &Places, arguments: &[&str]) -> Result<(), String> {
    let options = Options::parse(arguments)?;
    let Options { port, store, .. } = &options;
    println!("1. builds the web app and the program (a few minutes the first time, then seconds)");
    println!("2. fills {store} with a demo clinic, unless it holds one");
    println!("3. serves the board on http://127.0.0.1:{port} (the sign-in is printed below)");
    println!("4. runs until Ctrl-C");
    if options.folder().is_some() {
        println!("\nA real clinic beside it, from a second terminal:");
        println!("    cargo xtask run import hangu --data ../shared/data/hangu/Data.csv --store {store}\n");
    }
    if let Some(folder) = options.folder().filter(|folder| options.fresh && folder.exists()) {
        remove_store(folder)?;
    }
    build(places)?;
    let listen = format!("127.0.0.1:{port}");
    become_program(places, &["serve", "--demo", "--store", store, "--listen", &listen])
}

/// Builds the program in release and becomes it. It runs where the user stands, so relative paths mean what they say.
pub(crate) fn run_program(places: &Places, arguments: &[&str]) -> Result<(), String> {
    build(places)?;
    let arguments = arguments.strip_prefix(&["--"]).unwrap_or(arguments);
    become_program(places, arguments)
}

/// Builds the web app and the program that embeds it.
pub(crate) fn build(places: &Places) -> Result<(), String> {
    web::install(places)?;
    web::build(places)?;
    child::run(&mut cargo(places, &["build", "--release", "--package", "lindley"]))
}

/// Takes the place of this process, so that Ctrl-C and every other signal reach the program itself.
fn become_program(places: &Places, arguments: &[&str]) -> Result<(), String> {
    let program = places.release_program();
    let error = std::process::Command::new(&program).args(arguments).exec();
    Err(format!("cannot start {}: {error}", program.display()))
}

/// Deletes a store's folder, but only one that looks like a store: a typing mistake must not cost a home folder.
fn remove_store(folder: &Path) -> Result<(), String> {
    let shown = folder.display();
    let entries = fs::read_dir(folder).map_err(|e| format!("{shown}: {e}"))?;
    let names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    if !names.is_empty() && !names.iter().any(|name| name == DATABASE_FILE) {
        return Err(format!("--fresh deletes only a store, and {shown} holds no database"));
    }
    fs::remove_dir_all(folder).map_err(|e| format!("cannot delete {shown}: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_serve_a_sqlite_store_on_7070() {
        let options = Options::parse(&[]).expect("no options");
        assert_eq!(options, Options { port: 7070, store: "sqlite:./lindley-data".to_owned(), fresh: false });
        let options = Options::parse(&["--port", "80", "--store", "memory", "--fresh"]).expect("all options");
        assert_eq!(options, Options { port: 80, store: "memory".to_owned(), fresh: true });
    }

    #[test]
    fn wrong_options_are_refused() {
        for wrong in [
            &["--port"][..],
            &["--port", "70000"],
            &["--store", "postgres:x"],
            &["--store", "sqlite:"],
            &["x"],
        ] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn only_a_store_is_deleted() {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join("letter.txt"), "dear").expect("a file");
        assert!(remove_store(home.path()).is_err());
        fs::write(home.path().join(DATABASE_FILE), "").expect("a file");
        assert_eq!(remove_store(home.path()), Ok(()));
        assert!(!home.path().exists());
    }
}

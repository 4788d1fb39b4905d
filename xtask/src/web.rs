//! The web app: its packages and its build, each done again only when something changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::child;
use crate::places::Places;

/// A copy of the lock file that the installed packages came from.
const STAMP: &str = "node_modules/.installed-from";

/// The source file that embeds `web/dist`.
const EMBEDDED_BY: &str = "crates/faces/http/src/web.rs";

/// `npm` in the folder of the web app.
pub(crate) fn npm(places: &Places, arguments: &[&str]) -> Command {
    let mut command = child::command(places, "npm", arguments);
    // Standard output belongs to the program that is built: `TOKEN=$(cargo lindley account token …)` must hold the token only.
    command.current_dir(places.web()).env("CI", "true").stdout(std::io::stderr());
    command
}

/// Installs the packages that the lock file names, unless exactly they are installed.
pub(crate) fn install(places: &Places) -> Result<(), String> {
    let web = places.web();
    let lock = fs::read(web.join("package-lock.json")).map_err(|e| format!("web/package-lock.json: {e}"))?;
    if fs::read(web.join(STAMP)).is_ok_and(|installed_from| installed_from == lock) {
        eprintln!("web: packages are in step with package-lock.json");
        return Ok(());
    }
    child::run(&mut npm(places, &["ci", "--no-audit", "--no-fund"]))?;
    fs::write(web.join(STAMP), lock).map_err(|e| format!("cannot write web/{STAMP}: {e}"))
}

/// Builds the app into `web/dist`, unless that is newer than every source.
pub(crate) fn build(places: &Places) -> Result<(), String> {
    let web = places.web();
    let built = changed(&web.join("dist/index.html"));
    if built.is_some() && built > newest_source(&web)? {
        eprintln!("web: web/dist is newer than its sources");
        return Ok(());
    }
    child::run(&mut npm(places, &["run", "build"]))?;
    tell_cargo(&places.root.join(EMBEDDED_BY))
}

/// Cargo knows the embedded files by the list of the last build, so it does not see that a folder came to be.
fn tell_cargo(source: &Path) -> Result<(), String> {
    let file = fs::File::open(source).map_err(|e| format!("{}: {e}", source.display()))?;
    file.set_modified(SystemTime::now()).map_err(|e| format!("{}: {e}", source.display()))
}

fn newest_source(folder: &Path) -> Result<Option<SystemTime>, String> {
    let mut newest = None;
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_output =
                ["dist", "node_modules", "coverage", "test-results"].iter().any(|name| path.ends_with(name));
            if path.is_dir() && !is_output {
                folders.push(path);
            } else if !is_output {
                newest = newest.max(changed(&path));
            }
        }
    }
    Ok(newest)
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn write(path: &Path, age_seconds: u64) {
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        let file = fs::File::create(path).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 - age_seconds))
            .expect("a date");
    }

    #[test]
    fn the_newest_source_is_found_and_outputs_do_not_count() {
        let web = tempfile::tempdir().expect("a folder");
        write(&web.path().join("src/board/day.tsx"), 10);
        write(&web.path().join("package-lock.json"), 20);
        write(&web.path().join("dist/index.html"), 1);
        write(&web.path().join("node_modules/a/index.js"), 1);
        let newest = newest_source(web.path()).expect("readable");
        assert_eq!(newest, changed(&web.path().join("src/board/day.tsx")));
        assert!(changed(&web.path().join("dist/index.html")) > newest);
        assert!(changed(&web.path().join("src/gone.tsx")) < newest);
    }
}

//! What a machine with Rust, Node, gcc and Python still lacks: installed through apt-get when we may, else named.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;

use crate::child;

/// Something that the tests start, with the Debian package that brings it.
struct Need {
    package: &'static str,
    present: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need { package: "chromium", present: has_chromium },
    Need { package: "postgresql-15", present: has_postgres },
];

/// Installs what is missing, or says which command installs it.
pub(crate) fn ensure() -> Result<(), String> {
    let missing: Vec<&str> = NEEDS.iter().filter(|need| !(need.present)()).map(|need| need.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    if !is_root() || !child::on_path("apt-get") {
        return Err(format!(
            "missing: {packages}. Run this line, then try again:\n\n    sudo apt-get install -y {packages}\n"
        ));
    }
    println!("installing {packages}");
    child::run(apt_get().arg("update").arg("-qq"))?;
    child::run(apt_get().args(["install", "-y", "-qq"]).args(&missing))?;
    match NEEDS.iter().find(|need| !(need.present)()) {
        Some(need) => Err(format!("{} was installed and its programs are still not found", need.package)),
        None => Ok(()),
    }
}

/// The browser for the browser test, as a path: `$CHROMIUM`, else Debian's.
pub(crate) fn chromium() -> PathBuf {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| child::found_on_path("chromium")).unwrap_or_else(|| PathBuf::from("/usr/bin/chromium"))
}

fn has_chromium() -> bool {
    chromium().exists()
}

fn has_postgres() -> bool {
    let on_path = child::on_path("postgres") && child::on_path("initdb");
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    on_path || installed.into_iter().any(|version| version.path().join("bin/initdb").exists())
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Whether this process may install packages.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

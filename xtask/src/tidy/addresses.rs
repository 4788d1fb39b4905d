//! The repository works on any machine: it names no home folder, no registry and no mirror.

use serde_json::Value;

use super::finding::Finding;
use super::rust_text::{is_word, line_of};
use super::tree::{SourceFile, Tree};

/// Beginnings of paths that exist on one machine only. In two parts, or this file would refuse itself.
const MACHINE_FOLDERS: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("C:", "\\Users"),
];

/// Hosts that serve packages. Which one is asked is the machine's business.
const REGISTRIES: &[&str] = &[
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("py", "pi.org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
    concat!("proxy.", "golang.org"),
];

/// The one source that a line of `Cargo.lock` may name.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks every text file, and the lock files in detail.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files().iter().flat_map(judge).collect()
}

fn judge(file: &SourceFile) -> Vec<Finding> {
    if file.path.ends_with("package-lock.json") {
        return package_lock(file);
    }
    if file.stem() == "Cargo" && file.ends_with(".lock") {
        return cargo_lock(file);
    }
    let folders = MACHINE_FOLDERS.iter().flat_map(|folder| {
        starts_of(&file.text, folder)
            .into_iter()
            .map(move |at| (at, format!("names a folder of one machine: `{folder}…`")))
    });
    let hosts = REGISTRIES.iter().flat_map(|host| {
        file.text.match_indices(host).map(move |(at, _)| (at, format!("names a package registry: {host}")))
    });
    folders
        .chain(hosts)
        .map(|(at, message)| Finding::at(&file.path, line_of(&file.text, at), message))
        .collect()
}

/// Where a path begins with this folder: not in the middle of a longer path or an address.
fn starts_of(text: &str, folder: &str) -> Vec<usize> {
    let goes_on = |byte: u8| is_word(byte) || matches!(byte, b'.' | b'-' | b'/' | b'}' | b'+' | b'~');
    let found = text.match_indices(folder).map(|(at, _)| at);
    found.filter(|at| !at.checked_sub(1).is_some_and(|before| goes_on(text.as_bytes()[before]))).collect()
}

fn cargo_lock(file: &SourceFile) -> Vec<Finding> {
    let foreign = |line: &str| {
        let source = line.strip_prefix("source = ")?.trim_matches('"').to_owned();
        (source != CRATES_IO).then_some(source)
    };
    let sources = file.text.lines().enumerate().filter_map(|(index, line)| Some((index + 1, foreign(line)?)));
    sources
        .map(|(line, source)| {
            Finding::at(&file.path, line, format!("takes a crate from {source}, not from crates.io"))
        })
        .collect()
}

/// Without `resolved` addresses npm asks the registry that the machine is set up with; `integrity` still pins the bytes.
fn package_lock(file: &SourceFile) -> Vec<Finding> {
    let refuse = |message: String| vec![Finding::in_file(&file.path, message)];
    let Ok(lock) = serde_json::from_str::<Value>(&file.text) else {
        return refuse("is not JSON".to_owned());
    };
    let Some(packages) = lock["packages"].as_object() else {
        return refuse("has no `packages`: write it with npm 9 or newer".to_owned());
    };
    let with_address: Vec<&String> = packages
        .iter()
        .filter(|(_, package)| package["resolved"].as_str().is_some_and(|a| a.contains("://")))
        .map(|(name, _)| name)
        .collect();
    let Some(first) = with_address.first() else { return Vec::new() };
    refuse(format!(
        "{} packages name where they were downloaded, first {first}: set `omit-lockfile-registry-resolved=true` in .npmrc and write it again",
        with_address.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::example::{accepted, refused};

    #[test]
    fn folders_of_one_machine_are_refused() {
        for folder in MACHINE_FOLDERS {
            refused(check, &[("docs/a.md", &format!("\nsee `{folder}x`\n"))], "docs/a.md:2", "one machine");
            accepted(check, &[("docs/a.md", &format!("docs{folder}x https://a.example{folder}"))]);
        }
    }

    #[test]
    fn registries_are_refused() {
        for host in REGISTRIES {
            refused(check, &[("web/.npmrc", &format!("registry=https://{host}/"))], "web/.npmrc:1", host);
        }
    }

    #[test]
    fn lock_files_name_no_mirror() {
        let cargo = "[[package]]\nname = \"a\"\nsource = \"registry+https://mirror.example/index\"\n";
        refused(check, &[("Cargo.lock", cargo)], "Cargo.lock:3", "mirror.example");
        accepted(check, &[("Cargo.lock", &format!("source = \"{CRATES_IO}\"\n"))]);
        let npm = r#"{"packages":{"":{},"node_modules/a":{"version":"1.0.0","resolved":"https://mirror.example/a.tgz"}}}"#;
        refused(check, &[("web/package-lock.json", npm)], "web/package-lock.json", "1 packages name where");
        accepted(
            check,
            &[("web/package-lock.json", r#"{"packages":{"node_modules/a":{"version":"1.0.0"}}}"#)],
        );
        refused(check, &[("web/package-lock.json", "{}")], "web/package-lock.json", "has no `packages`");
        refused(check, &[("web/package-lock.json", "{")], "web/package-lock.json", "is not JSON");
    }
}

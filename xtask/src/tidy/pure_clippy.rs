//! Clippy enforces purity too. A crate's own `clippy.toml` replaces the one of the root, so all pure crates hold the same text.

use std::fs;

use super::finding::Finding;
use super::layers::PURE_LAYERS;
use super::tree::Tree;

/// The text of the `clippy.toml` of every pure crate.
const PURE: &str = include_str!("../../pure-clippy.toml");

/// Checks that every pure crate holds the text.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let wrong = |path: &String| tree.file(path).is_none_or(|file| file.text != PURE);
    let message = "is not the text of `xtask/pure-clippy.toml`: run `cargo xtask tidy --fix`";
    wanted(tree).filter(wrong).map(|path| Finding::in_file(path, message)).collect()
}

/// Writes the text wherever it is missing or different, and answers where.
pub(crate) fn mend(tree: &Tree) -> Result<Vec<String>, String> {
    let paths: Vec<String> =
        wanted(tree).filter(|path| tree.file(path).is_none_or(|file| file.text != PURE)).collect();
    for path in &paths {
        fs::write(tree.root().join(path), PURE).map_err(|e| format!("cannot write {path}: {e}"))?;
    }
    Ok(paths)
}

fn wanted(tree: &Tree) -> impl Iterator<Item = String> {
    tree.crates().filter(|folder| is_pure(folder)).map(|folder| format!("{folder}/clippy.toml"))
}

fn is_pure(folder: &str) -> bool {
    let mut names = folder.split('/');
    names.next() == Some("crates") && names.next().is_some_and(|layer| PURE_LAYERS.contains(&layer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::example::{accepted, findings, folder, refused};

    #[test]
    fn a_missing_or_different_text_is_refused_and_mended() {
        let files =
            [("crates/kernel/time/Cargo.toml", ""), ("crates/app/app/Cargo.toml", ""), ("Cargo.toml", "")];
        refused(check, &files, "crates/kernel/time/clippy.toml", "tidy --fix");
        let changed = [files[0], ("crates/kernel/time/clippy.toml", "too-many-lines-threshold = 900\n")];
        refused(check, &changed, "crates/kernel/time/clippy.toml", "tidy --fix");
        let place = folder(&files);
        let read = || Tree::read(place.path()).expect("readable");
        assert_eq!(mend(&read()), Ok(vec!["crates/kernel/time/clippy.toml".to_owned()]));
        assert_eq!(check(&read()), Vec::new());
        assert_eq!(mend(&read()), Ok(Vec::new()));
    }

    #[test]
    fn the_same_text_is_accepted() {
        let files = [("crates/clinic/domain/Cargo.toml", ""), ("crates/clinic/domain/clippy.toml", PURE)];
        accepted(check, &files);
        assert_eq!(findings(check, &files[..1]).len(), 1);
    }
}

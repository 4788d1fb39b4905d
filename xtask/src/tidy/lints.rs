//! Every crate inherits the lints of the workspace.

use super::finding::Finding;
use super::tree::Tree;

/// Checks that each manifest has `[lints]` with `workspace = true`.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files().iter().filter(|file| file.ends_with("/Cargo.toml"));
    manifests
        .filter(|manifest| !inherits(&manifest.text))
        .map(|manifest| {
            Finding::in_file(
                &manifest.path,
                "does not inherit the lints: add `[lints]` with `workspace = true`",
            )
        })
        .collect()
}

fn inherits(manifest: &str) -> bool {
    let mut lines = manifest.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
    lines
        .by_ref()
        .take_while(|line| !line.starts_with('['))
        .any(|line| line.split('#').next().unwrap_or("").replace(' ', "").trim() == "workspace=true")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::example::{accepted, refused};

    #[test]
    fn a_manifest_with_inherited_lints_is_accepted() {
        accepted(
            check,
            &[("crates/kernel/time/Cargo.toml", "[package]\n\n[lints]\n# all\nworkspace = true\n")],
        );
    }

    #[test]
    fn a_manifest_without_them_is_refused() {
        let own = "[package]\nname = \"a\"\n[lints]\n[dependencies]\nworkspace = true\n";
        refused(check, &[("xtask/Cargo.toml", own)], "xtask/Cargo.toml", "does not inherit");
    }
}

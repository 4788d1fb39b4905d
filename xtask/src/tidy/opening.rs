//! Every Rust file opens with a `//!` that says what lives there.

use super::finding::Finding;
use super::tree::Tree;

/// Checks the first line of every Rust file, build scripts and tests too.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let opens = |text: &str| {
        text.lines()
            .next()
            .is_some_and(|line| line.strip_prefix("//! ").is_some_and(|says| !says.trim().is_empty()))
    };
    tree.rust()
        .filter(|file| !opens(&file.text))
        .map(|file| {
            Finding::at(&file.path, 1, "does not open with `//! ` and a sentence about what lives here")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::example::{accepted, refused};

    #[test]
    fn a_file_that_says_what_it_holds_is_accepted() {
        accepted(check, &[("build.rs", "//! Writes the build's date.\nfn main() {}\n")]);
    }

    #[test]
    fn a_silent_file_is_refused() {
        for text in ["fn main() {}\n", "//!\n//! Late.\n", "", "#![allow(a)]\n//! Late.\n", "/// Item.\n"] {
            refused(check, &[("build.rs", text)], "build.rs:1: ", "does not open");
        }
    }
}

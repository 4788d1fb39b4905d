//! Files and modules are named by what they hold. A drawer for everything is refused by name.

use super::finding::Finding;
use super::rust_text::{find_word, is_word, line_of};
use super::tree::{SourceFile, Tree};

/// Words that say nothing about what is inside.
const REFUSED: &[&str] =
    &["util", "utils", "utilities", "helper", "helpers", "common", "manager", "managers", "misc"];

/// Checks the names of folders, files and inline modules.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files().iter().filter(|file| is_source(file));
    sources.flat_map(|file| wrong_path(file).into_iter().chain(wrong_modules(file))).collect()
}

fn is_source(file: &SourceFile) -> bool {
    [".rs", ".ts", ".tsx", ".css", ".sql", ".toml"].iter().any(|ending| file.ends_with(ending))
}

fn wrong_path(file: &SourceFile) -> Option<Finding> {
    if file.ends_with("/mod.rs") {
        return Some(Finding::in_file(&file.path, "write `foo.rs` beside `foo/`, not `foo/mod.rs`"));
    }
    let folders = file.folder().split('/');
    let word = folders.chain([file.stem()]).find_map(refused_word)?;
    Some(Finding::in_file(&file.path, explained(word)))
}

fn wrong_modules(file: &SourceFile) -> Vec<Finding> {
    let module_name = |at: usize| {
        let rest = file.code[at + 3..].trim_start();
        &rest[..rest.bytes().take_while(|byte| is_word(*byte)).count()]
    };
    let modules = find_word(&file.code, "mod").into_iter();
    modules
        .filter_map(|at| {
            let word = refused_word(module_name(at))?;
            Some(Finding::at(&file.path, line_of(&file.code, at), explained(word)))
        })
        .collect()
}

/// The refused word in a name like `time_utils`, `time-utils` or `timeUtils`.
fn refused_word(name: &str) -> Option<&'static str> {
    let mut spaced = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
    }
    let mut words = spaced.split(|letter: char| !letter.is_alphanumeric());
    words.find_map(|word| REFUSED.iter().find(|refused| **refused == word).copied())
}

fn explained(word: &str) -> String {
    format!("`{word}` in a name says nothing: name the concept that lives here")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::example::{accepted, refused};

    #[test]
    fn drawers_for_everything_are_refused() {
        for path in ["a/src/utils.rs", "a/src/time_helpers.rs", "web/src/dateUtils.ts", "a/common/rows.rs"] {
            refused(check, &[(path, "//! Doc.\n")], path, "says nothing");
        }
        refused(check, &[("a/src/lib.rs", "//! Doc.\n\npub mod misc {}\n")], "a/src/lib.rs:3", "`misc`");
        refused(check, &[("a/src/rows/mod.rs", "//! Doc.\n")], "a/src/rows/mod.rs", "foo.rs");
    }

    #[test]
    fn names_that_only_contain_the_letters_are_accepted() {
        let text = "//! Doc.\nmod commonality;\nfn helper() {}\n";
        accepted(check, &[("a/src/miscarriage.rs", text), ("docs/utils.md", "")]);
    }
}

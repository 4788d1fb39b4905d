//! What is committed is finished: no placeholders, no reminders, no tests that are switched off.

use super::finding::Finding;
use super::rust_text::{find_word, line_of};
use super::tree::{SourceFile, Tree};

/// Refused in Rust code, outside comments and literals.
const IN_CODE: &[&str] = &["todo!", "unimplemented!", "#[ignore"];

/// Refused in scripts of the web app: tests that are skipped or hide the others.
const IN_WEB_TESTS: &[&str] =
    &["it.skip", "test.skip", "describe.skip", "it.only", "test.only", "describe.only"];

/// Refused everywhere in sources, comments too. Written in two parts, or this file would refuse itself.
const REMINDERS: &[&str] = &[concat!("FIX", "ME"), concat!("X", "XX"), concat!("TO", "DO")];

/// Checks all sources.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files().iter().filter(|file| is_source(file));
    sources.flat_map(unfinished).collect()
}

fn is_source(file: &SourceFile) -> bool {
    let endings = [".rs", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sql", ".sh", ".toml"];
    endings.iter().any(|ending| file.ends_with(ending))
}

fn unfinished(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut refuse = |text: &str, words: &[&str]| {
        for word in words {
            for at in find_word(text, word) {
                findings.push(Finding::at(
                    &file.path,
                    line_of(text, at),
                    format!("`{word}`: finish it or leave it out"),
                ));
            }
        }
    };
    refuse(&file.text, REMINDERS);
    refuse(&file.code, IN_CODE);
    if file.path.starts_with("web/") {
        refuse(&file.text, IN_WEB_TESTS);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::example::{accepted, refused};

    #[test]
    fn placeholders_and_switched_off_tests_are_refused() {
        for word in ["todo!()", "unimplemented!()", "#[ignore]", "#[ignore = \"slow\"]"] {
            refused(check, &[("a.rs", &format!("//! Doc.\n{word}\n"))], "a.rs:2: ", "finish it");
        }
        refused(check, &[("web/src/board.test.ts", "it.only('a', f)")], "web/src/board.test.ts:1", "it.only");
    }

    #[test]
    fn reminders_are_refused_in_comments_too() {
        for word in REMINDERS {
            refused(check, &[("a.sql", &format!("-- {word}: index\n"))], "a.sql:1: ", word);
        }
    }

    #[test]
    fn talking_about_a_macro_is_free() {
        accepted(
            check,
            &[("a.rs", "//! Never `todo!`.\nconst A: &str = \"unimplemented!\";\n"), ("docs/a.md", "todo!")],
        );
    }
}

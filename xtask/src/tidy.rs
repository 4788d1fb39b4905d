//! `cargo xtask tidy`: every rule about the shape of the repository that can be read off the text, in about a second.

mod addresses;
mod doc_paths;
mod file_length;
mod finding;
mod function_length;
mod layers;
mod lints;
mod names;
mod opening;
mod pinned;
mod pure_clippy;
mod purity;
mod rust_text;
mod tree;
mod unfinished;

#[cfg(test)]
mod example;

use finding::Finding;
use tree::Tree;

use crate::places::Places;

type Check = fn(&Tree) -> Vec<Finding>;

/// Every check with the rule it stands for.
const CHECKS: &[(&str, Check)] = &[
    ("an import only goes down the layers", layers::check),
    ("every crate inherits the lints", lints::check),
    ("pure crates are pure", purity::check),
    ("pure crates share one clippy.toml", pure_clippy::check),
    ("files are short", file_length::check),
    ("functions are short", function_length::check),
    ("every file says what it holds", opening::check),
    ("names name a concept", names::check),
    ("everything is finished", unfinished::check),
    ("documents name what exists", doc_paths::check),
    ("nothing names one machine or registry", addresses::check),
    ("packages are pinned", pinned::check),
];

/// Runs all checks; with `fix` it first writes what it can write itself.
pub(crate) fn run(places: &Places, fix: bool) -> Result<(), String> {
    let mut tree = Tree::read(&places.root)?;
    if fix {
        for path in pure_clippy::mend(&tree)? {
            println!("wrote {path}");
        }
        tree = Tree::read(&places.root)?;
    }
    let mut total = 0;
    for (rule, check) in CHECKS {
        let findings = check(&tree);
        let verdict =
            if findings.is_empty() { "ok".to_owned() } else { format!("{} to mend", findings.len()) };
        println!("tidy: {rule}: {verdict}");
        for finding in &findings {
            println!("    {finding}");
        }
        total += findings.len();
    }
    println!("tidy: {}", file_length::median_report(&tree));
    if total == 0 { Ok(()) } else { Err(format!("tidy found {total} things to mend")) }
}

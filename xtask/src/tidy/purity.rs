//! Pure crates take time, seeds and data as arguments: no clock, environment, files, sockets, threads or hash order.

use super::finding::Finding;
use super::layers::PURE_LAYERS;
use super::rust_text::{closing_brace, find_word, is_word, line_of, test_modules, without_tests};
use super::tree::{SourceFile, Tree};

/// Words that a pure crate does not say, with the reason.
const REFUSED: &[(&str, &str)] = &[
    ("SystemTime", "reads the clock: take `now` as an argument"),
    ("Instant::now", "reads the clock: take `now` as an argument"),
    ("Timestamp::now", "reads the clock: take `now` as an argument"),
    ("Zoned::now", "reads the clock: take `now` as an argument"),
    ("std::env", "reads the environment: take the value as an argument"),
    ("std::fs", "reads files: take bytes or a reader"),
    ("std::net", "opens sockets: that is for adapters and faces"),
    ("std::process", "starts or ends processes: that is for the binary"),
    (THREAD, "starts or stops threads: that is for app and above"),
    ("thread_rng", "draws from ambient randomness: take a stream from lindley-seed"),
    ("rand::rng(", "draws from ambient randomness: take a stream from lindley-seed"),
    ("OsRng", "draws from ambient randomness: take a stream from lindley-seed"),
    ("tokio", "waits: pure code is not async"),
    ("async fn", "waits: pure code is not async"),
];

/// What `std::collections` must not be asked for. A `hashbrown` table with a fixed seed is another matter.
const HASHED: &[&str] = &["HashMap", "HashSet", "hash_map", "hash_set"];

const THREAD: &str = "std::thread";

/// Modules of `std` that are refused, for imports of the form `use std::{fs, io}`.
const STD_MODULES: &[&str] = &["env", "fs", "net", "process", "thread"];

/// Pure parts of crates in impure layers: generators must give the same bytes for the same seed.
const PURE_PARTS: &[&str] = &["crates/lab/twin/src/demo"];

/// The contract tests race callers against each other, so they start threads.
const THREADS_ALLOWED: &str = "crates/clinic/ports/src/contract";

/// Checks the sources of pure crates, without what only tests compile.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let tests = test_files(tree);
    let pure = tree.rust().filter(|file| is_pure(&file.path) && !tests.contains(&file.path));
    pure.flat_map(impurities).collect()
}

fn is_pure(path: &str) -> bool {
    let mut names = path.split('/');
    let in_pure_layer = names.next() == Some("crates")
        && names.next().is_some_and(|layer| PURE_LAYERS.contains(&layer))
        && names.nth(1) == Some("src");
    in_pure_layer || PURE_PARTS.iter().any(|part| path.starts_with(part))
}

/// Files that only tests compile: `tests.rs`, everything below a `tests` folder, modules declared for tests.
fn test_files(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.rust() {
        if file.stem() == "tests" || file.path.contains("/tests/") {
            found.push(file.path.clone());
        }
        let folder = if ["lib", "main"].contains(&file.stem()) {
            file.folder().to_owned()
        } else {
            format!("{}/{}", file.folder(), file.stem())
        };
        found.extend(test_modules(&file.code).iter().map(|name| format!("{folder}/{name}.rs")));
    }
    found
}

fn impurities(file: &SourceFile) -> Vec<Finding> {
    let code = without_tests(&file.code);
    let threads_allowed = file.path.starts_with(THREADS_ALLOWED);
    let mut findings = Vec::new();
    for (word, reason) in REFUSED.iter().filter(|(word, _)| !(threads_allowed && *word == THREAD)) {
        for at in find_word(&code, word) {
            findings.push(Finding::at(&file.path, line_of(&code, at), format!("`{word}` {reason}")));
        }
    }
    for (at, module) in grouped_imports(&code) {
        if !(threads_allowed && module == "thread") {
            let message = format!("`std::{module}` reaches outside: pure code takes arguments");
            findings.push(Finding::at(&file.path, line_of(&code, at), message));
        }
    }
    for (at, name) in hashed_collections(&code) {
        let message =
            format!("`{name}` of std has an order that changes from run to run: use a BTree or a fixed seed");
        findings.push(Finding::at(&file.path, line_of(&code, at), message));
    }
    findings.sort();
    findings
}

/// The hashed tables that are named through `std::collections`, alone or in a group, with their offsets.
fn hashed_collections(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, path) in code.match_indices("collections::") {
        let start = at + path.len();
        let named = if code[start..].starts_with('{') {
            &code[start..closing_brace(code, start)]
        } else {
            let length = code[start..].bytes().take_while(|byte| is_word(*byte)).count();
            &code[start..start + length]
        };
        for name in HASHED {
            found.extend(find_word(named, name).into_iter().map(|offset| (start + offset, *name)));
        }
    }
    found
}

/// The refused modules in `std::{…}` groups, with their offsets.
fn grouped_imports(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, opening) in code.match_indices("std::{") {
        let start = at + opening.len();
        let group = &code[start..closing_brace(code, start - 1)];
        let mut depth = 0_u32;
        let mut entry_begins = true;
        for (offset, byte) in group.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b',' => entry_begins = depth == 0,
                _ if byte.is_ascii_whitespace() => {}
                _ if entry_begins => {
                    entry_begins = false;
                    let length = group[offset..].bytes().take_while(|byte| is_word(*byte)).count();
                    let name = &group[offset..offset + length];
                    if STD_MODULES.contains(&name) {
                        found.push((start + offset, name));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;

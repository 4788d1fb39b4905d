//! The purity check, tried on each word it refuses and on what only looks like one.

use super::*;
use crate::tidy::example::{accepted, findings, refused};

const LIB: &str = "crates/clinic/domain/src/lib.rs";

#[test]
fn every_refused_word_is_found_with_its_line() {
    for (word, reason) in REFUSED {
        let text = format!("//! Doc.\n\nfn f() {{ {word} }}\n");
        refused(check, &[(LIB, &text)], "crates/clinic/domain/src/lib.rs:3: ", reason);
    }
}

#[test]
fn a_grouped_import_hides_nothing() {
    let text =
        "//! Doc.\nuse std::{\n    collections::{BTreeMap, btree_map},\n    fs::{self, File},\n    io,\n};\n";
    refused(check, &[(LIB, text)], "crates/clinic/domain/src/lib.rs:4: ", "`std::fs`");
}

#[test]
fn tables_of_std_are_refused_and_tables_with_a_fixed_seed_are_not() {
    for import in [
        "collections::HashMap",
        "collections::{\n    BTreeMap, HashSet}",
        "{collections::hash_map::Entry, fmt}",
    ] {
        let text = format!("//! Doc.\nuse std::{import};\n");
        refused(check, &[(LIB, &text)], "crates/clinic/domain/src/lib.rs:", "of std has an order");
    }
    accepted(check, &[(LIB, "use std::collections::{BTreeMap, BTreeSet};\nuse hashbrown::HashMap;\n")]);
}

#[test]
fn comments_strings_tests_and_other_words_are_free() {
    let text = "//! No SystemTime.\nconst A: &str = \"std::fs\"; // HashMap\nfn my_thread_rng() {}\nuse std::{fmt, env_logger};\n\
                #[cfg(test)]\nmod laws;\n#[cfg(test)]\nmod tests { use std::collections::HashSet; }\n";
    accepted(
        check,
        &[
            (LIB, text),
            ("crates/clinic/domain/src/laws.rs", "use std::fs;"),
            ("crates/clinic/domain/src/state/tests.rs", "use std::fs;"),
            ("crates/clinic/domain/tests/it/main.rs", "use std::fs;"),
            ("crates/clinic/domain/build.rs", "use std::fs;"),
        ],
    );
}

#[test]
fn impure_layers_are_free_except_the_demo_generator() {
    let text = "use std::collections::HashMap;\n";
    accepted(check, &[("crates/app/app/src/lib.rs", text), ("crates/lab/twin/src/lib.rs", text)]);
    let parts = [("crates/lab/twin/src/demo/patients.rs", text), ("crates/lab/twin/src/demo.rs", text)];
    assert_eq!(findings(check, &parts).len(), 2);
}

#[test]
fn the_contract_may_start_threads_and_nothing_else() {
    let path = "crates/clinic/ports/src/contract/race.rs";
    accepted(check, &[(path, "use std::thread;\nuse std::{sync, thread};\n")]);
    refused(check, &[(path, "use std::{fs, thread};\n")], path, "std::fs");
}

//! The layer table, tried on small workspaces with one wrong arrow each.

use super::*;
use crate::tidy::example::{accepted, folder, refused};

/// A workspace of crates: folder, name, and the body of its manifest after the name.
fn workspace(crates: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut files = vec![(
        "Cargo.toml".to_owned(),
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*/*\"]\n".to_owned(),
    )];
    for (folder, name, rest) in crates {
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}\n");
        files.push((format!("{folder}/Cargo.toml"), manifest));
        files.push((format!("{folder}/src/lib.rs"), "//! Empty.\n".to_owned()));
    }
    files
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

const TIME: (&str, &str, &str) = ("crates/kernel/time", "lindley-time", "");
const DOMAIN: (&str, &str, &str) = (
    "crates/clinic/domain",
    "lindley-domain",
    "[dependencies]\nlindley-time = { path = \"../../kernel/time\" }",
);

#[test]
fn arrows_that_go_down_are_accepted_and_so_is_anything_in_tests() {
    let time = (
        "crates/kernel/time",
        "lindley-time",
        "[dev-dependencies]\nlindley-domain = { path = \"../../clinic/domain\" }",
    );
    accepted(check, &borrowed(&workspace(&[time, DOMAIN])));
}

#[test]
fn an_arrow_that_goes_up_is_refused() {
    let time = (
        "crates/kernel/time",
        "lindley-time",
        "[dependencies]\nlindley-api = { path = \"../../formats/api\" }",
    );
    let api = ("crates/formats/api", "lindley-api", "");
    refused(
        check,
        &borrowed(&workspace(&[time, api])),
        "crates/kernel/time/Cargo.toml",
        "kernel may not see formats",
    );
}

#[test]
fn a_build_script_counts_like_the_crate() {
    let api = (
        "crates/formats/api",
        "lindley-api",
        "[build-dependencies]\nlindley-app = { path = \"../../app/app\" }",
    );
    let app = ("crates/app/app", "lindley-app", "");
    refused(check, &borrowed(&workspace(&[api, app])), "crates/formats/api", "formats may not see app");
}

#[test]
fn adapters_and_faces_never_see_each_other() {
    assert!(refusal("lindley-http", "faces", "lindley-store-memory", Some("adapters")).is_some());
    assert!(refusal("lindley-store-memory", "adapters", "lindley-http", Some("faces")).is_some());
    assert!(refusal("lindley", "bin", "lindley-http", Some("faces")).is_none());
    assert!(refusal("lindley", "bin", "lindley-store-memory", Some("adapters")).is_none());
}

#[test]
fn the_clinic_sees_the_kernel_and_not_itself() {
    for name in ["lindley-domain", "lindley-governance", "lindley-ports"] {
        assert!(refusal(name, "clinic", "lindley-time", Some("kernel")).is_none());
        assert!(refusal(name, "clinic", "lindley-other", Some("clinic")).is_some());
        assert!(refusal(name, "clinic", "lindley-api", Some("formats")).is_some());
    }
}

#[test]
fn a_twin_runs_the_real_app_and_names_no_store() {
    assert!(refusal("lindley-twin", "lab", "lindley-app", Some("app")).is_none());
    assert!(refusal("lindley-twin", "lab", "lindley-store-memory", Some("adapters")).is_some());
    assert!(refusal("lindley-twin", "lab", "lindley-governance", Some("clinic")).is_some());
}

#[test]
fn a_pure_crate_imports_nothing_that_waits_or_reads_clocks() {
    let problem = refusal("lindley-domain", "clinic", "tokio", None).expect("refused");
    assert!(problem.contains("clinic is pure"), "{problem}");
    assert!(refusal("lindley-app", "app", "tokio", None).is_none());
    assert!(refusal("lindley-domain", "clinic", "serde", None).is_none());
}

#[test]
fn a_crate_outside_the_table_or_with_another_name_is_refused() {
    let astray = workspace(&[("crates/tools/clock", "lindley-clock", "")]);
    refused(check, &borrowed(&astray), "crates/tools/clock/Cargo.toml", "is in no layer");
    let renamed = workspace(&[("crates/kernel/time", "time", "")]);
    refused(check, &borrowed(&renamed), "crates/kernel/time/Cargo.toml", "its folder says lindley-time");
}

#[test]
fn a_broken_manifest_is_a_finding() {
    let broken = folder(&[("Cargo.toml", "[workspace"), ("crates/kernel/time/Cargo.toml", TIME.2)]);
    let tree = Tree::read(broken.path()).expect("readable");
    assert_eq!(check(&tree).len(), 1);
}

//! The catalogue of problems and the page made from it.

use std::collections::BTreeSet;

use lindley_api::problem::{CATALOGUE, Problem, kind, page};

#[test]
fn codes_are_unique_and_kebab_case() {
    let codes: BTreeSet<&str> = CATALOGUE.iter().map(|kind| kind.code).collect();
    assert_eq!(codes.len(), CATALOGUE.len());
    for code in codes {
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
        assert_eq!(kind(code).expect("found by its code").code, code);
    }
}

#[test]
fn every_problem_is_an_error_that_says_what_to_do() {
    for kind in CATALOGUE {
        assert!((400..600).contains(&kind.status), "{}", kind.code);
        assert!(kind.advice.ends_with('.') && kind.advice.len() > 10, "{}: {}", kind.code, kind.advice);
        assert!(!kind.title.ends_with('.'), "{}: {}", kind.code, kind.title);
        assert!(kind.address().starts_with("https://"), "{}", kind.code);
    }
}

#[test]
fn the_committed_page_is_up_to_date() {
    let committed = include_str!("../../../../../docs/problems.md");
    assert!(
        committed == page::markdown(),
        "docs/problems.md is out of date: run cargo run -p lindley-http --example openapi"
    );
}

#[test]
fn a_problem_names_its_fields_as_the_standard_does() {
    let problem = Problem::new(kind("rate-limited").expect("known"), "at most 3").at("/a~1b");
    let json = serde_json::to_value(&problem).expect("json");
    assert_eq!(json["type"], "https://iana.org/assignments/http-problem-types#quota-exceeded");
    assert_eq!(json["status"], 429);
    assert_eq!(json["errors"][0]["pointer"], "/a~1b");
    assert!(json.get("blocking").is_none(), "what is not there is left out");
}

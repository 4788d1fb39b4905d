//! The page of problems for readers: `docs/problems.md`.

use std::fmt::Write as _;

use super::catalogue::CATALOGUE;

const OPENING: &str = "# Problems

Every answer of the API that is not a success is a problem (RFC 9457, `application/problem+json`). Branch on `code`: it is
stable. `detail` says what was wrong this time, `errors` where, `advice` what to do next; `trace_id` finds the request in the
server's log. A problem never names a patient.

This page is made from the catalogue in `crates/formats/api/src/problem/catalogue.rs` by
`cargo run -p lindley-http --example openapi`; a test compares the two.

| code | status | what it means | what to do |
|---|---|---|---|
";

/// The page as Markdown.
pub fn markdown() -> String {
    let mut page = String::from(OPENING);
    for kind in CATALOGUE {
        let link = kind.registered.map_or_else(String::new, |address| format!(" (type `{address}`)"));
        // Writing to a string cannot fail.
        _ = writeln!(page, "| `{}` | {} | {}{link} | {} |", kind.code, kind.status, kind.title, kind.advice);
    }
    page
}

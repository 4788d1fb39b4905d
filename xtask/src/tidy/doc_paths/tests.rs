//! Documents that name what exists, and documents that do not.

use super::*;
use crate::tidy::example::{accepted, refused};

#[test]
fn what_exists_may_be_named() {
    let text = "See `crates/kernel/time/src/span.rs:12`, `crates/kernel`, `crates/*/*/src`, `crates/kernel/{time,seed}`.\n\
                [map](docs/ARCHITECTURE.md#map), [site](https://example.org/a/b), [here](#here), `web/dist/index.html`.\n\
                `docs/adr/NNNN-title.md`, `crates/<layer>/<name>`, `crates/LAYER/NAME`, `text/html`, `cargo test crates/none`, `a/b`.\n\
                ```sh\ncat `crates/none`\n```\n";
    accepted(
        check,
        &[
            ("README.md", text),
            ("docs/ARCHITECTURE.md", "[readme](../README.md) and [style](./ARCHITECTURE.md)"),
            ("crates/kernel/time/src/span.rs", "//! See `docs/ARCHITECTURE.md`.\n"),
            ("crates/kernel/seed/src/lib.rs", ""),
            ("web/package.json", "{}"),
        ],
    );
}

#[test]
fn a_missing_path_is_refused_with_its_line() {
    let existing = ("crates/kernel/time/src/lib.rs", "");
    let says = |text: &'static str| [("README.md", text), existing];
    refused(check, &says("\n\nin `crates/kernel/time/src/gone.rs`"), "README.md:3: ", "time/src/gone.rs");
    refused(check, &says("in `crates/kernel/{time,space}`"), "README.md:1: ", "crates/kernel/space");
    refused(check, &says("in `crates/*/gone.rs`"), "README.md:1: ", "gone.rs");
    refused(check, &says("see [a](docs/GONE.md#a)"), "README.md:1: ", "docs/GONE.md");
}

#[test]
fn links_are_resolved_from_their_document() {
    refused(check, &[("docs/a.md", "[b](adr/b.md)")], "docs/a.md:1: ", "`docs/adr/b.md`");
    accepted(check, &[("docs/a.md", "[outside](../../elsewhere.md)")]);
}

#[test]
fn doc_comments_are_documents_too() {
    let file = ("crates/kernel/time/src/lib.rs", "//! Doc.\n/// See `docs/GONE.md`.\nfn a() {}\n");
    refused(check, &[file, ("docs/a.md", "")], "crates/kernel/time/src/lib.rs:2: ", "docs/GONE.md");
}

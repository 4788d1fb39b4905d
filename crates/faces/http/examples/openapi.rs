//! Writes the documents that are made from the code: `docs/openapi.json` and `docs/problems.md`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs");
    std::fs::write(docs.join("openapi.json"), lindley_http::openapi_text())?;
    std::fs::write(docs.join("problems.md"), lindley_api::problem::page::markdown())
}

//! The study as one page.
use crate::Results;

/// The page.
pub fn report(results: &Results) -> String {
    format!("<!doctype html><title>{}</title>", results.data.source)
}

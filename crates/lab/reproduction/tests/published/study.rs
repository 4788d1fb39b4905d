//! The study of the published file, where that is at hand.

use std::fs;
use std::path::PathBuf;

use lindley_reproduction::authors_outputs::{CLASSES_FILE, PREDICTIONS_FILE};
use lindley_reproduction::{Study, read_authors_outputs, read_records};

/// The folder with the data: beside the checkout, or where `LINDLEY_DATA` says.
fn folder() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join("hangu")
}

/// Nothing where the data or the outputs that the authors stored are missing: their predictions sort the test part into kinds.
pub(crate) fn of_the_file() -> Option<Study> {
    let folder = folder();
    let rows = read_records(fs::File::open(folder.join("Data.csv")).ok()?).expect("every row is good");
    let text = |name: &str| fs::read_to_string(folder.join("authors_outputs").join(name)).ok();
    let outputs = |(predictions, classes): (String, String)| {
        read_authors_outputs(&predictions, &classes).expect("both files are good")
    };
    let authors = text(PREDICTIONS_FILE).zip(text(CLASSES_FILE)).map(outputs)?;
    Some(Study::of_file(rows, Some(authors)).expect("both parts have rows"))
}

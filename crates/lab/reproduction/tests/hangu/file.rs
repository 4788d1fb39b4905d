//! The Hangu file, if it is at hand.

use std::fs::File;
use std::path::PathBuf;

use lindley_reproduction::features::{self, Split};
use lindley_reproduction::{ConsultationRow, read_records};

/// The file itself; none, with a word, if it is not there.
pub(crate) fn open() -> Option<File> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join("hangu/Data.csv");
    let file = File::open(&path);
    if file.is_err() {
        println!("skipped: no {}", path.display());
    }
    file.ok()
}

/// Every row, if the file is there.
pub(crate) fn rows() -> Option<Vec<ConsultationRow>> {
    Some(read_records(open()?).expect("every row is good"))
}

/// The study's two parts.
pub(crate) fn split() -> Option<Split> {
    rows().map(|rows| features::build(&rows).expect("both parts have rows"))
}

//! The Hangu file, if it is at hand.

use std::fs::File;
use std::path::PathBuf;

use lindley_reproduction::features::{self, Split};
use lindley_reproduction::{ConsultationRow, consultations};

/// Every row; none, with a word, if the file is not there.
pub(crate) fn rows() -> Option<Vec<ConsultationRow>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join("hangu/Data.csv");
    let Ok(file) = File::open(&path) else {
        println!("skipped: no {}", path.display());
        return None;
    };
    Some(consultations(file).expect("every row is good"))
}

/// The study's two parts.
pub(crate) fn split() -> Option<Split> {
    rows().map(|rows| features::build(&rows).expect("both parts have rows"))
}

//! Which codes go left.

use serde::{Deserialize, Serialize};

use super::binning::MISSING;

/// A set of codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CodeSet([u64; 4]);

impl CodeSet {
    pub(super) fn insert(&mut self, code: u8) {
        self.0[usize::from(code >> 6)] |= 1 << (code & 63);
    }

    pub(super) fn holds(&self, code: u8) -> bool {
        self.0[usize::from(code >> 6)] >> (code & 63) & 1 == 1
    }
}

/// Which codes of a column go left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    /// Codes up to this one; and missing values, or not.
    UpTo { code: u8, missing: bool },
    /// These codes; [`MISSING`] may be one of them.
    Among(CodeSet),
}

impl Rule {
    pub(super) fn goes_left(&self, code: u8) -> bool {
        match self {
            Self::UpTo { code: last, missing } => code <= *last || (*missing && code == MISSING),
            Self::Among(set) => set.holds(code),
        }
    }
}

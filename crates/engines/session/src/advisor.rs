//! Advice in words: which classification and which rule are enough at which weights, and how firmly a plan stands when the
//! weights move.

mod enough;
mod sensitivity;

use std::fmt;

use crate::weights::Weights;

pub use enough::{Advice, Enough, Setting, Standing, Summary, advise};
pub use sensitivity::{Sensitivity, Share, WeightRange, sensitivity};

/// Weights in words.
struct Told<'a>(&'a Weights);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Weights { wait, idle, overtime } = self.0;
        write!(f, "waiting {wait}, idling {idle}, overtime {overtime}")
    }
}

/// A share in per cent, short: `0.8 %`.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let rounded = format!("{percent:.1}");
    let short = rounded.strip_suffix(".0").unwrap_or(&rounded);
    if percent > 0.0 && short == "0" { "less than 0.1 %".to_owned() } else { format!("{short} %") }
}

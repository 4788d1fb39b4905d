//! Rules that write down a few good sequences of a composition instead of all of them.
//!
//! Every rule gives a sorted set without duplicates, and can say in words how it came to a sequence.
//! The rules are those of Feng et al. (2024): the candidate rules generator (CRG), the traditional sequencing candidates of
//! two kinds (TSC), and the rules by moments of the service times (MR).

mod bundles;
mod crg;
mod moments;
mod tsc;

use std::fmt;

pub use bundles::type_bundles;
pub use crg::{Order, crg, explain_crg};
pub use moments::{Moment, ServiceMoments, explain_moments, moment_rules};
pub use tsc::{explain_tsc, tsc};

use crate::composition::Composition;
use crate::error::SessionError;
use crate::sequence::{Sequence, letter};

/// How a rule came to a sequence; it is written in words.
///
/// ```
/// use lindley_session::{Order, explain_crg};
///
/// let rule = explain_crg(&"ABABB".parse()?, Order::Both).expect("AB, AB, B");
/// assert_eq!(rule.to_string(), "AB 2 times, then B");
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Each kind in one block.
    Blocks {
        /// The kinds in the order of their blocks.
        kinds: Vec<u8>,
    },
    /// A pattern of blocks as often as the visits allow, and what is left of them in blocks before or after it.
    Repeated {
        /// The pattern.
        pattern: Sequence,
        /// How often it stands there.
        times: usize,
        /// What is left, if anything.
        rest: Option<Sequence>,
        /// Whether the rest comes before the pattern.
        rest_first: bool,
    },
    /// One kind in two halves around the other.
    Around {
        /// The kind that is cut in two.
        outer: u8,
        /// How many of it come first.
        before: u8,
        /// The kind in between.
        inner: u8,
        /// How many of the outer kind come last.
        after: u8,
    },
    /// The kinds in blocks, ordered by a moment of their service times.
    ByMoment {
        /// The moment.
        moment: Moment,
        /// Whether the kind with the smallest comes first.
        smallest_first: bool,
    },
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocks { kinds } => kinds.iter().enumerate().try_for_each(|(place, kind)| {
                let then = if place == 0 { "" } else { ", then " };
                write!(f, "{then}all {}", letter(*kind))
            }),
            Self::Repeated { pattern, times, rest, rest_first } => {
                let repeated = match times {
                    1 => pattern.to_string(),
                    times => format!("{pattern} {times} times"),
                };
                match rest {
                    None => f.write_str(&repeated),
                    Some(rest) if *rest_first => write!(f, "{rest}, then {repeated}"),
                    Some(rest) => write!(f, "{repeated}, then {rest}"),
                }
            }
            Self::Around { outer, before, inner, after } => {
                let (outer, inner) = (letter(*outer), letter(*inner));
                write!(f, "{before} {outer}, then all {inner}, then {after} {outer}")
            }
            Self::ByMoment { moment, smallest_first } => {
                write!(f, "{} {moment} first", if *smallest_first { "smallest" } else { "largest" })
            }
        }
    }
}

/// The kinds that have a visit, with their counts: the rules know no others.
fn present(composition: &Composition) -> Vec<(u8, u8)> {
    (0_u8..).zip(composition.counts().iter().copied()).filter(|(_, count)| *count > 0).collect()
}

/// A sorted set of sequences without duplicates.
fn sorted_set(mut found: Vec<Vec<u8>>) -> Result<Vec<Sequence>, SessionError> {
    found.sort_unstable();
    found.dedup();
    found.iter().map(|kinds| Sequence::new(kinds)).collect()
}

#[cfg(test)]
mod tests;

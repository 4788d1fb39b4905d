//! How many visits of each kind a session has.

use std::fmt;

use crate::error::SessionError;
use crate::sequence::{Sequence, letter};

/// Counts by kind; kind 0 is written A. A count may be zero, their sum may not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Composition {
    counts: Box<[u8]>,
}

impl Composition {
    /// A composition with these counts.
    ///
    /// ```
    /// let composition = lindley_session::Composition::new(&[8, 8])?;
    /// assert_eq!(composition.to_string(), "A=8,B=8");
    /// assert_eq!(composition.sequences(), 12_870);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Size`] unless there are 1 to 255 visits of 1 to 26 kinds.
    pub fn new(counts: &[u8]) -> Result<Self, SessionError> {
        let visits = counts.iter().map(|count| usize::from(*count)).sum();
        if counts.is_empty() || counts.len() > 26 || !(1..=255).contains(&visits) {
            return Err(SessionError::Size { visits, kinds: counts.len() });
        }
        Ok(Self { counts: counts.into() })
    }

    /// What a sequence is made of; its length and kinds have been checked.
    pub(crate) fn of(sequence: &[u8], kinds: usize) -> Self {
        let most = sequence.iter().copied().max().map_or(0, |kind| usize::from(kind) + 1);
        let mut counts = vec![0_u8; kinds.max(most)];
        for kind in sequence {
            counts[usize::from(*kind)] += 1;
        }
        Self { counts: counts.into() }
    }

    /// A composition that may be empty.
    pub(crate) fn from_counts(counts: &[u8]) -> Self {
        Self { counts: counts.into() }
    }

    /// The sequence with this number in the order of words, from 0.
    ///
    /// ```
    /// let composition = lindley_session::Composition::new(&[2, 1])?;
    /// let words: Vec<String> = (0..3).map(|rank| composition.sequence_at(rank).to_string()).collect();
    /// assert_eq!(words, ["AAB", "ABA", "BAA"]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Panics
    /// If there are not so many sequences.
    pub fn sequence_at(&self, rank: u128) -> Sequence {
        assert!(rank < self.sequences(), "there are {} sequences", self.sequences());
        let mut left = self.clone();
        let mut rank = rank;
        let mut kinds = Vec::with_capacity(self.visits());
        while kinds.len() < self.visits() {
            for kind in 0..left.counts.len() {
                if left.counts[kind] == 0 {
                    continue;
                }
                left.counts[kind] -= 1;
                let below = left.sequences();
                if rank < below {
                    kinds.push(kind as u8);
                    break;
                }
                rank -= below;
                left.counts[kind] += 1;
            }
        }
        Sequence::from_kinds(kinds)
    }

    /// The counts by kind.
    ///
    /// ```
    /// let composition = lindley_session::Composition::new(&[5, 5, 6])?;
    /// assert_eq!(composition.counts(), [5, 5, 6]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn counts(&self) -> &[u8] {
        &self.counts
    }

    /// How many kinds there are, those without a visit included.
    ///
    /// ```
    /// let composition = lindley_session::Composition::new(&[0, 14, 2])?;
    /// assert_eq!(composition.kinds(), 3);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn kinds(&self) -> usize {
        self.counts.len()
    }

    /// How many visits there are.
    ///
    /// ```
    /// let composition = lindley_session::Composition::new(&[5, 5, 6])?;
    /// assert_eq!(composition.visits(), 16);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn visits(&self) -> usize {
        self.counts.iter().map(|count| usize::from(*count)).sum()
    }

    /// How many different sequences there are: the multinomial coefficient, at most `u128::MAX`.
    ///
    /// ```
    /// let composition = lindley_session::Composition::new(&[5, 5, 6])?;
    /// assert_eq!(composition.sequences(), 2_018_016);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn sequences(&self) -> u128 {
        let mut total = 0_u128;
        let mut ways = 1_u128;
        for count in &self.counts {
            for chosen in 1..=u128::from(*count) {
                total += 1;
                // The product of consecutive numbers is divisible at every step.
                ways = match ways.checked_mul(total) {
                    Some(product) => product / chosen,
                    None => return u128::MAX,
                };
            }
        }
        ways
    }
}

impl fmt::Display for Composition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, count) in (0_u8..).zip(&self.counts) {
            let comma = if kind == 0 { "" } else { "," };
            write!(f, "{comma}{}={count}", letter(kind))?;
        }
        Ok(())
    }
}

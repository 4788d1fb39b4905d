//! How many visits of each kind a session has.

use std::fmt;

use crate::error::SessionError;
use crate::sequence::letter;

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
        sequence.iter().for_each(|kind| counts[usize::from(*kind)] += 1);
        Self { counts: counts.into() }
    }

    /// The counts by kind.
    pub fn counts(&self) -> &[u8] {
        &self.counts
    }

    /// How many kinds there are, those without a visit included.
    pub fn kinds(&self) -> usize {
        self.counts.len()
    }

    /// How many visits there are.
    pub fn visits(&self) -> usize {
        self.counts.iter().map(|count| usize::from(*count)).sum()
    }

    /// How many different sequences there are: the multinomial coefficient, at most `u128::MAX`.
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

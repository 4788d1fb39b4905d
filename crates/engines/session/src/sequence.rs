//! The order of a session's visits, by kind.

use std::fmt;
use std::str::FromStr;

use crate::composition::Composition;
use crate::error::SessionError;

/// Kinds in the order of their visits: kind 0 is written A.
///
/// Sequences are ordered as words are: `AAB` before `ABA`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence {
    kinds: Box<[u8]>,
}

impl Sequence {
    /// The sequence of these kinds.
    ///
    /// ```
    /// let sequence = lindley_session::Sequence::new(&[0, 1, 1])?;
    /// assert_eq!(sequence.to_string(), "ABB");
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Size`] unless there are 1 to 255 visits of the kinds 0 to 25.
    pub fn new(kinds: &[u8]) -> Result<Self, SessionError> {
        let most = kinds.iter().copied().max().map_or(0, |kind| usize::from(kind) + 1);
        if kinds.is_empty() || kinds.len() > 255 || most > 26 {
            return Err(SessionError::Size { visits: kinds.len(), kinds: most });
        }
        Ok(Self { kinds: kinds.into() })
    }

    /// The sequence of kinds that were counted already.
    pub(crate) fn from_kinds(kinds: Vec<u8>) -> Self {
        Self { kinds: kinds.into() }
    }

    /// The kind of each visit, in order.
    ///
    /// ```
    /// let sequence: lindley_session::Sequence = "ABBA".parse()?;
    /// assert_eq!(sequence.kinds(), [0, 1, 1, 0]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn kinds(&self) -> &[u8] {
        &self.kinds
    }

    /// How many visits there are of each kind, of at least `kinds` kinds.
    ///
    /// ```
    /// let sequence: lindley_session::Sequence = "ACA".parse()?;
    /// assert_eq!(sequence.composition(4).counts(), [2, 0, 1, 0]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn composition(&self, kinds: usize) -> Composition {
        Composition::of(&self.kinds, kinds)
    }

    /// The visits from last to first.
    ///
    /// ```
    /// let sequence: lindley_session::Sequence = "AAB".parse()?;
    /// assert_eq!(sequence.reversed().to_string(), "BAA");
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { kinds: self.kinds.iter().rev().copied().collect() }
    }
}

/// The letter of a kind: 0 is A.
pub(crate) fn letter(kind: u8) -> char {
    char::from(b'A'.saturating_add(kind.min(25)))
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kinds.iter().try_for_each(|kind| write!(f, "{}", letter(*kind)))
    }
}

impl FromStr for Sequence {
    type Err = SessionError;

    fn from_str(text: &str) -> Result<Self, SessionError> {
        let mut kinds = Vec::with_capacity(text.len());
        for (place, found) in text.chars().enumerate() {
            match found {
                'A'..='Z' => kinds.push(found as u8 - b'A'),
                _ => return Err(SessionError::Letter { place: place + 1, found }),
            }
        }
        Self::new(&kinds)
    }
}

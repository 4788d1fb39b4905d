//! Seeds and how children are derived from them.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::Stream;

/// Changing this string, or anything below it, changes every stream: it is the version of the derivation.
const DOMAIN: &[u8] = b"lindley-seed/1";

/// 256 bits from which streams and further seeds are derived.
///
/// A child is `SHA-256(domain, kind, parent, length of name, name, index)`: two different paths of names and indices
/// give the same seed only if SHA-256 collides, and neither a child nor its stream tells anything about the parent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed([u8; 32]);

impl Seed {
    /// The seed of a run that people number.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// assert_ne!(Seed::from_u64(1), Seed::from_u64(2));
    /// ```
    #[must_use]
    pub fn from_u64(number: u64) -> Self {
        Self::derive(*b"root", &number.to_le_bytes(), "", 0)
    }

    /// The seed with exactly these bytes, for example one that was stored with a plan.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let stored = Seed::from_u64(1).to_bytes();
    /// assert_eq!(Seed::from_bytes(stored), Seed::from_u64(1));
    /// ```
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be stored and given to [`from_bytes`](Self::from_bytes) later.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    /// The child with this name. The empty name is a name like any other.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let run = Seed::from_u64(1);
    /// assert_ne!(run.child("arrivals"), run.child("services"));
    /// ```
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self::derive(*b"name", &self.0, name, 0)
    }

    /// The child with this name and index: one per day, per chain, per replication.
    ///
    /// `child_at("day", 0)` and `child("day")` are different seeds.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let run = Seed::from_u64(1);
    /// assert_ne!(run.child_at("day", 0), run.child_at("day", 1));
    /// assert_ne!(run.child_at("day", 0), run.child("day"));
    /// ```
    #[must_use]
    pub fn child_at(&self, name: &str, index: u64) -> Self {
        Self::derive(*b"item", &self.0, name, index)
    }

    /// A stream of draws, from its beginning.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let seed = Seed::from_u64(1);
    /// assert_eq!(seed.stream().next_u64(), seed.stream().next_u64());
    /// ```
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream::keyed_by(self.0)
    }

    /// Every field has a fixed length or carries its length, so no two inputs share their bytes.
    fn derive(kind: [u8; 4], parent: &[u8], name: &str, index: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(kind);
        hash.update(parent);
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update(index.to_le_bytes());
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Seed {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seed({self})")
    }
}

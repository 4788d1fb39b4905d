//! A stream of uniform draws.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Draws from one seed, one after another.
///
/// The bits are the ChaCha8 keystream under the seed as key, read as little-endian 64-bit words. Every draw takes whole
/// words, so that the position depends on the number of words alone. A clone continues with the same draws.
#[derive(Clone, Debug)]
pub struct Stream {
    words: ChaCha8Rng,
}

impl Stream {
    pub(crate) fn keyed_by(key: [u8; 32]) -> Self {
        Self { words: ChaCha8Rng::from_seed(key) }
    }

    /// The next 64 bits, uniform.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let mut stream = Seed::from_u64(1).stream();
    /// assert_ne!(stream.next_u64(), stream.next_u64());
    /// ```
    pub fn next_u64(&mut self) -> u64 {
        self.words.next_u64()
    }

    /// A whole number from 0 up to, not including, `n`; each equally likely, without bias. Zero counts as one.
    ///
    /// By D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29(1), 2019.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// assert!(Seed::from_u64(1).stream().below(6) < 6);
    /// assert_eq!(Seed::from_u64(1).stream().below(1), 0);
    /// ```
    pub fn below(&mut self, n: u64) -> u64 {
        let n = n.max(1);
        let mut wide = u128::from(self.next_u64()) * u128::from(n);
        if low_word(wide) < n {
            let unfair = n.wrapping_neg() % n;
            while low_word(wide) < unfair {
                wide = u128::from(self.next_u64()) * u128::from(n);
            }
        }
        high_word(wide)
    }

    /// A whole number from `low` to `high`, both included. If `high` lies below `low`, the answer is `low`.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let eyes = Seed::from_u64(1).stream().between(1, 6);
    /// assert!((1..=6).contains(&eyes));
    /// ```
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low {
            return low;
        }
        let steps = high.abs_diff(low);
        let step = if steps == u64::MAX { self.next_u64() } else { self.below(steps + 1) };
        low.wrapping_add_unsigned(step)
    }

    /// A multiple of 2^-53 in `[0, 1)`, each equally likely.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// assert!((0.0..1.0).contains(&Seed::from_u64(1).stream().unit_f64()));
    /// ```
    pub fn unit_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// True with probability `p`; never for `p <= 0` or no number, always for `p >= 1`.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let mut stream = Seed::from_u64(1).stream();
    /// assert!(stream.chance(1.0) && !stream.chance(0.0));
    /// ```
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit_f64() < p
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the low 64 bits are what is asked for")]
fn low_word(wide: u128) -> u64 {
    wide as u64
}

#[allow(clippy::cast_possible_truncation, reason = "a value shifted right by 64 bits fits")]
fn high_word(wide: u128) -> u64 {
    (wide >> 64) as u64
}

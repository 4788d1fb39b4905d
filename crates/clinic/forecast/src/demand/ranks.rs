//! Where a count lies in a law, and which counts lie near its middle.

/// A law of counts.
pub(super) trait Ranks {
    /// The probability of at most `count`.
    fn at_most(&self, count: u64) -> f64;

    /// The least count for which a test that stays true once it is true is true.
    fn first_where(&self, holds: impl Fn(u64) -> bool) -> u64;

    /// The probability of less.
    fn less_than(&self, count: u64) -> f64 {
        if count == 0 { 0.0 } else { self.at_most(count - 1) }
    }

    /// The probability of less, and half that of just as much.
    fn mid_rank(&self, count: u64) -> f64 {
        f64::midpoint(self.less_than(count), self.at_most(count))
    }

    /// How far out a count lies, from 0 in the middle to 1 at the ends, looked for at a part of its probability.
    fn spread_outlyingness(&self, count: u64, part: f64) -> f64 {
        let less = self.less_than(count);
        let rank = less + part.clamp(0.0, 1.0) * (self.at_most(count) - less);
        (2.0 * rank - 1.0).abs()
    }

    /// The counts, low and high, whose middle lies no farther out than `score`; at least the most central count.
    fn within(&self, score: f64) -> (u64, u64) {
        let score = score.clamp(0.0, 1.0 - 1e-9);
        let low = self.first_where(|count| self.mid_rank(count) >= f64::midpoint(1.0, -score));
        let above = self.first_where(|count| self.mid_rank(count) > f64::midpoint(1.0, score));
        if above > low {
            return (low, above - 1);
        }
        // Nothing lies so near the middle: the nearer of the two counts around it.
        let below = low.saturating_sub(1);
        let outlying = |count| self.spread_outlyingness(count, 0.5);
        let centre = if outlying(below) <= outlying(low) { below } else { low };
        (centre, centre)
    }
}

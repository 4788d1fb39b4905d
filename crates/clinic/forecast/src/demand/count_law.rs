//! A law of counts written out, and the law of the sum of two.

use super::CountDistribution;
use super::ranks::Ranks;

/// Counts that are less likely than this share of the likeliest one end a law.
const END: f64 = 1e-14;

/// The probability of every count from the least one on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CountLaw {
    least: u64,
    masses: Vec<f64>,
    /// Of at most so many, along with `masses`.
    at_most: Vec<f64>,
}

impl CountLaw {
    /// Nobody, for certain.
    pub(super) fn nobody() -> Self {
        Self::of(0, vec![1.0])
    }

    /// A negative binomial law.
    pub(super) fn negative_binomial(law: &CountDistribution) -> Self {
        let shape = 1.0 / law.dispersion();
        let odds = law.mean() / (shape + law.mean());
        let mode = ((shape - 1.0) * law.mean() / shape).max(0.0).floor();
        // From one count to the next.
        Self::from_mode(mode, |count| (count + shape) / (count + 1.0) * odds, f64::INFINITY)
    }

    /// How many of so many come, each with this chance.
    pub(super) fn binomial(visits: usize, chance: f64) -> Self {
        let (all, chance) = (visits as f64, chance.clamp(0.0, 1.0));
        if chance <= 0.0 || chance >= 1.0 {
            return Self::of(if chance > 0.0 { visits as u64 } else { 0 }, vec![1.0]);
        }
        let odds = chance / (1.0 - chance);
        let mode = ((all + 1.0) * chance).floor().min(all);
        Self::from_mode(mode, |count| (all - count) / (count + 1.0) * odds, all)
    }

    /// By the ratio of the probability of the next count to that of this one.
    fn from_mode(mode: f64, ratio: impl Fn(f64) -> f64, most: f64) -> Self {
        let (mut below, mut mass, mut count) = (Vec::new(), 1.0, mode);
        while count > 0.0 && mass > END {
            count -= 1.0;
            mass /= ratio(count);
            below.push(mass);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
        let least = count as u64;
        below.reverse();
        let mut masses = below;
        (mass, count) = (1.0, mode);
        while mass > END && count <= most {
            masses.push(mass);
            mass *= ratio(count);
            count += 1.0;
        }
        Self::of(least, masses)
    }

    fn of(least: u64, mut masses: Vec<f64>) -> Self {
        let all: f64 = masses.iter().sum();
        for mass in &mut masses {
            *mass /= all;
        }
        let at_most = masses.iter().scan(0.0, |sum: &mut f64, mass| {
            *sum += mass;
            Some(sum.min(1.0))
        });
        let at_most = at_most.collect();
        Self { least, masses, at_most }
    }

    /// The law of the sum of two counts that do not depend on each other.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut masses = vec![0.0; self.masses.len() + other.masses.len() - 1];
        for (own, mass) in self.masses.iter().enumerate() {
            for (others, other) in other.masses.iter().enumerate() {
                masses[own + others] += mass * other;
            }
        }
        Self::of(self.least + other.least, masses)
    }

    /// The least count that is not exceeded with this probability.
    pub(super) fn quantile(&self, level: f64) -> u64 {
        let level = level.min(1.0 - 1e-9);
        self.first_where(|count| self.at_most(count) >= level)
    }
}

impl Ranks for CountLaw {
    fn at_most(&self, count: u64) -> f64 {
        let Some(place) = count.checked_sub(self.least) else { return 0.0 };
        usize::try_from(place).ok().and_then(|place| self.at_most.get(place)).copied().unwrap_or(1.0)
    }

    fn first_where(&self, holds: impl Fn(u64) -> bool) -> u64 {
        let most = self.least + self.masses.len() as u64;
        (self.least.saturating_sub(1)..most).find(|count| holds(*count)).unwrap_or(most)
    }
}

/// A sum of two counts that do not depend on each other, of which only single ranks are asked: quicker than its law.
pub(super) struct SumOf<'a>(pub(super) &'a CountLaw, pub(super) &'a CountLaw);

impl Ranks for SumOf<'_> {
    fn at_most(&self, count: u64) -> f64 {
        let own = (self.0.least..).zip(&self.0.masses);
        own.filter_map(|(own, mass)| Some(mass * self.1.at_most(count.checked_sub(own)?))).sum()
    }

    fn first_where(&self, holds: impl Fn(u64) -> bool) -> u64 {
        self.0.plus(self.1).first_where(holds)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_negative_binomial_is_that_of_the_incomplete_beta_function(
            mean in 0.001..600.0_f64, dispersion in 0.0..3.0_f64, level in 0.001..0.999_f64,
        ) {
            let law = CountDistribution::new(mean, dispersion).unwrap();
            let written = CountLaw::negative_binomial(&law);
            let count = law.quantile(level);
            prop_assert!((written.at_most(count) - law.at_most(count)).abs() < 1e-9);
        }

        #[test]
        fn a_sum_has_the_mean_of_both_and_rises_with_every_booking(
            mean in 0.01..40.0_f64, dispersion in 0.0..0.5_f64, booked in 0..60_usize, kept in 0.0..1.0_f64,
            reach in 0.0..1.0_f64,
        ) {
            let late = CountLaw::negative_binomial(&CountDistribution::new(mean, dispersion).unwrap());
            let (alone, next) = (CountLaw::binomial(booked, kept), CountLaw::binomial(booked + 1, kept));
            let (law, more) = (alone.plus(&late), next.plus(&late));
            let expected: f64 = (0..2_000).map(|count| 1.0 - law.at_most(count)).sum();
            prop_assert!((expected - mean - kept * booked as f64).abs() < 1e-6 * (1.0 + mean));
            for level in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
                prop_assert!(law.quantile(level) <= more.quantile(level));
                prop_assert!(alone.quantile(level) <= law.quantile(level));
            }
            let ((low, high), (more_low, more_high)) = (law.within(reach), more.within(reach));
            prop_assert!(low <= more_low && high <= more_high && low <= high);
            for count in 0..high + 3 {
                prop_assert!((SumOf(&alone, &late).at_most(count) - law.at_most(count)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_booked_alone_are_binomial_however_many_they_are() {
        let law = CountLaw::binomial(10, 0.9);
        assert_eq!([law.quantile(0.1), law.quantile(0.9)], [8, 10]);
        // Standard deviation 16.4: from 1.28 of them below to 1.28 above.
        let crowd = CountLaw::binomial(3_000, 0.9);
        assert_eq!([crowd.quantile(0.1), crowd.quantile(0.9)], [2_679, 2_721]);
        assert_eq!(CountLaw::binomial(0, 0.9), CountLaw::nobody());
        assert_eq!([0.0, 1.0].map(|chance| CountLaw::binomial(7, chance).quantile(0.5)), [0, 7]);
    }
}

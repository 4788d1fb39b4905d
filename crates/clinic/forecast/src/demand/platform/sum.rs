//! The number of a specialty: the sum over its services and sites, its band by the law of the sum, and its confidence.

use super::super::{Basis, CountDistribution, Mover, StretchForecast};
use super::{LEVEL, PlatformNumber, UNSEEN_AT_MOST, count, whole};

/// What comes is near the forecast part if it is no farther from it than this share of it.
const NEAR: f64 = 0.25;

/// One number for the parts of a specialty. `promise` is what its bands have kept.
pub(super) fn number(parts: &[&StretchForecast], promise: f64) -> PlatformNumber {
    let laws: Vec<CountDistribution> = parts.iter().filter_map(|told| told.arrivals).collect();
    // A part without a model is weaker than one with; kinds are declared in that order.
    let basis = parts.iter().map(|told| told.basis).max_by_key(|basis| *basis as u8).unwrap_or(Basis::Closed);
    let trusted = if basis == Basis::BaseRate { UNSEEN_AT_MOST } else { 1.0 };
    let (low, high) = band(parts, &laws);
    PlatformNumber {
        expected: whole(parts.iter().map(|told| told.expected).sum()),
        low: count(low),
        high: count(high),
        level: LEVEL,
        confidence: promise * near(&laws).min(trusted),
        basis,
        reason: basis.reason().map(str::to_owned),
    }
}

/// The band of a sum: that of its law, or of the parts' half widths added as squares, whichever end lies farther out.
fn band(parts: &[&StretchForecast], laws: &[CountDistribution]) -> (u64, u64) {
    if let [alone] = parts {
        return (alone.low, alone.high);
    }
    let expected: f64 = parts.iter().map(|told| told.expected).sum();
    let shift: f64 = parts.iter().map(|told| told.shift).sum();
    let below = parts.iter().map(|told| (told.expected - told.low as f64).max(0.0).powi(2)).sum::<f64>();
    let above = parts.iter().map(|told| (told.high as f64 - told.expected).max(0.0).powi(2)).sum::<f64>();
    let tail = f64::midpoint(1.0, -LEVEL);
    let (least, most) = sum_law(laws).map_or((0, 0), |law| (law.quantile(tail), law.quantile(1.0 - tail)));
    let low = (least as f64 + shift).min(expected - below.sqrt()).floor().max(0.0);
    let high = (most as f64 + shift).max(expected + above.sqrt()).ceil().max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative; huge ones saturate"
    )]
    let (low, high) = (low as u64, high as u64);
    // Who waits now is certain.
    (low.max(waiting(parts)), high)
}

fn waiting(parts: &[&StretchForecast]) -> u64 {
    let movers = parts.iter().flat_map(|told| &told.moved_by);
    movers.map(|mover| if let Mover::Queue { waiting } = mover { u64::from(*waiting) } else { 0 }).sum()
}

/// Several independent laws as one of the same mean and variance; none if there is no law, because all is closed.
fn sum_law(laws: &[CountDistribution]) -> Option<CountDistribution> {
    let mean: f64 = laws.iter().map(CountDistribution::mean).sum();
    let excess: f64 = laws.iter().map(|law| law.dispersion() * law.mean().powi(2)).sum();
    CountDistribution::new(mean, excess / mean.powi(2)).ok()
}

/// How likely arrivals by these laws are near what they are expected to be.
pub(super) fn near(laws: &[CountDistribution]) -> f64 {
    // A closed stretch has no law: that nobody comes is as sure as its being closed.
    let Some(law) = sum_law(laws) else { return 1.0 };
    let expected = law.mean().round();
    let tolerance = (NEAR * expected).max(1.0);
    let (least, most) = ((expected - tolerance).ceil(), (expected + tolerance).floor());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative where it is used"
    )]
    let (below, most) = (if least < 1.0 { 0.0 } else { law.at_most(least as u64 - 1) }, most as u64);
    (law.at_most(most) - below).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use lindley_domain::{ServiceId, SiteId};
    use lindley_time::{Instant, Span};
    use proptest::prelude::*;

    use super::super::super::Stretch;
    use super::*;

    fn part(mean: f64, dispersion: f64) -> StretchForecast {
        let law = CountDistribution::new(mean, dispersion).unwrap();
        StretchForecast {
            service: ServiceId(1),
            site: SiteId(1),
            stretch: Stretch::Hours1,
            span: Span::of_minutes(Instant::from_seconds(0), 60),
            expected: mean,
            low: law.quantile(0.1),
            high: law.quantile(0.9),
            level: LEVEL,
            quantiles: Vec::new(),
            basis: Basis::Model,
            moved_by: Vec::new(),
            arrivals: Some(law),
            shift: 0.0,
        }
    }

    /// The probability that the sum of independent counts by these laws lies in a band, by folding them.
    fn coverage(parts: &[StretchForecast], low: u64, high: u64) -> f64 {
        let mut sum = vec![1.0];
        for law in parts.iter().filter_map(|part| part.arrivals) {
            let most = law.quantile(1.0 - 1e-9);
            let mass = |count: u64| law.at_most(count) - if count > 0 { law.at_most(count - 1) } else { 0.0 };
            let masses: Vec<f64> = (0..=most).map(mass).collect();
            let mut folded = vec![0.0; sum.len() + masses.len()];
            for (one, first) in sum.iter().enumerate() {
                for (other, second) in masses.iter().enumerate() {
                    folded[one + other] += first * second;
                }
            }
            sum = folded;
        }
        (low..=high).filter_map(|count| sum.get(usize::try_from(count).ok()?)).sum()
    }

    fn number_of(parts: &[StretchForecast]) -> PlatformNumber {
        number(&parts.iter().collect::<Vec<_>>(), 1.0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_band_of_a_sum_holds_by_the_parts_own_laws(
            laws in proptest::collection::vec((0.05..12.0_f64, 0.0..1.0_f64), 2..7),
        ) {
            let parts: Vec<StretchForecast> = laws.iter().map(|(mean, dispersion)| part(*mean, *dispersion)).collect();
            let told = number_of(&parts);
            prop_assert!((told.low..=told.high).contains(&told.expected), "{told:?}");
            let holds = coverage(&parts, told.low.into(), told.high.into());
            prop_assert!(holds >= 0.79, "{holds} {told:?}");
        }
    }

    #[test]
    fn many_busy_parts_are_told_closer_than_their_ends_added_and_many_quiet_ones_wider() {
        let busy = vec![part(20.0, 0.05); 9];
        let told = number_of(&busy);
        let added: u64 = busy.iter().map(|part| part.high - part.low).sum();
        assert!(u64::from(told.high - told.low) * 2 < added, "{told:?} {added}");
        let quiet = vec![part(0.1, 0.0); 10];
        assert_eq!((quiet[0].low, quiet[0].high), (0, 0));
        assert!(number_of(&quiet).high >= 2);
    }

    #[test]
    fn one_part_keeps_its_band_and_who_waits_at_several_is_certain() {
        let mut adapted = part(8.0, 0.1);
        (adapted.low, adapted.high) = (1, 30);
        let told = number_of(&[adapted.clone()]);
        assert_eq!((told.low, told.high), (1, 30));
        // A band that had to grow is not lost in the sum.
        assert!(number_of(&[adapted, part(8.0, 0.1)]).high >= 16 + 22);
        let waits = |mut part: StretchForecast, waiting: u32| {
            let more = u64::from(waiting);
            (part.low, part.high) = (part.low + more, part.high + more);
            part.expected += f64::from(waiting);
            part.shift = f64::from(waiting);
            part.moved_by.push(Mover::Queue { waiting });
            part
        };
        let told = number_of(&[waits(part(0.2, 0.0), 7), waits(part(0.3, 0.0), 5)]);
        assert!(told.low >= 12 && told.expected == 13 - u32::from(told.expected == 12), "{told:?}");
        // Visits that were called off take nobody away who waits.
        let mut called_off = waits(part(4.0, 0.0), 7);
        (called_off.shift, called_off.expected, called_off.low) = (4.0, 8.0, 7);
        assert_eq!(number_of(&[called_off, part(0.5, 0.0)]).low, 7);
    }
}

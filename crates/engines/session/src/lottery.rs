//! A lottery over compositions whose mean is exactly the wanted mix of visits.

use crate::composition::Composition;
use crate::error::SessionError;

/// A composition and how often it is to be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// The composition.
    pub composition: Composition,
    /// The share of sessions that get it; above zero, all shares sum to 1.
    pub probability: f64,
}

/// Shares that were written with twelve decimals say no more than this about a slot.
const DECIMALS: f64 = 1e12;
/// Draws rarer than this come from the rounding of shares, not from the mix.
const RARE: f64 = 1e-9;

/// Compositions of `slots` visits, with probabilities, whose mean is exactly `slots` times the kinds' shares of `counts`.
///
/// A mix of 1665 to 1653 in 16 slots is 8.03 to 7.97 visits, which no session can have. Every composition of the lottery
/// has the mean number of each kind rounded down or up. If the rounded parts sum to one visit, the kind that gets it is
/// drawn with its fraction as probability; in general the visits that are left over are given out by systematic sampling
/// in the order of the kinds. There are at most as many compositions as kinds, in ascending order.
///
/// Sources: Feng et al. (2024), appendices B and D; Madow (1949) for systematic sampling.
///
/// ```
/// let lottery = lindley_session::lottery(&[1665, 1653], 16)?;
/// assert_eq!(lottery[0].composition.to_string(), "A=8,B=8");
/// assert!((lottery[0].probability - 0.971_066_907_775_767_9).abs() < 1e-12);
/// assert_eq!(lottery[1].composition.to_string(), "A=9,B=7");
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Size`] unless there are 1 to 255 slots and 1 to 26 kinds, [`SessionError::OutOfRange`] if nothing was
/// counted or more than 2^53 visits were.
pub fn lottery(counts: &[u64], slots: u8) -> Result<Vec<Draw>, SessionError> {
    if slots == 0 || !(1..=26).contains(&counts.len()) {
        return Err(SessionError::Size { visits: slots.into(), kinds: counts.len() });
    }
    let total = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    if !(1..=1 << 53).contains(&total) {
        let allowed = "count between 1 and 2^53 visits";
        return Err(SessionError::OutOfRange {
            name: "the number of counted visits",
            value: total as f64,
            allowed,
        });
    }
    let wanted: Vec<u128> = counts.iter().map(|count| u128::from(slots) * u128::from(*count)).collect();
    systematic(&wanted, u128::from(total))
}

/// The same for shares, which are read to twelve decimals; they must sum to 1.
///
/// Hand in counts where there are some: a third has no end of decimals. Draws rarer than one in 10^9 are left out, so the
/// mean is met to 10^-9 visits.
///
/// ```
/// let lottery = lindley_session::lottery_of_shares(&[0.5, 0.3, 0.2], 10)?;
/// assert_eq!(lottery.len(), 1);
/// assert_eq!(lottery[0].composition.counts(), [5, 3, 2]);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`lottery`], and [`SessionError::OutOfRangeAt`] for a share that does not lie between 0 and 1,
/// [`SessionError::OutOfRange`] if the shares do not sum to 1.
pub fn lottery_of_shares(shares: &[f64], slots: u8) -> Result<Vec<Draw>, SessionError> {
    for (place, value) in (1..).zip(shares.iter().copied()) {
        if !(0.0..=1.0).contains(&value) {
            let allowed = "shares lie between 0 and 1";
            return Err(SessionError::OutOfRangeAt { name: "the share of kind", place, value, allowed });
        }
    }
    let value: f64 = shares.iter().sum();
    if !shares.is_empty() && (value - 1.0).abs() > RARE {
        return Err(SessionError::OutOfRange {
            name: "the sum of the shares",
            value,
            allowed: "shares sum to 1",
        });
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10^12")]
    let counts: Vec<u64> = shares.iter().map(|share| (share * DECIMALS).round() as u64).collect();
    let mut draws = lottery(&counts, slots)?;
    draws.retain(|draw| draw.probability > RARE);
    let kept: f64 = draws.iter().map(|draw| draw.probability).sum();
    for draw in &mut draws {
        draw.probability /= kept;
    }
    Ok(draws)
}

/// Systematic sampling of the visits that are left over when `wanted[kind] / total` is rounded down.
///
/// With the fractions laid end to end, a kind gets a visit if one of the points `start`, `start + total`, ... falls on its
/// piece. As `start` runs through `0..total`, the composition changes only where a piece ends.
fn systematic(wanted: &[u128], total: u128) -> Result<Vec<Draw>, SessionError> {
    let mut ends = Vec::with_capacity(wanted.len());
    let mut end = 0;
    for visits in wanted {
        end += visits % total;
        ends.push(end);
    }
    let mut starts: Vec<u128> = ends.iter().map(|end| end % total).chain([0]).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut draws: Vec<(Composition, u128)> = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let width = starts.get(place + 1).unwrap_or(&total) - start;
        // How many of the points lie before the end of a piece.
        let points = |end: u128| (end + total - 1 - start) / total;
        let mut counts = Vec::with_capacity(wanted.len());
        let mut before = 0;
        for (visits, end) in wanted.iter().zip(&ends) {
            let visits = visits / total + points(*end) - before;
            before = points(*end);
            counts.push(u8::try_from(visits).unwrap_or(u8::MAX));
        }
        draws.push((Composition::new(&counts)?, width));
    }
    draws.sort();
    draws.dedup_by(|later, first| {
        let same = later.0 == first.0;
        first.1 += if same { later.1 } else { 0 };
        same
    });
    let probability = |width: u128| width as f64 / total as f64;
    Ok(draws
        .into_iter()
        .map(|(composition, width)| Draw { composition, probability: probability(width) })
        .collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_draws(draws: &[Draw], expected: &[(&[u8], f64)]) {
        assert_eq!(draws.len(), expected.len(), "{draws:?}");
        for (draw, (counts, probability)) in draws.iter().zip(expected) {
            assert_eq!(draw.composition.counts(), *counts);
            assert!((draw.probability - probability).abs() < 1e-12, "{draw:?}");
        }
    }

    #[test]
    fn the_published_lotteries() {
        let two = lottery(&[1665, 1653], 16).unwrap();
        assert_draws(&two, &[(&[8, 8], 0.971_066_907_775_767_9), (&[9, 7], 0.028_933_092_224_231_367)]);
        let new_and_returning = lottery(&[1247, 2071], 16).unwrap();
        let expected: [(&[u8], f64); 2] =
            [(&[6, 10], 0.986_738_999_397_225_2), (&[7, 9], 0.013_261_000_602_775_06)];
        assert_draws(&new_and_returning, &expected);
        let three = lottery(&[193, 2698, 427], 16).unwrap();
        let expected: [(&[u8], f64); 3] = [
            (&[0, 13, 3], 0.059_071_729_957_805_914),
            (&[0, 14, 2], 0.010_247_136_829_414_472),
            (&[1, 13, 2], 0.930_681_133_212_779_5),
        ];
        assert_draws(&three, &expected);
    }

    #[test]
    fn shares_that_fit_need_no_lottery() {
        assert_draws(&lottery(&[1, 1], 16).unwrap(), &[(&[8, 8], 1.0)]);
        assert_draws(&lottery(&[0, 7], 3).unwrap(), &[(&[0, 3], 1.0)]);
        let thirds = [1.0 / 3.0; 3];
        assert_draws(&lottery_of_shares(&thirds, 9).unwrap(), &[(&[3, 3, 3], 1.0)]);
    }

    #[test]
    fn two_visits_left_over_are_given_out_together() {
        // Wanted: 0.5, 0.5, 0.5, 0.5.
        let draws = lottery(&[1, 1, 1, 1], 2).unwrap();
        assert_draws(&draws, &[(&[0, 1, 0, 1], 0.5), (&[1, 0, 1, 0], 0.5)]);
    }

    #[test]
    fn what_cannot_be_drawn_from_is_refused() {
        assert!(matches!(lottery(&[1], 0), Err(SessionError::Size { visits: 0, kinds: 1 })));
        assert!(matches!(lottery(&[], 4), Err(SessionError::Size { visits: 4, kinds: 0 })));
        assert!(matches!(lottery(&[0, 0], 4), Err(SessionError::OutOfRange { .. })));
        assert!(matches!(lottery(&[u64::MAX, 1], 4), Err(SessionError::OutOfRange { .. })));
        assert!(matches!(lottery_of_shares(&[], 4), Err(SessionError::Size { .. })));
        assert!(matches!(lottery_of_shares(&[0.5, 0.4], 4), Err(SessionError::OutOfRange { .. })));
        for wrong in [-0.1, 1.1, f64::NAN] {
            let refused = lottery_of_shares(&[0.5, wrong], 4);
            assert!(matches!(refused, Err(SessionError::OutOfRangeAt { place: 2, .. })), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_mean_is_the_mix_and_no_count_is_a_visit_off(
            counts in prop::collection::vec(0_u64..5000, 1..=6)
                .prop_filter("a visit", |counts| counts.iter().any(|count| *count > 0)),
            slots in 1_u8..=40,
        ) {
            let draws = lottery(&counts, slots).unwrap();
            let total: u64 = counts.iter().sum();
            prop_assert!(draws.len() <= counts.len());
            prop_assert!((draws.iter().map(|draw| draw.probability).sum::<f64>() - 1.0).abs() < 1e-12);
            for (kind, count) in counts.iter().enumerate() {
                let wanted = f64::from(slots) * *count as f64 / total as f64;
                let drawn = |draw: &Draw| f64::from(draw.composition.counts()[kind]);
                let mean: f64 = draws.iter().map(|draw| draw.probability * drawn(draw)).sum();
                prop_assert!((mean - wanted).abs() < 1e-12 * f64::from(slots), "{} is not {}", mean, wanted);
                prop_assert!(draws.iter().all(|draw| (drawn(draw) - wanted).abs() < 1.0));
            }
            for draw in &draws {
                prop_assert!(draw.probability > 0.0);
                prop_assert_eq!(draw.composition.visits(), usize::from(slots));
            }
        }
    }
}

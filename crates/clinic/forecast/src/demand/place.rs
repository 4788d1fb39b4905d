//! Shares of a whole number of people among places.

/// Divides `whole` in proportion to weights by largest remainders; ties go to the earlier place. Equal shares if all weights
/// are 0, nothing to nobody.
pub(super) fn divided(whole: u32, weights: &[f64]) -> Vec<u32> {
    if weights.is_empty() {
        return Vec::new();
    }
    let total: f64 = weights.iter().sum();
    let exact: Vec<f64> = if total > 0.0 {
        weights.iter().map(|weight| f64::from(whole) * weight / total).collect()
    } else {
        vec![f64::from(whole) / weights.len() as f64; weights.len()]
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to a u32")]
    let mut shares: Vec<u32> = exact.iter().map(|share| share.floor() as u32).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let left = whole.saturating_sub(shares.iter().sum());
    for place in order.into_iter().cycle().take(left as usize) {
        shares[place] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::divided;

    proptest! {
        #[test]
        fn nobody_is_lost_or_added(whole in 0..10_000_u32, weights in proptest::collection::vec(0.0..50.0_f64, 1..9)) {
            let shares = divided(whole, &weights);
            prop_assert_eq!(shares.iter().sum::<u32>(), whole);
            prop_assert_eq!(shares.len(), weights.len());
        }
    }

    #[test]
    fn shares_follow_weights() {
        assert_eq!(divided(10, &[3.0, 1.0]), [8, 2]);
        assert_eq!(divided(3, &[0.0, 0.0]), [2, 1]);
        assert!(divided(3, &[]).is_empty());
    }
}

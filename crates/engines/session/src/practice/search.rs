//! A good order for the session as it is lived.

use lindley_seed::Seed;

use super::{Practice, Practised, practise_checked};
use crate::composition::Composition;
use crate::error::SessionError;
use crate::local_search::{best_descent, local_search, starts};
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::weights::Weights;
use lindley_crew::Crew;

/// Improves orders until no exchange of two visits and no move of one makes them cheaper in practice: with those who stay
/// away, come late or were never booked. Begins with the order that is best when everybody comes to the second, and with the
/// starts of [`local_search`]. Double-booked slots are two equal times in `slots`.
///
/// No bound tells how far from the best it is; on sessions that can be tried in full it has found the best.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Practice, Scenarios, Slots, Weights, search_in_practice};
/// let composition = Composition::new(&[3, 3])?;
/// let sample = Scenarios::draw(&[vec![1_500, 2_400], vec![300, 600]], &composition, 200, Seed::from_u64(1))?;
/// let practice = Practice { show: vec![0.6, 1.0], ..Practice::default() };
/// let (slots, weights) = (Slots::equal(6, 900)?, Weights::new(1.0, 5.0, 5.0)?);
/// let (sequence, practised) =
///     search_in_practice(&composition, &sample, &slots, &practice, Seed::from_u64(2), &weights, &Alone)?;
/// assert_eq!(sequence.composition(2), composition);
/// assert!(practised.kinds[0].seen < 3 * 200);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`local_search`] and [`practise`](crate::practise()).
pub fn search_in_practice(
    composition: &Composition,
    sample: &Scenarios,
    slots: &Slots,
    practice: &Practice,
    seed: Seed,
    weights: &Weights,
    crew: &dyn Crew,
) -> Result<(Sequence, Practised), SessionError> {
    let (punctual, _) = local_search(composition, sample, slots, weights, crew)?;
    practice.check(sample.visits().len())?;
    let lived = |kinds: &[u8]| practise_checked(kinds, sample, slots, practice, seed);
    let beginnings = std::iter::once(punctual.kinds().to_vec()).chain(starts(composition));
    let (kinds, _) = best_descent(beginnings, &|kinds| lived(kinds).totals, weights, crew);
    let practised = lived(&kinds);
    Ok((Sequence::from_kinds(kinds), practised))
}

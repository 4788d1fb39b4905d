//! TSC, the traditional sequencing candidates: eight templates of two kinds.

use super::{Rule, present, sorted_set};
use crate::composition::Composition;
use crate::error::SessionError;
use crate::sequence::Sequence;

/// The two-class templates of a composition with visits of exactly two kinds A and B, sorted, without duplicates:
/// grouped (`A^a B^b`), one kind around the other (`A^⌊a/2⌋ B^b A^⌈a/2⌉` and with the larger half first; only if both
/// kinds have more than one visit), alternating (`(AB)^min` and the surplus), and the same with A and B exchanged.
///
/// Source: Feng et al. (2024), section "Schedule incoming patients groups": rules ABG (A at the beginning), ABND (A at the
/// beginning and the end), ALTER, BBG and BBND, after the rules for new and returning patients of Cayirli, Veral and Rosen
/// (2006).
///
/// ```
/// use lindley_session::{Composition, tsc};
///
/// let templates = tsc(&Composition::new(&[2, 3])?)?;
/// let told: Vec<String> = templates.iter().map(ToString::to_string).collect();
/// assert_eq!(told, ["AABBB", "ABABB", "ABBBA", "BAABB", "BABAB", "BBAAB", "BBBAA"]);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::TwoKinds`] unless exactly two kinds have a visit.
pub fn tsc(composition: &Composition) -> Result<Vec<Sequence>, SessionError> {
    sorted_set(templates(composition)?.into_iter().map(|(kinds, _)| kinds).collect())
}

/// Which template gives this sequence, or nothing if none does.
///
/// ```
/// let told = |text: &str| Some(lindley_session::explain_tsc(&text.parse().ok()?)?.to_string());
/// assert_eq!(told("ABBBAA").as_deref(), Some("1 A, then all B, then 2 A"));
/// assert_eq!(told("BABAB").as_deref(), Some("BA 2 times, then B"));
/// assert_eq!(told("AABABB"), None);
/// ```
pub fn explain_tsc(sequence: &Sequence) -> Option<Rule> {
    let templates = templates(&sequence.composition(1)).ok()?;
    templates.into_iter().find_map(|(kinds, rule)| (kinds == sequence.kinds()).then_some(rule))
}

fn templates(composition: &Composition) -> Result<Vec<(Vec<u8>, Rule)>, SessionError> {
    let [a, b] = present(composition)
        .try_into()
        .map_err(|kinds: Vec<_>| SessionError::TwoKinds { rule: "TSC", present: kinds.len() })?;
    let mut found = beginning_with(a, b)?;
    found.extend(beginning_with(b, a)?);
    Ok(found)
}

/// The templates in which the first kind leads; a kind comes with its count.
fn beginning_with(first: (u8, u8), second: (u8, u8)) -> Result<Vec<(Vec<u8>, Rule)>, SessionError> {
    let block = |kind: u8, count: u8| vec![kind; usize::from(count)];
    let ((a, n_a), (b, n_b)) = (first, second);
    let mut found = vec![([block(a, n_a), block(b, n_b)].concat(), Rule::Blocks { kinds: vec![a, b] })];
    let fewer = n_a.min(n_b);
    if fewer > 1 {
        for before in [n_a / 2, n_a.div_ceil(2)] {
            let after = n_a - before;
            let kinds = [block(a, before), block(b, n_b), block(a, after)].concat();
            found.push((kinds, Rule::Around { outer: a, before, inner: b, after }));
        }
    }
    let surplus = if n_a > n_b { block(a, n_a - n_b) } else { block(b, n_b - n_a) };
    let rule = Rule::Repeated {
        pattern: Sequence::new(&[a, b])?,
        times: usize::from(fewer),
        rest: Sequence::new(&surplus).ok(),
        rest_first: false,
    };
    found.push(([[a, b].repeat(usize::from(fewer)), surplus].concat(), rule));
    Ok(found)
}

//! CRG, the candidate rules generator: a bundled pattern as often as it fits, and the rest in bundles.

use super::bundles::{LIMIT, arrangements, blocks, factorial};
use super::{Rule, present, sorted_set};
use crate::composition::Composition;
use crate::error::SessionError;
use crate::sequence::Sequence;

/// In which order the repeated pattern and the rest may come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// The rest after the pattern, and the rest before it: what the study's results were made with.
    #[default]
    Both,
    /// The rest after the pattern only: about two thirds of the sequences, up to 8 % worse.
    RepeatFirst,
}

/// The candidates of the CRG rule: for every smaller composition `c'` with at least one visit of each present kind,
/// its bundles repeated `r = min floor(n_k / c'_k)` times, with the bundles of the visits that are left over.
///
/// Kinds without a visit play no part. Sorted, without duplicates; every [type bundle](crate::type_bundles) is among
/// them. Source: Feng et al. (2024), section "The CRG algorithm", Algorithm 1.
///
/// ```
/// use lindley_session::{Composition, Order, crg};
///
/// let composition = Composition::new(&[8, 8])?;
/// assert_eq!(crg(&composition, Order::Both)?.len(), 178); // of 12870 sequences
/// assert_eq!(crg(&composition, Order::RepeatFirst)?.len(), 124);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::TooManySequences`] if the rule would write down more than four million.
pub fn crg(composition: &Composition, order: Order) -> Result<Vec<Sequence>, SessionError> {
    let kinds = present(composition);
    let counts: Vec<u8> = kinds.iter().map(|(_, count)| *count).collect();
    check_size(&counts, order)?;
    let mut found = Vec::new();
    for part in parts(&counts) {
        let times = repeats(&counts, &part);
        let pattern: Vec<_> = kinds.iter().zip(&part).map(|((kind, _), count)| (*kind, *count)).collect();
        let rest: Vec<_> = kinds
            .iter()
            .zip(&part)
            .map(|((kind, count), part)| (*kind, count - times * part))
            .filter(|(_, count)| *count > 0)
            .collect();
        let rests = arrangements(&rest);
        for bundle in arrangements(&pattern) {
            let repeated = bundle.repeat(usize::from(times));
            for rest in &rests {
                found.push([repeated.as_slice(), rest].concat());
                if order == Order::Both {
                    found.push([rest.as_slice(), &repeated].concat());
                }
            }
        }
    }
    sorted_set(found)
}

/// How the CRG rule comes to this sequence, or nothing if it does not.
///
/// Of several ways the simplest is told: blocks, then the shortest pattern.
///
/// ```
/// use lindley_session::{Order, explain_crg};
///
/// let told = |text: &str| Some(explain_crg(&text.parse().ok()?, Order::Both)?.to_string());
/// assert_eq!(told("BBAA").as_deref(), Some("all B, then all A"));
/// assert_eq!(told("BABABA").as_deref(), Some("BA 3 times"));
/// assert_eq!(told("BABABB").as_deref(), Some("BA 2 times, then BB"));
/// assert_eq!(told("ABBAABABBA"), None);
/// ```
pub fn explain_crg(sequence: &Sequence, order: Order) -> Option<Rule> {
    let visits = sequence.kinds();
    if let Some(kinds) = blocks(visits) {
        return Some(Rule::Blocks { kinds });
    }
    let rest_first: &[bool] = if order == Order::Both { &[false, true] } else { &[false] };
    (1..=visits.len())
        .find_map(|length| rest_first.iter().find_map(|first| as_repeated(visits, length, *first)))
}

/// The sequence as repetitions of a pattern of this length, if CRG makes it that way.
fn as_repeated(visits: &[u8], length: usize, rest_first: bool) -> Option<Rule> {
    let pattern = if rest_first { &visits[visits.len() - length..] } else { &visits[..length] };
    blocks(pattern)?;
    let whole = Composition::of(visits, 0);
    let part = Composition::of(pattern, whole.kinds());
    let both = whole.counts().iter().zip(part.counts()).filter(|(count, _)| **count > 0);
    let (counts, part): (Vec<u8>, Vec<u8>) = both.unzip();
    if part.contains(&0) {
        return None;
    }
    let times = usize::from(repeats(&counts, &part));
    let split = if rest_first { visits.len() - times * length } else { times * length };
    let (head, tail) = visits.split_at(split);
    let (repeated, rest) = if rest_first { (tail, head) } else { (head, tail) };
    if repeated.chunks(length).any(|chunk| chunk != pattern) {
        return None;
    }
    blocks(rest)?;
    let pattern = Sequence::new(pattern).ok()?;
    Some(Rule::Repeated { pattern, times, rest: Sequence::new(rest).ok(), rest_first })
}

/// How often the part fits into the counts.
fn repeats(counts: &[u8], part: &[u8]) -> u8 {
    counts.iter().zip(part).map(|(count, part)| count / part).min().unwrap_or(0)
}

/// All smaller compositions with at least one visit of each kind, the whole one included.
fn parts(counts: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let mut next = Some(vec![1_u8; counts.len()]);
    std::iter::from_fn(move || {
        let part = next.take()?;
        let mut following = part.clone();
        for (count, most) in following.iter_mut().zip(counts) {
            if *count < *most {
                *count += 1;
                next = Some(following);
                break;
            }
            *count = 1;
        }
        Some(part)
    })
}

/// Refuses compositions for which the rule would write down too much.
fn check_size(counts: &[u8], order: Order) -> Result<(), SessionError> {
    let too_many = |sequences| SessionError::TooManySequences { sequences, limit: LIMIT };
    let many_parts: u128 = counts.iter().fold(1, |product, count| product.saturating_mul(u128::from(*count)));
    let bundles = factorial(counts.len());
    if many_parts.saturating_mul(bundles) > LIMIT {
        return Err(too_many(many_parts.saturating_mul(bundles)));
    }
    let orders = if order == Order::Both { 2 } else { 1 };
    let sequences = parts(counts).fold(0_u128, |sum, part| {
        let times = repeats(counts, &part);
        let left = counts.iter().zip(&part).filter(|(count, part)| **count > times * **part).count();
        sum + bundles * factorial(left) * orders
    });
    if sequences > LIMIT { Err(too_many(sequences)) } else { Ok(()) }
}

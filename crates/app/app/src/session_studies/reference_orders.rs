//! Orders that clinics use without a study: what the best is compared with.

use lindley_session::{Composition, Evaluation, Sequence, SessionError, SlotWait};

use super::front::ScoredOrder;
use super::kinds::letter;
use super::setup::Setup;

/// An order that needs no study, and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceOrder {
    /// In words.
    pub name: String,
    /// The order, unless it is another each time.
    pub sequence: Option<Sequence>,
    /// What it comes to.
    pub evaluation: Evaluation,
    /// Waiting along the session.
    pub slot_waits: Vec<SlotWait>,
}

/// The longest kind first, the shortest first, and all of them in turn; nothing for a session of one kind, which has one order.
pub(super) fn named_orders(composition: &Composition) -> Vec<(String, Vec<u8>)> {
    let counts = || (0_u8..).zip(composition.counts().iter().copied()).filter(|(_, count)| *count > 0);
    let kinds: Vec<u8> = counts().map(|(kind, _)| kind).collect();
    let (&[longest, .., shortest], true) = (&kinds[..], kinds.len() > 1) else { return Vec::new() };
    let blocks: Vec<u8> =
        counts().flat_map(|(kind, count)| std::iter::repeat_n(kind, usize::from(count))).collect();
    // Each visit stands where its share of its kind falls due; ties go to the longer kind.
    let due = |(kind, count): (u8, u8)| {
        let count = u32::from(count);
        (0..count).map(move |visit| ((2 * visit + 1) * 1_000_000 / (2 * count), kind))
    };
    let mut turns: Vec<(u32, u8)> = counts().flat_map(due).collect();
    turns.sort_unstable();
    let first = |kind: u8| format!("{} first", letter(usize::from(kind)));
    vec![
        (first(longest), blocks.clone()),
        (first(shortest), blocks.into_iter().rev().collect()),
        ("alternating".to_owned(), turns.into_iter().map(|(_, kind)| kind).collect()),
    ]
}

/// The named orders, scored on the study's own scenarios.
pub(super) fn scored(setup: &Setup) -> Result<Vec<ReferenceOrder>, SessionError> {
    let scored = |(name, kinds): (String, Vec<u8>)| {
        let ScoredOrder { sequence, evaluation, slot_waits } =
            ScoredOrder::of(Sequence::new(&kinds)?, setup)?;
        Ok(ReferenceOrder { name, sequence: Some(sequence), evaluation, slot_waits })
    };
    named_orders(&setup.composition).into_iter().map(scored).collect()
}

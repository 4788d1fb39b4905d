//! The session of a study: its visits, its slots, and the patients of every scenario.

use lindley_seed::Seed;
use lindley_session::{Composition, Scenarios, Slots, Weights, lottery};

use super::kinds::{Kinds, letter};
use super::{StudyRefusal, StudyRequest};

/// What every order of a study is scored on.
pub(super) struct Setup {
    pub(super) composition: Composition,
    pub(super) slots: Slots,
    pub(super) weights: Weights,
    pub(super) sample: Scenarios,
}

impl Setup {
    /// The session with this composition; scenarios are drawn from each kind's own times.
    pub(super) fn of(
        kinds: &Kinds,
        composition: Composition,
        request: &StudyRequest,
        seed: Seed,
    ) -> Result<Self, StudyRefusal> {
        let Weights { wait, idle, overtime } = request.costs;
        let weights = Weights::new(wait, idle, overtime)?;
        let slots = Slots::equal(request.slots, request.slot_s)?;
        for (kind, (visits, times)) in composition.counts().iter().zip(&kinds.times).enumerate() {
            let found = times.len();
            if *visits > 0 && found < 2 {
                return Err(StudyRefusal::FewOfKind { kind: letter(kind), found });
            }
        }
        let sample = Scenarios::draw(&kinds.times, &composition, request.scenarios, seed)?;
        Ok(Self { composition, slots, weights, sample })
    }
}

/// The composition asked for, with a count for every kind; else the one nearest to the kinds' shares.
pub(super) fn composition(kinds: &Kinds, request: &StudyRequest) -> Result<Composition, StudyRefusal> {
    let Some(counts) = &request.counts else { return by_share(&kinds.sizes(), request.slots) };
    let mut counts = counts.clone();
    counts.resize(request.groups, 0);
    Ok(Composition::new(&counts)?)
}

/// The likeliest of the compositions whose mean is exactly the mix; of equally likely ones the first.
fn by_share(sizes: &[u64], slots: usize) -> Result<Composition, StudyRefusal> {
    let slots = u8::try_from(slots).unwrap_or(u8::MAX);
    let mut draws = lottery(sizes, slots)?.into_iter();
    let mut likeliest = draws.next();
    for draw in draws {
        if likeliest.as_ref().is_none_or(|known| draw.probability > known.probability) {
            likeliest = Some(draw);
        }
    }
    let refused = || StudyRefusal::Unfilled { field: "composition", visits: 0, slots: usize::from(slots) };
    likeliest.map(|draw| draw.composition).ok_or_else(refused)
}

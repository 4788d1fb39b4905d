//! The scenarios of the published study, drawn as its R code draws them.

use lindley_session::{Scenarios, SessionError};

use crate::Classification;
use crate::classification::SLOTS;
use crate::r_sampling::RGenerator;

/// Scenarios of the study.
pub const SCENARIOS: usize = 10_000;
/// The study's seed.
pub const PUBLISHED_SEED: u32 = 123;

/// Samples of one seed. The j-th patient of a kind has column j of that kind, whatever the slot.
pub struct Draws {
    /// First come, first served: any consultation in any slot. Drawn apart from the kinds.
    pub general: Scenarios,
    /// By classification, in the order given: the samples by kind.
    pub kinds: Vec<Scenarios>,
}

/// Draws all samples of a seed. The generator is seeded anew for each classification; it draws the general sample first,
/// so that is the same for all, then the kinds in their order, each matrix column by column.
pub fn draw(general: &[u32], classifications: &[Classification], seed: u32) -> Result<Draws, SessionError> {
    let mut generator = RGenerator::set_seed(seed);
    let columns = matrix(general, &mut generator);
    let of_kinds = |classification: &Classification| {
        Scenarios::from_columns(&columns_of(classification, generator.clone()))
    };
    Ok(Draws {
        kinds: classifications.iter().map(of_kinds).collect::<Result<_, _>>()?,
        general: Scenarios::from_columns(&[columns])?,
    })
}

/// The samples of one classification as plain columns: by kind, then column, then scenario.
pub(crate) fn kind_columns(
    general: &[u32],
    classification: &Classification,
    seed: u32,
) -> Vec<Vec<Vec<u32>>> {
    let mut generator = RGenerator::set_seed(seed);
    matrix(general, &mut generator);
    columns_of(classification, generator)
}

/// The samples by kind, drawn in the kinds' order by a generator that has drawn the general sample.
fn columns_of(classification: &Classification, mut generator: RGenerator) -> Vec<Vec<Vec<u32>>> {
    let mut columns = vec![Vec::new(); classification.test_seconds.len()];
    for kind in &classification.order {
        let kind = usize::from(*kind);
        columns[kind] = matrix(&classification.test_seconds[kind], &mut generator);
    }
    columns
}

/// A column for each slot, a row for each scenario, drawn with replacement, column by column.
fn matrix(seconds: &[u32], generator: &mut RGenerator) -> Vec<Vec<u32>> {
    let bound = u32::try_from(seconds.len()).unwrap_or(u32::MAX);
    let mut column = || (0..SCENARIOS).map(|_| seconds[generator.index(bound) as usize]).collect();
    (0..SLOTS).map(|_| column()).collect()
}

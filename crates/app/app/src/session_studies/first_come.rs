//! First come, first booked: the same patients, in an order that is another in every scenario.

use lindley_seed::Seed;
use lindley_session::{Composition, Scenarios, Sequence, SessionError, evaluate, slot_waits};

use super::reference_orders::ReferenceOrder;
use super::setup::Setup;

/// What a session comes to whose slots went to whoever called first, each order being as likely.
///
/// The patients are those of the study's scenarios, so that the difference to a planned order is not one of patients. `seed` is
/// that of the study's sample.
pub(super) fn first_come(
    setup: &Setup,
    service_times: &[Vec<u32>],
    seed: Seed,
) -> Result<ReferenceOrder, SessionError> {
    let count = setup.sample.count();
    let mut columns = patients(service_times, &setup.composition, count, seed);
    let mut orders = seed.child("first come").stream();
    let mut patients = vec![0; columns.len()];
    for scenario in 0..count {
        for (patient, column) in patients.iter_mut().zip(&columns) {
            *patient = column[scenario];
        }
        orders.shuffle(&mut patients);
        for (patient, column) in patients.iter().zip(&mut columns) {
            column[scenario] = *patient;
        }
    }
    // The kinds cannot be told by their places any more: to the engine all visits are of one kind.
    let visits = columns.len();
    let sample = Scenarios::from_columns(&[columns])?;
    let one_kind = Sequence::new(&vec![0; visits])?;
    Ok(ReferenceOrder {
        name: "first come (mixed)".to_owned(),
        sequence: None,
        evaluation: evaluate(&one_kind, &sample, &setup.slots)?,
        slot_waits: slot_waits(&one_kind, &sample, &setup.slots)?,
    })
}

/// The patients whom `Scenarios::draw` draws with this seed, kind by kind: for each a service time in every scenario.
pub(super) fn patients(
    service_times: &[Vec<u32>],
    composition: &Composition,
    count: usize,
    seed: Seed,
) -> Vec<Vec<u32>> {
    let mut columns = Vec::with_capacity(composition.visits());
    for (kind, (visits, times)) in (0..).zip(composition.counts().iter().zip(service_times)) {
        let of_kind = seed.child_at("kind", kind);
        for visit in 0..u64::from(*visits) {
            let mut stream = of_kind.child_at("visit", visit).stream();
            // Every kind that has visits has times, or the sample would have been refused.
            columns.push((0..count).filter_map(|_| stream.pick(times).copied()).collect());
        }
    }
    columns
}

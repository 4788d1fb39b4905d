//! The whole experiment, from consultations to results.

use lindley_session::{Crew, Evaluation};

use crate::cells::{Mixture, cells};
use crate::choices::{Choice, Simulated, choose, first_come, simulate};
use crate::clusters::{clusters, cut_offs};
use crate::defects::{defects, solver_cells};
use crate::fresh_seeds::rescore;
use crate::prediction::predict;
use crate::results::{CompositionShare, DataFacts, FirstCome, GroupFacts, Results, WaitProfile};
use crate::{Cell, Classification, PUBLISHED_SEED, Policy, ReproductionError, Study, draw};

/// Computes everything. `tell` hears what is being worked on; the results do not depend on the crew.
pub fn reproduce(
    study: &Study,
    fresh_seeds: u32,
    crew: &dyn Crew,
    tell: &dyn Fn(&str),
) -> Result<Results, ReproductionError> {
    tell("grouping the service times");
    let clusters = clusters(study, crew)?;
    tell("learning to predict them");
    let (mut prediction, predicted) = predict(study, crew)?;
    let classifications = classifications(study, &predicted)?;
    prediction.labels_unlike_the_authors = unlike_the_authors(study, &predicted)?;
    tell("drawing 10,000 sessions");
    let general: Vec<u32> = study.test().map(|row| row.service_seconds).collect();
    let draws = draw(&general, &classifications, PUBLISHED_SEED)?;
    let policies = Policy::all(&classifications);
    tell("scoring every sequence of every composition");
    let (choices, candidates) = choose(&policies, &classifications, &draws, crew)?;
    let simulated = simulate(&choices, &policies, &draws, crew)?;
    let reference = first_come(&draws.general)?;
    let cells = cells(&choices, &policies, &simulated, &reference, !study.is_synthetic());
    let fresh_seeds = if fresh_seeds > 0 {
        tell("scoring the chosen sequences on fresh seeds");
        let in_sample: Vec<f64> =
            cells.iter().filter(|cell| cell.policy != "FCFA").map(|cell| cell.ratio).collect();
        Some(rescore(&general, &classifications, &policies, &choices, &in_sample, fresh_seeds, crew)?)
    } else {
        None
    };
    tell("finding the solver's sequences again");
    let whole = Mixture::alone(&reference);
    let compare = !study.is_synthetic();
    let solver = solver_cells(&general, &classifications, &policies, &draws, &whole, compare, crew)?;
    let mut results = Results {
        data: facts(study),
        clusters,
        prediction,
        groups: classifications.iter().flat_map(GroupFacts::of).collect(),
        compositions: classifications.iter().flat_map(CompositionShare::of).collect(),
        candidates,
        first_come: FirstCome::of(&reference),
        waits: profiles(&choices, &policies, &simulated, &reference, &cells),
        cells,
        fresh_seeds,
        solver,
        defects: Vec::new(),
    };
    results.defects = defects(&results);
    Ok(results)
}

/// K2 and K3 by the predicted times, NR by history.
pub fn classifications(study: &Study, predicted: &[f64]) -> Result<Vec<Classification>, ReproductionError> {
    Ok(vec![
        Classification::by_time("K2", study, predicted, &cut_offs(study, 2)?)?,
        Classification::by_time("K3", study, predicted, &cut_offs(study, 3)?)?,
        Classification::new_or_returning(study)?,
    ])
}

/// How many rows the authors stored under another kind.
fn unlike_the_authors(study: &Study, predicted: &[f64]) -> Result<Option<usize>, ReproductionError> {
    let Some(authors) = study.authors() else { return Ok(None) };
    let groupings = [cut_offs(study, 2)?, cut_offs(study, 3)?];
    let differs = |((seconds, stored), row): ((&f64, &[char; 3]), &crate::ConsultationRow)| {
        let by_time = groupings.iter().map(|grouping| grouping.label(grouping.group_of(*seconds)));
        let history = if crate::features::is_returning(row) { "B" } else { "A" }.to_owned();
        by_time.chain([history]).zip(stored).any(|(label, stored)| label != stored.to_string())
    };
    Ok(Some(predicted.iter().zip(&authors.classes).zip(study.test()).filter(|row| differs(*row)).count()))
}

fn facts(study: &Study) -> DataFacts {
    let mut sessions: Vec<u32> = study.rows().iter().map(|row| row.session).collect();
    sessions.sort_unstable();
    sessions.dedup();
    let mut patients: Vec<&str> = study.rows().iter().map(|row| row.patient.as_str()).collect();
    patients.sort_unstable();
    patients.dedup();
    DataFacts {
        source: if study.is_synthetic() { "synthetic" } else { "Data.csv" },
        consultations: study.rows().len(),
        sessions: sessions.len(),
        patients: patients.len(),
        minutes: study.train().map(|row| f64::from(row.service_seconds) / 60.0).collect(),
    }
}

/// Waiting along the session for the settings that the report draws.
fn profiles(
    choices: &[Choice],
    policies: &[Policy],
    simulated: &Simulated,
    reference: &Evaluation,
    cells: &[Cell],
) -> Vec<WaitProfile> {
    let shown = [("K2+CRG", 0, 1), ("K2+CRG", 10, 10), ("K3+CRG", 10, 10)];
    let mut profiles = vec![WaitProfile {
        policy: "FCFA".to_owned(),
        cost_idle: None,
        cost_overtime: None,
        minutes: Mixture::alone(reference).waits,
    }];
    let cells = cells.iter().filter(|cell| cell.policy != "FCFA");
    for (choice, cell) in choices.iter().zip(cells) {
        if shown.contains(&(cell.policy.as_str(), cell.cost_idle, cell.cost_overtime)) {
            profiles.push(WaitProfile {
                policy: cell.policy.clone(),
                cost_idle: Some(cell.cost_idle),
                cost_overtime: Some(cell.cost_overtime),
                minutes: Mixture::of(choice, policies, simulated).waits,
            });
        }
    }
    profiles
}

//! What each policy costs at each setting of costs, beside first come, first served.

use lindley_session::Evaluation;
use serde::Serialize;

use crate::candidates::triple;
use crate::choices::{Choice, Simulated};
use crate::policy::Policy;
use crate::published;

/// One policy at one setting of costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// `c_I`: cost of a minute of idling.
    pub cost_idle: u8,
    /// `c_O`: cost of a minute of overtime.
    pub cost_overtime: u8,
    /// Such as `K2+CRG`; `FCFA` is first come, first served.
    pub policy: String,
    /// Its cost over that of first come, first served.
    pub ratio: f64,
    /// Mean cost of a session, in minutes of one patient's waiting.
    pub cost: f64,
    /// Mean waiting of all patients together, in minutes.
    pub wait: f64,
    /// Mean idling before the last visit, in minutes.
    pub idle: f64,
    /// Mean overtime in minutes.
    pub overtime: f64,
    /// `STD(W)` over that of first come, first served.
    pub std_w_ratio: f64,
    /// The sequence of each composition, in the order of `compositions`.
    pub sequences: Vec<String>,
    /// The published ratio of costs, where there is one.
    pub published_ratio: Option<f64>,
    /// The published ratio of `STD(W)`, where there is one.
    pub published_std_w_ratio: Option<f64>,
}

/// A policy on one sample: the compositions' results in their proportions.
pub(crate) struct Mixture {
    /// Waiting of all, idling, overtime; minutes.
    pub(crate) means: [f64; 3],
    /// Mean waiting by slot, in minutes.
    pub(crate) waits: Vec<f64>,
}

impl Mixture {
    /// Mixes the sequences of a choice.
    pub(crate) fn of(choice: &Choice, policies: &[Policy], simulated: &Simulated) -> Self {
        let policy = &policies[choice.policy];
        let mut mixture = Self { means: [0.0; 3], waits: vec![0.0; choice.sequences[0].kinds().len()] };
        for (sequence, probability) in choice.sequences.iter().zip(&policy.probabilities) {
            let found = &simulated[&(policy.classification, sequence.clone())];
            mixture.add(found, *probability);
        }
        mixture
    }

    /// First come, first served.
    pub(crate) fn alone(found: &Evaluation) -> Self {
        let mut mixture = Self { means: [0.0; 3], waits: vec![0.0; found.waits.len()] };
        mixture.add(found, 1.0);
        mixture
    }

    fn add(&mut self, found: &Evaluation, probability: f64) {
        let means = triple(found.totals.means(found.scenarios));
        self.means.iter_mut().zip(means).for_each(|(sum, value)| *sum += probability * value);
        self.waits.iter_mut().zip(found.mean_waits()).for_each(|(sum, value)| *sum += probability * value);
    }

    /// The cost in minutes at a setting.
    pub(crate) fn cost(&self, idle: u8, overtime: u8) -> f64 {
        self.means[0] + f64::from(idle) * self.means[1] + f64::from(overtime) * self.means[2]
    }

    /// `STD(W)`: the sample standard deviation (n - 1) over the slots.
    pub(crate) fn std_waits(&self) -> f64 {
        let count = self.waits.len() as f64;
        let mean = self.waits.iter().sum::<f64>() / count;
        (self.waits.iter().map(|wait| (wait - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt()
    }
}

/// The cells of all choices, first come, first served leading each setting.
pub(crate) fn cells(
    choices: &[Choice],
    policies: &[Policy],
    simulated: &Simulated,
    first_come: &Evaluation,
    compare: bool,
) -> Vec<Cell> {
    let reference = Mixture::alone(first_come);
    let mut cells: Vec<Cell> = Vec::new();
    for choice in choices {
        let (idle, overtime) = (choice.setting.idle, choice.setting.overtime);
        if choice.policy == 0 {
            let sequences = vec!["any visit in any slot".to_owned()];
            cells.push(cell("FCFA", choice, &reference, &reference, sequences));
        }
        let mixture = Mixture::of(choice, policies, simulated);
        let sequences = choice.sequences.iter().map(ToString::to_string).collect();
        let name = &policies[choice.policy].name;
        let mut found = cell(name, choice, &mixture, &reference, sequences);
        if compare {
            found.published_ratio = published::ratio(idle, overtime, name);
            found.published_std_w_ratio = published::std_w_ratio(idle, overtime, name);
        }
        cells.push(found);
    }
    cells
}

fn cell(name: &str, choice: &Choice, mixture: &Mixture, reference: &Mixture, sequences: Vec<String>) -> Cell {
    let (idle, overtime) = (choice.setting.idle, choice.setting.overtime);
    let cost = mixture.cost(idle, overtime);
    Cell {
        cost_idle: idle,
        cost_overtime: overtime,
        policy: name.to_owned(),
        ratio: cost / reference.cost(idle, overtime),
        cost,
        wait: mixture.means[0],
        idle: mixture.means[1],
        overtime: mixture.means[2],
        std_w_ratio: mixture.std_waits() / reference.std_waits(),
        sequences,
        published_ratio: None,
        published_std_w_ratio: None,
    }
}

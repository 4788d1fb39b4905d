//! The chosen sequences on samples that they were not chosen on.

use lindley_session::{Crew, SessionError};
use serde::Serialize;

use crate::cells::Mixture;
use crate::choices::{Choice, first_come, simulate};
use crate::cost_settings::CostSetting;
use crate::gather::gather;
use crate::policy::Policy;
use crate::{Classification, PUBLISHED_SEED, draw};

/// What the policies come to on fresh seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FreshSeeds {
    /// R's seeds of the samples.
    pub seeds: Vec<u32>,
    /// One for each policy and setting.
    pub cells: Vec<FreshCell>,
}

impl FreshSeeds {
    /// The cell of a policy at a setting.
    pub fn cell(&self, idle: u8, overtime: u8, policy: &str) -> Option<&FreshCell> {
        let wanted = |cell: &&FreshCell| {
            (cell.cost_idle, cell.cost_overtime, cell.policy.as_str()) == (idle, overtime, policy)
        };
        self.cells.iter().find(wanted)
    }
}

/// One policy at one setting of costs on all fresh seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FreshCell {
    /// `c_I`.
    pub cost_idle: u8,
    /// `c_O`.
    pub cost_overtime: u8,
    /// The policy.
    pub policy: String,
    /// Mean of its cost over that of first come, first served.
    pub ratio: f64,
    /// Standard error of that mean.
    pub standard_error: f64,
    /// Standard deviation over seeds: how far a single sample may be off.
    pub sd: f64,
    /// The ratio on the sample that the sequences were chosen on.
    pub in_sample: f64,
}

/// Re-scores the choices on the samples of seeds that come after the published one.
pub(crate) fn rescore(
    general: &[u32],
    classifications: &[Classification],
    policies: &[Policy],
    choices: &[Choice],
    in_sample: &[f64],
    count: u32,
    crew: &dyn Crew,
) -> Result<FreshSeeds, SessionError> {
    let seeds: Vec<u32> = (1..=count).map(|more| PUBLISHED_SEED + more).collect();
    let one = |place: usize| ratios(general, classifications, policies, choices, seeds[place]);
    let by_seed = gather(crew, seeds.len(), one).into_iter().collect::<Result<Vec<_>, _>>()?;
    let cells = choices.iter().zip(in_sample).enumerate().map(|(place, (choice, in_sample))| {
        let found: Vec<f64> = by_seed.iter().map(|ratios| ratios[place]).collect();
        let CostSetting { idle, overtime } = choice.setting;
        let (ratio, sd) = mean_and_sd(&found);
        FreshCell {
            cost_idle: idle,
            cost_overtime: overtime,
            policy: policies[choice.policy].name.clone(),
            ratio,
            standard_error: sd / (found.len() as f64).sqrt(),
            sd,
            in_sample: *in_sample,
        }
    });
    let cells = if seeds.is_empty() { Vec::new() } else { cells.collect() };
    Ok(FreshSeeds { seeds, cells })
}

fn ratios(
    general: &[u32],
    classifications: &[Classification],
    policies: &[Policy],
    choices: &[Choice],
    seed: u32,
) -> Result<Vec<f64>, SessionError> {
    let draws = draw(general, classifications, seed)?;
    // The seeds are shared out already, so each is worked on alone.
    let simulated = simulate(choices, policies, &draws, &lindley_session::Alone)?;
    let reference = Mixture::alone(&first_come(&draws.general)?);
    let ratio = |choice: &Choice| {
        let CostSetting { idle, overtime } = choice.setting;
        Mixture::of(choice, policies, &simulated).cost(idle, overtime) / reference.cost(idle, overtime)
    };
    Ok(choices.iter().map(ratio).collect())
}

fn mean_and_sd(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}

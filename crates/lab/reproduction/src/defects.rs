//! What is wrong with the published experiment, with the numbers that say how much it matters.

use lindley_session::{Crew, Sequence, SessionError};
use serde::Serialize;

use crate::cells::Mixture;
use crate::choices::{Choice, Simulated, simulate};
use crate::cost_settings::CostSetting;
use crate::draws::Draws;
use crate::headlines::{greatest_saving, least_saving};
use crate::policy::Policy;
use crate::slot_attached::solver_choices;
use crate::{Classification, PUBLISHED_SEED, Results};

/// The settings at which the altered objective was given to the solver.
const SOLVED: [(u8, u8, f64); 3] = [(0, 5, 0.957_947_9), (5, 5, 0.922_007_6), (10, 5, 0.898_762_2)];

/// One defect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Defect {
    /// Its letter.
    pub id: char,
    /// In one sentence.
    pub title: &'static str,
    /// What was done, and what follows.
    pub explanation: &'static str,
    /// How much it matters.
    pub figures: Vec<Figure>,
}

/// A number that a defect changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// As the study has it, recomputed.
    pub as_published: f64,
    /// As it should be, or as it stands in comparison.
    pub corrected: f64,
    /// How far the latter may be off, if it is a mean over samples: its standard error, or for d the deviation of one sample.
    pub plus_minus: Option<f64>,
    /// `%` or nothing for a ratio.
    pub unit: &'static str,
}

/// What the solver's sequences came to under the model that they were meant for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SolverCell {
    /// `c_I`.
    pub cost_idle: u8,
    /// `c_O`.
    pub cost_overtime: u8,
    /// Its sequences, found again by enumerating the altered objective.
    pub sequences: Vec<String>,
    /// Their cost over that of first come, first served.
    pub ratio: f64,
    /// The same as the study has it.
    pub published_ratio: Option<f64>,
}

/// Finds the solver's sequences again and scores them as all others are scored.
pub(crate) fn solver_cells(
    general: &[u32],
    classifications: &[Classification],
    policies: &[Policy],
    draws: &Draws,
    reference: &Mixture,
    compare: bool,
    crew: &dyn Crew,
) -> Result<Vec<SolverCell>, SessionError> {
    let settings: Vec<CostSetting> =
        SOLVED.iter().map(|(idle, overtime, _)| CostSetting { idle: *idle, overtime: *overtime }).collect();
    let found = solver_choices(general, &classifications[0], PUBLISHED_SEED, &settings, crew)?;
    let choice = |(setting, sequences): (&CostSetting, Vec<Sequence>)| Choice {
        setting: *setting,
        policy: 0,
        sequences,
    };
    let choices: Vec<Choice> = settings.iter().zip(found).map(choice).collect();
    let simulated: Simulated = simulate(&choices, policies, draws, crew)?;
    let cell = |(choice, (idle, overtime, published)): (&Choice, &(u8, u8, f64))| SolverCell {
        cost_idle: *idle,
        cost_overtime: *overtime,
        sequences: choice.sequences.iter().map(ToString::to_string).collect(),
        ratio: Mixture::of(choice, policies, &simulated).cost(*idle, *overtime)
            / reference.cost(*idle, *overtime),
        published_ratio: compare.then_some(*published),
    };
    Ok(choices.iter().zip(&SOLVED).map(cell).collect())
}

/// The defects, from what was computed.
pub(crate) fn defects(results: &Results) -> Vec<Defect> {
    vec![
        other_weights(results),
        altered_solver(results),
        same_sample(results),
        independent_reference(results),
        mostly_sequencing(results),
        unfair(results),
    ]
}

fn other_weights(results: &Results) -> Defect {
    let saving = |policy: &str| {
        let (as_published, idle, overtime) = greatest_saving(results, policy, "NR+MR")?;
        let (corrected, ..) = greatest_saving(results, policy, "NR+MR corrected")?;
        let label = format!("largest saving of {policy} on NR+MR, at ({idle}, {overtime})");
        Some(Figure { label, as_published, corrected, plus_minus: None, unit: "%" })
    };
    Defect {
        id: 'a',
        title: "NR+MR was mixed with the probabilities of another classification",
        explanation: "The two compositions of NR were weighted with the probabilities of K2. With their own, NR+MR is a little \
                      cheaper, so that what the other policies save on it is a little less.",
        figures: ["K2+CRG", "K3+CRG"].into_iter().filter_map(saving).collect(),
    }
}

fn altered_solver(results: &Results) -> Defect {
    let figure = |cell: &SolverCell| {
        let all = results.cell(cell.cost_idle, cell.cost_overtime, "K2+Enum")?;
        let label =
            format!("cost ratio of the solver’s sequences at ({}, {})", cell.cost_idle, cell.cost_overtime);
        Some(Figure { label, as_published: cell.ratio, corrected: all.ratio, plus_minus: None, unit: "" })
    };
    Defect {
        id: 'b',
        title: "The solver was given another problem than the rules",
        explanation: "Its script lets the last visit begin at 240 minutes instead of 225 and ties service times to slots \
                      instead of patients. Enumerating exactly that objective finds the solver’s sequences again; \
                      beside them stands the optimum of the problem that was meant.",
        figures: results.solver.iter().filter_map(figure).collect(),
    }
}

fn same_sample(results: &Results) -> Defect {
    let shown = [
        ("K2+CRG", 0, 1),
        ("K2+CRG", 5, 5),
        ("K2+CRG", 10, 10),
        ("K3+CRG", 10, 10),
        ("K2+Enum", 5, 5),
        ("K2+TSC", 5, 5),
    ];
    let figure = |(policy, idle, overtime): (&str, u8, u8)| {
        let fresh = results.fresh_seeds.as_ref()?.cell(idle, overtime, policy)?;
        Some(Figure {
            label: format!("cost ratio of {policy} at ({idle}, {overtime})"),
            as_published: fresh.in_sample,
            corrected: fresh.ratio,
            plus_minus: Some(fresh.standard_error),
            unit: "",
        })
    };
    Defect {
        id: 'c',
        title: "Sequences were chosen and scored on the same draws",
        explanation: "The corrected column scores the same sequences on fresh seeds. The order of the rules stays as it is; \
                      what shifts is common to all of them and comes from the draw of the reference.",
        figures: shown.into_iter().filter_map(figure).collect(),
    }
}

fn independent_reference(results: &Results) -> Defect {
    let figure = |(idle, overtime): (u8, u8)| {
        let fresh = results.fresh_seeds.as_ref()?.cell(idle, overtime, "K2+CRG")?;
        Some(Figure {
            label: format!("what K2+CRG saves on FCFA at ({idle}, {overtime})"),
            as_published: 100.0 * (1.0 - fresh.in_sample),
            corrected: 100.0 * (1.0 - fresh.ratio),
            plus_minus: Some(100.0 * fresh.sd),
            unit: "%",
        })
    };
    Defect {
        id: 'd',
        title: "The reference was drawn apart from the policies",
        explanation: "First come, first served has a sample of its own, so that its luck is in every ratio. The ± here is \
                      the standard deviation from seed to seed: how far a single published number may be off.",
        figures: [(0, 1), (5, 5), (10, 10)].into_iter().filter_map(figure).collect(),
    }
}

fn mostly_sequencing(results: &Results) -> Defect {
    let gain = |(policy, idle, overtime): (&str, u8, u8)| {
        let saved = |policy: &str| Some(100.0 * (1.0 - results.cell(idle, overtime, policy)?.ratio));
        let (least, ..) = least_saving(results, policy, "NR+CRG")?;
        let (most, ..) = greatest_saving(results, policy, "NR+CRG")?;
        let range = format!("{least:.2} to {most:.2} %").replace('-', "\u{2212}");
        Some(Figure {
            label: format!(
                "what {policy} saves on FCFA at ({idle}, {overtime}); classes alone, anywhere: {range}"
            ),
            as_published: saved(policy)?,
            corrected: saved("NR+CRG")?,
            plus_minus: None,
            unit: "%",
        })
    };
    let shown = [("K2+CRG", 0, 1), ("K2+CRG", 10, 10), ("K3+CRG", 0, 1), ("K3+CRG", 10, 10)];
    Defect {
        id: 'e',
        title: "Most of the gain is sequencing, not classification",
        explanation: "The study compares new classes with better sequences against old classes with simple sequences. With \
                      equal sequencing (CRG for both), new and returning patients alone already give most of the saving, \
                      and three classes can lose.",
        figures: shown.into_iter().filter_map(gain).collect(),
    }
}

fn unfair(results: &Results) -> Defect {
    let range = |policy: &str| {
        let spreads: Vec<f64> =
            results.cells.iter().filter(|cell| cell.policy == policy).map(|cell| cell.std_w_ratio).collect();
        Figure {
            label: format!("STD(W) of {policy} over that of FCFA: least and greatest"),
            as_published: spreads.iter().copied().fold(f64::INFINITY, f64::min),
            corrected: spreads.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            plus_minus: None,
            unit: "",
        }
    };
    Defect {
        id: 'f',
        title: "Cheaper is not fairer",
        explanation: "Where idling and overtime are dear, K2+CRG spreads waiting more unevenly over the slots than first come, \
                      first served does; only K3+CRG never does.",
        figures: ["K2+CRG", "K3+CRG", "NR+TSC"].into_iter().map(range).collect(),
    }
}

//! What the study came to, as it is written down.

use lindley_session::Evaluation;
use serde::Serialize;

use crate::candidates::triple;
use crate::classification::{SLOTS, letter, moments};
use crate::clusters::Cluster;
use crate::defects::{Defect, SolverCell};
use crate::fresh_seeds::FreshSeeds;
use crate::prediction::Prediction;
use crate::{CandidateCount, Cell, Classification, ReproductionError};

/// Everything that was computed. The same data give the same bytes on any machine with any number of threads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Results {
    /// What it was computed from.
    pub data: DataFacts,
    /// Groups of service times.
    pub clusters: Vec<Cluster>,
    /// Predictions of service times.
    pub prediction: Prediction,
    /// Kinds of visit.
    pub groups: Vec<GroupFacts>,
    /// Sessions that have the mix of kinds on average.
    pub compositions: Vec<CompositionShare>,
    /// How many sequences each rule had to choose from.
    pub candidates: Vec<CandidateCount>,
    /// First come, first served.
    pub first_come: FirstCome,
    /// Every policy at every setting of costs.
    pub cells: Vec<Cell>,
    /// Waiting along the session.
    pub waits: Vec<WaitProfile>,
    /// The chosen sequences on other samples.
    pub fresh_seeds: Option<FreshSeeds>,
    /// The sequences of the study's solver, found again.
    pub solver: Vec<SolverCell>,
    /// What is wrong with the published experiment.
    pub defects: Vec<Defect>,
}

/// What the study was computed from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DataFacts {
    /// `Data.csv` or `synthetic`.
    pub source: &'static str,
    /// Rows.
    pub consultations: usize,
    /// Sessions.
    pub sessions: usize,
    /// Patients.
    pub patients: usize,
    /// Service times of the training part for the histogram of the report; no part of the written results.
    #[serde(skip)]
    pub minutes: Vec<f64>,
}

/// A kind of visit on the test part; minutes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupFacts {
    /// The classification.
    pub classification: &'static str,
    /// The kind's letter.
    pub kind: char,
    /// How many consultations.
    pub consultations: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
}

/// A composition and how often it is used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompositionShare {
    /// The classification.
    pub classification: &'static str,
    /// The composition, such as `A=8,B=8`.
    pub composition: String,
    /// Visits by kind.
    pub counts: Vec<u8>,
    /// The share of sessions that have it.
    pub probability: f64,
    /// Visits by kind that a session should have on average.
    pub wanted: Vec<f64>,
}

/// First come, first served; minutes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FirstCome {
    /// Mean waiting of a patient.
    pub wait_per_patient: f64,
    /// Mean idling of a session.
    pub idle: f64,
    /// Mean overtime of a session.
    pub overtime: f64,
    /// `STD(W)`.
    pub std_w: f64,
}

/// Mean waiting by slot in minutes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaitProfile {
    /// The policy.
    pub policy: String,
    /// The setting that it was chosen for, if any.
    pub cost_idle: Option<u8>,
    /// The setting that it was chosen for, if any.
    pub cost_overtime: Option<u8>,
    /// By slot.
    pub minutes: Vec<f64>,
}

impl Results {
    /// As JSON, with a line for every value.
    pub fn to_json(&self) -> Result<String, ReproductionError> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The cell of a policy at a setting.
    pub fn cell(&self, idle: u8, overtime: u8, policy: &str) -> Option<&Cell> {
        let wanted = |cell: &&Cell| {
            (cell.cost_idle, cell.cost_overtime, cell.policy.as_str()) == (idle, overtime, policy)
        };
        self.cells.iter().find(wanted)
    }
}

impl GroupFacts {
    pub(crate) fn of(classification: &Classification) -> Vec<Self> {
        let group = |(kind, seconds): (u8, &Vec<u32>)| {
            let found = moments(seconds);
            Self {
                classification: classification.name,
                kind: letter(kind),
                consultations: seconds.len(),
                mean: found.mean,
                sd: found.standard_deviation,
            }
        };
        (0..).zip(&classification.test_seconds).map(group).collect()
    }
}

impl CompositionShare {
    pub(crate) fn of(classification: &Classification) -> Vec<Self> {
        let total: usize = classification.test_seconds.iter().map(Vec::len).sum();
        let wanted = |seconds: &Vec<u32>| f64::from(SLOTS) * seconds.len() as f64 / total as f64;
        let share = |draw: &lindley_session::Draw| Self {
            classification: classification.name,
            composition: draw.composition.to_string(),
            counts: draw.composition.counts().to_vec(),
            probability: draw.probability,
            wanted: classification.test_seconds.iter().map(wanted).collect(),
        };
        classification.lottery.iter().map(share).collect()
    }
}

impl FirstCome {
    pub(crate) fn of(found: &Evaluation) -> Self {
        let [wait, idle, overtime] = triple(found.totals.means(found.scenarios));
        Self { wait_per_patient: wait / f64::from(SLOTS), idle, overtime, std_w: found.std_waits() }
    }
}

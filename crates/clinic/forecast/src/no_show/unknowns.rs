//! How much wider a band is of an appointment of which less is known than of those that were learnt from.
//!
//! A Venn-Abers band says how well scores of one size are calibrated among rows like those of learning. It says nothing of a
//! site, visit type or district that learning never saw, of a value that learning never lacked, nor of a patient of whom less is
//! known than of others. So its ends are moved outwards in log odds by what each of these may be worth,
//! with probability [`RISK_LEVEL`]; what is not known adds up as independent errors do, by squares. The probability stays.
//!
//! * **A label that learning never saw.** The rows of calibration, which the trees have not seen, are predicted as if their
//!   label were new, and the spread of the labels' true log odds around that is estimated ([`LogOddsSpread`]). What follows
//!   from the label and is silent with it is left out too: of a new site its share at that hour, of a new service its visit
//!   types. Where several labels are new, each counts with what it is worth when none is known: a new site with patients from
//!   new districts is not judged by districts that tell the site. What they share is then counted twice, which is too wide
//!   rather than too narrow.
//! * **A value that learning hardly ever lacked**, such as a feed that stops: how far probabilities move, at most, in so many
//!   of a hundred rows when it is left out. Where learning met enough gaps, a gap is known and widens nothing.
//! * **The patient.** What is said of patients who have been here before is said again as if they were new, and how far that
//!   moves, at most, in so many of a hundred rows is what knowing a patient is worth. Each visit is taken to tell as much as
//!   another, so that squares shrink with the visits lacking to as many as known patients usually have; from there on the
//!   patient is known as well as those by whom the model was calibrated, and nothing widens.
//!
//! The band of a new patient so holds what would be said once the patient is known. It does not claim to hold the patient's own
//! habit, new or known: pairs of outcomes of one patient on the public file lie apart by more than a unit of log odds given
//! what is said, and bands for that would be half as wide as everything, for everybody. A habit decides no single visit that
//! the probability has not decided already, since it is the mean over habits.
//!
//! Few labels prove little: a guess stands beside them ([`GUESS`]), and one site alone gives a new one a band by that guess.
//!
//! [`LogOddsSpread`]: lindley_stats::LogOddsSpread

mod learnt;

use std::borrow::Cow;

use lindley_learn::{Cell, Kind, Layout};
use lindley_stats::{ProbabilityBand, SpreadGuess};
use serde::{Deserialize, Serialize};

use super::columns::Columns;
pub(super) use learnt::Lesson;

/// How often bands are meant to hold an appointment's own chance.
pub const RISK_LEVEL: f64 = 0.9;

/// What is taken for likely before labels were seen: shares of no-shows of whole continents lie between 13 and 43 per cent, so
/// half a unit of log odds is a usual distance. Source: L. F. Dantas et al., "No-shows in appointment scheduling: a systematic
/// literature review", Health Policy 122 (2018).
const GUESS: SpreadGuess = SpreadGuess { sd: 0.5, worth: 2.0 };

/// Features that tell nothing where another one is new.
const SILENT_WITH: [(&str, &str); 2] = [("site", "hour_share"), ("service", "visit_type")];

/// No end of a band is nearer to 0 or 1 than this, because nothing is certain.
const EDGE: f64 = 1e-6;

/// Something that is not known of an appointment and makes its band wider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unknown {
    /// The feature, or `patient` where the patient has been here less often than those who are known.
    pub what: Cow<'static, str>,
    /// How far it alone moves both ends, in log odds. Squares add up.
    pub log_odds: f64,
}

/// What gaps in what is known may be worth, in log odds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Unknowns {
    /// By column of the model.
    columns: Vec<ColumnReach>,
    patient: PatientReach,
}

/// What it is worth to know a column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct ColumnReach {
    /// Where only this is not known.
    alone: f64,
    /// Where other labels are not known either.
    together: f64,
    /// Whether learning met enough rows without a value, so that a gap is nothing new.
    gaps_are_known: bool,
}

/// What it is worth to know a patient.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct PatientReach {
    /// Where the patient is new.
    new: f64,
    /// After how many visits a patient is known as well as others.
    visits: f64,
}

/// What is not known of one appointment, as squares of log odds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gaps {
    columns: Vec<(usize, f64)>,
    patient: f64,
}

impl Unknowns {
    /// What is not known of a row of cells, of which so many labels are new, and of its patient after so many visits.
    pub(super) fn gaps(
        &self,
        (columns, layout): (&Columns, &Layout),
        (cells, unseen_labels): (&[Cell<'_>], usize),
        visits: u32,
    ) -> Gaps {
        let is_new = |(place, cell): (usize, &Cell<'_>)| match cell {
            Cell::Missing => !self.columns[place].gaps_are_known,
            Cell::Label(label) if unseen_labels > 0 => {
                let known = layout.labels(&layout.names()[place]);
                known.binary_search_by(|known| known.as_str().cmp(label)).is_err()
            }
            _ => false,
        };
        let mut new: Vec<usize> =
            cells.iter().enumerate().filter(|at| is_new(*at)).map(|(place, _)| place).collect();
        let lacking = (1.0 - f64::from(visits) / self.patient.visits).max(0.0);
        let patient = self.patient.new.powi(2) * lacking;
        if new.is_empty() {
            return Gaps { columns: Vec::new(), patient };
        }
        let card = |place: usize| columns.feature(place).card;
        let names: Vec<&str> = new.iter().map(|place| card(*place).name).collect();
        // What is silent because of another gap is counted there, unless it is a label, which is new by itself.
        let counted_there = |place: usize| {
            let with = |(head, silent): &(&str, &str)| card(place).name == *silent && names.contains(head);
            card(place).kind == Kind::Number && SILENT_WITH.iter().any(with)
        };
        new.retain(|place| !counted_there(*place));
        let labels = new.iter().filter(|place| card(**place).kind == Kind::Label).count();
        let reach = |place: usize| {
            let ColumnReach { alone, together, .. } = self.columns[place];
            if labels > 1 && card(place).kind == Kind::Label { together } else { alone }
        };
        Gaps { columns: new.into_iter().map(|place| (place, reach(place).powi(2))).collect(), patient }
    }

    /// Whether it can be one of a model with so many columns.
    pub(super) fn fits(&self, columns: usize) -> bool {
        let sound = |value: f64| value.is_finite() && value >= 0.0;
        let PatientReach { new, visits } = self.patient;
        self.columns.len() == columns
            && self.columns.iter().all(|column| sound(column.alone) && sound(column.together))
            && sound(new)
            && sound(visits)
            && visits > 0.0
    }
}

impl Gaps {
    /// How far the ends move for what the appointment shares with others: labels and values that are not known.
    pub(super) fn shared(&self) -> f64 {
        self.columns.iter().map(|(_, square)| square).sum::<f64>().sqrt()
    }

    /// How far they move for that and for what is not known of the patient.
    pub(super) fn whole(&self) -> f64 {
        (self.columns.iter().map(|(_, square)| square).sum::<f64>() + self.patient).sqrt()
    }

    /// By name, the widest first.
    pub(super) fn told(&self, columns: &Columns) -> Vec<Unknown> {
        let named = |(place, square): &(usize, f64)| (columns.feature(*place).card.name, *square);
        let patient = (self.patient > 0.0).then_some(("patient", self.patient));
        let mut told: Vec<Unknown> = self
            .columns
            .iter()
            .map(named)
            .chain(patient)
            .map(|(what, square)| Unknown { what: Cow::Borrowed(what), log_odds: square.sqrt() })
            .collect();
        told.sort_by(|left, right| right.log_odds.total_cmp(&left.log_odds));
        told
    }
}

/// The ends of a band, each moved outwards so far in log odds. They stay inside 0 and 1, and the probability between them.
pub(super) fn widened(band: ProbabilityBand, by: f64) -> (f64, f64) {
    let probability = band.probability();
    let moved = |end: f64, by: f64| chance(log_odds(end) + by);
    (moved(band.low(), -by).min(probability), moved(band.high(), by).max(probability))
}

fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(EDGE, 1.0 - EDGE);
    (probability / (1.0 - probability)).ln()
}

fn chance(log_odds: f64) -> f64 {
    (1.0 / (1.0 + (-log_odds).exp())).clamp(EDGE, 1.0 - EDGE)
}

#[cfg(test)]
mod tests;

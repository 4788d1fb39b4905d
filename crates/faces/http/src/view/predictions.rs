//! What is expected of appointments, each number with its band and what it rests on.

use lindley_api::ids::{AppointmentId, ModelId, PredictionId};
use lindley_api::moment::Moment;
use lindley_api::predictions as wire;
use lindley_app::{AppointmentRisk, DayRisks, KeptPredictions, Replayed, Said};
use lindley_domain as domain;
use lindley_forecast::no_show::{Basis, Factor, Prediction, Stage};
use lindley_forecast::visit_length::{LENGTH_LEVEL, LengthBasis, LengthForecast};

use super::demand::demand;
use super::factor_words::{widening_words, words};
use super::session_outlooks::session_outlooks;

/// What speaks where it may: a learnt model.
const MODEL: &str = "model";

pub(crate) fn risks(day: &DayRisks) -> wire::Risks {
    wire::Risks {
        as_of: Moment(day.as_of),
        head: day.head,
        no_show_model: day.no_show_model.map(|id| ModelId(id.0)),
        length_model: day.length_model.map(|id| ModelId(id.0)),
        risks: day.risks.iter().map(risk).collect(),
    }
}

fn risk(said: &AppointmentRisk) -> wire::Risk {
    wire::Risk {
        appointment: AppointmentId(said.appointment.0),
        no_show: told(said).pop(),
        length: said.length.as_ref().map(length),
    }
}

pub(crate) fn appointment_forecast(id: domain::AppointmentId, found: &DayRisks) -> wire::AppointmentForecast {
    let said = found.risks.first();
    wire::AppointmentForecast {
        appointment: AppointmentId(id.0),
        as_of: Moment(found.as_of),
        head: found.head,
        no_show_model: found.no_show_model.map(|id| ModelId(id.0)),
        length_model: found.length_model.map(|id| ModelId(id.0)),
        no_show: said.map_or_else(Vec::new, told),
        length: said.and_then(|said| said.length.as_ref()).map(length),
    }
}

/// The risks at the stages that have been reached; the newest says what makes its band wide.
fn told(said: &AppointmentRisk) -> Vec<wire::Probability> {
    let mut told: Vec<wire::Probability> = said.no_show.iter().map(probability).collect();
    if let Some(newest) = told.last_mut() {
        newest.widened_by = said.unknowns.iter().map(|unknown| widening_words(&unknown.what)).collect();
    }
    told
}

fn probability(said: &Prediction) -> wire::Probability {
    let (basis, fallback_reason) = match &said.basis {
        Basis::Model => (MODEL, None),
        Basis::BaseRate { reason, outcomes: 0 } => {
            ("base-rate", Some(format!("{}. Nothing is known, so anything is possible.", capital(reason))))
        }
        Basis::BaseRate { reason, outcomes } => {
            let share = format!("This is the clinic's share of no-shows in {outcomes} outcomes");
            ("base-rate", Some(format!("{}. {share}.", capital(reason))))
        }
    };
    wire::Probability {
        probability: said.risk.probability,
        low: said.risk.low,
        high: said.risk.high,
        level: said.level,
        stage: match said.stage {
            Stage::AtBooking => wire::RiskStage::AtBooking,
            Stage::DayBefore => wire::RiskStage::DayBefore,
        },
        basis: basis.to_owned(),
        fallback_reason,
        unseen_labels: u32::try_from(said.risk.unseen_labels).unwrap_or(u32::MAX),
        missing: said.missing.iter().map(|feature| words(feature)).collect(),
        widened_by: Vec::new(),
        factors: said.factors.iter().map(factor).collect(),
    }
}

fn factor(factor: &Factor) -> wire::NoShowFactor {
    wire::NoShowFactor {
        feature: factor.feature.to_string(),
        log_odds: factor.log_odds,
        words: words(&factor.feature),
    }
}

fn length(said: &LengthForecast) -> wire::Length {
    let (low, high) = said.band();
    let fallback_reason = match said.basis {
        LengthBasis::Model => None,
        LengthBasis::PlannedLength { visits } => Some(format!(
            "No model speaks for lengths. This is the planned length as {visits} measured visits compare with theirs."
        )),
        LengthBasis::NeverMeasured => Some(
            "No model speaks for lengths, and hardly any visit has been measured. This is the planned length, and nothing \
             says how far off it is."
                .to_owned(),
        ),
    };
    wire::Length {
        expected_minutes: said.expected / 60.0,
        low_minutes: low / 60.0,
        high_minutes: high / 60.0,
        level: LENGTH_LEVEL,
        basis: said.basis.code().to_owned(),
        fallback_reason,
        buffer_minutes: said.buffer_minutes(),
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(crate) fn prediction_batch(
    id: domain::PredictionId,
    batch: &domain::PredictionBatch,
) -> wire::PredictionBatch {
    wire::PredictionBatch {
        id: PredictionId(id.0),
        subject: subject(batch.subject),
        models: batch.models.iter().map(|id| ModelId(id.0)).collect(),
        head: batch.head,
        as_of: Moment(batch.as_of),
        count: batch.count,
        hash: batch.blob.to_string(),
    }
}

const fn subject(subject: domain::PredictionSubject) -> wire::PredictionSubject {
    match subject {
        domain::PredictionSubject::NoShow => wire::PredictionSubject::NoShow,
        domain::PredictionSubject::Duration => wire::PredictionSubject::Duration,
        domain::PredictionSubject::Demand => wire::PredictionSubject::Demand,
        domain::PredictionSubject::Sessions => wire::PredictionSubject::Sessions,
    }
}

pub(crate) fn kept_predictions(id: domain::PredictionId, kept: &KeptPredictions) -> wire::KeptPredictions {
    let mut told = wire::KeptPredictions {
        batch: prediction_batch(id, &kept.batch),
        no_show: None,
        lengths: None,
        demand: None,
        sessions: None,
        left_out: Vec::new(),
    };
    match &kept.said {
        Said::NoShow(batch) => {
            let row = |said: &Prediction| wire::AppointmentRisk {
                appointment: AppointmentId(said.appointment.0),
                no_show: probability(said),
            };
            told.no_show = Some(batch.predictions.iter().map(row).collect());
            told.left_out = batch.left_out.iter().map(|(id, problem)| unsaid(*id, problem)).collect();
        }
        Said::Lengths(batch) => {
            let row = |said: &LengthForecast| wire::AppointmentLength {
                appointment: AppointmentId(said.appointment.0),
                length: length(said),
            };
            told.lengths = Some(batch.forecasts.iter().map(row).collect());
        }
        Said::Demand(foretold) => told.demand = Some(demand(foretold, Vec::new()).forecasts),
        Said::Sessions(foretold) => told.sessions = Some(session_outlooks(foretold).sessions),
    }
    told
}

fn unsaid(id: domain::AppointmentId, problem: &str) -> wire::LeftOut {
    wire::LeftOut { appointment: AppointmentId(id.0), problem: problem.to_owned() }
}

pub(crate) fn prediction_replay(found: Replayed) -> wire::PredictionReplay {
    wire::PredictionReplay {
        same: found.is_same(),
        kept_hash: found.kept.to_string(),
        replayed_hash: found.replayed.to_string(),
    }
}

//! From the domain to the wire.

mod booking;
mod catalogue;
mod demand;
mod factor_words;
mod gates;
mod model_report;
mod models;
pub(crate) mod not_used;
mod people;
mod planning;
mod predictions;
mod session_outlooks;
mod signals;
mod studies;
mod templates;
mod timetable;
mod trainings;

pub(crate) use booking::{appointment, opening};
pub(crate) use catalogue::{resource, resource_kind, service, site, visit_type};
pub(crate) use demand::{demand, platform_demand};
pub(crate) use gates::{model_gates, refusals};
pub(crate) use models::{live_report, model, model_summary};
pub(crate) use people::{account, principal, token, token_id};
pub(crate) use planning::session_plan;
pub(crate) use predictions::{
    appointment_forecast, kept_predictions, prediction_batch, prediction_replay, risks,
};
pub(crate) use session_outlooks::session_outlooks;
pub(crate) use signals::{feed_list, unknown_signals};
pub(crate) use studies::{Drawn, service_times, session_comparison, session_study};
pub(crate) use templates::{board_slot, session_template, template_status};
pub(crate) use timetable::{block, board_block, board_session, hours, session, spans};
pub(crate) use trainings::training;

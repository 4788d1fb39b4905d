//! From the domain to the wire.

mod booking;
mod catalogue;
mod people;
mod planning;
mod studies;
mod templates;
mod timetable;

pub(crate) use booking::{appointment, opening};
pub(crate) use catalogue::{resource, resource_kind, service, site, visit_type};
pub(crate) use people::{account, principal, token, token_id};
pub(crate) use planning::session_plan;
pub(crate) use studies::{Drawn, service_times, session_comparison, session_study};
pub(crate) use templates::{board_slot, session_template, template_status};
pub(crate) use timetable::{block, board_block, board_session, hours, session, spans};

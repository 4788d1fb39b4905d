//! From the wire to the domain. Ids and moments are already read; what is left is to put them where they belong.

mod booking;
mod catalogue;
mod demand;
mod learning;
mod outside;
mod planning;
mod studies;
mod templates;
mod timetable;

pub(crate) use booking::{
    actual_times, cancel_reason, find_request, hold, patient, reschedule, resource_id, status, visit_request,
    visit_type_id,
};
pub(crate) use catalogue::{resource, resource_kind, roles, service, site, visit_type};
pub(crate) use demand::{demand_question, platform_question};
pub(crate) use learning::{TaskName, in_kept_question, in_query, model_task, question, report_days};
pub(crate) use outside::{channel, patient_description, signal_readings, special_days};
pub(crate) use planning::session_plan;
pub(crate) use studies::{session_comparison, session_study};
pub(crate) use templates::{session_template, template_id};
pub(crate) use timetable::{Window, block, hours, session, span_of_days};

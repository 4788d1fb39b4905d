//! The routes: one file per resource, collected with their documentation.

mod accounts;
mod appointments;
mod blocks;
mod board;
mod demand;
mod events;
mod holds;
mod hours;
mod model_reports;
mod models;
mod openings;
mod operations;
mod organisations;
mod patient_facts;
mod predictions;
mod reminders;
mod resources;
mod risks;
mod services;
mod session;
mod session_outlooks;
mod session_plans;
mod session_studies;
mod session_templates;
mod sessions;
mod signals;
mod sites;
mod tokens;
mod trainings;
mod transitions;
mod visit_types;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{MethodRouter, get};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::face::Face;

/// All documented routes, and the document made from them.
pub(crate) fn documented() -> (Router<Arc<Face>>, OpenApi) {
    OpenApiRouter::with_openapi(lindley_api::document::base())
        .merge(operations())
        .merge(people())
        .merge(catalogue())
        .merge(timetable())
        .merge(planning())
        .merge(booking())
        .merge(models())
        .merge(predictions())
        .merge(signals())
        .split_for_parts()
}

fn operations() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(operations::get_health))
        .routes(routes!(operations::get_readiness))
        .routes(routes!(operations::get_metrics))
}

fn people() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(session::who_am_i, session::sign_in, session::sign_out))
        .routes(routes!(session::change_password))
        .routes(routes!(organisations::get_organisation))
        .routes(routes!(organisations::found_organisation))
        .routes(routes!(accounts::list_accounts, accounts::add_account))
        .routes(routes!(accounts::get_account, accounts::change_account))
        .routes(routes!(tokens::list_tokens, tokens::issue_token))
        .routes(routes!(tokens::revoke_token))
}

fn catalogue() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(sites::list_sites, sites::add_site))
        .routes(routes!(sites::get_site))
        .routes(routes!(services::list_services, services::add_service))
        .routes(routes!(services::get_service))
        .routes(routes!(visit_types::list_visit_types, visit_types::add_visit_type))
        .routes(routes!(visit_types::get_visit_type))
        .routes(routes!(resources::list_resources, resources::add_resource))
        .routes(routes!(resources::get_resource))
}

fn timetable() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(hours::get_hours, hours::set_hours))
        .routes(routes!(hours::get_working_time))
        .routes(routes!(sessions::list_sessions, sessions::open_session))
        .routes(routes!(sessions::get_session, sessions::close_session))
        .routes(routes!(blocks::list_blocks, blocks::add_block))
        .routes(routes!(blocks::get_block, blocks::lift_block))
}

fn planning() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(session_plans::plan_session))
        .routes(routes!(session_studies::get_service_times))
        .routes(routes!(session_studies::study_session))
        .routes(routes!(session_studies::compare_sessions))
        .routes(routes!(session_templates::list_templates, session_templates::propose_template))
        .routes(routes!(session_templates::get_template))
        .routes(routes!(session_templates::adopt_template))
        .routes(routes!(session_templates::decline_template))
        .routes(routes!(session_templates::retire_template))
        .routes(routes!(session_templates::set_template_release))
}

fn booking() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(openings::search_openings))
        .routes(routes!(holds::place_hold))
        .routes(routes!(holds::release_hold))
        .routes(routes!(holds::renew_hold))
        .routes(routes!(holds::confirm_hold))
        .routes(routes!(appointments::list_appointments, appointments::book_appointment))
        .routes(routes!(appointments::request_appointment))
        .routes(routes!(appointments::get_appointment))
        .routes(routes!(transitions::reschedule_appointment))
        .routes(routes!(transitions::cancel_appointment))
        .routes(routes!(transitions::change_appointment_status))
        .routes(routes!(board::get_board))
        .routes(routes!(events::follow_events))
}

fn models() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(models::list_models))
        .routes(routes!(models::get_model))
        .routes(routes!(models::get_model_card))
        .routes(routes!(models::get_model_gates))
        .routes(routes!(models::promote_model))
        .routes(routes!(models::revert_model))
        .routes(routes!(model_reports::get_model_report))
        .routes(routes!(trainings::list_trainings, trainings::queue_training))
        .routes(routes!(trainings::get_training))
}

fn predictions() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(risks::get_risks))
        .routes(routes!(risks::get_appointment_forecast))
        .routes(routes!(session_outlooks::get_session_outlooks))
        .routes(routes!(demand::predict_demand))
        .routes(routes!(demand::predict_platform_demand))
        .routes(routes!(predictions::keep_predictions))
        .routes(routes!(predictions::get_predictions))
        .routes(routes!(predictions::replay_predictions))
}

fn signals() -> OpenApiRouter<Arc<Face>> {
    OpenApiRouter::new()
        .routes(routes!(patient_facts::describe_patient))
        .routes(routes!(reminders::record_reminder))
        .routes(routes!(signals::list_feeds, signals::record_signals))
        .routes(routes!(signals::record_special_days))
}

/// The document itself, at `/openapi.json`. Needs no sign-in: it is published anyway.
pub(crate) fn document_route(document: &OpenApi) -> MethodRouter<Arc<Face>> {
    let text: &'static str = lindley_api::document::text(document).leak();
    get(move || async move { ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text) })
}

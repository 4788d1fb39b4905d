//! The wire types of the HTTP API, the catalogue of its problems and its OpenAPI document.
//!
//! Nothing here knows the booking rules. Requests refuse unknown fields; ids, moments, dates and times of day are read
//! strictly, so what arrives in a request type has a meaning.

pub mod accounts;
pub mod appointments;
pub mod blocks;
pub mod board;
pub mod demand;
pub mod document;
pub mod events;
pub mod headers;
pub mod health;
pub mod holds;
pub mod hours;
pub mod ids;
pub mod models;
pub mod moment;
pub mod openings;
pub mod organisations;
pub mod page;
pub mod patient_facts;
pub mod predictions;
pub mod problem;
pub mod reminders;
pub mod resources;
pub mod services;
pub mod session;
pub mod session_outlooks;
pub mod session_plans;
pub mod session_studies;
pub mod session_templates;
pub mod sessions;
pub mod signals;
pub mod sites;
pub mod trainings;
mod unique_keys;
pub mod visit_types;

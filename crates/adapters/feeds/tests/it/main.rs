//! Feeds over real files and a real server on this machine: what stops, breaks off, lies or sends elsewhere is named.

#![allow(clippy::unwrap_used)]

mod local_server;
mod over_http;
mod rows;

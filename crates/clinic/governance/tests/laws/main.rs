//! The laws of the tamper-evident log, checked against published vectors, the RFC's own words and another library.

#![allow(clippy::unwrap_used)]

mod audit;
mod bundle;
mod certificate_transparency;
mod checkpoint;
mod key;
mod naive;
mod record;
mod sample;
mod tree;

//! What the clinic expects, each number with a band that holds and a name for what it rests on.
//!
//! * [`demand`]: arrivals per step of a service, site or slot.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod demand;

//! What the study says of visit lengths, recomputed from the Hangu file where it is at hand.

mod facts;
mod features;
mod file;
mod regression;

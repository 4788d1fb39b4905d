//! Tests of the wire types and the problem catalogue.

mod ids;
mod learning;
mod moments;
mod problems;
mod requests;

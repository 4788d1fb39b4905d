//! Tests of the wire types and the problem catalogue.

mod ids;
mod moments;
mod problems;
mod requests;

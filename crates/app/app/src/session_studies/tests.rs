//! Studies from outside: what they take from the log, what they find, and what they refuse.

mod clinic;
mod found;
mod refused;

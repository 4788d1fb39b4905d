//! The booking rules: commands in, events or a rejection out. Pure.

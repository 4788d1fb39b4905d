//! A stand-in for the Hangu file, drawn from published facts.

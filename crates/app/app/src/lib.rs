//! The use cases: authorise, decide, append, publish.

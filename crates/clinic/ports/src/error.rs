//! What can go wrong in a store.

/// A store's failure, in the app's terms.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PortError {
    /// The store cannot be reached or did not answer; nothing was written.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// The store has no room left; nothing was written.
    #[error("the store is full: {0}")]
    Full(String),
    /// A stored row cannot be read. It is never skipped.
    #[error("the store is damaged at {place}: {problem}")]
    Corrupt {
        /// Which row, for example `event 17 of demo`.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The store was written by a newer version of the program or by another program; it was not touched.
    #[error("the store cannot be used: {0}")]
    Unsupported(String),
    /// The caller handed in something that no store may keep; nothing was written. A fault in the program.
    #[error("the store refused the request: {0}")]
    Malformed(String),
    /// A name that must be unique is taken.
    #[error("{0} is taken")]
    Taken(String),
}

//! The store in one directory: SQLite with full sync and group commit.

//! The rules that every store passes, one function per rule.

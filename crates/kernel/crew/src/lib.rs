//! Who does the work: an engine says what there is to do, the caller brings the hands.
//!
//! The engines start no threads. They cut their work into numbered parts whose results do not depend on who does them or
//! when, and put the results together by number; so any crew gives the same bytes.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Hands that work on numbered parts at the same time.
pub trait Crew: Sync {
    /// Calls `work` once with every number below `parts`, in any order, from any thread, and returns when all are done.
    ///
    /// ```
    /// use lindley_crew::{Alone, Crew};
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    ///
    /// let sum = AtomicUsize::new(0);
    /// Alone.each(4, &|part| drop(sum.fetch_add(part, Ordering::Relaxed)));
    /// assert_eq!(sum.into_inner(), 6);
    /// ```
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync));
}

/// One pair of hands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Crew for Alone {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(work);
    }
}

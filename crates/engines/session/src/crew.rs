//! Who does the work: the engine says what there is to do, the caller brings the hands.
//!
//! The engine starts no threads. It cuts its work into numbered parts whose results do not depend on who does them or
//! when, and puts the results together by number; so any crew gives the same bytes.

/// Hands that work on numbered parts at the same time.
pub trait Crew: Sync {
    /// Calls `work` once with every number below `parts`, in any order, from any thread, and returns when all are done.
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync));
}

/// One pair of hands.
///
/// ```
/// use lindley_session::{Alone, Crew};
/// use std::sync::atomic::{AtomicUsize, Ordering};
///
/// let sum = AtomicUsize::new(0);
/// Alone.each(4, &|part| drop(sum.fetch_add(part, Ordering::Relaxed)));
/// assert_eq!(sum.into_inner(), 6);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Crew for Alone {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(work);
    }
}

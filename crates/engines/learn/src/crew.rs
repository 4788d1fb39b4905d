//! Who does the parts of the work that can be done side by side.

/// Hands that are lent to learning. The layers below the app start no threads: whoever calls decides how many there are.
///
/// What is learnt does not depend on the crew: parts share nothing that they write and are put together by number.
pub trait Crew: Sync {
    /// Calls `work` once with every number below `parts`, in any order, from any thread, and returns when all are done.
    ///
    /// ```
    /// use lindley_learn::{Alone, Crew};
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

//! Threads for the engines, which start none themselves: hands for one piece of work.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use lindley_crew::Crew;

use crate::session_plans::half_of_the_cores;

/// Threads that live as long as one piece of work. What they are given does not depend on how many they are.
#[derive(Clone, Copy, Debug)]
pub struct Threads {
    count: NonZeroUsize,
}

impl Threads {
    /// As many threads as asked for, or as the machine runs at the same time.
    pub fn new(asked: Option<NonZeroUsize>) -> Self {
        let available = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { count: asked.unwrap_or_else(available) }
    }

    /// As many as leave half of the cores to those who book.
    pub fn half_of_the_cores() -> Self {
        Self::new(Some(half_of_the_cores()))
    }
}

impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let take_parts = || {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    return;
                }
                work(part);
            }
        };
        let helpers = self.count.get().min(parts).saturating_sub(1);
        thread::scope(|scope| {
            for _ in 0..helpers {
                scope.spawn(take_parts);
            }
            take_parts();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_done_once_whoever_does_it() {
        for threads in [1, 2, 8] {
            let crew = Threads::new(NonZeroUsize::new(threads));
            for parts in [0, 1, 2, 100] {
                let done: Vec<AtomicUsize> = (0..parts).map(|_| AtomicUsize::new(0)).collect();
                crew.each(parts, &|part| {
                    done[part].fetch_add(1, Ordering::Relaxed);
                });
                assert!(done.iter().all(|count| count.load(Ordering::Relaxed) == 1));
            }
        }
    }
}

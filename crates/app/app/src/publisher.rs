//! Shows what is durable: brings the reading copy up to date, feeds the live stream, answers the callers.
//!
//! A thread of its own, behind the writer: while it publishes one batch the writer already decides the next. It takes
//! the batches in the writer's order, and what it is given is durable, so nothing here is ever taken back.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

use lindley_domain::{Event, apply};
use lindley_ports::Entry;
use lindley_time::Instant;

use crate::committer::{Answer, Job, finish};
use crate::desk::Shop;

/// Batches that may wait to be shown; the writer then waits too.
pub(crate) const BACKLOG: usize = 4;

/// Something durable.
pub(crate) struct Publication {
    /// The events with the times at which they were decided.
    pub(crate) events: Vec<(Event, Instant)>,
    /// The same events as entries.
    pub(crate) entries: Vec<Entry>,
    /// The callers to be answered, with their answers; none for what another process appended.
    pub(crate) jobs: Vec<Job>,
    pub(crate) answers: Vec<Answer>,
}

/// Publishes until the writer has ended.
pub(crate) fn run(shop: &Shop, publications: &Receiver<Publication>) {
    while let Ok(publication) = publications.recv() {
        show(shop, publication);
    }
}

/// Shows one batch to readers and followers, then answers its callers.
pub(crate) fn show(shop: &Shop, publication: Publication) {
    let Publication { events, entries, jobs, answers } = publication;
    if let Ok(mut shown) = shop.state.write() {
        for (event, at) in &events {
            let applied = apply(&mut shown, event, *at);
            assert!(applied.is_ok(), "the reading copy must follow the tentative one: {applied:?}");
        }
    }
    if let Some(last) = entries.last() {
        shop.head.store(last.seq, Ordering::Release);
        // Without subscribers there is nobody to tell.
        drop(shop.feed.send(Arc::new(entries)));
    }
    finish(jobs, answers);
}

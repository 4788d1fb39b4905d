//! Tells the other processes that a log has grown.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use lindley_ports::PortError;

use crate::pool::Pool;
use crate::sql;

/// A thread that notifies beside the appends: PostgreSQL commits notifying transactions one after another, so
/// an append that notified itself would wait for those of all other organisations.
pub(crate) struct Announcer {
    news: Arc<News>,
}

#[derive(Default)]
struct News {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    organisations: BTreeSet<String>,
    closed: bool,
}

impl Announcer {
    /// Starts the thread.
    pub(crate) fn start(pool: Arc<Pool>) -> Result<Announcer, PortError> {
        let news = Arc::new(News::default());
        let thread_news = Arc::clone(&news);
        std::thread::Builder::new()
            .name("lindley-announce".to_owned())
            .spawn(move || {
                while let Some(organisation) = thread_news.next() {
                    // A lost notification costs followers a moment: they also look by themselves.
                    drop(pool.with(|session| {
                        let notified = session.execute(sql::ANNOUNCE, &[&organisation]);
                        notified.map_err(|error| crate::failure::failure(&error))
                    }));
                }
            })
            .map_err(|error| PortError::Unavailable(format!("cannot start a thread: {error}")))?;
        Ok(Announcer { news })
    }

    /// Says that the organisation's log has grown.
    pub(crate) fn announce(&self, organisation: &str) {
        let mut waiting = self.news.lock();
        if !waiting.organisations.contains(organisation) {
            waiting.organisations.insert(organisation.to_owned());
            self.news.changed.notify_one();
        }
    }
}

impl Drop for Announcer {
    fn drop(&mut self) {
        self.news.lock().closed = true;
        self.news.changed.notify_one();
    }
}

impl News {
    /// The next organisation to announce; waits for one. None when the store is closed.
    fn next(&self) -> Option<String> {
        let quiet = |waiting: &mut Waiting| waiting.organisations.is_empty() && !waiting.closed;
        let mut waiting = self.changed.wait_while(self.lock(), quiet).unwrap_or_else(PoisonError::into_inner);
        waiting.organisations.pop_first()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

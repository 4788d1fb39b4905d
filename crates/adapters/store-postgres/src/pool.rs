//! A few connections, opened when they are needed, shared by all threads.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use lindley_ports::PortError;
use postgres::Config;

use crate::session::Session;

/// More threads than this wait for each other: a server has about a hundred connections for all processes.
const LIMIT: usize = 12;

/// The connections of one store.
pub(crate) struct Pool {
    config: Config,
    sessions: Mutex<Sessions>,
    returned: Condvar,
}

#[derive(Default)]
struct Sessions {
    idle: Vec<Session>,
    /// All sessions: idle, lent, and being opened.
    count: usize,
}

/// A connection lent to one thread; it goes back when it is dropped, unless it is lost.
pub(crate) struct Lent<'a> {
    pool: &'a Pool,
    /// There until the drop.
    session: Option<Session>,
    /// Whether it has been used before: then the server may have gone away since.
    used_before: bool,
}

impl Pool {
    /// A pool without connections.
    pub(crate) fn new(config: Config) -> Pool {
        Pool { config, sessions: Mutex::default(), returned: Condvar::new() }
    }

    /// Opens a connection that is not part of the pool.
    pub(crate) fn connect_apart(&self) -> Result<Session, PortError> {
        Session::connect(&self.config)
    }

    /// Lends a connection; waits if all are lent.
    pub(crate) fn session(&self) -> Result<Lent<'_>, PortError> {
        let mut sessions = self.lock();
        loop {
            if let Some(session) = sessions.idle.pop() {
                return Ok(Lent { pool: self, session: Some(session), used_before: true });
            }
            if sessions.count < LIMIT {
                break;
            }
            sessions = self.returned.wait(sessions).unwrap_or_else(PoisonError::into_inner);
        }
        sessions.count += 1;
        drop(sessions);
        let mut lent = Lent { pool: self, session: None, used_before: false };
        lent.session = Some(Session::connect(&self.config)?);
        Ok(lent)
    }

    /// Runs a call that may be repeated. If its connection turns out to be lost although it once worked (the server
    /// was restarted), the call is made once more on a new one.
    pub(crate) fn with<T>(
        &self,
        mut call: impl FnMut(&mut Session) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        let mut lent = self.session()?;
        let answer = call(&mut lent);
        if !(lent.used_before && lent.is_closed()) {
            return answer;
        }
        drop(lent);
        call(&mut *self.session()?)
    }

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for Lent<'_> {
    type Target = Session;

    fn deref(&self) -> &Session {
        self.session.as_ref().expect("it is there until the drop")
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut Session {
        self.session.as_mut().expect("it is there until the drop")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut sessions = self.pool.lock();
        if let Some(session) = self.session.take().filter(|session| !session.is_closed()) {
            sessions.idle.push(session);
        } else {
            // One lost connection is a sign that the idle ones are lost too.
            sessions.count -= 1 + sessions.idle.len();
            sessions.idle.clear();
        }
        drop(sessions);
        self.pool.returned.notify_all();
    }
}

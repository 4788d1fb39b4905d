//! Hears from the other processes that a log has grown.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use lindley_ports::{PortError, Watch};
use postgres::fallible_iterator::FallibleIterator;

use crate::pool::Pool;
use crate::session::Session;

/// How often the thread looks whether the store has been closed.
const LOOK: Duration = Duration::from_millis(500);
/// The pause before a lost connection is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// A thread with a connection of its own that listens.
pub(crate) struct Listener {
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    listening: AtomicBool,
    closed: AtomicBool,
}

impl Listener {
    /// Starts the thread; it wakes the followers of `watch`.
    pub(crate) fn start(pool: Arc<Pool>, watch: Arc<Watch>) -> Result<Listener, PortError> {
        let state = Arc::new(State::default());
        let thread_state = Arc::clone(&state);
        thread::Builder::new()
            .name("lindley-listen".to_owned())
            .spawn(move || {
                while !thread_state.closed.load(Ordering::Relaxed) {
                    // Both a refused connection and a lost one end here, and are tried again.
                    drop(pool.connect_apart().map(|session| listen(session, &thread_state, &watch)));
                    thread_state.listening.store(false, Ordering::Relaxed);
                    if !thread_state.closed.load(Ordering::Relaxed) {
                        thread::sleep(PAUSE);
                    }
                }
            })
            .map_err(|error| PortError::Unavailable(format!("cannot start a thread: {error}")))?;
        Ok(Listener { state })
    }

    /// Whether notifications arrive at present; if not, followers must look more often.
    pub(crate) fn is_listening(&self) -> bool {
        self.state.listening.load(Ordering::Relaxed)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.state.closed.store(true, Ordering::Relaxed);
    }
}

/// Listens until the connection is lost or the store is closed.
fn listen(mut session: Session, state: &State, watch: &Watch) -> Result<(), postgres::Error> {
    session.client.batch_execute("LISTEN lindley_heads")?;
    state.listening.store(true, Ordering::Relaxed);
    while !state.closed.load(Ordering::Relaxed) && !session.is_closed() {
        let mut notifications = session.client.notifications();
        let mut heard = notifications.timeout_iter(LOOK);
        while let Some(notification) = heard.next()? {
            watch.announce(notification.payload());
        }
    }
    Ok(())
}

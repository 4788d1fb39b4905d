//! A server process.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::Caller;
use super::program::program;

/// A running server; it is killed when this is dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts a server on a free port and waits until it listens.
    pub(crate) fn start(store: &str) -> Self {
        Self::start_with(store, &[])
    }

    /// Starts a server with more words on its command line.
    pub(crate) fn start_with(store: &str, more: &[&str]) -> Self {
        let mut process = program()
            .args(["serve", "--store", store, "--listen", "127.0.0.1:0", "--token-requests-per-minute", "0"])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().expect("the server ended at once").unwrap();
        let address = first.rsplit("http://").next().and_then(|address| address.trim().parse().ok());
        let address = address.unwrap_or_else(|| panic!("the server said: {first}"));
        // What else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    /// A caller with an API token.
    pub(crate) fn caller(&self, token: &str) -> Caller {
        Caller::connect(self.address, token).unwrap()
    }

    /// Ends it as a power cut does: SIGKILL, nothing is tidied up.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Ends it as an operator does: SIGTERM.
    pub(crate) fn stop(mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.process), Signal::TERM).unwrap();
        self.process.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

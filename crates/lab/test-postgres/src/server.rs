//! One database cluster and the server that runs on it.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Config, NoTls};

use crate::account::Account;
use crate::binaries;

const PATIENCE: Duration = Duration::from_mins(1);
const ATTEMPTS: u32 = 5;

/// Starts the server and waits on its standard input, which the test's process holds open: when that process ends,
/// even by a kill, the input ends too, and the shell stops the server and removes its directory. A line of input
/// stops the server and keeps the directory.
const GUARD: &str = r#"
directory=$1; shift
exec >>"$directory/log" 2>&1
"$@" </dev/null &
server=$!
if read -r _; then
    kill -INT $server; wait $server
else
    kill -QUIT $server; wait $server; rm -rf "$directory"
fi
"#;

/// A cluster's directory and how to run its server.
pub(crate) struct Cluster {
    binaries: PathBuf,
    directory: PathBuf,
    account: Option<Account>,
    port: u16,
}

/// A running server.
pub(crate) struct Server {
    guard: Child,
    input: Option<ChildStdin>,
}

impl Cluster {
    /// Makes a cluster and starts it.
    pub(crate) fn start_new() -> Result<(Cluster, Server), String> {
        let mut cluster = Cluster::make()?;
        let mut problem = String::new();
        // Between finding a free port and using it, somebody else may take it.
        for _ in 0..ATTEMPTS {
            cluster.port = free_port()?;
            match cluster.start() {
                Ok(server) => return Ok((cluster, server)),
                Err(error) => problem = error,
            }
        }
        Err(problem)
    }

    /// The address of one of its databases.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://lindley@127.0.0.1:{}/{database}", self.port)
    }

    /// Starts the server; returns when it answers.
    pub(crate) fn start(&self) -> Result<Server, String> {
        let mut command = self.command(Path::new("sh"));
        command.args(["-c", GUARD, "guard"]).arg(&self.directory).arg(self.binaries.join("postgres"));
        command.arg("-D").arg(self.data()).arg("-k").arg(&self.directory);
        command.arg("-p").arg(self.port.to_string());
        let settings =
            ["listen_addresses=127.0.0.1", "max_connections=200", "fsync=on", "synchronous_commit=on"];
        for setting in settings {
            command.args(["-c", setting]);
        }
        let mut guard =
            command.stdin(Stdio::piped()).spawn().map_err(|error| format!("cannot run sh: {error}"))?;
        let server = Server { input: guard.stdin.take(), guard };
        match self.await_answer() {
            Ok(()) => Ok(server),
            Err(problem) => {
                server.stop();
                Err(problem)
            }
        }
    }

    fn make() -> Result<Cluster, String> {
        let binaries = binaries::folder()?;
        let account = Account::to_change_to()?;
        let directory = tempfile::Builder::new()
            .prefix("lindley-postgres-")
            .tempdir()
            .map_err(|error| format!("cannot make a temporary directory: {error}"))?;
        if let Some(account) = account {
            account.own(directory.path())?;
        }
        let cluster = Cluster { binaries, directory: directory.keep(), account, port: 0 };
        let made = cluster
            .command(&cluster.binaries.join("initdb"))
            .args(["--username=lindley", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(cluster.data())
            .output()
            .map_err(|error| format!("cannot run initdb: {error}"))?;
        if made.status.success() {
            return Ok(cluster);
        }
        Err(format!("initdb failed: {}", String::from_utf8_lossy(&made.stderr)))
    }

    fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        // The account may not be allowed to stand where this process stands.
        command.current_dir(&self.directory);
        if let Some(account) = self.account {
            account.run(&mut command);
        }
        command
    }

    fn await_answer(&self) -> Result<(), String> {
        let mut own_socket = Config::new();
        own_socket.host_path(&self.directory).port(self.port).user("lindley").dbname("postgres");
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            // Through the socket in its own directory: on the port, somebody else's server may answer.
            if own_socket.connect(NoTls).is_ok() {
                return Ok(());
            }
            if self.log().contains("FATAL:  could not create") {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err(format!("PostgreSQL did not start: {}", self.log()))
    }

    fn log(&self) -> String {
        fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // A running server's guard has removed it already; this is for a server that was stopped or never ran.
        fs::remove_dir_all(&self.directory).ok();
    }
}

impl Server {
    /// Stops the server and keeps its data.
    pub(crate) fn stop(mut self) {
        if let Some(mut input) = self.input.take() {
            input.write_all(b"stop\n").ok();
        }
        self.guard.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.input.take());
        self.guard.wait().ok();
    }
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port on 127.0.0.1: {error}"))
}

//! A PostgreSQL of our own for one measurement: private folder, private port, durable as in a clinic.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::child;
use crate::install;

/// A running server. Dropping it stops the server and deletes its folder.
#[derive(Debug)]
pub(super) struct Server {
    /// Where to connect.
    pub(super) url: String,
    folder: PathBuf,
    process: Child,
}

impl Server {
    /// Creates a database folder and starts a server in it.
    pub(super) fn start() -> Result<Self, String> {
        let programs = programs()?;
        // `/var/tmp` is on a disk, and a user other than root may enter it.
        let folder = PathBuf::from(format!("/var/tmp/lindley-bench-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|e| format!("cannot create {}: {e}", folder.display()))?;
        if install::is_root() {
            child::run(Command::new("chown").arg(user()).arg(&folder))?;
        }
        let data = folder.join("data");
        let mut initdb = as_other_user(&programs.join("initdb"));
        initdb
            .args(["--auth=trust", "--username=lindley", "--encoding=UTF8", "--locale=C.UTF-8", "-D"])
            .arg(&data);
        child::printed(initdb.current_dir(&folder))?;
        let port = free_port()?;
        let mut postgres = as_other_user(&programs.join("postgres"));
        postgres
            .current_dir(&folder)
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k"])
            .arg(&folder);
        let process = postgres
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("cannot start postgres: {e}"))?;
        let server = Self { url: format!("postgres://lindley@127.0.0.1:{port}/postgres"), folder, process };
        until_ready(&programs, port)?;
        Ok(server)
    }
}

fn until_ready(programs: &Path, port: u16) -> Result<(), String> {
    for _ in 0..300 {
        let mut ready = Command::new(programs.join("pg_isready"));
        ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if ready.status().is_ok_and(|status| status.success()) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!("PostgreSQL on port {port} did not come up in 30 seconds"))
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it ends the connections and closes its files in order.
        let asked = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status();
        if asked.is_ok_and(|status| status.success()) {
            drop(self.process.wait());
        }
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The folder with `initdb`: Debian keeps it out of `PATH`, one folder per version.
fn programs() -> Result<PathBuf, String> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest =
        versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists()).max();
    let on_path = || {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).find(|folder| folder.join("initdb").exists())
    };
    newest.or_else(on_path).ok_or_else(|| "no PostgreSQL: `sudo apt-get install -y postgresql-15`".to_owned())
}

/// PostgreSQL refuses to run as root.
fn as_other_user(program: &Path) -> Command {
    if !install::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user(), "--regid", group(), "--clear-groups", "--"]).arg(program);
    command
}

fn user() -> &'static str {
    if has_postgres_user() { "postgres" } else { "nobody" }
}

fn group() -> &'static str {
    if has_postgres_user() { "postgres" } else { "nogroup" }
}

fn has_postgres_user() -> bool {
    fs::read_to_string("/etc/passwd")
        .is_ok_and(|users| users.lines().any(|line| line.starts_with("postgres:")))
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| format!("no free port: {e}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|e| format!("no free port: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_comes_up_answers_and_leaves_nothing_behind() {
        if programs().is_err() {
            println!("skipped: no PostgreSQL on this machine");
            return;
        }
        let server = Server::start().expect("a server");
        let mut psql = Command::new(programs().expect("found above").join("psql"));
        let answer = child::printed(psql.args([&server.url, "-tAc", "select 6 * 7"])).expect("an answer");
        assert_eq!(answer.trim(), "42");
        let folder = server.folder.clone();
        drop(server);
        assert!(!folder.exists());
    }
}

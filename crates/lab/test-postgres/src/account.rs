//! The account that the server runs under: PostgreSQL refuses to run as root.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// A user of this machine other than root.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// The account to change to: `postgres` or `nobody` if this process is root, none otherwise.
    pub(crate) fn to_change_to() -> Result<Option<Account>, String> {
        let own = fs::metadata("/proc/self").map_err(|error| format!("cannot read /proc/self: {error}"))?;
        if own.uid() != 0 {
            return Ok(None);
        }
        let users =
            fs::read_to_string("/etc/passwd").map_err(|error| format!("cannot read /etc/passwd: {error}"))?;
        let found = ["postgres", "nobody"].iter().find_map(|name| Account::find(&users, name));
        found.map(Some).ok_or_else(|| "this machine has neither the user postgres nor nobody".to_owned())
    }

    /// Makes `command` run as this account.
    pub(crate) fn run(self, command: &mut Command) {
        command.uid(self.user).gid(self.group);
    }

    /// Gives `path` to this account.
    pub(crate) fn own(self, path: &Path) -> Result<(), String> {
        chown(path, Some(self.user), Some(self.group))
            .map_err(|error| format!("cannot hand over {}: {error}", path.display()))
    }

    fn find(users: &str, name: &str) -> Option<Account> {
        let mut fields = users
            .lines()
            .map(|line| line.split(':'))
            .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?;
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some(Account { user, group })
    }
}

#[cfg(test)]
mod tests {
    use super::Account;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres2:x:9:9::/:/bin/sh\npostgres:x:101:104:,,,:/var:/bin/sh\n";
        let found = Account::find(users, "postgres").unwrap();
        assert_eq!((found.user, found.group), (101, 104));
        assert!(Account::find(users, "nobody").is_none());
        assert!(Account::find("postgres:x:many:104", "postgres").is_none());
    }
}

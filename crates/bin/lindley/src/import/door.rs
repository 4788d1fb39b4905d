//! Handing commands in, each under the key of its row.

use anyhow::{Context, Result};
use lindley_app::{App, AppError, Permission, Principal, Subject};
use lindley_domain::{Command, Rejection, ResourceId, State};
use lindley_time::{Instant, WeeklyHours};

use super::progress::Progress;
use super::report::{Refused, Report};

/// Commands handed in together; the writer makes a few large appends of them.
const AT_ONCE: usize = 2048;

/// The app's door for writes, held open for one importer.
pub(super) struct Door<'a> {
    app: &'a App,
    by: &'a Principal,
}

/// A command and the row that it comes from.
pub(super) struct Item {
    pub(super) line: u64,
    pub(super) command: Command,
}

impl<'a> Door<'a> {
    pub(super) const fn new(app: &'a App, by: &'a Principal) -> Self {
        Self { app, by }
    }

    pub(super) fn now(&self) -> Instant {
        Instant::from_seconds(self.app.clock().now_ms().div_euclid(1000))
    }

    /// A look at the committed state.
    pub(super) fn read<T>(&self, view: impl FnOnce(&State) -> T) -> Result<T> {
        Ok(self.app.read(self.by, Permission::Import, view)?)
    }

    /// The number that the command's thing has: it is added unless an earlier import has done so.
    pub(super) async fn ensure(
        &self,
        report: &mut Report,
        what: &'static str,
        command: Command,
    ) -> Result<u32> {
        let key = key_of(&command).map(str::to_owned);
        let known = match &key {
            Some(key) => self.read(|state| state.imported(key))?,
            None => None,
        };
        let (id, added) = match known {
            Some(id) => (id, false),
            None => self.add(what, command).await?,
        };
        let tally = report.tally(what);
        if added {
            tally.added += 1;
        } else {
            tally.already_there += 1;
        }
        u32::try_from(id).with_context(|| format!("the number of one of the {what} is out of range"))
    }

    async fn add(&self, what: &str, command: Command) -> Result<(u64, bool)> {
        match self.app.submit(self.by, command, None).await {
            Ok(receipt) => Ok((
                number(&receipt.subject).with_context(|| format!("{what} came back without number"))?,
                true,
            )),
            Err(AppError::Rejected(Rejection::AlreadyImported { id })) => Ok((id, false)),
            Err(error) => Err(error).with_context(|| format!("{what} could not be added")),
        }
    }

    /// Gives a resource weekly hours unless it has some: hours have no key, and staff may have changed them.
    pub(super) async fn ensure_hours(&self, resource: ResourceId, hours: WeeklyHours) -> Result<()> {
        if !self.read(|state| state.catalogue().hours.contains_key(&resource))? {
            let command = Command::SetHours { resource, hours };
            self.app.submit(self.by, command, None).await.context("working hours could not be set")?;
        }
        Ok(())
    }

    /// Hands in all items in order; those that are there already are passed over.
    pub(super) async fn add_all(
        &self,
        report: &mut Report,
        what: &'static str,
        file: &str,
        items: Vec<Item>,
    ) -> Result<()> {
        let progress = Progress::new(what, items.len());
        let mut items = items.into_iter().peekable();
        while items.peek().is_some() {
            let batch: Vec<Item> = items.by_ref().take(AT_ONCE).collect();
            let size = batch.len();
            self.add_batch(report, what, file, batch).await?;
            progress.advance(size);
        }
        Ok(())
    }

    async fn add_batch(
        &self,
        report: &mut Report,
        what: &'static str,
        file: &str,
        batch: Vec<Item>,
    ) -> Result<()> {
        let is_new = |state: &State, item: &Item| {
            key_of(&item.command).is_none_or(|key| state.imported(key).is_none())
        };
        let fresh: Vec<bool> = self.read(|state| batch.iter().map(|item| is_new(state, item)).collect())?;
        let (mut lines, mut commands) = (Vec::new(), Vec::new());
        for (item, fresh) in batch.into_iter().zip(fresh) {
            if fresh {
                lines.push(item.line);
                commands.push(item.command);
            } else {
                report.tally(what).already_there += 1;
            }
        }
        let answers = self.app.submit_in_order(self.by, commands).await?;
        for (line, answer) in lines.into_iter().zip(answers) {
            match answer {
                Ok(_) => report.tally(what).added += 1,
                Err(AppError::Rejected(Rejection::AlreadyImported { .. })) => {
                    report.tally(what).already_there += 1;
                }
                Err(AppError::Rejected(rejection)) => {
                    report.refuse(what, Refused::by_rules(file, line, &rejection));
                }
                Err(error) => {
                    return Err(error).context(
                        "the import stopped; what it has added stays, and running it again adds the rest",
                    );
                }
            }
        }
        Ok(())
    }
}

/// The key under which the command's thing is known to imports.
fn key_of(command: &Command) -> Option<&str> {
    match command {
        Command::AddSite { source, .. }
        | Command::AddService { source, .. }
        | Command::AddVisitType { source, .. }
        | Command::AddResource { source, .. }
        | Command::OpenSession { source, .. }
        | Command::AddBlock { source, .. }
        | Command::RecordPastVisit { source, .. } => source.as_deref(),
        _ => None,
    }
}

fn number(subject: &Subject) -> Option<u64> {
    match subject {
        Subject::Site(id, _) => Some(id.0.into()),
        Subject::Service(id, _) => Some(id.0.into()),
        Subject::VisitType(id, _) => Some(id.0.into()),
        Subject::Resource(id, _) => Some(id.0.into()),
        _ => None,
    }
}

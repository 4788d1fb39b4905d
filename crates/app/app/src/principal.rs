//! Who asks, and what they may do.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use lindley_domain::Command;
use lindley_ports::AccountId;
use serde::Serialize;

use crate::error::AppError;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// See the catalogue, the board and appointments; search for openings; follow the event stream.
    ReadSchedule,
    /// Hold, book, move, cancel and advance appointments.
    Book,
    /// Change hours, sessions, blocks and session templates; plan sessions.
    RunSchedule,
    /// Add sites, services, visit types and resources.
    ChangeCatalogue,
    /// Write visits of the past.
    Import,
    /// See how likely somebody is not to come, how long visits may take and how many will ask; see models.
    ReadPredictions,
    /// Train, promote and revert models.
    ManageModels,
    /// Add, change and disable accounts; issue and revoke tokens.
    ManageAccounts,
    /// Read metrics and proofs.
    ReadAudit,
    /// Found organisations.
    FoundOrganisation,
}

impl Permission {
    /// The written form, as shown in problems.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadSchedule => "read-schedule",
            Self::Book => "book",
            Self::RunSchedule => "run-schedule",
            Self::ChangeCatalogue => "change-catalogue",
            Self::Import => "import",
            Self::ReadPredictions => "read-predictions",
            Self::ManageModels => "manage-models",
            Self::ManageAccounts => "manage-accounts",
            Self::ReadAudit => "read-audit",
            Self::FoundOrganisation => "found-organisation",
        }
    }
}

/// A named set of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Founds organisations; everything in its own.
    PlatformAdmin,
    /// Everything in one organisation.
    Admin,
    /// Runs hours, sessions, blocks and the catalogue.
    Planner,
    /// Books at the desk.
    Clerk,
    /// Only looks.
    Viewer,
    /// Brings in history.
    Importer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::PlatformAdmin, Self::Admin, Self::Planner, Self::Clerk, Self::Viewer, Self::Importer];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PlatformAdmin => "platform-admin",
            Self::Admin => "admin",
            Self::Planner => "planner",
            Self::Clerk => "clerk",
            Self::Viewer => "viewer",
            Self::Importer => "importer",
        }
    }

    /// What the role may do.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission::{
            Book, ChangeCatalogue, FoundOrganisation, Import, ManageAccounts, ManageModels, ReadAudit,
            ReadPredictions, ReadSchedule, RunSchedule,
        };
        match self {
            Self::PlatformAdmin => &[
                ReadSchedule,
                Book,
                RunSchedule,
                ChangeCatalogue,
                Import,
                ReadPredictions,
                ManageModels,
                ManageAccounts,
                ReadAudit,
                FoundOrganisation,
            ],
            Self::Admin => &[
                ReadSchedule,
                Book,
                RunSchedule,
                ChangeCatalogue,
                Import,
                ReadPredictions,
                ManageModels,
                ManageAccounts,
                ReadAudit,
            ],
            Self::Planner => &[ReadSchedule, Book, RunSchedule, ChangeCatalogue, ReadPredictions],
            Self::Clerk => &[ReadSchedule, Book],
            Self::Viewer => &[ReadSchedule],
            Self::Importer => &[ReadSchedule, RunSchedule, ChangeCatalogue, Import],
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

/// No role has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is platform-admin, admin, planner, clerk, viewer or importer")]
pub struct UnknownRole;

/// Somebody who has proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The account's number; 0 for the program itself.
    pub account: AccountId,
    /// The name it signs in with.
    pub login: Arc<str>,
    /// The organisation it belongs to.
    pub organisation: Arc<str>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The actor written into the log.
    actor: Arc<str>,
}

impl Principal {
    /// A signed-in account.
    pub fn new(account: AccountId, login: &str, organisation: &str, roles: Vec<Role>) -> Self {
        let actor = format!("account-{account}").into();
        Self { account, login: login.into(), organisation: organisation.into(), roles, actor }
    }

    /// The program itself, at work in one organisation: command line, imports, benches.
    pub fn system(organisation: &str) -> Self {
        let roles = vec![Role::PlatformAdmin];
        Self {
            account: 0,
            login: "system".into(),
            organisation: organisation.into(),
            roles,
            actor: "system".into(),
        }
    }

    /// The same principal at work in another organisation.
    pub(crate) fn at(&self, organisation: &str) -> Self {
        Self { organisation: organisation.into(), ..self.clone() }
    }

    /// What the log calls this principal.
    pub fn actor(&self) -> &Arc<str> {
        &self.actor
    }

    /// Whether a role of this principal has the permission.
    pub fn can(&self, permission: Permission) -> bool {
        self.roles.iter().any(|role| role.permissions().contains(&permission))
    }

    /// The first line of every use case.
    pub fn require(&self, permission: Permission) -> Result<(), AppError> {
        if self.can(permission) { Ok(()) } else { Err(AppError::Forbidden { needs: permission }) }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.actor)
    }
}

/// The permission that a command needs.
pub const fn permission_for(command: &Command) -> Permission {
    match command {
        Command::FoundOrganisation { .. } => Permission::FoundOrganisation,
        Command::AddSite { .. }
        | Command::AddService { .. }
        | Command::AddVisitType { .. }
        | Command::AddResource { .. } => Permission::ChangeCatalogue,
        Command::SetHours { .. }
        | Command::OpenSession { .. }
        | Command::CloseSession { .. }
        | Command::AddBlock { .. }
        | Command::LiftBlock { .. }
        | Command::ProposeTemplate { .. }
        | Command::AdoptTemplate { .. }
        | Command::DeclineTemplate { .. }
        | Command::RetireTemplate { .. }
        | Command::SetTemplateRelease { .. }
        | Command::RecordSignals { .. }
        | Command::RecordSpecialDays { .. } => Permission::RunSchedule,
        Command::RequestVisit { .. }
        | Command::PlaceHold { .. }
        | Command::RenewHold { .. }
        | Command::ReleaseHold { .. }
        | Command::ConfirmHold { .. }
        | Command::Book { .. }
        | Command::Reschedule { .. }
        | Command::Cancel { .. }
        | Command::Advance { .. }
        | Command::DescribePatient { since: None, .. }
        | Command::RecordReminder { .. } => Permission::Book,
        Command::QueueTraining { .. }
        | Command::LeaseTraining { .. }
        | Command::CheckpointTraining { .. }
        | Command::FileModel { .. }
        | Command::FailTraining { .. }
        | Command::PromoteModel { .. }
        | Command::RevertModel { .. } => Permission::ManageModels,
        Command::KeepPredictions { .. } => Permission::ReadPredictions,
        // What a source knew before now is history.
        Command::RecordPastVisit { .. } | Command::DescribePatient { since: Some(_), .. } => {
            Permission::Import
        }
        // Ending what has run out is nobody's privilege; anyone who may look may cause it.
        Command::SweepHolds => Permission::ReadSchedule,
    }
}

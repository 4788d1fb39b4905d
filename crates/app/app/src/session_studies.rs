//! Studying sessions: which kinds of visit there are, and which orders of them cost least at which costs. Changes nothing.

mod comparison;
mod elbow;
mod first_come;
mod front;
mod kinds;
mod limits;
mod log_times;
mod reference_orders;
mod refusal;
mod setup;
mod study;

use lindley_domain::ServiceId;
use lindley_session::{Sequence, Weights};

use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};

pub use comparison::{Compared, SessionComparison};
pub use elbow::Elbow;
pub use front::ScoredOrder;
pub use kinds::{StudiedTime, VisitKind};
pub use log_times::{ServiceTimes, VisitTypeTimes};
pub use reference_orders::ReferenceOrder;
pub use refusal::StudyRefusal;
pub use study::{ClassifiedVisitType, SessionStudy};

use log_times::LogTimes;

/// Where service times come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimesSource {
    /// The fulfilled visits of a service whose real times are known.
    Service(ServiceId),
    /// Measured elsewhere, in seconds.
    Measured(Vec<u32>),
}

/// What is to be studied.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyRequest {
    /// Where service times come from.
    pub source: TimesSource,
    /// How many kinds the visits are put into, 1 to 4: by their visit types, or by the times that were measured elsewhere.
    pub groups: usize,
    /// Slots of the session, one visit each.
    pub slots: usize,
    /// Seconds from one appointment to the next.
    pub slot_s: u32,
    /// How many visits of each kind, the longest first; by their shares if left out.
    pub counts: Option<Vec<u8>>,
    /// Scenarios to draw.
    pub scenarios: usize,
    /// Where the draws begin.
    pub seed: u64,
    /// Cost of a minute of each. Not checked yet.
    pub costs: Weights,
}

/// Two orders that are to be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonRequest {
    /// The session, as it was studied. Without counts it has the visits of the first order.
    pub session: StudyRequest,
    /// One order.
    pub first: Sequence,
    /// The other.
    pub second: Sequence,
}

impl App {
    /// The service times that the log knows, of every service in order of id.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who does not shape sessions.
    pub async fn service_times(&self, by: &Principal) -> Result<Vec<ServiceTimes>, AppError> {
        by.require(Permission::RunSchedule)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let times = app.read(&by, Permission::RunSchedule, |state| LogTimes::gather(state, None))?;
            Ok(times.by_service())
        })
        .await
    }

    /// Puts visits into kinds and finds the orders of a session that cost least. The same request at the same head of the log
    /// gives the same study, whatever the machine.
    ///
    /// # Errors
    /// [`AppError::SessionStudy`] for what cannot be studied or would take too long, [`AppError::PlannerBusy`] while another
    /// session is planned or studied.
    pub async fn study_session(
        &self,
        by: &Principal,
        request: StudyRequest,
    ) -> Result<SessionStudy, AppError> {
        by.require(Permission::RunSchedule)?;
        limits::check_inputs(&request)?;
        let (app, by) = (self.clone(), by.clone());
        self.in_turn(move || {
            let times = app.studied_times(&by, &request.source)?;
            Ok(study::studied(times, &request)?)
        })
        .await
    }

    /// Compares two orders on scenarios that no study draws: the order that a study found best looks better there than it is.
    ///
    /// # Errors
    /// As [`App::study_session`].
    pub async fn compare_sessions(
        &self,
        by: &Principal,
        request: ComparisonRequest,
    ) -> Result<SessionComparison, AppError> {
        by.require(Permission::RunSchedule)?;
        limits::check_inputs(&request.session)?;
        let (app, by) = (self.clone(), by.clone());
        self.in_turn(move || {
            let times = app.studied_times(&by, &request.session.source)?;
            Ok(comparison::compared(&times, &request)?)
        })
        .await
    }

    fn studied_times(&self, by: &Principal, source: &TimesSource) -> Result<StudiedTimes, AppError> {
        let id = match source {
            TimesSource::Service(id) => *id,
            TimesSource::Measured(seconds) => return Ok(StudiedTimes::measured(seconds)?),
        };
        let (head, times) = self
            .read(by, Permission::RunSchedule, |state| (state.head(), LogTimes::gather(state, Some(id))))?;
        let service = times.by_service().pop().ok_or(StudyRefusal::UnknownService { service: id })?;
        Ok(StudiedTimes::of_service(head, service)?)
    }
}

/// The service times of a study, in ascending order, and whose they are.
struct StudiedTimes {
    seconds: Vec<u32>,
    /// The head of the log that they were read at, and the service, unless they were measured elsewhere.
    of_log: Option<(u64, ServiceTimes)>,
}

impl StudiedTimes {
    fn measured(seconds: &[u32]) -> Result<Self, StudyRefusal> {
        let mut seconds = seconds.to_vec();
        seconds.sort_unstable();
        if seconds.is_empty() { Err(StudyRefusal::NoTimes) } else { Ok(Self { seconds, of_log: None }) }
    }

    fn of_service(head: u64, service: ServiceTimes) -> Result<Self, StudyRefusal> {
        let of_types = service.visit_types.iter().flat_map(|times| times.seconds.iter().copied());
        let mut seconds: Vec<u32> = of_types.collect();
        seconds.sort_unstable();
        if seconds.is_empty() {
            let ServiceTimes { service, left_out, .. } = service;
            return Err(StudyRefusal::NoVisits { service, left_out });
        }
        Ok(Self { seconds, of_log: Some((head, service)) })
    }
}

#[cfg(test)]
mod tests;

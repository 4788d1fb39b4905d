//! The use cases: authorise, decide, append, publish.
//!
//! One door for every write (`App::submit`), reads from memory, accounts beside it. This is the lowest layer that
//! knows the time and threads; the rules live in the domain, the bytes in the stores.

mod accounts;
mod app;
mod clock;
mod committer;
mod desk;
mod error;
mod idempotency;
mod learning;
mod log_check;
mod principal;
mod publisher;
mod receipt;
mod replica;
mod secrets;
mod session_plans;
mod session_studies;
#[cfg(feature = "simulation")]
pub mod simulation;
mod snapshotter;
mod threads;

pub use accounts::{AccountChange, AccountWish, IssuedToken, ListedToken, Once, SignedIn};
pub use app::{App, Found, Readiness, Settings};
pub use clock::{Clock, SystemClock};
pub use error::AppError;
pub use idempotency::IdempotencyKey;
pub use learning::{
    About, AppointmentRisk, ChangedChampion, DayRisks, FeedTaken, ForetoldDemand, ForetoldSessions,
    JudgedModel, KeptPredictions, LearnersTurn, ListedModel, LiveReport, MOST_APPOINTMENTS, MeasuredGates,
    ModelRole, NewlyKept, PlatformDemand, Question, Replayed, Said, ToldFeeds, UnreadableQuestion, Worked,
};
pub use principal::{Permission, Principal, Role, permission_for};
pub use receipt::{Receipt, Subject};
pub use replica::{Replica, ReplicaError, load};
pub use session_plans::{PlanRefusal, PlannedSession, SessionPlanRequest};
pub use session_studies::{
    ClassifiedVisitType, Compared, ComparisonRequest, Elbow, ReferenceOrder, ScoredOrder, ServiceTimes,
    SessionComparison, SessionStudy, StudiedTime, StudyRefusal, StudyRequest, TimesSource, VisitKind,
    VisitTypeTimes,
};
pub use threads::Threads;

//! Models of an organisation: trained as jobs, kept with their lineage, promoted through gates, asked, and replayed.

mod blob_shelf;
mod demand_outlook;
mod feeds;
mod kept_predictions;
mod live;
mod model_shelf;
mod predictions;
mod promotion;
mod question;
mod record_copy;
mod schedule;
mod session_outlooks;
mod speakers;
mod speaking_models;
mod task;
mod tasks;
mod training;

pub use demand_outlook::{ForetoldDemand, PlatformDemand};
pub use feeds::{FeedTaken, ToldFeeds};
pub use kept_predictions::{KeptPredictions, NewlyKept, Replayed, Said};
pub use live::{JudgedModel, LiveReport};
pub use model_shelf::{ListedModel, ModelRole};
pub use predictions::{AppointmentRisk, DayRisks};
pub use promotion::{ChangedChampion, MeasuredGates};
pub use question::{About, MOST_APPOINTMENTS, Question, UnreadableQuestion};
pub use schedule::LearnersTurn;
pub use session_outlooks::ForetoldSessions;
pub use training::Worked;

pub(crate) use model_shelf::ModelShelf;
pub(crate) use record_copy::RecordCopy;
pub(crate) use speaking_models::SpeakingModels;

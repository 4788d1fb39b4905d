//! What handlers take out of a request. Everything that is wrong with it becomes a problem that says where.

mod body;
mod caller;
mod id;
mod metrics_reader;
mod params;
mod peer;
mod preconditions;
mod resume_after;
mod wrong_data;

pub(crate) use body::Body;
pub(crate) use caller::Caller;
pub(crate) use id::{Id, IdWithin};
pub(crate) use metrics_reader::MetricsReader;
pub(crate) use params::Params;
pub(crate) use peer::Peer;
pub(crate) use preconditions::{IfMatch, WriteKey};
pub(crate) use resume_after::ResumeAfter;

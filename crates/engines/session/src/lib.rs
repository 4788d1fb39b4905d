//! How to fill a clinic session: how many of which kind of visit, in which order, at which times.
//!
//! One physician, visits with random service times, fixed appointment times: patients wait, the physician idles, the
//! session runs over. Which order of the kinds costs least? The model is that of Chen and Robinson (2014) and of the
//! classify-predict-sequence study of Feng et al. (2024).

mod composition;
mod crew;
mod error;
mod sequence;

pub use composition::Composition;
pub use crew::{Alone, Crew};
pub use error::SessionError;
pub use sequence::Sequence;

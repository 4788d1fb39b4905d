//! What can be written down exactly: yardsticks for simulations.

mod queues;
mod two_patients;

pub use queues::{md1_wait, mg1_wait, mm1_wait, traffic};
pub use two_patients::{TwoPatients, two_patients};

//! What the tests share: the program's processes, a small HTTP client, a clinic made over the API.

mod caller;
mod clinic;
mod program;
mod server;

pub(crate) use caller::{Answer, Caller};
pub(crate) use clinic::{Clinic, Size, midnight, text, token};
pub(crate) use program::{Done, lindley, lindley_told};
pub(crate) use server::Server;

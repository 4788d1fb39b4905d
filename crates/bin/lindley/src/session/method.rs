//! How an order is chosen, as named on the command line.

use clap::{Args, ValueEnum};
use lindley_session::Method;

use super::{bounds, bounds::MOST_BEGINNINGS};

/// How an order is chosen, and how long it is searched for.
#[derive(Args, Debug)]
pub(super) struct Choosing {
    /// How the order is chosen.
    #[arg(long, value_enum, default_value_t = MethodName::Exact)]
    method: MethodName,
    /// Beginnings that an exact search may look at before it answers with a gap.
    #[arg(long, value_name = "N", default_value = "2000", value_parser = bounds::count::<1, MOST_BEGINNINGS>)]
    beginnings: usize,
}

impl Choosing {
    /// The planner's name of the method.
    pub(super) fn method(&self) -> Method {
        self.method.into()
    }

    /// How many beginnings may be looked at.
    pub(super) fn beginnings(&self) -> u64 {
        self.beginnings as u64
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MethodName {
    /// Every order, or a search with a proof or a gap.
    Exact,
    /// Repeated patterns of bundled kinds.
    Crg,
    /// Cayirli's rules for two kinds.
    Tsc,
    /// By mean, variance and coefficient of variation.
    Moments,
    /// Exchanges and moves.
    Search,
}

impl From<MethodName> for Method {
    fn from(name: MethodName) -> Self {
        match name {
            MethodName::Exact => Self::Exact,
            MethodName::Crg => Self::Crg,
            MethodName::Tsc => Self::Tsc,
            MethodName::Moments => Self::Moments,
            MethodName::Search => Self::Search,
        }
    }
}

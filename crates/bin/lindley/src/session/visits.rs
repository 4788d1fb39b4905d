//! Which visits a session has: a composition, or a sequence that implies one.

use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use lindley_session::{Composition, Sequence};

use super::by_kind::by_kind;

/// Counts by kind, as written on the command line.
#[derive(Clone, Debug)]
pub(super) struct Counts(pub(super) Composition);

impl FromStr for Counts {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let number = |count: &str| {
            count.parse::<u8>().with_context(|| format!("'{count}' is not a number of visits from 0 to 255"))
        };
        let counts: Vec<u8> = by_kind(text, number)?.into_iter().map(Option::unwrap_or_default).collect();
        Ok(Self(Composition::new(&counts)?))
    }
}

/// The visits of a session whose order may be given.
#[derive(Args, Debug)]
pub(super) struct Visits {
    /// How many visits of each kind, such as A=8,B=8. May be left out beside --sequence.
    #[arg(long, value_name = "KIND=N,…")]
    composition: Option<Counts>,
    /// The order of the visits, such as BABABBAA.
    #[arg(long, value_name = "KINDS")]
    pub(super) sequence: Option<Sequence>,
}

impl Visits {
    /// The composition as given, or that of the sequence; both must agree.
    pub(super) fn composition(&self) -> Result<Composition> {
        let Some(sequence) = &self.sequence else {
            let Some(Counts(composition)) = &self.composition else {
                bail!(
                    "say which visits the session has: --composition A=8,B=8, or --sequence with their order"
                );
            };
            return Ok(composition.clone());
        };
        match &self.composition {
            None => Ok(sequence.composition(1)),
            Some(Counts(composition)) => {
                same_visits("--sequence", sequence, composition)?;
                Ok(composition.clone())
            }
        }
    }
}

/// Refuses a sequence of other visits than the composition asks for.
pub(super) fn same_visits(option: &str, sequence: &Sequence, composition: &Composition) -> Result<()> {
    ensure!(
        sequence.composition(composition.kinds()) == *composition,
        "{option} {sequence} has other visits ({}) than the session ({composition})",
        sequence.composition(1)
    );
    Ok(())
}

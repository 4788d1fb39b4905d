//! What is known of patients' habits.

use std::str::FromStr;

use anyhow::{Context, Result, ensure};
use clap::Args;
use lindley_session::{LONGEST_S, Practice, WalkIns};

use crate::session::by_kind::{by_kind, letter};
use crate::session::inputs::Session;

/// How late patients are is drawn from this many patients, who are drawn from the normal distribution once.
const LATE_PATIENTS: usize = 5_000;

/// Who stays away, who is late, who walks in.
#[derive(Args, Debug)]
pub(super) struct Habits {
    /// Probability that a patient stays away, by kind, such as A=0.1,B=0.2; 0 for kinds that are not named.
    #[arg(long, value_name = "KIND=P,…")]
    no_show: Option<NoShows>,
    /// Minutes that patients come after their appointment on average; negative: early.
    #[arg(long, value_name = "MINUTES", default_value_t = 0.0, allow_negative_numbers = true)]
    late_mean: f64,
    /// Standard deviation of the same, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 0.0, allow_negative_numbers = true)]
    late_sd: f64,
    /// Patients without an appointment who come in an hour, on average.
    #[arg(long, value_name = "PER_HOUR", default_value_t = 0.0, allow_negative_numbers = true)]
    walk_ins: f64,
    /// The kind whose service times they have. Default: all times of the session's kinds.
    #[arg(long, value_name = "KIND", requires = "walk_ins")]
    walk_in_kind: Option<char>,
}

/// Probabilities of staying away by kind.
#[derive(Clone, Debug)]
struct NoShows(Vec<f64>);

impl FromStr for NoShows {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let probability = |written: &str| {
            let probability: f64 = written
                .parse()
                .ok()
                .with_context(|| format!("'{written}' is not a probability from 0 to 1"))?;
            ensure!((0.0..=1.0).contains(&probability), "'{written}' is not a probability from 0 to 1");
            Ok(probability)
        };
        Ok(Self(by_kind(text, probability)?.into_iter().map(Option::unwrap_or_default).collect()))
    }
}

impl Habits {
    /// The habits of a session's patients.
    pub(super) fn practice(&self, session: &Session) -> Result<Practice> {
        let kinds = session.composition.kinds();
        Ok(Practice {
            show: self.show(kinds)?,
            lateness: self.lateness(session, kinds)?,
            walk_ins: self.walk_ins(session)?,
        })
    }

    fn show(&self, kinds: usize) -> Result<Vec<f64>> {
        let Some(NoShows(stay_away)) = &self.no_show else { return Ok(Vec::new()) };
        ensure!(
            stay_away.len() <= kinds,
            "--no-show names kind {}, of which the session has no visit",
            letter(stay_away.len() - 1)
        );
        Ok((0..kinds).map(|kind| 1.0 - stay_away.get(kind).copied().unwrap_or_default()).collect())
    }

    fn lateness(&self, session: &Session, kinds: usize) -> Result<Vec<Vec<i32>>> {
        let longest = f64::from(LONGEST_S);
        ensure!(
            (self.late_mean * 60.0).abs() <= longest,
            "--late-mean {}: it is a number of minutes within 18 hours",
            self.late_mean
        );
        ensure!(
            (0.0..=longest).contains(&(self.late_sd * 60.0)),
            "--late-sd {}: it is a number of minutes, not negative",
            self.late_sd
        );
        if self.late_mean.abs() + self.late_sd <= 0.0 {
            return Ok(Vec::new());
        }
        let mut stream = session.seed.child("lateness").stream();
        let late = |_| {
            let seconds = (60.0 * (self.late_mean + self.late_sd * stream.normal())).round();
            #[expect(clippy::cast_possible_truncation, reason = "held within 18 hours")]
            let seconds = seconds.clamp(-longest, longest) as i32;
            seconds
        };
        let patients: Vec<i32> = (0..LATE_PATIENTS).map(late).collect();
        Ok(vec![patients; kinds])
    }

    fn walk_ins(&self, session: &Session) -> Result<Option<WalkIns>> {
        ensure!(
            (0.0..=3_600.0).contains(&self.walk_ins),
            "--walk-ins {}: it is a number of patients an hour, from 0 to 3,600",
            self.walk_ins
        );
        if self.walk_ins <= 0.0 {
            return Ok(None);
        }
        let service_times = match self.walk_in_kind {
            None => session.service_times.concat(),
            Some(kind) => {
                let place = (kind as usize).checked_sub('A' as usize);
                let times = place
                    .and_then(|place| session.service_times.get(place))
                    .filter(|times| !times.is_empty());
                times.cloned().with_context(|| {
                    format!("--walk-in-kind {kind}: the session has no kind of that letter")
                })?
            }
        };
        Ok(Some(WalkIns { mean_gap_s: 3_600.0 / self.walk_ins, service_times }))
    }
}

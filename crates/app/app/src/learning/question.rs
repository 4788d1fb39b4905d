//! What was asked of forecasters, in words that stand in the log and can be asked again.

use std::fmt;
use std::str::FromStr;

use lindley_domain::{AppointmentId, PredictionSubject, SiteId};
use lindley_forecast::demand::DemandQuestion;
use lindley_time::Instant;
use lindley_time::civil::Date;
use serde_json::Value;

/// Appointments that one question may be about.
pub const MOST_APPOINTMENTS: usize = 1000;

/// The field of a question about demand that the log tells in another place.
const AS_OF: &str = "as_of";

/// A question whose answer can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who will not come.
    NoShow(About),
    /// How long visits take.
    Duration(About),
    /// How many will ask for services. The moment that it names does not count.
    Demand(DemandQuestion),
    /// How the sessions of a site will go on a local day.
    Sessions(SiteId, Date),
}

/// Appointments that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Those of a site on a local day, that are booked when it is asked.
    Day(SiteId, Date),
    /// These.
    Appointments(Vec<AppointmentId>),
}

/// The text is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a question is written as `no-show site-1 2026-12-01`, `duration appointment-3,appointment-4`, \
     `sessions site-1 2026-12-01` or `demand {{...}}`"
)]
pub struct UnreadableQuestion;

impl Question {
    /// What the answer speaks of.
    pub const fn subject(&self) -> PredictionSubject {
        match self {
            Self::NoShow(_) => PredictionSubject::NoShow,
            Self::Duration(_) => PredictionSubject::Duration,
            Self::Demand(_) => PredictionSubject::Demand,
            Self::Sessions(..) => PredictionSubject::Sessions,
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(site, date) => write!(f, "{site} {date}"),
            Self::Appointments(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                f.write_str(&ids.join(","))
            }
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.subject().code())?;
        match self {
            Self::NoShow(about) | Self::Duration(about) => about.fmt(f),
            Self::Sessions(site, date) => write!(f, "{site} {date}"),
            Self::Demand(question) => {
                // A map of JSON keeps its keys sorted, so the same question is the same text.
                let mut told = serde_json::to_value(question).map_err(|_| fmt::Error)?;
                told.as_object_mut().and_then(|told| told.remove(AS_OF));
                told.fmt(f)
            }
        }
    }
}

impl FromStr for Question {
    type Err = UnreadableQuestion;
    fn from_str(text: &str) -> Result<Self, UnreadableQuestion> {
        let (code, asked) = text.split_once(' ').ok_or(UnreadableQuestion)?;
        let subject = PredictionSubject::ALL.into_iter().find(|subject| subject.code() == code);
        match subject.ok_or(UnreadableQuestion)? {
            PredictionSubject::NoShow => Ok(Self::NoShow(about(asked)?)),
            PredictionSubject::Duration => Ok(Self::Duration(about(asked)?)),
            PredictionSubject::Demand => Ok(Self::Demand(demand(asked)?)),
            PredictionSubject::Sessions => {
                let (site, date) = day(asked)?;
                Ok(Self::Sessions(site, date))
            }
        }
    }
}

fn about(text: &str) -> Result<About, UnreadableQuestion> {
    if text.contains(' ') {
        return day(text).map(|(site, date)| About::Day(site, date));
    }
    let ids: Result<Vec<AppointmentId>, _> = text.split(',').map(str::parse).collect();
    ids.map(About::Appointments).map_err(|_| UnreadableQuestion)
}

fn day(text: &str) -> Result<(SiteId, Date), UnreadableQuestion> {
    let (site, date) = text.split_once(' ').ok_or(UnreadableQuestion)?;
    Ok((site.parse().map_err(|_| UnreadableQuestion)?, date.parse().map_err(|_| UnreadableQuestion)?))
}

fn demand(text: &str) -> Result<DemandQuestion, UnreadableQuestion> {
    let mut told: Value = serde_json::from_str(text).map_err(|_| UnreadableQuestion)?;
    let fields = told.as_object_mut().ok_or(UnreadableQuestion)?;
    let moment = serde_json::to_value(Instant::from_seconds(0)).map_err(|_| UnreadableQuestion)?;
    if fields.insert(AS_OF.to_owned(), moment).is_some() {
        return Err(UnreadableQuestion);
    }
    serde_json::from_value(told).map_err(|_| UnreadableQuestion)
}

#[cfg(test)]
mod tests {
    use lindley_domain::ServiceId;
    use lindley_forecast::demand::{DemandEvent, DemandEventKind, QueueLength, Stretch};
    use lindley_time::civil::date;

    use super::*;

    fn everything_about_demand() -> DemandQuestion {
        let (service, site) = (ServiceId(2), Some(SiteId(3)));
        let at = Instant::from_seconds(1_772_431_200);
        DemandQuestion {
            services: vec![service],
            sites: vec![SiteId(3)],
            stretches: vec![Stretch::Hours1, Stretch::Weeks3],
            as_of: Instant::from_seconds(0),
            current_queue: vec![QueueLength { service, site, waiting: 12 }],
            events: vec![DemandEvent {
                kind: DemandEventKind::IntakeSubmitted,
                at,
                service: Some(service),
                site,
            }],
        }
    }

    #[test]
    fn a_question_is_read_as_it_is_written() {
        let appointments = || About::Appointments(vec![AppointmentId(3), AppointmentId(40)]);
        let questions = [
            Question::NoShow(About::Day(SiteId(3), date(2026, 12, 1))),
            Question::Duration(appointments()),
            Question::Sessions(SiteId(3), date(2026, 12, 1)),
            Question::Demand(DemandQuestion::of_all(Instant::from_seconds(0))),
            Question::Demand(everything_about_demand()),
        ];
        for question in questions {
            assert_eq!(question.to_string().parse(), Ok(question));
        }
    }

    #[test]
    fn what_is_no_question_is_refused() {
        for text in [
            "",
            "no-show",
            "no-show site-1",
            "no-show site-1 2026-12-01 x",
            "sessions site-1",
            "sessions appointment-3",
            "demand",
            "demand site-1 2026-12-01",
            "demand {}",
            "weather site-1 2026-12-01",
        ] {
            assert_eq!(text.parse::<Question>(), Err(UnreadableQuestion), "{text}");
        }
    }

    #[test]
    fn the_moment_of_a_question_about_demand_stands_with_the_answer() {
        let early = Question::Demand(everything_about_demand());
        let later = DemandQuestion { as_of: Instant::from_seconds(60), ..everything_about_demand() };
        assert_eq!(early.to_string(), Question::Demand(later).to_string());
        assert!(!early.to_string().contains(AS_OF));
    }
}

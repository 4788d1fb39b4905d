//! What was asked of a forecaster, in words that stand in the log and can be asked again.

use std::fmt;
use std::str::FromStr;

use lindley_domain::{AppointmentId, ModelTask, SiteId};
use lindley_time::civil::Date;

/// Appointments that one question may be about.
pub const MOST_APPOINTMENTS: usize = 1000;

/// A question about appointments: who will not come, or how long they take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked: no-show or duration.
    pub task: ModelTask,
    /// About which appointments.
    pub about: About,
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
#[error("a question is written as `no-show site-1 2026-12-01` or `duration appointment-3,appointment-4`")]
pub struct UnreadableQuestion;

impl Question {
    /// About the appointments of a day.
    pub fn day(task: ModelTask, site: SiteId, date: Date) -> Self {
        Self { task, about: About::Day(site, date) }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.task.code())?;
        match &self.about {
            About::Day(site, date) => write!(f, "{site} {date}"),
            About::Appointments(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                f.write_str(&ids.join(","))
            }
        }
    }
}

impl FromStr for Question {
    type Err = UnreadableQuestion;
    fn from_str(text: &str) -> Result<Self, UnreadableQuestion> {
        let mut words = text.split(' ');
        let code = words.next().unwrap_or_default();
        let tasks = [ModelTask::NoShow, ModelTask::Duration];
        let task = tasks.into_iter().find(|task| task.code() == code).ok_or(UnreadableQuestion)?;
        let about = match (words.next(), words.next(), words.next()) {
            (Some(site), Some(date), None) => About::Day(
                site.parse().map_err(|_| UnreadableQuestion)?,
                date.parse().map_err(|_| UnreadableQuestion)?,
            ),
            (Some(ids), None, None) => {
                let ids: Result<Vec<AppointmentId>, _> = ids.split(',').map(str::parse).collect();
                About::Appointments(ids.map_err(|_| UnreadableQuestion)?)
            }
            _ => return Err(UnreadableQuestion),
        };
        Ok(Self { task, about })
    }
}

#[cfg(test)]
mod tests {
    use lindley_time::civil::date;

    use super::*;

    #[test]
    fn a_question_is_read_as_it_is_written() {
        let questions = [
            Question::day(ModelTask::NoShow, SiteId(3), date(2026, 12, 1)),
            Question {
                task: ModelTask::Duration,
                about: About::Appointments(vec![AppointmentId(3), AppointmentId(40)]),
            },
        ];
        for question in questions {
            assert_eq!(question.to_string().parse(), Ok(question));
        }
        for text in
            ["", "no-show", "no-show site-1", "demand site-1 2026-12-01", "no-show site-1 2026-12-01 x"]
        {
            assert_eq!(text.parse::<Question>(), Err(UnreadableQuestion), "{text}");
        }
    }
}

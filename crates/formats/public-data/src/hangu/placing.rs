//! Dates for sessions that have only a month, a weekday and a half-day.
//!
//! Each session gets the earliest date after the one before it that fits. That is never worse than a later
//! date: whatever can follow a later date can follow an earlier one. So if this way finds no date for some
//! session, no way does, and nothing need ever be taken back.

use lindley_time::civil::{Date, Weekday, date};

use super::{HalfDay, Visit};

/// The years of the file.
const FIRST_DAY: Date = date(2018, 1, 1);
const LAST_DAY: Date = date(2019, 12, 31);

/// Public holidays of China, first and last day of each run.
/// Source: the State Council's notices on holidays for 2018 and 2019.
const HOLIDAYS: [(Date, Date); 14] = [
    (date(2018, 1, 1), date(2018, 1, 1)),
    (date(2018, 2, 15), date(2018, 2, 21)),
    (date(2018, 4, 5), date(2018, 4, 7)),
    (date(2018, 4, 29), date(2018, 5, 1)),
    (date(2018, 6, 16), date(2018, 6, 18)),
    (date(2018, 9, 22), date(2018, 9, 24)),
    (date(2018, 10, 1), date(2018, 10, 7)),
    (date(2018, 12, 30), date(2019, 1, 1)),
    (date(2019, 2, 4), date(2019, 2, 10)),
    (date(2019, 4, 5), date(2019, 4, 7)),
    (date(2019, 5, 1), date(2019, 5, 4)),
    (date(2019, 6, 7), date(2019, 6, 9)),
    (date(2019, 9, 13), date(2019, 9, 15)),
    (date(2019, 10, 1), date(2019, 10, 7)),
];

/// Saturdays and Sundays that the same notices made working days.
const WORKING_WEEKENDS: [Date; 13] = [
    date(2018, 2, 11),
    date(2018, 2, 24),
    date(2018, 4, 8),
    date(2018, 4, 28),
    date(2018, 9, 29),
    date(2018, 9, 30),
    date(2018, 12, 29),
    date(2019, 2, 2),
    date(2019, 2, 3),
    date(2019, 4, 28),
    date(2019, 5, 5),
    date(2019, 9, 29),
    date(2019, 10, 12),
];

/// What the file says about when a session was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionMark {
    /// Month, 1 to 12.
    pub month: i8,
    /// Weekday.
    pub weekday: Weekday,
    /// Half-day.
    pub half_day: HalfDay,
    /// Whether it was a working day in China.
    pub working_day: bool,
}

impl From<&Visit> for SessionMark {
    fn from(visit: &Visit) -> Self {
        let Visit { month, weekday, half_day, working_day, .. } = *visit;
        Self { month, weekday, half_day, working_day }
    }
}

/// Dates for all sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// One date per session, in the order given.
    pub dates: Vec<Date>,
    /// Whether the dates also agree with the file on which days were working days in China.
    pub working_days_agree: bool,
}

/// A session for which no date is left in 2018 and 2019.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no date is left in 2018 and 2019 for session {number} of the file in its order")]
pub struct Unplaceable {
    /// Which session, counted from 1 in the order given.
    pub number: usize,
}

/// Gives each session a date in 2018 or 2019, in the order given: month and weekday fit, no two sessions share
/// a half-day, and if it can be done, working days agree with China's calendar of those years.
pub fn place(sessions: &[SessionMark]) -> Result<Placing, Unplaceable> {
    let strict = place_where(sessions, |mark, day| is_working_day(day) == mark.working_day);
    match strict {
        Ok(dates) => Ok(Placing { dates, working_days_agree: true }),
        Err(_) => {
            place_where(sessions, |_, _| true).map(|dates| Placing { dates, working_days_agree: false })
        }
    }
}

fn place_where(
    sessions: &[SessionMark],
    also: impl Fn(&SessionMark, Date) -> bool,
) -> Result<Vec<Date>, Unplaceable> {
    let mut dates: Vec<Date> = Vec::with_capacity(sessions.len());
    let mut half_before = HalfDay::Morning;
    for (index, mark) in sessions.iter().enumerate() {
        let same_day_is_left = half_before < mark.half_day;
        let earliest = match dates.last() {
            None => Some(FIRST_DAY),
            Some(day) if same_day_is_left => Some(*day),
            Some(day) => day.tomorrow().ok(),
        };
        let fits =
            |day: &Date| day.month() == mark.month && day.weekday() == mark.weekday && also(mark, *day);
        let found = earliest.and_then(|day| days_from(day).find(fits));
        dates.push(found.ok_or(Unplaceable { number: index + 1 })?);
        half_before = mark.half_day;
    }
    Ok(dates)
}

fn days_from(first: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= LAST_DAY)
}

fn is_working_day(day: Date) -> bool {
    let holiday = HOLIDAYS.iter().any(|(first, last)| (*first..=*last).contains(&day));
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    WORKING_WEEKENDS.contains(&day) || !(weekend || holiday)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(day: Date, half_day: HalfDay) -> SessionMark {
        SessionMark { month: day.month(), weekday: day.weekday(), half_day, working_day: is_working_day(day) }
    }

    #[test]
    fn morning_and_afternoon_share_a_day_and_two_mornings_do_not() {
        let day = date(2018, 1, 3);
        let morning = mark(day, HalfDay::Morning);
        let afternoon = mark(day, HalfDay::Afternoon);
        let placed = place(&[morning, afternoon, afternoon, morning]).expect("January has five Wednesdays");
        assert_eq!(placed.dates, [day, day, date(2018, 1, 10), date(2018, 1, 17)]);
        assert!(placed.working_days_agree);
    }

    #[test]
    fn a_working_saturday_is_placed_on_one() {
        let worked = SessionMark { working_day: true, ..mark(date(2018, 4, 7), HalfDay::Morning) };
        assert_eq!(place(&[worked]).expect("one").dates, [date(2018, 4, 28)]);
    }

    #[test]
    fn an_impossible_working_day_gives_way_to_the_rest() {
        let worked = SessionMark { working_day: true, ..mark(date(2018, 7, 7), HalfDay::Morning) };
        let placed = place(&[worked]).expect("July has Saturdays");
        assert_eq!((placed.dates[0], placed.working_days_agree), (date(2018, 7, 7), false));
    }

    #[test]
    fn too_many_sessions_say_which_one_has_no_date_left() {
        let marks = vec![mark(date(2018, 2, 28), HalfDay::Morning); 9];
        assert_eq!(place(&marks), Err(Unplaceable { number: 9 }), "two Februaries have eight Wednesdays");
    }

    proptest! {
        #[test]
        fn whatever_has_happened_can_be_placed_no_later_than_it_happened(
            halves in proptest::collection::btree_set(0_i32..1_460, 0..300)
        ) {
            let half = |index: i32| if index % 2 == 0 { HalfDay::Morning } else { HalfDay::Afternoon };
            let day = |index: i32| days_from(FIRST_DAY).nth(usize::try_from(index / 2).unwrap_or(0)).expect("in two years");
            let real: Vec<(Date, HalfDay)> = halves.iter().map(|index| (day(*index), half(*index))).collect();
            let marks: Vec<SessionMark> = real.iter().map(|(day, half)| mark(*day, *half)).collect();
            let placed = place(&marks).expect("the real dates are one way");
            prop_assert!(placed.working_days_agree);
            let slots: Vec<(Date, HalfDay)> = placed.dates.iter().copied().zip(real.iter().map(|(_, half)| *half)).collect();
            prop_assert!(slots.windows(2).all(|pair| pair[0] < pair[1]), "in order, one session a half-day");
            prop_assert!(slots.iter().zip(&real).all(|(placed, real)| placed <= real));
        }
    }
}

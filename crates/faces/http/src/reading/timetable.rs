//! Hours, sessions, blocks and spans of time.

use lindley_api as wire;
use lindley_api::hours::Weekday as WireDay;
use lindley_api::moment::{ClockTime, Moment};
use lindley_domain::{Block, BlockScope, ResourceId, ServiceId, Session, SiteId};
use lindley_time::civil::{Time, Weekday};
use lindley_time::{HoursException, Instant, Span, WeeklyHours, WeeklyRule};

use crate::failure::Failure;

/// A span of time that has a length.
pub(crate) fn span(start: Moment, end: Moment) -> Result<Span, Failure> {
    Span::new(start.0, end.0).map_err(|error| Failure::invalid_field("/end", error.to_string()))
}

/// A span in the query, at most so many days long.
pub(crate) fn span_of_days(from: Moment, until: Moment, days: i64) -> Result<Span, Failure> {
    let span = Span::new(from.0, until.0);
    let span = span.map_err(|_| Failure::invalid_field("until", "until must lie after from"))?;
    if span.end() > from.0.plus_days(days) {
        return Err(Failure::invalid_field("until", format!("until may lie at most {days} days after from")));
    }
    Ok(span)
}

/// A span in the query that may be open at both ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    from: Instant,
    until: Instant,
}

impl Window {
    pub(crate) fn new(from: Option<Moment>, until: Option<Moment>) -> Result<Self, Failure> {
        let window = Self {
            from: from.map_or(Instant::MIN, |moment| moment.0),
            until: until.map_or(Instant::MAX, |moment| moment.0),
        };
        if window.from >= window.until {
            return Err(Failure::invalid_field("until", "until must lie after from"));
        }
        Ok(window)
    }

    /// Whether a span shares a moment with the window.
    pub(crate) fn touches(self, span: Span) -> bool {
        span.start() < self.until && self.from < span.end()
    }

    /// Whether the window leaves nothing out.
    pub(crate) fn is_open(self) -> bool {
        self.from == Instant::MIN && self.until == Instant::MAX
    }
}

pub(crate) fn session(new: wire::sessions::NewSession) -> Result<Session, Failure> {
    Ok(Session {
        resource: ResourceId(new.resource.0),
        span: span(new.start, new.end)?,
        services: new.services.into_iter().map(|service| ServiceId(service.0)).collect(),
        label: new.label,
        placed_by_import: false,
    })
}

pub(crate) fn block(new: wire::blocks::NewBlock) -> Result<Block, Failure> {
    let scope = match (new.resource, new.site) {
        (Some(resource), None) => BlockScope::Resource(ResourceId(resource.0)),
        (None, Some(site)) => BlockScope::Site(SiteId(site.0)),
        _ => return Err(Failure::invalid_field("/resource", "give either a resource or a site")),
    };
    Ok(Block { scope, span: span(new.start, new.end)?, reason: new.reason })
}

pub(crate) fn hours(new: &wire::hours::WeeklyHours) -> Result<WeeklyHours, Failure> {
    let rules = new.rules.iter().enumerate().map(|(position, given)| rule(position, given));
    let exceptions = new.exceptions.iter().enumerate().map(|(position, given)| exception(position, given));
    Ok(WeeklyHours {
        rules: rules.collect::<Result<_, _>>()?,
        exceptions: exceptions.collect::<Result<_, _>>()?,
    })
}

fn rule(position: usize, given: &wire::hours::WeeklyRule) -> Result<WeeklyRule, Failure> {
    let (from, until) = opening(&format!("/rules/{position}"), given.from, given.until)?;
    Ok(WeeklyRule {
        weekdays: given.weekdays.iter().copied().map(weekday).collect(),
        from,
        until,
        valid_from: given.valid_from.map(|date| date.0),
        valid_until: given.valid_until.map(|date| date.0),
    })
}

fn exception(position: usize, given: &wire::hours::HoursException) -> Result<HoursException, Failure> {
    let place = format!("/exceptions/{position}");
    let stretches = match (given.closed, &given.open) {
        (Some(true), None) => &[][..],
        (None | Some(false), Some(open)) if !open.is_empty() => open.as_slice(),
        _ => {
            return Err(Failure::invalid_field(
                &place,
                "give either closed: true or at least one stretch in open",
            ));
        }
    };
    let openings = stretches
        .iter()
        .enumerate()
        .map(|(number, stretch)| opening(&format!("{place}/open/{number}"), stretch.from, stretch.until));
    Ok(HoursException { date: given.date.0, opening: openings.collect::<Result<_, _>>()? })
}

/// Hours from the first time until the second. The end of the day is midnight of the next one.
fn opening(place: &str, from: ClockTime, until: ClockTime) -> Result<(Time, Time), Failure> {
    let begin = time(from).filter(|_| from.minute_of_day < 24 * 60);
    let begin = begin.ok_or_else(|| {
        Failure::invalid_field(
            &format!("{place}/from"),
            "hours cannot begin at 24:00; write 00:00 on the next day",
        )
    })?;
    let end = time(until);
    end.map(|end| (begin, end))
        .ok_or_else(|| Failure::invalid_field(&format!("{place}/until"), "not a time of day"))
}

pub(super) fn time(clock: ClockTime) -> Option<Time> {
    let minute = i8::try_from(clock.minute_of_day % 60).ok()?;
    let hour = i8::try_from(clock.minute_of_day / 60 % 24).ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

pub(super) const fn weekday(day: WireDay) -> Weekday {
    match day {
        WireDay::Mon => Weekday::Monday,
        WireDay::Tue => Weekday::Tuesday,
        WireDay::Wed => Weekday::Wednesday,
        WireDay::Thu => Weekday::Thursday,
        WireDay::Fri => Weekday::Friday,
        WireDay::Sat => Weekday::Saturday,
        WireDay::Sun => Weekday::Sunday,
    }
}

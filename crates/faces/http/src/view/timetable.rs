//! Hours, sessions, blocks and spans of time.

use lindley_api::board::{BoardBlock, BoardSession};
use lindley_api::hours::{ClockSpan, HoursException, TimeSpan, Weekday, WeeklyHours, WeeklyRule};
use lindley_api::moment::{ClockTime, LocalDate, Moment};
use lindley_api::{blocks, ids, sessions};
use lindley_domain as domain;
use lindley_time::civil::{self, Time};
use lindley_time::{Span, SpanSet};

pub(crate) fn span(span: Span) -> TimeSpan {
    TimeSpan { start: Moment(span.start()), end: Moment(span.end()) }
}

pub(crate) fn spans(set: &SpanSet) -> Vec<TimeSpan> {
    set.spans().iter().copied().map(span).collect()
}

pub(crate) fn session(id: domain::SessionId, session: &domain::Session) -> sessions::Session {
    sessions::Session {
        id: ids::SessionId(id.0),
        resource: ids::ResourceId(session.resource.0),
        start: Moment(session.span.start()),
        end: Moment(session.span.end()),
        services: session.services.iter().map(|service| ids::ServiceId(service.0)).collect(),
        label: session.label.clone(),
        placed_by_import: session.placed_by_import,
    }
}

pub(crate) fn board_session(id: domain::SessionId, on_board: &domain::Session) -> BoardSession {
    let sessions::Session { id, start, end, services, label, placed_by_import, .. } = session(id, on_board);
    BoardSession { id, label, start, end, services, placed_by_import }
}

pub(crate) fn block(id: domain::BlockId, block: &domain::Block) -> blocks::Block {
    let (resource, site) = match block.scope {
        domain::BlockScope::Resource(resource) => (Some(ids::ResourceId(resource.0)), None),
        domain::BlockScope::Site(site) => (None, Some(ids::SiteId(site.0))),
    };
    blocks::Block {
        id: ids::BlockId(id.0),
        resource,
        site,
        start: Moment(block.span.start()),
        end: Moment(block.span.end()),
        reason: block.reason.clone(),
    }
}

pub(crate) fn board_block(id: domain::BlockId, on_board: &domain::Block) -> BoardBlock {
    let blocks::Block { id, start, end, reason, .. } = block(id, on_board);
    BoardBlock { id, start, end, reason }
}

pub(crate) fn hours(hours: &lindley_time::WeeklyHours) -> WeeklyHours {
    WeeklyHours {
        rules: hours.rules.iter().map(rule).collect(),
        exceptions: hours.exceptions.iter().map(exception).collect(),
    }
}

fn rule(rule: &lindley_time::WeeklyRule) -> WeeklyRule {
    let ClockSpan { from, until } = opening(rule.from, rule.until);
    WeeklyRule {
        weekdays: rule.weekdays.iter().copied().map(weekday).collect(),
        from,
        until,
        valid_from: rule.valid_from.map(LocalDate),
        valid_until: rule.valid_until.map(LocalDate),
    }
}

fn exception(exception: &lindley_time::HoursException) -> HoursException {
    let open: Vec<ClockSpan> = exception.opening.iter().map(|(from, until)| opening(*from, *until)).collect();
    let closed = open.is_empty();
    HoursException {
        date: LocalDate(exception.date),
        closed: closed.then_some(true),
        open: (!closed).then_some(open),
    }
}

/// Midnight as an end is the end of the day.
fn opening(from: Time, until: Time) -> ClockSpan {
    let until = if until == Time::midnight() { ClockTime { minute_of_day: 24 * 60 } } else { clock(until) };
    ClockSpan { from: clock(from), until }
}

pub(super) fn clock(time: Time) -> ClockTime {
    ClockTime {
        minute_of_day: u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs()),
    }
}

pub(super) const fn weekday(day: civil::Weekday) -> Weekday {
    match day {
        civil::Weekday::Monday => Weekday::Mon,
        civil::Weekday::Tuesday => Weekday::Tue,
        civil::Weekday::Wednesday => Weekday::Wed,
        civil::Weekday::Thursday => Weekday::Thu,
        civil::Weekday::Friday => Weekday::Fri,
        civil::Weekday::Saturday => Weekday::Sat,
        civil::Weekday::Sunday => Weekday::Sun,
    }
}

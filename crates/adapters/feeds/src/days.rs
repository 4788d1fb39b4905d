//! Special days: each once, and none in a wrong century.

use std::collections::BTreeMap;

use lindley_ports::{FeedDay, FeedRow, Fetched, RefusalReason, RefusedRow};
use lindley_public_data::Row;
use lindley_public_data::feed::SpecialDay;
use lindley_time::civil::Date;
use lindley_time::{Instant, Zone};

use crate::checks::Checked;

/// Nobody plans a day off farther ahead.
const FARTHEST_AHEAD_DAYS: i64 = 5 * 366;

/// Checks days in the source's order. `refused` are rows that could not even be read.
pub(crate) fn check(
    rows: Vec<Row<SpecialDay>>,
    mut refused: Vec<RefusedRow>,
    zone: &Zone,
    now: Instant,
) -> Checked {
    let latest = zone.date_of(now.plus_days(FARTHEST_AHEAD_DAYS));
    let mut kinds: BTreeMap<(Date, Option<String>), String> = BTreeMap::new();
    let mut good = Vec::new();
    for Row { line, value } in rows {
        let earlier = kinds.get(&(value.day, value.site.clone()));
        let verdict = match earlier {
            _ if value.day > latest => {
                Some((RefusalReason::TooFarAhead, "the day is years ahead; is the year wrong?"))
            }
            Some(kind) if *kind == value.kind => {
                Some((RefusalReason::Repeated, "the same row is there already"))
            }
            Some(_) => Some((
                RefusalReason::Contradicted,
                "the day has another kind already; give it one kind for both",
            )),
            None => None,
        };
        if let Some((reason, why)) = verdict {
            refused.push(RefusedRow { line, reason, problem: format!("line {line}, {}: {why}", value.day) });
        } else {
            kinds.insert((value.day, value.site.clone()), value.kind.clone());
            good.push(value);
        }
    }
    refused.sort_by_key(|row| row.line);
    let newest_end = good.iter().filter_map(|value| Some(zone.day(value.day)?.end())).max();
    good.sort_by(|a, b| (a.day, &a.site).cmp(&(b.day, &b.site)));
    let rows = good.into_iter().map(|value| FeedRow::SpecialDay(day(value))).collect();
    Checked { fetched: Fetched { rows, refused }, newest_end }
}

fn day(value: SpecialDay) -> FeedDay {
    FeedDay { day: value.day, kind: value.kind.into(), site: value.site.map(Into::into) }
}

//! The Hangu open data: one physician's sessions of two years, placed on dates, and sessions to book into.

mod coming;
mod setup;
mod visits;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};
use lindley_public_data::Row;
use lindley_public_data::hangu::{HalfDay, Reader, SessionMark, Visit, place};
use lindley_time::Zone;
use lindley_time::civil::Date;

use super::door::Door;
use super::file_name;
use super::report::{Refused, Report};

const TITLE: &str = "Hangu clinic, Guangzhou";
const SESSIONS: &str = "sessions";
const VISITS: &str = "visits";
const COMING: &str = "coming sessions";

/// A session of the file with its date.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PlacedSession {
    /// The session's number in the file.
    number: u32,
    date: Date,
    half_day: HalfDay,
    visits: Vec<Row<Visit>>,
}

/// Imports the file.
pub(super) async fn import(door: &Door<'_>, path: &Path) -> Result<Report> {
    let zone = Zone::parse("Asia/Shanghai")?;
    let file = file_name(path);
    let mut report = Report::new(TITLE, &[SESSIONS, VISITS]);
    let rows = read(path, &file, &mut report)?;
    let sessions = placed(rows, &file, &mut report)?;

    let clinic = setup::set_up(door, &mut report, &zone).await?;
    let past = sessions.iter().filter_map(|session| visits::session(session, &clinic, &zone)).collect();
    door.add_all(&mut report, SESSIONS, &file, past).await?;
    let mut past = Vec::new();
    for session in &sessions {
        for row in &session.visits {
            match visits::visit(session, row, &clinic, &zone) {
                Some(item) => past.push(item),
                None => report.refuse(VISITS, no_pseudonym(&file, row.line)),
            }
        }
    }
    door.add_all(&mut report, VISITS, &file, past).await?;
    let first_known = door.read(|state| coming::first_known(state, &sessions, &clinic, &zone))?;
    let coming = coming::sessions(&sessions, &clinic, &zone, first_known, door.now());
    report.assumed.push(coming::assumption(coming.len()));
    door.add_all(&mut report, COMING, &file, coming).await?;
    Ok(report)
}

fn read(path: &Path, file: &str, report: &mut Report) -> Result<Vec<Row<Visit>>> {
    let input = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let reader = Reader::open(input).with_context(|| path.display().to_string())?;
    let mut rows = Vec::new();
    for row in reader {
        report.rows += 1;
        match row {
            Ok(row) => rows.push(row),
            Err(error) => report.refuse(VISITS, Refused::unreadable(file, error)),
        }
    }
    Ok(rows)
}

/// Groups the rows into sessions and gives each session a date.
fn placed(rows: Vec<Row<Visit>>, file: &str, report: &mut Report) -> Result<Vec<PlacedSession>> {
    let mut sessions: BTreeMap<u32, (SessionMark, Vec<Row<Visit>>)> = BTreeMap::new();
    for row in rows {
        let mark = SessionMark::from(&row.value);
        let (known, visits) = sessions.entry(row.value.session).or_insert_with(|| (mark, Vec::new()));
        if *known == mark {
            visits.push(row);
        } else {
            let reason = "another month, weekday or half-day than the session's first row";
            let advice = "give the row its right session number";
            report.refuse(VISITS, Refused::unusable(file, row.line, "Session", reason, advice));
        }
    }
    let marks: Vec<SessionMark> = sessions.values().map(|(mark, _)| *mark).collect();
    let placing = place(&marks).context("the sessions cannot be placed on dates in their order")?;
    report.assumed.push(assumption(placing.working_days_agree));
    let dated = sessions.into_iter().zip(placing.dates);
    Ok(dated
        .map(|((number, (mark, visits)), date)| PlacedSession {
            number,
            date,
            half_day: mark.half_day,
            visits,
        })
        .collect())
}

fn assumption(working_days_agree: bool) -> String {
    let calendar = if working_days_agree {
        ", and working days agree with China's calendar"
    } else {
        "; working days do not all agree with China's calendar"
    };
    format!(
        "The file has no dates. Its sessions were placed, in their order, on the earliest days of 2018 and 2019 \
         that fit month, weekday and half-day{calendar}. The board marks them as placed."
    )
}

fn no_pseudonym(file: &str, line: u64) -> Refused {
    let advice = "use 1 to 36 characters of A-Z a-z 0-9 . _ -";
    Refused::unusable(file, line, "ID", "not a pseudonym that can be kept", advice)
}

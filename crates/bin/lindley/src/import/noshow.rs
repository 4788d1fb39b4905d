//! The no-show file: who came and who stayed away, in Vitória in spring 2016.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};
use lindley_domain::{
    ChosenResource, Command, Demand, PastVisit, PatientFacts, PatientId, Resource, ResourceId, ResourceKind,
    Service, ServiceId, Session, Sex, Site, SiteId, Status, Step, VisitType, VisitTypeId,
};
use lindley_public_data::Row;
use lindley_public_data::no_show::{Appointment, Detailed, DetailedReader};
use lindley_time::civil::{Date, time};
use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use super::door::{Door, Item};
use super::file_name;
use super::report::{Refused, Report};

const TITLE: &str = "Vitória";
const VISITS: &str = "visits";
const SESSIONS: &str = "sessions";
const PATIENTS: &str = "patients";
const DESK: &str = "desk";
/// Minutes of a visit; the file does not say how long they took.
const MINUTES: u16 = 15;
const ASSUMED: &str = "The file has no hours. Visits were placed from 08:00 local time on, 15 minutes each; several of \
                       one patient on one day follow one another. All use one front desk that has room for all. Each \
                       day has a session that is marked as placed by the import, so that boards say so. What was booked on its \
                       own day counts as booked a minute before it began at the latest. The file does not say when reminders went \
                       out, so none are written.";

/// Imports the file.
pub(super) async fn import(door: &Door<'_>, path: &Path) -> Result<Report> {
    let file = file_name(path);
    let mut report = Report::new(TITLE, &[VISITS]);
    let rows = read(path, &file, &mut report)?;
    let zone = Zone::parse("America/Sao_Paulo")?;
    let clinic = set_up(door, &mut report, &zone).await?;
    let facts = facts(door, &rows, &zone)?;
    let items = items(rows, &clinic, &zone, &file, &mut report);
    door.add_all(&mut report, SESSIONS, &file, sessions(&items, &clinic, &zone)).await?;
    // Facts first: whoever is interrupted between the two writes them again, and loses none.
    door.add_all(&mut report, PATIENTS, &file, facts).await?;
    door.add_all(&mut report, VISITS, &file, items).await?;
    report.assumed.push(ASSUMED.to_owned());
    Ok(report)
}

fn read(path: &Path, file: &str, report: &mut Report) -> Result<Vec<Row<Detailed>>> {
    let input = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let reader = DetailedReader::open(input).with_context(|| path.display().to_string())?;
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

/// The ids of the clinic's things.
#[derive(Clone, Copy, Debug)]
struct Clinic {
    site: SiteId,
    service: ServiceId,
    desk: ResourceId,
    visit_type: VisitTypeId,
}

async fn set_up(door: &Door<'_>, report: &mut Report, zone: &Zone) -> Result<Clinic> {
    let key = |name: &str| Some(format!("noshow:{name}").into());
    let site = Site { name: TITLE.to_owned(), zone: zone.clone() };
    let site = SiteId(door.ensure(report, "sites", Command::AddSite { site, source: key("site") }).await?);
    let service = Service { name: "Public health".to_owned() };
    let service = Command::AddService { service, source: key("service") };
    let service = ServiceId(door.ensure(report, "services", service).await?);
    let attributes = BTreeSet::from(["front-desk".to_owned()]);
    let (name, kind, capacity_units) = ("Front desk".to_owned(), ResourceKind::Lab, u16::MAX);
    let desk = Resource { name, kind, site, attributes: attributes.clone(), capacity_units };
    let desk = Command::AddResource { resource: desk, source: key("desk") };
    let desk = ResourceId(door.ensure(report, "resources", desk).await?);
    let demand = Demand { role: DESK.to_owned(), kind, attributes, units: 1 };
    let visit_type = VisitType {
        name: "Outpatient appointment".to_owned(),
        service,
        steps: vec![Step {
            name: "Visit".to_owned(),
            from_minute: 0,
            until_minute: MINUTES,
            demands: vec![demand],
        }],
        start_every_minutes: MINUTES,
        age_min: None,
        age_max: None,
        sites: BTreeSet::from([site]),
    };
    let visit_type = Command::AddVisitType { visit_type, source: key("visit-type") };
    let visit_type = VisitTypeId(door.ensure(report, "visit types", visit_type).await?);
    Ok(Clinic { site, service, desk, visit_type })
}

fn items(
    rows: Vec<Row<Detailed>>,
    clinic: &Clinic,
    zone: &Zone,
    file: &str,
    report: &mut Report,
) -> Vec<Item> {
    let mut before: BTreeMap<(Date, PatientId), u32> = BTreeMap::new();
    let mut items = Vec::with_capacity(rows.len());
    for Row { line, value: Detailed { appointment: value, .. } } in rows {
        let Ok(patient) = value.patient.parse::<PatientId>() else {
            let advice = "use 1 to 36 characters of A-Z a-z 0-9 . _ -";
            let refused =
                Refused::unusable(file, line, "PatientId", "not a pseudonym that can be kept", advice);
            report.refuse(VISITS, refused);
            continue;
        };
        let count = before.entry((value.day, patient)).or_default();
        let nth = *count;
        *count += 1;
        if let Some(span) = span(zone, value.day, nth) {
            items.push(Item { line, command: past_visit(&value, patient, span, clinic, zone) });
        } else {
            let reason = "a day that the calendar of the zone does not have";
            let refused = Refused::unusable(file, line, "AppointmentDay", reason, "correct the day");
            report.refuse(VISITS, refused);
        }
    }
    items
}

/// The patient's `nth` quarter of an hour of the day, from 08:00 on.
fn span(zone: &Zone, day: Date, nth: u32) -> Option<Span> {
    let opening = day.to_datetime(time(8, 0, 0, 0));
    let opening = zone.resolve(opening, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()?;
    let start = opening.plus_minutes(i64::from(nth) * i64::from(MINUTES));
    Some(Span::of_minutes(start, MINUTES.into()))
}

/// A session for each day that has visits, from the first one's start to the last one's end: it carries the mark that
/// the hours are the import's, which no single visit could.
fn sessions(visits: &[Item], clinic: &Clinic, zone: &Zone) -> Vec<Item> {
    let mut days: BTreeMap<Date, Span> = BTreeMap::new();
    for visit in visits {
        if let Command::RecordPastVisit { visit, .. } = &visit.command {
            let whole = days.entry(zone.date_of(visit.span.start())).or_insert(visit.span);
            let (start, end) = (whole.start().min(visit.span.start()), whole.end().max(visit.span.end()));
            *whole = Span::new(start, end).unwrap_or(*whole);
        }
    }
    days.into_iter().map(|(day, span)| session(day, span, clinic)).collect()
}

fn session(day: Date, span: Span, clinic: &Clinic) -> Item {
    let session = Session {
        resource: clinic.desk,
        span,
        services: BTreeSet::from([clinic.service]),
        label: "Hours placed by the import".to_owned(),
        placed_by_import: true,
    };
    let source = Some(format!("noshow:hours:{day}").into());
    // It comes from no one line of the file.
    Item { line: 0, command: Command::OpenSession { session, source } }
}

/// What the file says of the patients of visits that are not in the log yet, as the first of their bookings has it: what a
/// later row says was not known then.
fn facts(door: &Door<'_>, rows: &[Row<Detailed>], zone: &Zone) -> Result<Vec<Item>> {
    let mut known: BTreeMap<PatientId, (Instant, u64, PatientFacts)> = BTreeMap::new();
    door.read(|state| {
        for Row { line, value } in rows {
            let fresh = state.imported(&key_of(&value.appointment)).is_none();
            if let (true, Ok(patient)) = (fresh, value.appointment.patient.parse()) {
                let made = zone.resolve(value.appointment.made, GapPolicy::FirstAfter, FoldPolicy::Earlier);
                let Ok(made) = made else { continue };
                if known.get(&patient).is_none_or(|(since, ..)| made < *since) {
                    known.insert(patient, (made, *line, facts_of(value)));
                }
            }
        }
    })?;
    let describe = |(patient, (since, line, facts))| {
        let command = Command::DescribePatient { patient, facts, since: Some(since) };
        Item { line, command }
    };
    Ok(known.into_iter().map(describe).collect())
}

fn facts_of(row: &Detailed) -> PatientFacts {
    let appointment = &row.appointment;
    PatientFacts {
        birth_year: Some(appointment.day.year() - i16::from(appointment.age)),
        sex: Some(if row.male { Sex::Male } else { Sex::Female }),
        district: Some(row.neighbourhood.as_str()).filter(|district| !district.is_empty()).map(Into::into),
        ..PatientFacts::default()
    }
}

/// When the appointment was made, at the latest a minute before it began; nothing for one that was made after its day.
fn booked(appointment: &Appointment, span: Span, zone: &Zone) -> Option<Instant> {
    let made = zone.resolve(appointment.made, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()?;
    (appointment.made.date() <= appointment.day).then(|| made.min(span.start().plus_minutes(-1)))
}

fn key_of(appointment: &Appointment) -> String {
    format!("noshow:appointment:{}", appointment.appointment)
}

fn past_visit(
    appointment: &Appointment,
    patient: PatientId,
    span: Span,
    clinic: &Clinic,
    zone: &Zone,
) -> Command {
    let visit = PastVisit {
        patient,
        visit_type: clinic.visit_type,
        site: clinic.site,
        span,
        actual: None,
        chosen: vec![ChosenResource { role: DESK.to_owned(), resource: clinic.desk }],
        outcome: if appointment.missed { Status::Noshow } else { Status::Fulfilled },
        booked: booked(appointment, span, zone),
        reminded: None,
    };
    let source = Some(key_of(appointment).into());
    Command::RecordPastVisit { visit, source }
}

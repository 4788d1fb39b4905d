//! Visits of the clinic's own record as a model of lengths sees them.

use std::collections::BTreeMap;
use std::sync::Arc;

use lindley_domain::{AppointmentId, PatientId, ResourceId, ServiceId, Sex, SiteId, VisitTypeId};
use lindley_time::civil::Date;
use lindley_time::{Instant, Zone};

use super::{LengthHistory, MeasuredVisit, Visit};
use crate::record::{self, ClinicRecord, VisitOutcome};

/// The longest measured length that is believed, in seconds; clocks that were left running say more.
const LONGEST_BELIEVED: f64 = 86_400.0;

/// A measured visit of the record, as it was known on the morning of its local day.
#[derive(Clone, Debug)]
pub(super) struct ClinicRow {
    pub(super) id: AppointmentId,
    pub(super) day: Date,
    pub(super) practitioner: Option<ResourceId>,
    pub(super) site: SiteId,
    pub(super) visit_type: VisitTypeId,
    pub(super) measured: MeasuredVisit,
}

/// What was known of lengths and outcomes at a moment.
///
/// Everything is keyed by the minute from which it counts as history: a visit's outcome is known and its local day is over. A
/// visit's session is the minute at which the local day of asking begins, so histories answer from days strictly before it.
#[derive(Clone, Debug)]
pub(super) struct ClinicHistory<'a> {
    record: &'a ClinicRecord,
    pub(super) lengths: LengthHistory,
    came: BTreeMap<PatientId, Vec<u32>>,
    missed: BTreeMap<PatientId, Vec<u32>>,
    /// Of those, the ones that were entered in error, by the sessions after which that was known.
    not_come: BTreeMap<PatientId, Vec<u32>>,
    not_missed: BTreeMap<PatientId, Vec<u32>>,
    words: Words,
    mornings: BTreeMap<(SiteId, Instant), Morning>,
    /// Measured lengths as shares of what was planned, by visit type, in order of when they count.
    ratios: BTreeMap<VisitTypeId, Vec<Ratio>>,
}

/// The local day of a moment at a site, kept because asking the zone costs more than all trees.
#[derive(Clone, Copy, Debug)]
struct Morning {
    session: u32,
    year: i16,
}

/// The ids as labels, each written once.
#[derive(Clone, Debug, Default)]
struct Words {
    visit_types: BTreeMap<VisitTypeId, Arc<str>>,
    services: BTreeMap<ServiceId, Arc<str>>,
    sites: BTreeMap<SiteId, Arc<str>>,
    practitioners: BTreeMap<ResourceId, Arc<str>>,
}

/// A measured length as a share of what was planned; it counts in the sessions after `since` up to `until`.
#[derive(Clone, Copy, Debug)]
struct Ratio {
    since: u32,
    until: u32,
    share: f64,
}

fn word<K: Ord + Copy + ToString>(words: &mut BTreeMap<K, Arc<str>>, id: K) -> Arc<str> {
    Arc::clone(words.entry(id).or_insert_with(|| id.to_string().into()))
}

/// The minute of a moment, as sessions count; moments before 1970 are the first.
fn minute(moment: Instant) -> u32 {
    u32::try_from(moment.minute().max(0)).unwrap_or(u32::MAX)
}

impl<'a> ClinicHistory<'a> {
    /// What was known at a moment.
    pub(super) fn new(record: &'a ClinicRecord, as_of: Instant) -> Self {
        let mut history = Self {
            record,
            lengths: LengthHistory::default(),
            came: BTreeMap::new(),
            missed: BTreeMap::new(),
            not_come: BTreeMap::new(),
            not_missed: BTreeMap::new(),
            words: Words::default(),
            mornings: BTreeMap::new(),
            ratios: BTreeMap::new(),
        };
        let mut known: Vec<(Instant, record::Visit<'a>)> = record
            .every_visit()
            .filter_map(|visit| Some((visit.counts_from()?, visit)))
            .filter(|(counts, _)| *counts <= as_of)
            .collect();
        known.sort_by_key(|(counts, visit)| (*counts, visit.id()));
        let mut erased = Vec::new();
        for (counts, visit) in known {
            let row = history.take_up(counts, &visit);
            if let Some(since) = visit.erased().filter(|since| *since <= as_of) {
                erased.push((since, visit, row));
            }
        }
        erased.sort_by_key(|(since, visit, _)| (*since, visit.id()));
        for (since, visit, row) in erased {
            history.take_back(minute(since).saturating_sub(1), &visit, row);
        }
        history
    }

    /// Takes up a visit that counts as history; answers what its length was filed under.
    fn take_up(&mut self, counts: Instant, visit: &record::Visit<'_>) -> Option<(Visit, f64)> {
        // The last minute that does not know: a day that begins at `counts` does.
        let since = minute(counts).saturating_sub(1);
        let mut filed = None;
        match visit.ending().map(|ending| ending.outcome) {
            Some(VisitOutcome::Fulfilled) => {
                if let Some(seconds) = measured_seconds(visit)
                    && let Some(row) = self.row_of(visit, &visit.placing(), counts)
                {
                    let planned = row.planned_seconds.unwrap_or(seconds);
                    self.ratios.entry(visit.visit_type()).or_default().push(Ratio {
                        since,
                        until: u32::MAX,
                        share: seconds / planned,
                    });
                    self.lengths.add(&row, seconds, since);
                    filed = Some((row, seconds));
                }
                self.came.entry(visit.patient()).or_default().push(since);
            }
            Some(VisitOutcome::NoShow) => self.missed.entry(visit.patient()).or_default().push(since),
            _ => {}
        }
        filed
    }

    /// A visit that was entered in error counted until then, and no longer.
    fn take_back(&mut self, since: u32, visit: &record::Visit<'_>, filed: Option<(Visit, f64)>) {
        match visit.ending().map(|ending| ending.outcome) {
            Some(VisitOutcome::Fulfilled) => self.not_come.entry(visit.patient()).or_default().push(since),
            Some(VisitOutcome::NoShow) => self.not_missed.entry(visit.patient()).or_default().push(since),
            _ => {}
        }
        let Some((row, seconds)) = filed else { return };
        self.lengths.take_back(&row, seconds, since);
        let share = seconds / row.planned_seconds.unwrap_or(seconds);
        let ratios = self.ratios.entry(visit.visit_type()).or_default();
        let same = |known: &&mut Ratio| known.until == u32::MAX && known.share.to_bits() == share.to_bits();
        if let Some(known) = ratios.iter_mut().find(same) {
            known.until = since;
        }
    }

    /// What is known of a visit at a moment; none if nobody knew of it then.
    pub(super) fn visit(&mut self, visit: &record::Visit<'_>, as_of: Instant) -> Option<Visit> {
        let seen = visit.seen(as_of)?;
        self.row_of(visit, &seen.placing, as_of)
    }

    fn morning(&mut self, zone: &Zone, site: SiteId, as_of: Instant) -> Option<Morning> {
        if let Some(known) = self.mornings.get(&(site, as_of)) {
            return Some(*known);
        }
        let today = zone.date_of(as_of);
        let found = Morning { session: minute(zone.day(today)?.start()), year: today.year() };
        self.mornings.insert((site, as_of), found);
        Some(found)
    }

    fn row_of(
        &mut self,
        visit: &record::Visit<'_>,
        placing: &record::Placing,
        as_of: Instant,
    ) -> Option<Visit> {
        let zone = self.record.zone(placing.site)?;
        let Morning { session, year } = self.morning(zone, placing.site, as_of)?;
        let patient = visit.patient();
        let known = |counts: &BTreeMap<PatientId, Vec<u32>>| {
            counts.get(&patient).map_or(0, |known| known.partition_point(|since| *since < session))
        };
        let tally = |counts, errors| u32::try_from(known(counts) - known(errors)).unwrap_or(u32::MAX);
        let came = tally(&self.came, &self.not_come);
        let mut row = Visit::new(patient.as_str(), session, came.saturating_add(1));
        row.earlier_no_shows = Some(tally(&self.missed, &self.not_missed));
        let local = zone.local(placing.start());
        row.hour = Some(f64::from(local.hour()) + f64::from(local.minute()) / 60.0);
        row.weekday = u8::try_from(local.date().weekday().to_monday_zero_offset()).ok();
        row.planned_seconds = Some(placing.span().seconds() as f64);
        row.visit_type = Some(word(&mut self.words.visit_types, visit.visit_type()));
        row.service = visit.service().map(|service| word(&mut self.words.services, service));
        row.site = Some(word(&mut self.words.sites, placing.site));
        let practitioner = visit.practitioners_of(placing).first();
        row.practitioner = practitioner.map(|id| word(&mut self.words.practitioners, *id));
        if let Some(facts) = self.record.patient_facts(patient, as_of) {
            row.male = match facts.sex {
                Some(Sex::Male) => Some(true),
                Some(Sex::Female) => Some(false),
                Some(Sex::Other) | None => None,
            };
            let age = facts.birth_year.map(|born| f64::from(year) - f64::from(born));
            row.age = age.filter(|age| (0.0..=130.0).contains(age));
        }
        Some(row)
    }

    /// Measured lengths as shares of what was planned, of a visit type or of all, before a session.
    pub(super) fn ratios_before(&self, visit_type: Option<VisitTypeId>, session: u32) -> Vec<f64> {
        let kinds = self.ratios.iter().filter(|(kind, _)| visit_type.is_none_or(|wanted| wanted == **kind));
        let before = kinds.flat_map(|(_, ratios)| ratios.iter().take_while(|known| known.since < session));
        before.filter(|known| session <= known.until).map(|known| known.share).collect()
    }

    /// Every measured visit that counts as history by now, as it was known on the morning of its own local day, or when it was
    /// booked on that day, in order of day and id.
    pub(super) fn rows(&mut self, until: Instant) -> Vec<ClinicRow> {
        let mut rows = Vec::new();
        for visit in self.record.every_visit() {
            // A visit that is known to be an error is nothing to learn from.
            if visit.erased().is_some_and(|since| since <= until) {
                continue;
            }
            let is_history = visit.counts_from().is_some_and(|counts| counts <= until);
            let Some(seconds) = measured_seconds(&visit).filter(|_| is_history) else { continue };
            let Some(morning) = self.record.zone(visit.site()).and_then(|zone| morning(zone, &visit)) else {
                continue;
            };
            let known = visit.booked().unwrap_or(Instant::MIN).max(morning).min(visit.planned().start());
            let Some(row) = self.visit(&visit, known.max(morning)) else { continue };
            rows.push(ClinicRow {
                id: visit.id(),
                day: visit.day(),
                practitioner: visit.practitioners().first().copied(),
                site: visit.site(),
                visit_type: visit.visit_type(),
                measured: MeasuredVisit { visit: row, seconds },
            });
        }
        rows.sort_by_key(|row| (row.day, row.id));
        rows
    }
}

/// When the local day of a visit begins.
fn morning(zone: &Zone, visit: &record::Visit<'_>) -> Option<Instant> {
    zone.day(visit.day()).map(lindley_time::Span::start)
}

/// Whether a visit is one to learn from: it took place, and a length was measured that is to be believed.
///
/// ```
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_forecast::visit_length::is_measured;
/// assert_eq!(ClinicRecord::default().visits().filter(is_measured).count(), 0);
/// ```
pub fn is_measured(visit: &record::Visit<'_>) -> bool {
    measured_seconds(visit).is_some()
}

/// How long a visit took, in seconds; none if it did not take place, was not measured, or is not to be believed.
pub(super) fn measured_seconds(visit: &record::Visit<'_>) -> Option<f64> {
    let ending = visit.ending()?;
    let seconds = visit.actual()?.seconds() as f64;
    let believed = ending.outcome == VisitOutcome::Fulfilled && seconds > 0.0 && seconds <= LONGEST_BELIEVED;
    believed.then_some(seconds)
}

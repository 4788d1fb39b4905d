//! What a log knows of an appointment at a moment: the one way to features, for learning and for serving.

use std::collections::BTreeMap;
use std::sync::Arc;

use lindley_domain::{AppointmentId, ServiceId, Sex, SiteId, VisitTypeId};
use lindley_time::civil::Date;
use lindley_time::{Instant, Zone};

use super::feeds::Feeds;
use super::hour_shares::{HourShares, history_of};
use super::{Booking, Described, FeedState, Past, Stage, Standing};
use crate::ForecastError;
use crate::record::{ClinicRecord, Seen, Visit, VisitOutcome};

/// For how many days a cancellation is recent.
const RECENT_DAYS: i64 = 180;

/// A day.
const DAY_SECONDS: i64 = 86_400;

/// Reads a record as of a moment. Cheap to make: one pass over the outcomes.
///
/// Nothing that became known later moves what it says, whatever the log holds.
#[derive(Clone, Debug)]
pub struct Forecaster<'a> {
    record: &'a ClinicRecord,
    as_of: Instant,
    hours: HourShares,
    feeds: Feeds,
    sites: BTreeMap<SiteId, SiteLabels>,
    services: BTreeMap<ServiceId, Arc<str>>,
    visit_types: BTreeMap<VisitTypeId, Arc<str>>,
}

#[derive(Clone, Debug)]
struct SiteLabels {
    id: Arc<str>,
    name: Arc<str>,
    zone: Zone,
}

impl<'a> Forecaster<'a> {
    /// What the record knew at `as_of`.
    ///
    /// ```
    /// use lindley_forecast::no_show::Forecaster;
    /// use lindley_forecast::record::ClinicRecord;
    /// use lindley_time::Instant;
    ///
    /// let record = ClinicRecord::default();
    /// assert!(Forecaster::new(&record, Instant::from_seconds(0)).feeds().is_empty());
    /// ```
    pub fn new(record: &'a ClinicRecord, as_of: Instant) -> Self {
        let site = |id: SiteId| {
            let (name, zone) = (record.site_name(id)?, record.zone(id)?.clone());
            Some((id, SiteLabels { id: id.to_string().into(), name: name.into(), zone }))
        };
        let visit_types = record.visit_types().map(|id| (id, id.to_string().into()));
        Self {
            record,
            as_of,
            hours: HourShares::of(record, as_of),
            feeds: Feeds::of(record, as_of),
            sites: record.sites().filter_map(site).collect(),
            services: record.services().map(|id| (id, id.to_string().into())).collect(),
            visit_types: visit_types.collect(),
        }
    }

    /// The moment.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// How each outside signal stands: whether it has stopped, and how much of it was refused.
    pub fn feeds(&self) -> Vec<FeedState> {
        self.feeds.states(self.as_of)
    }

    /// Outcomes that count as history, and how many of them were no-shows: what the base rate rests on.
    pub fn outcomes(&self) -> (usize, usize) {
        self.hours.all(self.as_of)
    }

    pub(super) fn outcomes_at(&self, as_of: Instant) -> (usize, usize) {
        self.hours.all(as_of)
    }

    pub(super) fn record(&self) -> &'a ClinicRecord {
        self.record
    }

    /// The moment of a stage of an appointment: that of booking it; or a day before its start, the moment at which it was last
    /// booked or moved if that is later, or now if that is earlier.
    ///
    /// Refused if nobody knows of it yet, if it was booked when it had begun, or if nobody knows when it was booked.
    pub fn moment(&self, id: AppointmentId, stage: Stage) -> Result<Instant, ForecastError> {
        self.moment_of(&self.find(id)?, stage)
    }

    /// What is known of an appointment at a stage. Refused as [`moment`](Self::moment) refuses.
    pub fn describe(&self, id: AppointmentId, stage: Stage) -> Result<Described, ForecastError> {
        let visit = self.find(id)?;
        self.describe_at(&visit, self.moment_of(&visit, stage)?)
    }

    pub(super) fn find(&self, id: AppointmentId) -> Result<Visit<'a>, ForecastError> {
        let problem = "there is no such booking in the log";
        self.record.visit_even_erased(id).ok_or(ForecastError::NotPredictable { appointment: id, problem })
    }

    pub(super) fn moment_of(&self, visit: &Visit<'_>, stage: Stage) -> Result<Instant, ForecastError> {
        let refused = |problem| ForecastError::NotPredictable { appointment: visit.id(), problem };
        let seen = visit.seen(self.as_of).ok_or_else(|| refused("nobody knew of this booking then"))?;
        let start = seen.placing.start();
        if stage == Stage::AtBooking {
            let booked =
                visit.booked().ok_or_else(|| refused("its source does not say when it was booked"))?;
            let planned = visit.seen(booked).map_or(start, |seen| seen.placing.start());
            return if booked < planned { Ok(booked) } else { Err(refused(BEGUN)) };
        }
        let settled = visit.settled(self.as_of).unwrap_or(Instant::MIN);
        if settled >= start {
            return Err(refused(BEGUN));
        }
        Ok(start.plus_seconds(-DAY_SECONDS).max(settled).min(self.as_of))
    }

    /// What was known of a visit at a moment.
    pub(super) fn describe_at(&self, visit: &Visit<'_>, moment: Instant) -> Result<Described, ForecastError> {
        let refused = |problem| ForecastError::NotPredictable { appointment: visit.id(), problem };
        let seen = visit.seen(moment).ok_or_else(|| refused("nobody knew of this booking then"))?;
        let site = self.sites.get(&seen.placing.site).ok_or_else(|| refused("its site is not known"))?;
        let start = site.zone.local(seen.placing.start());
        let made = visit.booked().map(|booked| site.zone.local(booked));
        let as_of = site.zone.date_of(moment);
        let mut booking = Booking {
            made,
            start: Some(start),
            visit_type: self.visit_types.get(&visit.visit_type()).cloned(),
            service: visit.service().and_then(|service| self.services.get(&service).cloned()),
            site: Some(Arc::clone(&site.id)),
            site_name: Some(Arc::clone(&site.name)),
            reminders_recorded: self.record.records_reminders(moment),
            ..Booking::new(visit.id().0, visit.patient().as_str(), start, start.date())
        };
        let mut reminders = 0;
        for (sent, _) in visit.reminders().filter(|(sent, _)| *sent <= moment) {
            reminders += 1;
            let day = site.zone.date_of(sent);
            booking.reminded = Some(booking.reminded.map_or(day, |first| first.min(day)));
        }
        self.add_facts(&mut booking, visit, moment);
        let (past, recent_cancellations) = self.past(visit, moment);
        let standing = self.standing(
            &seen,
            moment,
            Told { reminders: booking.reminders_recorded.then_some(reminders), recent_cancellations },
        );
        Ok(Described { booking, past, standing, as_of })
    }

    fn add_facts(&self, booking: &mut Booking, visit: &Visit<'_>, moment: Instant) {
        let Some(facts) = self.record.facts_at(visit.patient_place(), moment) else { return };
        let age = |born: i16| f64::from(booking.day.year() - born).clamp(0.0, 90.0);
        booking.age = facts.birth_year.map(age);
        booking.male = facts.sex.and_then(|sex| match sex {
            Sex::Male => Some(true),
            Sex::Female => Some(false),
            Sex::Other => None,
        });
        booking.distance = facts.distance.map(|band| f64::from(band.from_km()));
        booking.neighbourhood = facts.district.map(str::to_owned);
        booking.language = facts.language.map(Into::into);
    }

    fn standing(&self, seen: &Seen, moment: Instant, told: Told) -> Standing {
        let start = seen.placing.start();
        let [rain, temperature, influenza] = self.feeds.at(seen.placing.site, start, moment);
        Standing {
            days_ahead: Some((start.seconds() - moment.seconds()) as f64 / DAY_SECONDS as f64),
            moved: u32::try_from(seen.moved).ok(),
            reminders: told.reminders,
            recent_cancellations: Some(told.recent_cancellations),
            hour_share: self.hours.share(seen.placing.site, seen.placing.hour(), moment),
            rain,
            temperature,
            influenza,
        }
    }

    /// The patient's outcomes that counted as history at a moment, and recent cancellations.
    fn past(&self, visit: &Visit<'_>, moment: Instant) -> (Past, u32) {
        let (mut past, mut cancellations) = (Past::default(), 0);
        let recent = moment.plus_days(-RECENT_DAYS);
        let mut last: Option<(Date, u64, bool)> = None;
        for other in self.record.chain_of(visit.patient_place()) {
            let counts = other.counts_from().is_some_and(|counts| counts <= moment);
            if !counts || other.erased().is_some_and(|erased| erased <= moment) {
                continue;
            }
            if let Some((_, missed)) = history_of(&other) {
                past.visits += 1;
                past.missed += u32::from(missed);
                last = last.max(Some((other.day(), other.id().0, missed)));
            } else if let Some(ending) = other.ending() {
                let by_patient = ending.outcome == VisitOutcome::Cancelled;
                cancellations += u32::from(by_patient && ending.known >= recent);
            }
        }
        past.last_day = last.map(|(day, _, _)| day);
        past.last_missed = last.map(|(_, _, missed)| missed);
        (past, cancellations)
    }
}

/// Why nothing is said of an appointment that nobody could miss.
const BEGUN: &str = "it was booked or moved when it had begun, so nobody could miss it";

/// What was told of an appointment by the way.
#[derive(Clone, Copy)]
struct Told {
    reminders: Option<u32>,
    recent_cancellations: u32,
}

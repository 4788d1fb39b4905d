//! Waits and use of time in the sessions of a day: simulated from who may come and how long visits take, checked by past sessions.

use lindley_domain::{AppointmentId, ModelId, PredictionSubject, SiteId};
use lindley_forecast::no_show::{Forecaster, Stage};
use lindley_forecast::outlook::{
    AdvicePolicy, DayOutlook, LengthQuantiles, OutlookError, PastSessions, ShowChance, calibrate,
    day_sessions, session,
};
use lindley_forecast::record::ClinicRecord;
use lindley_forecast::visit_length::LengthForecaster;
use lindley_seed::Seed;
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::speakers::Speakers;
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// Days that are drawn for one session.
const DRAWS: u32 = 2000;

/// What is foretold of the sessions of a day, and by whom.
#[derive(Clone, Debug)]
pub struct ForetoldSessions {
    /// The head of the log that was read.
    pub head: u64,
    /// The model that spoke of no-shows; none where the base rate did.
    pub no_show_model: Option<ModelId>,
    /// The model that spoke of lengths; none where the planned length did.
    pub length_model: Option<ModelId>,
    /// What was said.
    pub day: DayOutlook,
}

impl App {
    /// What is foretold of the sessions of a site on a local day, as of now. A session lasts from its first booked visit to
    /// its last. The same log gives the same outlook at the same moment, whatever the machine.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a site that is not there.
    pub async fn session_outlooks(
        &self,
        by: &Principal,
        site: SiteId,
        date: Date,
    ) -> Result<ForetoldSessions, AppError> {
        by.require(Permission::ReadPredictions)?;
        let known =
            self.read(by, Permission::ReadPredictions, |state| state.catalogue().sites.contains_key(&site))?;
        if !known {
            return Err(AppError::NotFound(site.to_string()));
        }
        let (app, by) = (self.clone(), by.clone());
        self.in_turn(move || {
            let desk = app.desk_of(&by)?;
            let as_of = instant(app.clock().now_ms());
            let (head, speakers) = app.champions(&by, PredictionSubject::Sessions.tasks())?;
            let record = desk.record.reaching(app.store().as_ref(), &by.organisation, head)?;
            Ok(ForetoldSessions {
                head: record.head(),
                no_show_model: speakers.no_show_id(),
                length_model: speakers.length_id(),
                day: app.sessions_at(&by, &record, &speakers, (site, date), as_of)?,
            })
        })
        .await
    }

    /// What models, or the fallbacks, say of the sessions of a day as of a moment. The same record, models and moment give the
    /// same outlooks. Blocks.
    pub(super) fn sessions_at(
        &self,
        by: &Principal,
        record: &ClinicRecord,
        speakers: &Speakers,
        (site, date): (SiteId, Date),
        as_of: Instant,
    ) -> Result<DayOutlook, AppError> {
        let (twins, unseen_from) = self.twins(by, speakers)?;
        let seed = Seed::from_u64(0).child("session outlook");
        let past = PastSessions { from: unseen_from, ..PastSessions::before(as_of) };
        let checked = calibrate(record, &past, seed.child("past"), &mut foreteller(record, &twins, as_of));
        let checked = checked.map_err(told)?;
        let seed = seed.child(&format!("{site} {date}"));
        let mut sessions = Vec::new();
        let mut foretell = foreteller(record, speakers, as_of);
        for due in day_sessions(record, Some(site), date, as_of, &mut foretell) {
            let own = seed.child_at("resource", u64::from(due.practitioner.0));
            let outlook = session(&due.plan, DRAWS, own, &checked, &AdvicePolicy::default()).map_err(told)?;
            sessions.push((due, outlook));
        }
        Ok(DayOutlook { as_of, sessions })
    }

    /// The twins of the models that speak, and the first day that none of them has learnt from: on those days the bands are
    /// checked, because the models themselves know their outcomes too well.
    fn twins(&self, by: &Principal, speakers: &Speakers) -> Result<(Speakers, Option<Date>), AppError> {
        let (store, organisation) = (self.store().as_ref(), &*by.organisation);
        let desk = self.desk_of(by)?;
        let (mut twins, mut from) = (Speakers::default(), None);
        if let Some(id) = speakers.no_show_id() {
            let listed = self.listed_model(by, id)?;
            twins.no_show = Some((id, desk.speaking.no_show(store, organisation, listed.about().twin)?));
            from = from.max(Some(listed.about().report.from));
        }
        if let Some(id) = speakers.length_id() {
            let listed = self.listed_model(by, id)?;
            twins.length = Some((id, desk.speaking.duration(store, organisation, listed.about().twin)?));
            from = from.max(Some(listed.about().report.from));
        }
        Ok((twins, from))
    }
}

/// What models, or the fallbacks, say of an appointment as of a moment.
fn foreteller<'a>(
    record: &'a ClinicRecord,
    speakers: &'a Speakers,
    as_of: Instant,
) -> impl FnMut(AppointmentId, Instant) -> Option<(ShowChance, LengthQuantiles)> + 'a {
    let comers = Forecaster::new(record, as_of);
    let mut lengths = LengthForecaster::new(record, speakers.length_model(), as_of);
    move |id, at| {
        let risk = comers.shared_risk(speakers.no_show_model(), id, Stage::DayBefore).ok()?;
        let length = lengths.forecast_at(id, at).ok()??.distribution().ok()?;
        Some((ShowChance::from_no_show(risk.probability, risk.low, risk.high), length))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what errors are mapped by")]
fn told(error: OutlookError) -> AppError {
    AppError::Learning(error.to_string())
}

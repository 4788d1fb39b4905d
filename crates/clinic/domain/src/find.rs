//! The search for openings: bit rows narrow the starts down, and the booking predicate has the last word.

use std::sync::Arc;

use lindley_time::{Instant, Span};
use serde::{Deserialize, Serialize};

use crate::appointment::Segment;
use crate::assign::Seeker;
use crate::calendar::{clear_window, erode, shift_down};
use crate::command::{Choice, ChosenResource};
use crate::eligibility::{check_offer, is_offered_start, pins};
use crate::ids::{PatientId, ResourceId, SiteId, VisitTypeId};
use crate::rejection::Rejection;
use crate::state::State;
use crate::visit_plan::RoleDemand;

/// How openings are ranked and resources picked: the rules-based baseline, always available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// The earliest starts, any resource.
    #[default]
    Earliest,
    /// First the starts with the resources asked for, then others.
    PreferredProvider,
    /// The earliest starts, each with the resources that have the fewest booked minutes that day.
    SpreadLoad,
}

/// A search for openings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindRequest {
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// One site, or every site that offers the visit.
    pub site: Option<SiteId>,
    /// The patient, so that times at which they are elsewhere are not offered.
    pub patient: Option<PatientId>,
    /// Age in whole years, where the visit type has age limits.
    pub patient_age: Option<u8>,
    /// Earliest start; the past is never offered.
    pub from: Instant,
    /// Starts lie before this moment.
    pub until: Instant,
    /// Resources asked for by role: required, or preferred under `PreferredProvider`.
    pub chosen: Vec<ChosenResource>,
    /// How to rank.
    pub policy: Policy,
    /// How many openings at most, 1 to 500.
    pub limit: u16,
}

/// A start that can be booked now, with its resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The site.
    pub site: SiteId,
    /// The whole visit.
    pub span: Span,
    /// The resources.
    pub segments: Arc<[Segment]>,
}

/// Most openings one search may ask for.
pub const LIMIT_MAX: u16 = 500;

/// Words searched at a time: 24 words are 25.6 hours.
const CHUNK_WORDS: usize = 24;

/// Openings in order of start, then site; under `PreferredProvider` those with the preferred resources first.
///
/// Holds that have run out must have been swept and the calendars must reach `now`: `transact` with `SweepHolds`
/// does both.
pub fn find_openings(state: &State, request: &FindRequest, now: Instant) -> Result<Vec<Opening>, Rejection> {
    let wanted = usize::from(request.limit);
    let sites = check(state, request)?;
    if request.policy != Policy::PreferredProvider || request.chosen.is_empty() {
        return search_sites(state, request, &sites, &request.chosen, now);
    }
    let mut openings = search_sites(state, request, &sites, &request.chosen, now)?;
    if openings.len() < wanted {
        let known: Vec<(Instant, SiteId)> = openings.iter().map(|o| (o.span.start(), o.site)).collect();
        let others = search_sites(state, request, &sites, &[], now)?;
        openings.extend(others.into_iter().filter(|o| !known.contains(&(o.span.start(), o.site))));
        openings.truncate(wanted);
    }
    Ok(openings)
}

/// Checks the request; answers the sites to search.
fn check(state: &State, request: &FindRequest) -> Result<Vec<SiteId>, Rejection> {
    if request.limit == 0 || request.limit > LIMIT_MAX {
        return Err(Rejection::invalid("limit", "must be 1 to 500"));
    }
    if request.until <= request.from {
        return Err(Rejection::invalid("until", "must lie after from"));
    }
    let plan = state.plan(request.visit_type).ok_or_else(|| Rejection::unknown(request.visit_type))?;
    let visit_type = state.catalogue().visit_types.get(&request.visit_type);
    let visit_type = visit_type.ok_or_else(|| Rejection::unknown(request.visit_type))?;
    let sites: Vec<SiteId> = match request.site {
        Some(site) if !state.catalogue().sites.contains_key(&site) => return Err(Rejection::unknown(site)),
        Some(site) => vec![site],
        None => plan.candidates.keys().copied().collect(),
    };
    for site in &sites {
        check_offer(visit_type, *site, request.patient_age)?;
    }
    Ok(sites)
}

fn search_sites(
    state: &State,
    request: &FindRequest,
    sites: &[SiteId],
    chosen: &[ChosenResource],
    now: Instant,
) -> Result<Vec<Opening>, Rejection> {
    let mut openings = Vec::new();
    let mut refusals = Vec::new();
    for site in sites {
        match search_site(state, request, *site, chosen, now) {
            Ok(found) => openings.extend(found),
            Err(rejection) => refusals.push(rejection),
        }
    }
    // With several sites, one that cannot serve the request is no reason to refuse it.
    if refusals.len() == sites.len()
        && let Some(rejection) = refusals.into_iter().min_by_key(Rejection::precedence)
    {
        return Err(rejection);
    }
    openings.sort_by_key(|opening| (opening.span.start(), opening.site));
    openings.truncate(usize::from(request.limit));
    Ok(openings)
}

fn search_site(
    state: &State,
    request: &FindRequest,
    site: SiteId,
    chosen: &[ChosenResource],
    now: Instant,
) -> Result<Vec<Opening>, Rejection> {
    let plan = state.plan(request.visit_type).ok_or_else(|| Rejection::unknown(request.visit_type))?;
    let candidates = plan.candidates.get(&site).ok_or(Rejection::NotOfferedAtSite)?;
    let pins = pins(plan, site, chosen)?;
    let choice = match request.policy {
        Policy::SpreadLoad => Choice::Spread,
        Policy::Earliest | Policy::PreferredProvider => Choice::First,
    };
    let (visit_type, patient) = (request.visit_type, request.patient);
    let seeker =
        Seeker { state, plan, visit_type, now, site, candidates, pins, choice, patient, moving: None };
    let (Some(site), Some(visit_type)) =
        (state.catalogue().sites.get(&site), state.catalogue().visit_types.get(&request.visit_type))
    else {
        return Ok(Vec::new());
    };
    let last_day = now.plus_days(i64::from(state.catalogue().horizon_days)).plus_seconds(1);
    let until = request.until.min(last_day).min(state.horizon_end());
    let from = request.from.max(now);
    let mut openings = Vec::new();
    let mut chunk = from.minute().div_euclid(64) * 64;
    while chunk < until.minute() + 1 && openings.len() < usize::from(request.limit) {
        let starts = possible_starts(&seeker, chunk);
        for start in set_minutes(&starts, chunk) {
            let in_window = from <= start && start < until;
            if !in_window || !is_offered_start(visit_type.start_every_minutes, &site.zone, start) {
                continue;
            }
            if let Some(placement) = seeker.placement(start) {
                let (site, span, segments) = (placement.site, placement.span, placement.segments);
                openings.push(Opening { site, span, segments });
                if openings.len() == usize::from(request.limit) {
                    break;
                }
            }
        }
        chunk += CHUNK_WORDS as i64 * 64;
    }
    Ok(openings)
}

/// The starts within the chunk at which each role, taken by itself, has somebody.
fn possible_starts(seeker: &Seeker<'_>, chunk: i64) -> Vec<u64> {
    let lookahead = usize::from(seeker.plan.minutes).div_ceil(64) + 1;
    let mut scratch = Scratch {
        one: vec![0; CHUNK_WORDS + lookahead],
        window: vec![0; CHUNK_WORDS + lookahead],
        fits: vec![0; CHUNK_WORDS],
    };
    let mut starts = vec![u64::MAX; CHUNK_WORDS];
    for (role, demand) in seeker.plan.roles.iter().enumerate() {
        let mut somebody = vec![0; CHUNK_WORDS];
        let options = match &seeker.pins[role] {
            Some(pinned) => std::slice::from_ref(pinned),
            None => &seeker.candidates[role],
        };
        for resource in options {
            if starts_of(seeker, demand, *resource, chunk, &mut scratch) {
                somebody.iter_mut().zip(&scratch.fits).for_each(|(some, fit)| *some |= fit);
            }
        }
        starts.iter_mut().zip(&somebody).for_each(|(start, some)| *start &= some);
        if starts.iter().all(|word| *word == 0) {
            break;
        }
    }
    starts
}

/// Buffers of one chunk, made once per search step instead of once per resource.
struct Scratch {
    one: Vec<u64>,
    window: Vec<u64>,
    fits: Vec<u64>,
}

/// Writes into `scratch.fits` the starts at which one resource has a free unit in all of the role's windows.
fn starts_of(
    seeker: &Seeker<'_>,
    demand: &RoleDemand,
    resource: ResourceId,
    chunk: i64,
    scratch: &mut Scratch,
) -> bool {
    let Some(calendar) = seeker.state.calendar(resource) else { return false };
    if !calendar.free_window(chunk, &mut scratch.one) {
        return false;
    }
    clear_foreign_sessions(seeker, resource, chunk, &mut scratch.one);
    clear_kept_slots(seeker, resource, chunk, &mut scratch.one);
    scratch.fits.fill(u64::MAX);
    for role_window in &demand.windows {
        scratch.window.copy_from_slice(&scratch.one);
        erode(&mut scratch.window, usize::from(role_window.until_minute - role_window.from_minute));
        shift_down(&mut scratch.window, usize::from(role_window.from_minute));
        scratch.fits.iter_mut().zip(&scratch.window).for_each(|(fit, window)| *fit &= window);
    }
    true
}

/// Takes out the minutes of sessions that are for other services.
fn clear_foreign_sessions(seeker: &Seeker<'_>, resource: ResourceId, chunk: i64, window: &mut [u64]) {
    let Some(calendar) = seeker.state.calendar(resource) else { return };
    if calendar.sessions.is_empty() {
        return;
    }
    let minutes = u32::try_from(window.len() * 64).unwrap_or(u32::MAX);
    let span = Span::of_minutes(Instant::from_minute(chunk), minutes);
    for mark in calendar.sessions_in(span).iter().filter(|mark| mark.restricted) {
        let session = seeker.state.sessions().get(&mark.session);
        if session.is_some_and(|session| !session.services.contains(&seeker.plan.service)) {
            let end = (mark.span.end().seconds() + 59).div_euclid(60);
            clear_window(window, mark.span.start().minute() - chunk, end - chunk);
        }
    }
}

/// Takes out the minutes of slots that are kept for other kinds of visit.
fn clear_kept_slots(seeker: &Seeker<'_>, resource: ResourceId, chunk: i64, window: &mut [u64]) {
    if !seeker.state.has_typed_time(resource) {
        return;
    }
    let minutes = u32::try_from(window.len() * 64).unwrap_or(u32::MAX);
    let span = Span::of_minutes(Instant::from_minute(chunk), minutes);
    let kept = seeker.asker().kept_slots(resource, span);
    for slot in kept.filter(|slot| !slot.accepts(seeker.visit_type)) {
        clear_window(window, slot.span.start().minute() - chunk, slot.span.end().minute() - chunk);
    }
}

/// The minutes whose bits are set, in order.
fn set_minutes(words: &[u64], origin: i64) -> impl Iterator<Item = Instant> + '_ {
    words.iter().enumerate().flat_map(move |(index, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            Some(Instant::from_minute(origin + index as i64 * 64 + i64::from(bit)))
        })
    })
}

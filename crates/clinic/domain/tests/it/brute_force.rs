//! A second search, slow and obvious: every minute, every assignment, sets of spans, no index. It must find the same.

use lindley_domain::{
    Appointment, ChosenResource, FindRequest, Opening, PatientId, Policy, ResourceId, RoleDemand, Segment,
    SiteId, State, TemplateStatus, VisitType, find_openings,
};
use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone, civil};
use proptest::prelude::*;

use crate::moves::{genes, play};
use crate::stage::{patient, search};
use crate::world::{World, shapes};

/// The first openings at one site, found by trying.
fn try_every_minute(state: &State, request: &FindRequest, now: Instant) -> Vec<Opening> {
    let site = request.site.unwrap();
    let visit_type = &state.catalogue().visit_types[&request.visit_type];
    let zone = &state.catalogue().sites[&site].zone;
    let last = now.plus_days(i64::from(state.catalogue().horizon_days));
    let minutes = request.from.minute()..request.until.minute();
    let starts =
        minutes.map(Instant::from_minute).filter(|start| *start >= now && *start <= last).filter(|start| {
            let shown = zone.local(*start);
            shown.second() == 0
                && u16::from(shown.minute().unsigned_abs()) % visit_type.start_every_minutes == 0
        });
    let trial = Trial { state, visit_type, site, request, now };
    starts.filter_map(|start| trial.opening(start)).take(usize::from(request.limit)).collect()
}

struct Trial<'a> {
    state: &'a State,
    visit_type: &'a VisitType,
    site: SiteId,
    request: &'a FindRequest,
    now: Instant,
}

/// The first instant at which the clocks show this or later.
fn first_showing(zone: &Zone, local: civil::DateTime) -> Instant {
    let noon = zone.resolve(local.date().at(12, 0, 0, 0), GapPolicy::Reject, FoldPolicy::Earlier).unwrap();
    let minutes = (-14 * 60..14 * 60).map(|minute| noon.plus_minutes(minute));
    let mut shown = minutes.skip_while(|moment| zone.local(*moment) < local.date().at(0, 0, 0, 0));
    shown.find(|moment| zone.local(*moment) >= local).unwrap()
}

impl Trial<'_> {
    fn opening(&self, start: Instant) -> Option<Opening> {
        let span = Span::of_minutes(start, u32::from(self.visit_type.minutes()));
        if self.request.patient.is_some_and(|patient| self.patient_is_busy(patient, span)) {
            return None;
        }
        let roles = self.visit_type.roles();
        let assigned = self.assign(&roles, start, &[])?;
        let mut segments = Vec::new();
        for (role, (demand, resource)) in roles.iter().zip(assigned).enumerate() {
            segments.extend(demand.spans(start).map(|(span, units)| Segment {
                role: u8::try_from(role).unwrap(),
                units,
                resource,
                span,
            }));
        }
        Some(Opening { site: self.site, span, segments: segments.into() })
    }

    fn occupying(&self) -> impl Iterator<Item = &Appointment> {
        self.state.appointments().filter(|appointment| appointment.status.occupies())
    }

    fn patient_is_busy(&self, patient: PatientId, span: Span) -> bool {
        self.occupying()
            .filter(|appointment| appointment.patient == patient)
            .any(|appointment| appointment.placement.as_ref().is_some_and(|p| p.span.overlaps(span)))
    }

    /// Resources for the roles after those in `taken`: the first that works out, in order of preference.
    fn assign(&self, roles: &[RoleDemand], start: Instant, taken: &[ResourceId]) -> Option<Vec<ResourceId>> {
        let Some(demand) = roles.get(taken.len()) else { return Some(taken.to_vec()) };
        let pinned = self.request.chosen.iter().find(|chosen| chosen.role == demand.role);
        let resources = self.state.catalogue().resources.iter();
        let mut candidates: Vec<ResourceId> = resources
            .filter(|(id, about)| {
                about.site == self.site
                    && about.kind == demand.kind
                    && demand.attributes.iter().all(|attribute| about.attributes.contains(attribute))
                    && pinned.is_none_or(|pinned| pinned.resource == **id)
            })
            .map(|(id, _)| *id)
            .collect();
        if self.request.policy == Policy::SpreadLoad {
            candidates.sort_by_key(|id| (self.load(*id, start), *id));
        }
        candidates.into_iter().filter(|id| !taken.contains(id) && self.is_free(*id, demand, start)).find_map(
            |id| {
                let mut more = taken.to_vec();
                more.push(id);
                self.assign(roles, start, &more)
            },
        )
    }

    fn uses(&self, resource: ResourceId) -> impl Iterator<Item = &Segment> {
        let placements = self.occupying().filter_map(|appointment| appointment.placement.as_ref());
        placements
            .flat_map(|placement| placement.segments.iter())
            .filter(move |segment| segment.resource == resource)
    }

    /// Unit-minutes of every use that touches the day (UTC).
    fn load(&self, resource: ResourceId, start: Instant) -> i64 {
        let midnight = start.seconds().div_euclid(86_400) * 86_400;
        let day = Span::of_minutes(Instant::from_seconds(midnight), 1440);
        let touching = self.uses(resource).filter(|segment| segment.span.overlaps(day));
        touching.map(|segment| segment.span.seconds() / 60 * i64::from(segment.units)).sum()
    }

    fn is_free(&self, resource: ResourceId, demand: &RoleDemand, start: Instant) -> bool {
        let capacity = self.state.catalogue().resources[&resource].capacity_units;
        demand.spans(start).all(|(span, units)| {
            let foreign = self.state.sessions().values().any(|session| {
                session.resource == resource
                    && session.span.overlaps(span)
                    && !session.services.is_empty()
                    && !session.services.contains(&self.visit_type.service)
            });
            let fits = (span.start().seconds()..span.end().seconds()).step_by(20).all(|second| {
                let moment = Instant::from_seconds(second);
                let near = Span::new(moment, moment.plus_seconds(20)).unwrap();
                self.most_used(resource, near) + u32::from(units) <= u32::from(capacity)
            });
            !foreign
                && !self.is_kept(resource, span)
                && self.state.working(resource, span).covers(span)
                && fits
        })
    }

    /// Whether a template in force keeps some minute of `span` for visits of other kinds, or for one that begins elsewhere.
    fn is_kept(&self, resource: ResourceId, span: Span) -> bool {
        let zone = &self.state.catalogue().sites[&self.site].zone;
        let filed = self.state.templates().values();
        let in_force = filed.filter(|filed| filed.status == TemplateStatus::Adopted);
        let here = in_force.map(|filed| &filed.template).filter(|about| about.resources.contains(&resource));
        here.into_iter().any(|template| {
            let today = zone.date_of(span.start());
            let yesterday = today.yesterday().unwrap();
            let near = [yesterday.yesterday().unwrap(), yesterday, today, today.tomorrow().unwrap()];
            let days = near.into_iter().filter(|date| template.begins_on(date.weekday()));
            let begins = days.map(|date| first_showing(zone, date.to_datetime(template.starts_at)));
            begins.into_iter().any(|begin| {
                template.slots.iter().any(|slot| {
                    let begin = begin.plus_minutes(i64::from(slot.minute));
                    let kept = self.now < begin.plus_days(-i64::from(template.release_days));
                    let touched = Span::of_minutes(begin, u32::from(slot.minutes)).overlaps(span);
                    let kind = &template.kinds[usize::from(slot.kind)];
                    let ours = begin == span.start() && kind.visit_types.contains(&self.request.visit_type);
                    kept && touched && !ours && self.could_begin(resource, begin)
                })
            })
        })
    }

    /// Whether a visit of one unit could still begin there: else nobody needs the slot.
    fn could_begin(&self, resource: ResourceId, begin: Instant) -> bool {
        let minute = Span::of_minutes(begin, 1);
        let capacity = self.state.catalogue().resources[&resource].capacity_units;
        let mut seconds = (0..60).map(|second| begin.plus_seconds(second));
        let room = seconds.all(|moment| {
            let near = Span::new(moment, moment.plus_seconds(1)).unwrap();
            self.most_used(resource, near) < u32::from(capacity)
        });
        room && self.state.working(resource, minute).covers(minute)
    }

    /// The largest use at one second of a short span.
    fn most_used(&self, resource: ResourceId, near: Span) -> u32 {
        let uses: Vec<&Segment> = self.uses(resource).filter(|segment| segment.span.overlaps(near)).collect();
        let seconds = near.start().seconds()..near.end().seconds();
        let units_at = |second| {
            let now = uses.iter().filter(|segment| segment.span.holds(Instant::from_seconds(second)));
            now.map(|segment| u32::from(segment.units)).sum()
        };
        if uses.is_empty() { 0 } else { seconds.map(units_at).max().unwrap_or(0) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_slow_search_finds_the_same(
        shape in shapes(), genes in genes(70), visit in 0..6_usize, place in 0..2_usize,
        who in prop::option::of(0..23_u32), spread: bool, pin in 0..9_usize, from in 0..3000_i64,
    ) {
        let mut world = World::new(&shape);
        play(&mut world, &genes, |_| ());
        world.stage.give(&lindley_domain::Command::SweepHolds).unwrap();
        let mut request = search(world.visit_types[visit], world.sites[place], world.window);
        request.from = request.from.plus_minutes(from);
        (request.patient, request.patient_age, request.limit) = (who.map(patient), Some(9), 10);
        if spread {
            request.policy = Policy::SpreadLoad;
        }
        let roles = world.stage.state.catalogue().visit_types[&request.visit_type].roles();
        if let Some(resource) = world.resources.get(pin) {
            request.chosen = vec![ChosenResource { role: roles[0].role.clone(), resource: *resource }];
        }
        let now = world.stage.now();
        if let Ok(found) = find_openings(&world.stage.state, &request, now) {
            prop_assert_eq!(found, try_every_minute(&world.stage.state, &request, now));
        }
    }
}

//! What the search offers can be booked, and what can be booked the search offers.

use std::collections::BTreeMap;

use lindley_domain::{
    Choice, ChosenResource, Command, Event, FindRequest, Opening, Policy, Segment, SiteId, State,
    VisitRequest, VisitTypeId, decide, find_openings,
};
use lindley_time::{Instant, grid};
use proptest::prelude::*;

use crate::moves::{genes, play};
use crate::stage::patient;
use crate::world::{World, shapes};

/// A visit by one patient, of whom everything but the start is fixed.
#[derive(Clone)]
struct Asked {
    visit_type: VisitTypeId,
    site: SiteId,
    who: u32,
    chosen: Vec<ChosenResource>,
    choice: Choice,
}

impl Asked {
    fn search(&self, world: &World) -> FindRequest {
        FindRequest {
            visit_type: self.visit_type,
            site: Some(self.site),
            patient: Some(patient(self.who)),
            patient_age: Some(9),
            from: world.window.start(),
            until: world.window.end(),
            chosen: self.chosen.clone(),
            policy: if self.choice == Choice::Spread { Policy::SpreadLoad } else { Policy::Earliest },
            limit: 500,
        }
    }

    fn book(&self, start: Instant) -> Command {
        Command::Book {
            request: VisitRequest {
                patient: patient(self.who),
                patient_age: Some(9),
                visit_type: self.visit_type,
                site: self.site,
                start,
                chosen: self.chosen.clone(),
                choice: self.choice,
            },
        }
    }
}

/// Compares the search with an attempt to book every start of the window; past the limit nothing is known.
fn check(world: &World, state: &State, asked: &Asked) -> Result<(), TestCaseError> {
    let now = world.stage.now();
    let found = find_openings(state, &asked.search(world), now);
    let offered: BTreeMap<Instant, &[Segment]> =
        found.iter().flatten().map(|opening| (opening.span.start(), &*opening.segments)).collect();
    let visit_type = &state.catalogue().visit_types[&asked.visit_type];
    let zone = &state.catalogue().sites[&asked.site].zone;
    let starts: Vec<Instant> =
        grid::starts(zone, world.window, u32::from(visit_type.start_every_minutes)).collect();
    let known_until = if offered.len() == 500 { *offered.keys().last().unwrap() } else { world.window.end() };
    for start in starts.into_iter().filter(|start| *start <= known_until) {
        match decide(state, &asked.book(start), now) {
            Ok(events) => {
                let [Event::AppointmentBooked { placement, .. }] = &events[..] else { panic!("{events:?}") };
                prop_assert_eq!(offered.get(&start), Some(&&*placement.segments), "booked at {}", start);
            }
            Err(refusal) => {
                prop_assert_eq!(offered.get(&start), None, "refused at {}: {}", start, refusal);
            }
        }
    }
    for start in offered.keys() {
        let off_grid = decide(state, &asked.book(start.plus_seconds(60)), now);
        let every_minute = visit_type.start_every_minutes == 1;
        prop_assert!(every_minute || off_grid.is_err(), "one minute off the grid");
        prop_assert!(decide(state, &asked.book(start.plus_seconds(1)), now).is_err(), "off the minute");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn find_offers_a_start_exactly_if_book_accepts_it(
        shape in shapes(), genes in genes(60), who in 0..25_u32, spread: bool, role in 0..9_usize, pin in 0..9_usize,
    ) {
        let mut world = World::new(&shape);
        play(&mut world, &genes, |_| ());
        world.stage.give(&Command::SweepHolds).unwrap();
        let choice = if spread { Choice::Spread } else { Choice::First };
        let roles = ["physician", "lab", "nurse", "room", "first", "second"];
        let pinned = roles.get(role).zip(world.resources.get(pin));
        let chosen: Vec<ChosenResource> = pinned
            .map(|(role, resource)| ChosenResource { role: (*role).to_owned(), resource: *resource })
            .into_iter()
            .collect();
        for visit_type in &world.visit_types {
            for site in world.sites {
                let asked = Asked { visit_type: *visit_type, site, who, chosen: chosen.clone(), choice };
                check(&world, &world.stage.state, &asked)?;
            }
        }
    }

    #[test]
    fn cancelling_what_was_booked_restores_the_openings(
        shape in shapes(), genes in genes(40), visit in 0..6_usize, place in 0..2_usize, pick: prop::sample::Index,
    ) {
        let mut world = World::new(&shape);
        play(&mut world, &genes, |_| ());
        world.stage.give(&Command::SweepHolds).unwrap();
        let (visit_type, site) = (world.visit_types[visit], world.sites[place]);
        let asked = Asked { visit_type, site, who: 99, chosen: Vec::new(), choice: Choice::First };
        let before = all_openings(&world);
        let offered = find_openings(&world.stage.state, &asked.search(&world), world.stage.now());
        let Some(opening) = offered.ok().filter(|o| !o.is_empty()).map(|o| pick.get(&o).clone()) else {
            return Ok(());
        };
        let Event::AppointmentBooked { id, .. } = world.stage.must(asked.book(opening.span.start())) else {
            panic!("not booked")
        };
        prop_assert_ne!(&before, &all_openings(&world), "a booking takes something away");
        let reason = lindley_domain::CancelReason::Provider;
        world.stage.must(Command::Cancel { appointment: id, revision: Some(1), reason });
        prop_assert_eq!(before, all_openings(&world));
    }

    #[test]
    fn several_sites_and_preferred_resources_rank_what_single_searches_find(
        shape in shapes(), genes in genes(40), visit in 0..6_usize, limit in 1..40_u16, pin in 0..6_usize,
    ) {
        let mut world = World::new(&shape);
        play(&mut world, &genes, |_| ());
        world.stage.give(&Command::SweepHolds).unwrap();
        let (state, now) = (&world.stage.state, world.stage.now());
        let asked = Asked {
            visit_type: world.visit_types[visit],
            site: world.sites[0],
            who: 99,
            chosen: Vec::new(),
            choice: Choice::First,
        };
        let one_site = |site| find_openings(state, &FindRequest { site: Some(site), ..asked.search(&world) }, now);
        let mut expected: Vec<Opening> = world.sites.iter().filter_map(|site| one_site(*site).ok()).flatten().collect();
        expected.sort_by_key(|opening| (opening.span.start(), opening.site));
        expected.truncate(usize::from(limit));
        let everywhere = FindRequest { site: None, limit, ..asked.search(&world) };
        let found = find_openings(state, &everywhere, now);
        prop_assert_eq!(found.unwrap_or_default(), expected.clone());
        let role = state.catalogue().visit_types[&asked.visit_type].roles()[0].role.clone();
        let chosen = vec![ChosenResource { role, resource: world.resources[pin] }];
        let preferred = FindRequest { chosen, policy: Policy::PreferredProvider, ..everywhere.clone() };
        let required = FindRequest { policy: Policy::Earliest, ..preferred.clone() };
        if let Ok(first) = find_openings(state, &required, now) {
            let ranked = find_openings(state, &preferred, now).unwrap();
            prop_assert_eq!(&ranked[..first.len()], &first[..], "the preferred ones come first");
            let all = find_openings(state, &everywhere, now).unwrap();
            prop_assert_eq!(ranked.len(), all.len(), "others fill up");
        }
    }
}

/// The openings of every visit type at every site.
fn all_openings(world: &World) -> Vec<Opening> {
    let mut openings = Vec::new();
    for visit_type in &world.visit_types {
        for site in world.sites {
            let asked =
                Asked { visit_type: *visit_type, site, who: 98, chosen: Vec::new(), choice: Choice::First };
            let found = find_openings(&world.stage.state, &asked.search(world), world.stage.now());
            openings.extend(found.unwrap_or_default());
        }
    }
    openings
}

//! `lindley bench find`: the first ten openings of multi-resource visits on a calendar that is nearly full.

use std::io::Write;
use std::time::Instant as Stopwatch;

use anyhow::{Result, ensure};
use clap::Args;
use lindley_domain::{
    Choice, Command, Demand, FindRequest, Policy, Resource, ResourceId, ResourceKind, Service, ServiceId,
    Site, SiteId, State, Step, VisitRequest, VisitType, VisitTypeId, find_openings, transact,
};
use lindley_seed::{Seed, Stream};
use lindley_time::civil::{Weekday, time};
use lindley_time::{Instant, Span, WeeklyHours, WeeklyRule, Zone};

use super::latencies::Latencies;
use super::machine;

/// What to measure.
#[derive(Args, Debug)]
pub(crate) struct FindArgs {
    /// How many resources: three eighths practitioners, a quarter more rooms, the rest devices.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(5..=20_000))]
    resources: u32,
    /// How many days are searched.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=365))]
    days: u16,
    /// How full the practitioners' time is, in percent.
    #[arg(long, default_value_t = 85, value_parser = clap::value_parser!(u8).range(0..=99))]
    full: u8,
    /// How many searches.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    searches: u32,
    /// The seed of the calendar and of the searches.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print one JSON document instead of a line of text.
    #[arg(long)]
    json: bool,
}

/// Minutes of the visits, by type.
const VISIT_MINUTES: [u16; 4] = [15, 20, 30, 45];

/// Measures and prints.
pub(super) fn run(args: &FindArgs) -> Result<()> {
    let seed = Seed::from_u64(args.seed);
    let now = Instant::parse("2026-03-01T00:00:00Z").ok_or_else(|| anyhow::anyhow!("a fixed moment"))?;
    let mut state = clinic(args, now)?;
    let full = fill(&mut state, args, now, &mut seed.child("fill").stream())?;
    let mut stream = seed.child("search").stream();
    let (mut latencies, mut found) = (Latencies::default(), 0_usize);
    let started = Stopwatch::now();
    for _ in 0..args.searches {
        let request = search(args, now, &mut stream)?;
        let asked = Stopwatch::now();
        let openings = find_openings(&state, &request, now)?;
        latencies.add(asked.elapsed());
        found += openings.len();
    }
    let rate = f64::from(args.searches) / started.elapsed().as_secs_f64();
    let (p50, p99) = (latencies.percentile(0.5), latencies.percentile(0.99));
    let mut out = std::io::stdout().lock();
    if args.json {
        let figures = serde_json::json!({
            "bench": "find",
            "resources": args.resources,
            "days": args.days,
            "full": full,
            "appointments": state.appointments().len(),
            "searches": args.searches,
            "openings_per_search": found as f64 / f64::from(args.searches),
            "finds_per_second": rate,
            "p50_us": p50,
            "p99_us": p99,
            "seed": args.seed,
            "machine": machine::describe(),
        });
        writeln!(out, "{figures}")?;
    } else {
        writeln!(
            out,
            "{} resources, {} days, {:.1} % full: {rate:.0} searches/s, p50 {p50:.1} us, p99 {p99:.1} us",
            args.resources,
            args.days,
            full * 100.0
        )?;
    }
    Ok(())
}

fn counts(resources: u32) -> [(ResourceKind, u32); 3] {
    let people = resources * 3 / 8;
    let rooms = people * 5 / 4;
    [
        (ResourceKind::Practitioner, people),
        (ResourceKind::Room, rooms),
        (ResourceKind::Device, resources - people - rooms),
    ]
}

/// An empty clinic: everybody works 08:00 to 18:00 in Berlin, every day.
fn clinic(args: &FindArgs, now: Instant) -> Result<State> {
    let zone = Zone::parse("Europe/Berlin")?;
    let mut commands = vec![
        Command::FoundOrganisation { name: "Find".to_owned(), horizon_days: args.days + 1 },
        Command::AddSite { site: Site { name: "Find".to_owned(), zone }, source: None },
        Command::AddService { service: Service { name: "Find".to_owned() }, source: None },
    ];
    for (kind, count) in counts(args.resources) {
        for number in 0..count {
            let name = format!("{kind:?} {number}");
            let attributes = std::iter::empty().collect();
            let resource = Resource { name, kind, site: SiteId(1), attributes, capacity_units: 1 };
            commands.push(Command::AddResource { resource, source: None });
        }
    }
    let rule = WeeklyRule {
        weekdays: vec![
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ],
        from: time(8, 0, 0, 0),
        until: time(18, 0, 0, 0),
        valid_from: None,
        valid_until: None,
    };
    let hours = WeeklyHours { rules: vec![rule], exceptions: Vec::new() };
    for resource in 1..=args.resources {
        commands.push(Command::SetHours { resource: ResourceId(resource), hours: hours.clone() });
    }
    commands.extend(
        VISIT_MINUTES.map(|minutes| Command::AddVisitType { visit_type: visit(minutes), source: None }),
    );
    let mut state = State::default();
    for command in commands {
        transact(&mut state, &command, now).1?;
    }
    Ok(state)
}

/// Room throughout, practitioner from the fifth minute, device in the middle: three resources, staggered.
fn visit(minutes: u16) -> VisitType {
    let step = |name: &str, kind, from_minute, until_minute| Step {
        name: name.to_owned(),
        from_minute,
        until_minute,
        demands: vec![Demand {
            role: name.to_owned(),
            kind,
            attributes: std::iter::empty().collect(),
            units: 1,
        }],
    };
    VisitType {
        name: format!("{minutes} minutes"),
        service: ServiceId(1),
        steps: vec![
            step("room", ResourceKind::Room, 0, minutes),
            step("practitioner", ResourceKind::Practitioner, 5, minutes),
            step("device", ResourceKind::Device, 5, 10),
        ],
        start_every_minutes: 5,
        age_min: None,
        age_max: None,
        sites: std::iter::empty().collect(),
    }
}

/// Books at random until the practitioners are as full as asked for; answers how full they are.
fn fill(state: &mut State, args: &FindArgs, now: Instant, stream: &mut Stream) -> Result<f64> {
    let target = f64::from(args.full) / 100.0;
    let [(_, people), ..] = counts(args.resources);
    let whole = i64::from(people) * i64::from(args.days) * 600;
    let (mut used, mut number, mut misses) = (0_i64, 0_u64, 0_u32);
    while (used as f64) < target * whole as f64 && misses < 10_000 {
        let kind = usize::try_from(stream.below(VISIT_MINUTES.len() as u64))?;
        let visit_type = VisitTypeId(u32::try_from(kind)? + 1);
        let from = now.plus_minutes(i64::try_from(stream.below(u64::from(args.days) * 1440))?);
        let Some(start) = first_start(state, visit_type, from, now.plus_days(i64::from(args.days)), now)?
        else {
            misses += 1;
            continue;
        };
        number += 1;
        let request = VisitRequest {
            patient: format!("p{number}").parse()?,
            patient_age: None,
            visit_type,
            site: SiteId(1),
            start,
            chosen: Vec::new(),
            choice: Choice::First,
        };
        transact(state, &Command::Book { request }, now).1?;
        used += i64::from(VISIT_MINUTES[kind]) - 5;
    }
    let reached = used as f64 / whole as f64;
    ensure!(reached >= target - 0.01, "the calendar could be filled to {:.1} % only", reached * 100.0);
    Ok(measured_use(state, people, now, args.days).unwrap_or(reached))
}

/// The first start at or after `from`, as a clerk would take it.
fn first_start(
    state: &State,
    visit_type: VisitTypeId,
    from: Instant,
    until: Instant,
    now: Instant,
) -> Result<Option<Instant>> {
    let request = FindRequest {
        visit_type,
        site: Some(SiteId(1)),
        patient: None,
        patient_age: None,
        from,
        until,
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 1,
    };
    Ok(find_openings(state, &request, now)?.first().map(|opening| opening.span.start()))
}

/// The share of the practitioners' working time that is in use, read back from the state.
fn measured_use(state: &State, people: u32, now: Instant, days: u16) -> Option<f64> {
    let span = Span::new(now, now.plus_days(i64::from(days))).ok()?;
    let (mut used, mut open) = (0, 0);
    for number in 1..=people {
        let resource = ResourceId(number);
        open += state.working(resource, span).spans().iter().map(|span| span.seconds()).sum::<i64>();
        for appointment in state.appointments_between(span, &[resource]) {
            let segments = appointment.placement.iter().flat_map(|placement| placement.segments.iter());
            used += segments.filter(|s| s.resource == resource).map(|s| s.span.seconds()).sum::<i64>();
        }
    }
    (open > 0).then(|| used as f64 / open as f64)
}

/// A search from a random day on, for a random kind of visit.
fn search(args: &FindArgs, now: Instant, stream: &mut Stream) -> Result<FindRequest> {
    let kind = u32::try_from(stream.below(VISIT_MINUTES.len() as u64))? + 1;
    let day = i64::try_from(stream.below(u64::from(args.days)))?;
    Ok(FindRequest {
        visit_type: VisitTypeId(kind),
        site: Some(SiteId(1)),
        patient: None,
        patient_age: None,
        from: now.plus_days(day),
        until: now.plus_days(i64::from(args.days)),
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 10,
    })
}

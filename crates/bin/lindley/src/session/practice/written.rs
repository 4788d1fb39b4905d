//! A lived session as people read it.

use lindley_session::{Practised, Waiting};

use super::{Advice, Lived, PracticeArgs};
use crate::session::by_kind::letter;
use crate::session::inputs::Session;
use crate::table::{minutes, percent, table};

/// One sentence, the session in practice beside the plan, the waiting of every kind and visit, and how many to book.
pub(super) fn written(args: &PracticeArgs, session: &Session, lived: &Lived) -> String {
    let mut parts = vec![
        headline(args, session, lived),
        side_by_side(session, lived),
        by_kind(session, lived),
        by_visit(session, lived),
    ];
    if let Some(advice) = &lived.advice {
        parts.push(how_many(advice));
    }
    parts.join("\n\n")
}

fn cost(session: &Session, practised: &Practised) -> f64 {
    practised.totals.cost(&session.weights, practised.scenarios)
}

fn headline(args: &PracticeArgs, session: &Session, lived: &Lived) -> String {
    let (planned, found) = (cost(session, &lived.planned), cost(session, &lived.practised));
    let than = match found - planned {
        apart if apart.abs() < 0.005 => "as much as when everybody comes to the second".to_owned(),
        apart => {
            let more = if apart > 0.0 { "more" } else { "less" };
            let share =
                if planned > 0.0 { format!(" ({})", percent(apart.abs() / planned)) } else { String::new() };
            format!("{:.2}{share} {more} than when everybody comes to the second", apart.abs())
        }
    };
    let searched = if args.visits.sequence.is_none() {
        " It is the best order found for these habits; exchanges and moves of visits do not make it cheaper."
    } else {
        ""
    };
    format!("In practice {} costs {found:.2}, {than}.{searched}", lived.order)
}

fn side_by_side(session: &Session, lived: &Lived) -> String {
    let both = [&lived.practised, &lived.planned];
    let row = |name: &str, value: &dyn Fn(&Practised) -> f64| {
        let values = both.iter().map(|practised| format!("{:.2}", value(practised)));
        [name.to_owned()].into_iter().chain(values).collect::<Vec<String>>()
    };
    let means = |practised: &Practised| practised.totals.means(practised.scenarios);
    let a_session = |seen: u64, practised: &Practised| seen as f64 / practised.scenarios as f64;
    let booked = |practised: &Practised| {
        let add = |sum: Waiting, visit: &Waiting| Waiting {
            seen: sum.seen + visit.seen,
            wait: sum.wait + visit.wait,
        };
        practised.visits.iter().fold(Waiting::default(), add)
    };
    let mut rows = vec![
        row("cost", &|practised| cost(session, practised)),
        row("booked patients seen", &|practised| a_session(booked(practised).seen, practised)),
        row("their waiting, min each", &|practised| booked(practised).mean()),
        row("idling, min", &|practised| means(practised).idle),
        row("overtime, min", &|practised| means(practised).overtime),
    ];
    if lived.practised.walk_ins.seen > 0 {
        rows.push(row("walk-ins seen", &|practised| a_session(practised.walk_ins.seen, practised)));
        rows.push(row("their waiting, min each (costs nothing)", &|practised| practised.walk_ins.mean()));
    }
    table(&["", "in practice", "as planned"], rows)
}

fn by_kind(session: &Session, lived: &Lived) -> String {
    let present = session.composition.counts().iter().enumerate().filter(|(_, count)| **count > 0);
    let rows = present.map(|(kind, count)| {
        let (found, planned) = (&lived.practised.kinds[kind], &lived.planned.kinds[kind]);
        vec![
            letter(kind).to_string(),
            count.to_string(),
            format!("{:.2}", found.seen as f64 / lived.practised.scenarios as f64),
            format!("{:.1}", found.mean()),
            format!("{:.1}", planned.mean()),
        ]
    });
    table(&["kind", "booked", "seen", "waits, min", "as planned"], rows)
}

fn by_visit(session: &Session, lived: &Lived) -> String {
    let rows = lived.order.kinds().iter().enumerate().map(|(place, kind)| {
        let (found, planned) = (&lived.practised.visits[place], &lived.planned.visits[place]);
        vec![
            format!("{} {}", place + 1, letter(usize::from(*kind))),
            minutes(session.slots.times()[place]),
            format!("{:.1}", found.mean()),
            format!("{:.1}", planned.mean()),
        ]
    });
    table(&["visit", "due, min", "waits, min", "as planned"], rows)
}

fn how_many(advice: &Advice) -> String {
    let Advice { slots, by_cost, by_rule } = advice;
    format!(
        "For {slots} slots it costs least to book {} such patients: {}. Then more come than there are slots in {} of \
         sessions.\nThe rule 1 / (1 - p) would book {by_rule}.",
        by_cost.bookings,
        by_cost.stopped_by,
        percent(by_cost.crowding),
    )
}

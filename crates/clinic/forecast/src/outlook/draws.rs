//! Sessions drawn by chance.

use lindley_seed::{Seed, Stream};

use super::{OutlookError, Seen, SessionPlan, SessionTotals};

/// The most draws: beyond them the error of the draws is far below that of any forecast.
pub(super) const MOST_DRAWS: u32 = 100_000;

/// Totals of drawn sessions, and each appointment's waits in the draws in which its patient came.
pub(super) struct Draws {
    pub(super) totals: Vec<SessionTotals>,
    pub(super) waits: Vec<Vec<f64>>,
}

/// The streams of an appointment: its own, so that its draws stay what they are when others are added or taken away.
struct Chances {
    show: Stream,
    length: Stream,
}

/// Draws sessions. In each one number says where in their bands all chances of coming lie, since a forecast that is off is off
/// for the whole session; then each patient comes or not, and is seen when due and the one before is done:
/// `W' = max(0, W + service - gap)`.
///
/// Source: D. V. Lindley, "The theory of queues with a single server", Math. Proc. Camb. Phil. Soc. 48 (1952).
pub(super) fn draw(plan: &SessionPlan, draws: u32, seed: Seed) -> Result<Draws, OutlookError> {
    plan.check()?;
    if !(1..=MOST_DRAWS).contains(&draws) {
        return Err(OutlookError::Draws { draws, most: MOST_DRAWS });
    }
    let working = plan.working_seconds();
    let order = plan.order();
    let mut bands = seed.child("bands").stream();
    let mut chances: Vec<Chances> = (0..plan.appointments.len() as u64)
        .map(|place| Chances {
            show: seed.child_at("shows", place).stream(),
            length: seed.child_at("lengths", place).stream(),
        })
        .collect();
    let mut found = Draws { totals: Vec::new(), waits: vec![Vec::new(); plan.appointments.len()] };
    let mut visits = Vec::with_capacity(order.len());
    for _ in 0..draws {
        let where_in_band = bands.unit_f64();
        visits.clear();
        let mut free = 0.0_f64;
        for place in &order {
            let (planned, chance) = (&plan.appointments[*place], &mut chances[*place]);
            // Both are drawn whether needed or not: more chance of coming then only adds visits.
            let comes = chance.show.chance(planned.show.at(where_in_band));
            let length = planned.length.at(chance.length.unit_f64());
            if comes {
                let due = plan.due(*place);
                let begun = due.max(free);
                free = begun + length;
                visits.push(Seen { due, begun, ended: free });
                found.waits[*place].push(begun - due);
            }
        }
        found.totals.push(SessionTotals::of(working, &visits)?);
    }
    Ok(found)
}

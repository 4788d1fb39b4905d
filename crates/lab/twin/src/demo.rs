//! A demo clinic: three sites, a dozen services, forty practitioners, sixty days behind and thirty ahead.
//!
//! Everything in it is invented; how long visits take, who stays away and who comes late follows published
//! summary figures (`facts`). The bookings are made by the real booking rules on a state of its own, so the
//! commands that come out are accepted by construction.

mod catalogue;
mod circumstances;
mod clinic_day;
mod draws;
mod facts;
mod filling;
mod patients;
mod people;
mod places;
mod sites;
mod telling;
mod visits;
mod working_time;

use lindley_domain::Command;
use lindley_seed::Seed;
use lindley_time::Instant;
use lindley_time::civil::Date;

/// How many days of history the clinic has.
pub const DAYS_BEHIND: i32 = 60;
/// How many days ahead it is booked.
pub const DAYS_AHEAD: i32 = 30;
/// How many days ahead appointments may be booked.
pub const HORIZON_DAYS: u16 = 120;
/// The organisation's name.
pub const NAME: &str = "Lindley Demo Clinics";

/// A demo clinic as it stands at a moment.
///
/// The same seed, day and moment give the same commands on every machine.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_time::{Instant, civil::date};
/// use lindley_twin::demo::DemoClinic;
///
/// let now = Instant::parse("2026-03-04T15:00:00Z").expect("a moment");
/// let clinic = DemoClinic::new(Seed::from_u64(1), date(2026, 3, 4), now);
/// assert!(clinic.commands().count() > 10_000);
/// ```
#[derive(Clone, Debug)]
pub struct DemoClinic {
    seed: Seed,
    today: Date,
    now: Instant,
}

impl DemoClinic {
    /// The clinic on `today`, at the moment `now`. Visits that have ended by then are history, visits that start
    /// later are booked, and what would be under way or about to start is left out.
    pub fn new(seed: Seed, today: Date, now: Instant) -> Self {
        Self { seed, today, now }
    }

    /// The command that founds the organisation. It is not among `commands`.
    pub fn founding() -> Command {
        Command::FoundOrganisation { name: NAME.to_owned(), horizon_days: HORIZON_DAYS }
    }

    /// Everything after the founding, in the order in which it must be given: later commands name the ids that
    /// earlier ones get in an organisation that is otherwise empty. All are accepted at `now` and for five minutes
    /// after it.
    pub fn commands(&self) -> impl Iterator<Item = Command> + use<> {
        let clinic = catalogue::Clinic::new(self.today);
        let booked = filling::fill(&clinic, &self.seed.child("demo"), self.today);
        let story = telling::tell(booked, &self.seed.child("demo").child("story"), self.now);
        clinic.setup.into_iter().chain(story)
    }
}

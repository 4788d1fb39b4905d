//! Invented appointments, of which lead time, age and past matter.

use lindley_forecast::no_show::{Booking, Outcome};
use lindley_seed::{Seed, Stream};
use lindley_time::civil::{Date, date};

fn days(count: u64) -> std::time::Duration {
    std::time::Duration::from_secs(count * 86_400)
}

pub(crate) fn day(stream: &mut Stream) -> Date {
    date(2026, 3, 2) + days(stream.below(60))
}

pub(crate) fn outcome(number: u64, stream: &mut Stream) -> Outcome {
    let lead = stream.below(40);
    let day = day(stream);
    let made = (day - days(lead)).at(9, 30, 0, 0);
    let age = stream.below(90) as f64;
    let patient = format!("p{}", stream.below(400));
    let missed = stream.chance((0.05 + 0.01 * lead as f64) * if age < 40.0 { 1.4 } else { 0.8 });
    let mut booking = Booking::new(number, &patient, made, day);
    booking.age = stream.chance(0.9).then_some(age);
    booking.male = Some(stream.chance(0.5));
    booking.neighbourhood =
        Some(["north", "east", "south"][usize::try_from(stream.below(3)).unwrap()].to_owned());
    Outcome { booking, missed }
}

pub(crate) fn outcomes(count: u64, seed: u64) -> Vec<Outcome> {
    let mut stream = Seed::from_u64(seed).stream();
    (0..count).map(|number| outcome(number, &mut stream)).collect()
}

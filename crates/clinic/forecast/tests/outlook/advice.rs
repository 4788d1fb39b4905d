//! What a band of the fill says: overbook, leave, keep slack, or ask.

use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, Course, LengthQuantiles, SessionOutlook, SessionPlan, ShowChance, session,
};
use lindley_seed::Seed;

use super::plans::{due, plan, sure};

fn outlook(plan: &SessionPlan) -> SessionOutlook {
    session(plan, 4_000, Seed::from_u64(1), &Conformal::none(), &AdvicePolicy::default()).unwrap()
}

fn visits(
    count: i64,
    every: i64,
    show: ShowChance,
    length: &LengthQuantiles,
) -> Vec<lindley_forecast::outlook::Planned> {
    (0..count).map(|place| due(every * place, show, length.clone())).collect()
}

#[test]
fn a_fill_of_two_thirds_with_a_narrow_band_leaves_room_and_says_why() {
    let length = LengthQuantiles::new(&[(0.05, 300.0), (0.5, 560.0), (0.95, 900.0)]).unwrap();
    let show = ShowChance { probability: 0.72, low: 0.67, high: 0.77 };
    let found = outlook(&plan(270, visits(26, 10, show, &length)));
    let (low, high) = found.fill.band(0.8).unwrap();
    println!("{:?} {low} {high} {}", found.fill, found.advice.because);
    assert!((0.6..0.75).contains(&found.fill.expected) && low > 0.5 && high < 0.9);
    let Course::RoomToOverbook { more } = found.advice.course else { panic!("{:?}", found.advice) };
    assert!((1..=6).contains(&more) && !found.advice.ask);
    let words = &found.advice.because;
    for told in [
        format!("{:.0} %", 100.0 * found.fill.expected),
        format!("{:.0} to {:.0} %", 100.0 * low, 100.0 * high),
    ] {
        assert!(words.contains(&told), "{words}");
    }
    // With them booked there is no further room: the advice does not feed itself.
    let more = i64::from(more);
    let then = outlook(&plan(270, visits(26 + more, 8, show, &length)));
    let further = if let Course::RoomToOverbook { more } = then.advice.course { i64::from(more) } else { 0 };
    assert!(further < more, "{:?}", then.advice);
}

#[test]
fn more_work_than_time_keeps_slack() {
    let found = outlook(&plan(180, visits(12, 15, ShowChance::known(0.97), &sure(960.0))));
    assert_eq!((found.advice.course, found.advice.ask), (Course::KeepSlack, false));
    assert_eq!(found.advice.course.to_string(), "keep slack");
}

#[test]
fn a_full_session_stays_as_planned() {
    let found = outlook(&plan(180, visits(12, 15, ShowChance::known(1.0), &sure(870.0))));
    assert_eq!((found.advice.course, found.advice.ask), (Course::AsPlanned, false));
    assert!(found.advice.because.contains("no whole visit fits"));
}

#[test]
fn a_wide_band_asks_a_person() {
    let unknown = ShowChance { probability: 0.4, low: 0.0, high: 1.0 };
    let found = outlook(&plan(240, visits(12, 15, unknown, &sure(900.0))));
    assert!(found.advice.ask && found.advice.course == Course::AsPlanned, "{:?}", found.advice);
    assert!(found.advice.because.contains("a person decides"));
}

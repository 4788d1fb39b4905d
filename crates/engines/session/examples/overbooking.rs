//! The rule 1 / (1 - p) beside the bookings that cost least: `cargo run --example overbooking`.

use lindley_session::{
    OverbookingCosts, OverbookingPolicy, SessionError, ShowForecast, SlottedClinic, SlottedSettings,
    bookings_by_rule, expected_overbooking_cost, overbook,
};

fn main() -> Result<(), SessionError> {
    println!("one of five stays away; a crowded patient costs three times an empty place");
    println!("places  rule  cost    best  cost    why not one more");
    let costs = OverbookingCosts { crowded_patient: 3.0, empty_place: 1.0 };
    for places in [1_u32, 4, 8, 16, 32] {
        let rule = bookings_by_rule(places, 0.2)?;
        let by_rule: Vec<f64> = (0..rule).map(|_| 0.8).collect();
        let policy =
            OverbookingPolicy { places: places as usize, costs, most_bookings: 36, most_crowding: 0.3 };
        let rule_cost = expected_overbooking_cost(&by_rule, policy.places, costs)?;
        let advice = overbook(&[ShowForecast { expected: 0.8, upper: 0.85 }; 60], &policy)?;
        println!(
            "{places:6}  {rule:4}  {rule_cost:.4}  {:4}  {:.4}  {}",
            advice.bookings, advice.expected_cost, advice.stopped_by
        );
    }

    println!();
    println!("into which of eight slots, if waiting for a slot costs a tenth of an empty one");
    for show in [0.9, 0.8, 0.7, 0.6] {
        let settings = SlottedSettings { slots: 8, show, waiting: 0.1, idle: 1.0, overtime: 1.5 };
        let best = SlottedClinic::new(settings, 12)?.best()?;
        let booked: u32 = best.patients.iter().map(|patients| u32::from(*patients)).sum();
        let rule = bookings_by_rule(8, 1.0 - show)?;
        println!(
            "{show} come: {:?} costs {:.4}; {booked} patients, the rule says {rule}",
            best.patients, best.cost
        );
    }
    Ok(())
}

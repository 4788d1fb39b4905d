//! What times cost, and how the cost changes with each of them.

use crate::scenario_costs::services;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::weights::Weights;

/// Scenarios that are simulated side by side.
const LANES: usize = 128;

/// The cost at some times with a subgradient.
pub(super) struct Slope {
    /// Minutes of weight one.
    pub(super) cost: f64,
    /// By visit: minutes for each second by which the visit is due later.
    pub(super) by_visit: Vec<f64>,
}

/// Whole numbers only, so that the order of adding does not matter.
#[derive(Default)]
struct Counted {
    wait: i64,
    idle: i64,
    overtime: i64,
    /// By visit: the visits that would start later if it were due later, the last ones, and those that end in overtime.
    moved: Vec<i64>,
    last: Vec<i64>,
    over: Vec<i64>,
}

/// Simulates a sequence at these times. A visit that starts when it is due moves all visits after it that start as soon as
/// the physician is free; so the derivative counts them.
pub(super) fn slope(
    sequence: &Sequence,
    sample: &Scenarios,
    times: &[u32],
    length: u32,
    weights: &Weights,
) -> Slope {
    let (visits, scenarios) = (times.len(), sample.count());
    let services = services(sequence.kinds(), sample);
    let none = vec![0; visits];
    let mut counted = Counted { moved: none.clone(), last: none.clone(), over: none, ..Counted::default() };
    let mut starts = vec![[0_i32; LANES]; visits];
    for first in (0..scenarios).step_by(LANES) {
        let lanes = first..scenarios.min(first + LANES);
        let parts: Vec<&[u16]> = services.iter().map(|services| &services[lanes.clone()]).collect();
        count(&parts, times, length, &mut starts, &mut counted);
    }
    let minutes = 1.0 / (60.0 * scenarios as f64);
    let weigh = |wait: i64, idle: i64, overtime: i64| {
        (weights.wait * wait as f64 + weights.idle * idle as f64 + weights.overtime * overtime as f64)
            * minutes
    };
    let by_visit = (0..visits)
        .map(|visit| weigh(counted.moved[visit] - scenarios as i64, counted.last[visit], counted.over[visit]))
        .collect();
    Slope { cost: weigh(counted.wait, counted.idle, counted.overtime), by_visit }
}

fn count(
    services: &[&[u16]],
    times: &[u32],
    length: u32,
    starts: &mut [[i32; LANES]],
    counted: &mut Counted,
) {
    let lanes = services.first().map_or(0, |services| services.len());
    let mut free = [0_i32; LANES];
    for ((services, due), starts) in services.iter().zip(times).zip(starts.iter_mut()) {
        let due = *due as i32;
        let (mut wait, mut idle) = (0_i64, 0_i64);
        for lane in 0..lanes {
            starts[lane] = i32::from(free[lane] <= due);
            let start = free[lane].max(due);
            wait += i64::from(start - due);
            idle += i64::from(start - free[lane]);
            free[lane] = start + i32::from(services[lane]);
        }
        counted.wait += wait;
        counted.idle += idle;
    }
    let mut moved = [0_i32; LANES];
    let mut last = [1_i32; LANES];
    let mut over = [0_i32; LANES];
    for lane in 0..lanes {
        let beyond = (free[lane] - length as i32).max(0);
        counted.overtime += i64::from(beyond);
        over[lane] = i32::from(beyond > 0);
    }
    for visit in (0..times.len()).rev() {
        let sums = [&mut counted.moved[visit], &mut counted.last[visit], &mut counted.over[visit]];
        let starts = &starts[visit];
        (0..lanes).for_each(|lane| moved[lane] += 1);
        for (sum, carried) in sums.into_iter().zip([&mut moved, &mut last, &mut over]) {
            let mut total = 0;
            for lane in 0..lanes {
                total += starts[lane] * carried[lane];
                carried[lane] *= 1 - starts[lane];
            }
            *sum += i64::from(total);
        }
    }
}

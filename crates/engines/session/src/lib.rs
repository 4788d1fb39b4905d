//! How to fill a clinic session: how many of which kind of visit, in which order, at which times.
//!
//! One physician, visits with random service times, fixed appointment times: patients wait, the physician idles, the
//! session runs over. Which order of the kinds costs least? The model is that of Chen and Robinson (2014) and of the
//! classify-predict-sequence study of Feng et al. (2024).

#![allow(clippy::inline_always, reason = "vector code is compiled for its caller's instructions")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "visits, kinds, scenarios and seconds are small whole numbers that were checked where they came in"
)]

mod advisor;
mod beginning;
mod bound;
mod branch;
mod closed_forms;
mod composition;
mod enumerate;
mod error;
mod evaluate;
mod fairness;
mod hull;
mod individual_block;
mod kernels;
mod lattice;
mod local_search;
mod lottery;
mod overbooking;
mod plan;
mod practice;
mod prices;
mod ranges;
mod rules;
mod scenario_costs;
mod scenarios;
mod schedules;
mod sequence;
mod shows;
mod slot_waits;
mod slots;
mod slotted;
mod times;
mod totals;
mod two_samples;
mod weights;

pub use advisor::{
    Advice, Enough, Sensitivity, Setting, Share, Standing, Summary, WeightRange, advise, sensitivity,
};
pub use branch::{Searched, branch_and_bound};
pub use closed_forms::{TwoPatients, md1_wait, mg1_wait, mm1_wait, traffic, two_patients};
pub use composition::Composition;
pub use enumerate::{Enumeration, MOST_SEQUENCES, enumerate};
pub use error::SessionError;
pub use evaluate::{Evaluation, evaluate};
pub use fairness::{
    FairChoice, FairnessLimits, Judged, Unfairness, cheapest_fair, cheapest_fair_of, unfairness,
};
pub use hull::{Shares, Supported};
pub use individual_block::{BlockMeans, BlockSchedule, BlockSettings, BlockWeights, IndividualBlock};
pub use kernels::TILE;
pub use lindley_crew::{Alone, Crew};
pub use local_search::local_search;
pub use lottery::{Draw, lottery, lottery_of_shares};
pub use overbooking::{
    Overbooking, OverbookingCosts, OverbookingPolicy, ShowForecast, StoppedBy, bookings_by_rule,
    expected_overbooking_cost, overbook, overbooking_factor,
};
pub use plan::{BOUNDED, ENUMERATED, Method, Plan, PlanRequest, plan};
pub use practice::{Practice, Practised, Waiting, WalkIns, practise, search_in_practice};
pub use prices::{SearchWork, search_work};
pub use rules::{
    Moment, Order, Rule, ServiceMoments, crg, explain_crg, explain_moments, explain_tsc, moment_rules, tsc,
    type_bundles,
};
pub use scenario_costs::scenario_costs;
pub use scenarios::{LONGEST_SERVICE_S, Scenarios};
pub use sequence::Sequence;
pub use shows::show_distribution;
pub use slot_waits::{SlotWait, slot_waits};
pub use slots::{LONGEST_S, Slots};
pub use slotted::{SlottedClinic, SlottedSchedule, SlottedSettings};
pub use times::{Covers, ORDERS_PROVEN, Timed, newsvendor_times, optimise_times, sequence_and_times};
pub use totals::{Means, Totals};
pub use two_samples::{Bounds, Comparison, GapRequest, OptimalityGap, compare, optimality_gap};
pub use weights::Weights;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

//! Studying sessions: kinds of visit from measured times, the orders that cost least at which costs, and two orders compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{ServiceId, VisitTypeId};
use crate::unique_keys;

/// How long visits really took, as far as the log knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ServiceTimes {
    /// Every service, also those without a recorded visit.
    pub services: Vec<ServiceTimesOfService>,
}

/// How long the visits of a service took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ServiceTimesOfService {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Fulfilled visits whose real times are known.
    pub visits: u64,
    /// Fulfilled visits that are left out: their real times are not known, or are longer than 18 hours.
    pub left_out: u64,
    /// Those of its visit types that have visits with real times.
    pub visit_types: Vec<ServiceTimesOfVisitType>,
}

/// How long the visits of a visit type took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ServiceTimesOfVisitType {
    /// The visit type.
    pub visit_type: VisitTypeId,
    /// Its name.
    pub name: String,
    /// How long a visit is planned to need its practitioner without a break; the whole visit where it needs none.
    pub planned_minutes: u16,
    /// Fulfilled visits whose real times are known.
    pub visits: u64,
    /// The median of their times.
    pub median_minutes: f64,
    /// A tenth of them took no longer.
    pub p10_minutes: f64,
    /// Nine tenths of them took no longer.
    pub p90_minutes: f64,
}

/// Where service times come from: exactly one of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StudySource {
    /// The fulfilled visits of this service whose real times are known.
    #[serde(default)]
    pub service: Option<ServiceId>,
    /// Service times measured elsewhere in minutes: above 0, at most 1,092 (18 hours); taken to the nearest second. At most
    /// 100,000, and no more than fit into a body.
    #[serde(default)]
    pub minutes: Option<Vec<f64>>,
}

/// A session that is to be studied. A study changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "source": {"service": "service-1"}, "groups": 2, "slots": 16, "slot_minutes": 15, "composition": {"A": 8, "B": 8},
    "scenarios": 2000, "seed": 1, "cost_wait": 1, "cost_idle": 5, "cost_overtime": 5
}))]
pub struct StudyRequest {
    /// Where service times come from.
    pub source: StudySource,
    /// How many kinds the visits are put into; 2 if left out. Those of a service are put into kinds by their visit types, and
    /// make no more kinds than there are types with recorded visits; minutes that are sent are put into kinds by themselves.
    #[serde(default = "usual_groups")]
    #[schema(minimum = 1, maximum = 4, default = 2)]
    pub groups: u8,
    /// Slots of the session, one visit each; 16 if left out.
    #[serde(default = "usual_slots")]
    #[schema(minimum = 1, maximum = 60, default = 16)]
    pub slots: u16,
    /// Minutes from one appointment to the next, a whole number of seconds; 15 if left out.
    #[serde(default = "usual_slot_minutes")]
    #[schema(default = 15)]
    pub slot_minutes: f64,
    /// How many visits of each kind, by the kind's letter: A is the longest. By the kinds' shares if left out.
    #[serde(default, deserialize_with = "unique_keys::optional_map")]
    pub composition: Option<BTreeMap<String, u8>>,
    /// Scenarios to draw, 1 to 10,000; 2,000 if left out.
    #[serde(default = "usual_scenarios")]
    #[schema(minimum = 1, maximum = 10_000, default = 2_000)]
    pub scenarios: u32,
    /// Where the draws begin; the same request with the same seed at the same head gives the same study. 1 if left out.
    #[serde(default = "usual_seed")]
    #[schema(default = 1)]
    pub seed: u64,
    /// Cost of a minute of one patient's waiting, 0 to 1,000,000; 1 if left out.
    #[serde(default = "one")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 1)]
    pub cost_wait: f64,
    /// Cost of a minute of idling, 0 to 1,000,000; 5 if left out.
    #[serde(default = "five")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 5)]
    pub cost_idle: f64,
    /// Cost of a minute of overtime, 0 to 1,000,000; 5 if left out.
    #[serde(default = "five")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 5)]
    pub cost_overtime: f64,
}

/// A service time of a kind and how often it occurs there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StudiedTime {
    /// The time in seconds.
    pub seconds: u32,
    /// How many visits of the kind took so long.
    pub visits: u64,
    /// The letter of the kind.
    #[schema(example = "A")]
    pub kind: String,
}

/// What a study found. The kinds of a service are sets of visit types: its types are sorted by their median times and cut so
/// that all times deviate least from their kinds' medians, and a kind's times are all times of its types. Times are in minutes;
/// those of orders are means over the scenarios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionStudy {
    /// Where the service times came from, in words.
    #[schema(example = "fulfilled visits of service-1, General")]
    pub source: String,
    /// The head of the log that the visits were read at. Left out for times that were sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<u64>,
    /// How many service times were studied.
    pub visits: u64,
    /// Fulfilled visits of the service that are left out: their real times are not known, or are longer than 18 hours.
    pub left_out: u64,
    /// Every distinct time of each kind, the shortest first, and of equal ones that of the longer kind: what a histogram is drawn
    /// from.
    pub times: Vec<StudiedTime>,
    /// How well 1 to 6 groups of the times themselves fit, whatever their visit types, as far as there are so many distinct
    /// times.
    pub elbow: Vec<ElbowPoint>,
    /// The kinds of visit, the longest first.
    pub groups: Vec<StudyGroup>,
    /// The kinds as a sentence: of which visit types each is or, of times that were sent, how long its visits take in minutes
    /// rounded to hundredths, as "A: longer than 13.5 minutes; B: up to 13.5 minutes".
    #[schema(example = "A: New patient visit; B: Follow-up, Procedure")]
    pub rule: String,
    /// Whether the kinds were told apart with hindsight: false for a service, true for minutes that were sent. Kinds of sent
    /// times are told apart by the times themselves, which nobody knows at booking: the orders' costs are what a perfect
    /// prediction would bring, not what a clinic will see.
    pub hindsight: bool,
    /// The kind of each visit type of the service. Empty for times that were sent.
    pub visit_types: Vec<StudyVisitType>,
    /// How many visits of each kind the session has.
    pub composition: BTreeMap<String, u8>,
    /// Whether every order was scored. If not, the front is of the orders that a search saw.
    pub exact: bool,
    /// The orders that are cheapest at some costs of waiting, idling and overtime, by waiting.
    pub front: Vec<StudyOrder>,
    /// The place in the front, from 0, of the cheapest order at the costs asked for.
    pub best: u64,
    /// Orders that need no study, to compare with. The first is of a session that is filled first come, first served.
    pub references: Vec<StudyReference>,
    /// How far the cheapest order at the costs asked for can lie below the best one found at most, as a share of its cost.
    pub gap: f64,
    /// How long the study took in seconds.
    pub seconds: f64,
    /// How many scenarios were drawn.
    pub scenarios: u32,
    /// Where the draws began.
    pub seed: u64,
}

/// How well so many groups fit the service times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ElbowPoint {
    /// How many groups.
    pub k: u8,
    /// The sum of absolute errors: of every time to its group's median.
    pub sae_minutes: f64,
    /// How well the groups are set apart, -1 to 1. Left out for one group, which has none beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silhouette: Option<f64>,
}

/// One kind of visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StudyGroup {
    /// Its letter; A is the longest.
    pub kind: String,
    /// Its visits take longer than this. Left out for the kinds of a service, whose times overlap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_minutes: Option<f64>,
    /// Its visits take no longer than this. Left out for the longest kind, which has no end, and for the kinds of a service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_minutes: Option<f64>,
    /// How many of the visits studied.
    pub visits: u64,
    /// Which share of them.
    pub share: f64,
    /// The median of their times.
    pub median_minutes: f64,
    /// The mean of their times.
    pub mean_minutes: f64,
}

/// A visit type and the kind that it is planned as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StudyVisitType {
    /// The visit type.
    pub visit_type: VisitTypeId,
    /// Its name.
    pub name: String,
    /// How many of its visits were studied.
    pub visits: u64,
    /// The median of their times.
    pub median_minutes: f64,
    /// The kind that all of its visits belong to.
    pub kind: String,
    /// The share of its visits whose times lie no nearer to another kind's median than to that of its own: how well the visit
    /// type tells how long a visit takes.
    pub share: f64,
}

/// An order of a session and what it comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StudyOrder {
    /// The kind at each slot.
    #[schema(example = "BABABABABABABABA")]
    pub sequence: String,
    /// Waiting of all patients together.
    pub wait: f64,
    /// Idling before the last visit.
    pub idle: f64,
    /// Work after the session's end.
    pub overtime: f64,
    /// Standard deviation of the slots' waits: how unequally patients wait.
    pub std_w: f64,
    /// Waiting at each slot.
    pub slot_waits: Vec<SlotWait>,
}

/// An order that needs no study and what it comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StudyReference {
    /// What it is called.
    #[schema(example = "A first")]
    pub name: String,
    /// The kind at each slot. Left out for first come, first served, where the order is another every time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<String>,
    /// Waiting of all patients together.
    pub wait: f64,
    /// Idling before the last visit.
    pub idle: f64,
    /// Work after the session's end.
    pub overtime: f64,
    /// Standard deviation of the slots' waits: how unequally patients wait.
    pub std_w: f64,
    /// Waiting at each slot.
    pub slot_waits: Vec<SlotWait>,
}

/// Waiting at one slot, in minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SlotWait {
    /// The slot, from 1.
    pub slot: u16,
    /// The mean over the scenarios.
    pub mean: f64,
    /// Not exceeded in a tenth of the scenarios.
    pub p10: f64,
    /// Not exceeded in nine tenths of the scenarios.
    pub p90: f64,
}

/// Two orders of one session that are to be compared. Comparing changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "source": {"service": "service-1"}, "groups": 2, "slots": 8, "slot_minutes": 15, "scenarios": 2000, "seed": 1,
    "cost_wait": 1, "cost_idle": 5, "cost_overtime": 5, "first": "BABABABA", "second": "BBBBAAAA"
}))]
pub struct ComparisonRequest {
    /// Where service times come from.
    pub source: StudySource,
    /// How many kinds the visits are put into; 2 if left out. Those of a service are put into kinds by their visit types, and
    /// make no more kinds than there are types with recorded visits; minutes that are sent are put into kinds by themselves.
    #[serde(default = "usual_groups")]
    #[schema(minimum = 1, maximum = 4, default = 2)]
    pub groups: u8,
    /// Slots of the session, one visit each; 16 if left out.
    #[serde(default = "usual_slots")]
    #[schema(minimum = 1, maximum = 60, default = 16)]
    pub slots: u16,
    /// Minutes from one appointment to the next, a whole number of seconds; 15 if left out.
    #[serde(default = "usual_slot_minutes")]
    #[schema(default = 15)]
    pub slot_minutes: f64,
    /// How many visits of each kind, by the kind's letter: A is the longest. Those of `first` if left out.
    #[serde(default, deserialize_with = "unique_keys::optional_map")]
    pub composition: Option<BTreeMap<String, u8>>,
    /// Scenarios to draw, 2 to 10,000; 2,000 if left out. They are others than those of a study with the same seed.
    #[serde(default = "usual_scenarios")]
    #[schema(minimum = 2, maximum = 10_000, default = 2_000)]
    pub scenarios: u32,
    /// Where the draws begin; the same request with the same seed at the same head gives the same answer. 1 if left out.
    #[serde(default = "usual_seed")]
    #[schema(default = 1)]
    pub seed: u64,
    /// Cost of a minute of one patient's waiting, 0 to 1,000,000; 1 if left out.
    #[serde(default = "one")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 1)]
    pub cost_wait: f64,
    /// Cost of a minute of idling, 0 to 1,000,000; 5 if left out.
    #[serde(default = "five")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 5)]
    pub cost_idle: f64,
    /// Cost of a minute of overtime, 0 to 1,000,000; 5 if left out.
    #[serde(default = "five")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 5)]
    pub cost_overtime: f64,
    /// One order: the kind at each slot.
    pub first: String,
    /// The other order, of the same visits.
    pub second: String,
}

/// Two orders compared, scenario by scenario. Times are in minutes, and means over the scenarios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionComparison {
    /// What the first order comes to.
    pub first: ComparedOrder,
    /// What the second order comes to.
    pub second: ComparedOrder,
    /// The first order's cost less the second's.
    pub difference: CostDifference,
    /// Which one is cheaper.
    pub cheaper: CheaperOrder,
    /// How many scenarios were drawn.
    pub scenarios: u32,
    /// Where the draws began.
    pub seed: u64,
    /// How long the comparison took in seconds.
    pub seconds: f64,
}

/// What an order comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComparedOrder {
    /// Its cost.
    pub cost: f64,
    /// Waiting of all patients together.
    pub wait: f64,
    /// Idling before the last visit.
    pub idle: f64,
    /// Work after the session's end.
    pub overtime: f64,
    /// Standard deviation of the slots' waits: how unequally patients wait.
    pub std_w: f64,
}

/// A difference of costs with its interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CostDifference {
    /// The mean; negative if the first order is cheaper.
    pub mean: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
    /// How sure the interval is.
    #[schema(example = 0.95)]
    pub confidence: f64,
}

/// Which of two orders is cheaper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheaperOrder {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither, as far as these scenarios tell: the interval holds zero.
    Neither,
}

const fn usual_groups() -> u8 {
    2
}

const fn usual_slots() -> u16 {
    16
}

const fn usual_slot_minutes() -> f64 {
    15.0
}

const fn usual_scenarios() -> u32 {
    2_000
}

const fn usual_seed() -> u64 {
    1
}

const fn one() -> f64 {
    1.0
}

const fn five() -> f64 {
    5.0
}

//! The level of each slot of the week as an exponentially weighted mean over earlier weeks.

use super::history::Place;

/// How many weeks' weight the pooled level has against a slot's own.
const POOLING: f64 = 1.0;
/// No slot's level falls below this share of the mean, nor below this count: logarithms are taken of it.
const LEAST_SHARE: f64 = 0.02;
pub(super) const LEAST_COUNT: f64 = 1e-3;

/// A mean that forgets.
#[derive(Clone, Copy, Debug, Default)]
struct Weighted {
    sum: f64,
    weight: f64,
}

impl Weighted {
    fn add(&mut self, count: f64, weight: f64) {
        self.sum += weight * count;
        self.weight += weight;
    }

    fn mean_or(self, other: f64) -> f64 {
        if self.weight > 0.0 { self.sum / self.weight } else { other }
    }
}

/// One memory: by slot of week, drawn towards slot of day times weekday.
#[derive(Clone, Debug)]
pub(super) struct SeasonalProfile {
    /// The logarithm of the factor by which a row gains weight for each day that it is later.
    gain_per_day: f64,
    first_day: i64,
    slots: usize,
    of_week: Vec<Weighted>,
    of_day: Vec<Weighted>,
    of_weekday: [Weighted; 7],
    of_all: Weighted,
    /// The weight of the day last asked for.
    gain: (i64, f64),
}

impl SeasonalProfile {
    /// A row's weight halves in so many weeks.
    pub(super) fn new(half_life_weeks: f64, slots: usize, first_day: i64) -> Self {
        Self {
            gain_per_day: std::f64::consts::LN_2 / (7.0 * half_life_weeks),
            first_day,
            slots,
            of_week: vec![Weighted::default(); 7 * slots],
            of_day: vec![Weighted::default(); slots],
            of_weekday: [Weighted::default(); 7],
            of_all: Weighted::default(),
            gain: (first_day, 1.0),
        }
    }

    /// Takes a row in.
    pub(super) fn add(&mut self, place: Place, count: f64) {
        let weight = self.weight_of(place.day);
        self.of_week[place.weekday * self.slots + place.slot].add(count, weight);
        self.of_day[place.slot].add(count, weight);
        self.of_weekday[place.weekday].add(count, weight);
        self.of_all.add(count, weight);
    }

    /// The level of a slot, as of `day`; none before the first row.
    pub(super) fn level(&mut self, place: Place, day: i64) -> Option<f64> {
        if self.of_all.weight <= 0.0 {
            return None;
        }
        let mean = self.of_all.mean_or(0.0);
        let least = LEAST_SHARE * mean + LEAST_COUNT;
        let by_slot = self.of_day[place.slot].mean_or(mean);
        let by_weekday = self.of_weekday[place.weekday].mean_or(mean);
        let pooled = if mean > 0.0 { (by_slot * by_weekday / mean).max(least) } else { least };
        let own = self.of_week[place.weekday * self.slots + place.slot];
        let pull = POOLING * self.weight_of(day);
        Some(((own.sum + pull * pooled) / (own.weight + pull)).max(least))
    }

    fn weight_of(&mut self, day: i64) -> f64 {
        if day != self.gain.0 {
            self.gain = (day, (self.gain_per_day * (day - self.first_day) as f64).exp());
        }
        self.gain.1
    }
}

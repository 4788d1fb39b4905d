//! Ranges of leads that share a regression, and the lead with which a past step is learned from.

use serde::{Deserialize, Serialize};

use super::{Horizon, StepLength};

/// Leads up to this many minutes are learned from origins at any time of day.
const SOON_MINUTES: u32 = 240;
/// The days ahead that share a regression: the first and the last, where 1 is the second twenty-four hours.
const DAY_GROUPS: [(u32, u32); 6] = [(1, 2), (3, 6), (7, 13), (14, 20), (21, 27), (28, 41)];

/// Leads in steps, 1 being the step that starts at the origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeadGroup {
    pub(super) from: u32,
    pub(super) to: u32,
    /// Weeks that lie between the newest season's day that may be used and the step.
    pub(super) weeks_back: u32,
    /// Learned only from origins at the same time of day as the one that is forecast from.
    same_clock: bool,
}

impl LeadGroup {
    /// The groups that a horizon needs, nearest first.
    pub(super) fn of(horizon: Horizon) -> Vec<Self> {
        let per_day = horizon.step().per_day();
        let soon = (SOON_MINUTES / horizon.step().minutes()).max(1);
        let near = |from, to, same_clock| Self { from, to, weeks_back: 1, same_clock };
        let mut groups = vec![near(1, 1, false), near(2, soon, false), near(soon + 1, per_day, true)];
        groups.extend(DAY_GROUPS.map(|(first, last)| Self {
            from: first * per_day + 1,
            to: (last + 1) * per_day,
            weeks_back: (last + 1).div_ceil(7),
            same_clock: true,
        }));
        groups.retain(|group| group.from <= group.to && group.from <= horizon.steps());
        groups
    }

    pub(super) fn holds(&self, lead: u32) -> bool {
        (self.from..=self.to).contains(&lead)
    }

    /// The lead with which this step of the past is learned from, when forecasts start at `clock` (a slot of the day).
    /// Leads take turns from step to step or from day to day, so that each of the group has its share. None if no origin at
    /// that time of day has the step within the group.
    pub(super) fn lead_of(&self, step: StepLength, index: i64, clock: i64) -> Option<u32> {
        if !self.same_clock {
            let turn = index.rem_euclid(i64::from(self.to - self.from + 1));
            return Some(self.from + u32::try_from(turn).ok()?);
        }
        let per_day = step.per_day();
        let within_day = u32::try_from((index - clock).rem_euclid(i64::from(per_day))).ok()? + 1;
        if self.to <= per_day {
            return self.holds(within_day).then_some(within_day);
        }
        let (first, last) = ((self.from - 1) / per_day, self.to / per_day - 1);
        let turn = step.day_and_slot(index).0.rem_euclid(i64::from(last - first + 1));
        Some((first + u32::try_from(turn).ok()?) * per_day + within_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lead_of_a_horizon_is_in_one_group() {
        for (step, steps) in [
            (StepLength::QUARTER_HOUR, 96),
            (StepLength::HOUR, 200),
            (StepLength::TWELVE_HOURS, 20),
            (StepLength::DAY, 42),
        ] {
            let horizon = Horizon::new(step, steps).unwrap();
            let groups = LeadGroup::of(horizon);
            for lead in 1..=steps {
                assert_eq!(groups.iter().filter(|group| group.holds(lead)).count(), 1, "{step:?} {lead}");
            }
        }
    }

    #[test]
    fn the_past_is_learned_from_with_leads_of_the_group() {
        let groups = LeadGroup::of(Horizon::new(StepLength::HOUR, 24 * 21).unwrap());
        for group in &groups {
            for index in 1_000_000..1_000_500 {
                assert!(group.lead_of(StepLength::HOUR, index, 5).is_none_or(|lead| group.holds(lead)));
            }
        }
        // From midnight, the step at seven o'clock is the eighth.
        let rest_of_day = groups[2];
        assert_eq!(rest_of_day.lead_of(StepLength::HOUR, 24 * 1_000 + 7, 0), Some(8));
        assert_eq!(rest_of_day.lead_of(StepLength::HOUR, 24 * 1_000 + 2, 0), None);
    }
}

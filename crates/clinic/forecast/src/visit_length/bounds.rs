//! How far bands have to reach beyond the quantiles, group by group, session after session.

use std::collections::BTreeMap;

use lindley_stats::{AdaptiveConformal, RollingScores, ScoreBound, rows_needed};

use super::VisitGroup;
use crate::ForecastError;

/// How many of a group's latest visits a bound rests on.
const KEPT: usize = 5_000;

/// Scores of measured visits by group, and what they allow.
///
/// A visit's band rests on visits of its own group in earlier sessions, so it holds in each group; and by adaptive
/// conformal inference a group whose bands miss too often gets wider ones, so it holds when the world changes. A group with
/// too few visits for the level borrows those of all groups until it has enough.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthBounds {
    level: f64,
    step: f64,
    by_group: BTreeMap<VisitGroup, Followed>,
    all: Followed,
}

/// The scores of a group and the level that has held so far.
#[derive(Clone, Debug, PartialEq)]
struct Followed {
    scores: RollingScores,
    adaptive: AdaptiveConformal,
}

impl Followed {
    fn new(level: f64, step: f64) -> Result<Self, ForecastError> {
        Ok(Self { scores: RollingScores::new(KEPT)?, adaptive: AdaptiveConformal::new(level, step)? })
    }

    fn bound(&self) -> ScoreBound {
        self.adaptive.bound(self.scores.scores())
    }
}

impl LengthBounds {
    /// No visits yet: bands are the whole line until there are enough. `step` says how fast bounds follow misses: 0.005 is
    /// calm, 0.05 quick. Refused unless the level lies between 0 and 1 and the step is above 0.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthBounds, Visit};
    /// let bounds = LengthBounds::new(0.9, 0.005)?;
    /// assert!(!bounds.bound(Visit::new("p1", 1, 1).group())?.is_bounded());
    /// assert!(LengthBounds::new(1.0, 0.005).is_err());
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn new(level: f64, step: f64) -> Result<Self, ForecastError> {
        Ok(Self { level, step, by_group: BTreeMap::new(), all: Followed::new(level, step)? })
    }

    /// Takes up the score of a visit that was set aside while learning: how far outside its quantiles it was, in seconds, below
    /// zero if inside. Refused unless it is finite.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthBounds, Visit};
    /// let (mut bounds, group) = (LengthBounds::new(0.9, 0.005)?, Visit::new("p1", 1, 1).group());
    /// (0..20).try_for_each(|score| bounds.calibrate(group, f64::from(score)))?;
    /// assert_eq!(bounds.bound(group)?.score(), 18.0);
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn calibrate(&mut self, group: VisitGroup, score: f64) -> Result<(), ForecastError> {
        self.all.scores.push(score)?;
        self.group(group)?.scores.push(score)?;
        Ok(())
    }

    /// Takes up the score of a visit that had a band, and follows whether the band missed. Refused unless it is finite.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthBounds, Visit};
    /// let (mut bounds, group) = (LengthBounds::new(0.9, 0.05)?, Visit::new("p1", 1, 1).group());
    /// (0..20).try_for_each(|score| bounds.calibrate(group, f64::from(score)))?;
    /// bounds.observe(group, 30.0)?;
    /// assert!(bounds.bound(group)?.score() > 18.0);
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn observe(&mut self, group: VisitGroup, score: f64) -> Result<(), ForecastError> {
        let enough = self.has_enough(group)?;
        let followed = self.group(group)?;
        let missed = score > followed.bound().score();
        if enough {
            followed.adaptive.observe(missed);
        }
        self.calibrate(group, score)
    }

    /// What a visit of the group keeps.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthBounds, Visit};
    /// assert_eq!(LengthBounds::new(0.8, 0.005)?.bound(Visit::new("p1", 1, 2).group())?.rows(), 0);
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn bound(&self, group: VisitGroup) -> Result<ScoreBound, ForecastError> {
        let own = self.by_group.get(&group);
        let enough = self.has_enough(group)?;
        Ok(own.filter(|_| enough).unwrap_or(&self.all).bound())
    }

    fn has_enough(&self, group: VisitGroup) -> Result<bool, ForecastError> {
        let needed = rows_needed(self.level)?;
        Ok(self.by_group.get(&group).is_some_and(|own| own.scores.len() >= needed))
    }

    fn group(&mut self, group: VisitGroup) -> Result<&mut Followed, ForecastError> {
        let fresh = Followed::new(self.level, self.step)?;
        Ok(self.by_group.entry(group).or_insert(fresh))
    }
}

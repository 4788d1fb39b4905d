//! The simplest plan that is nearly as good as the best.

use std::fmt;

use super::{Told, percent};
use crate::error::SessionError;
use crate::weights::Weights;

/// One plan at some weights: visits classified so, ordered by such a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The name of the classification, "two groups" say.
    pub classification: String,
    /// How many kinds of visit it tells apart: fewer are simpler.
    pub kinds: usize,
    /// The name of the rule, "CRG" say.
    pub rule: String,
    /// How hard the rule is to follow, as the caller sees it: a lower number is simpler. Equal for the same rule everywhere.
    pub effort: u32,
    /// The mean cost of a session, best on a fresh sample. Any unit, the same within a setting.
    pub cost: f64,
}

/// The plans that were compared at some weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// What a minute of each costs.
    pub weights: Weights,
    /// The plans.
    pub standings: Vec<Standing>,
}

/// The simplest plan that is enough at some weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Enough {
    /// What a minute of each costs.
    pub weights: Weights,
    /// The simplest plan within the tolerance.
    pub simplest: Standing,
    /// The cheapest plan.
    pub best: Standing,
    /// What the simplest costs more than the cheapest, as a share of the cheapest cost.
    pub loss: f64,
}

/// How one combination of classification and rule does at all weights where it was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The name of the classification.
    pub classification: String,
    /// How many kinds it tells apart.
    pub kinds: usize,
    /// The name of the rule.
    pub rule: String,
    /// How hard the rule is to follow.
    pub effort: u32,
    /// At how many weights it was tried.
    pub tried: usize,
    /// At how many of them it is within the tolerance.
    pub enough: usize,
    /// The most that it costs more than the cheapest, as a share of the cheapest cost.
    pub worst_loss: f64,
    /// The weights at which it loses most.
    pub worst_at: Weights,
}

/// The advice for all weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The share by which a plan may cost more than the best and still be enough.
    pub tolerance: f64,
    /// For each setting, in order.
    pub at: Vec<Enough>,
    /// Every combination of classification and rule, the simplest first.
    pub combinations: Vec<Summary>,
}

/// Says which classification and rule are enough at which weights: of the plans that cost at most `tolerance` (a share: 0.01
/// is 1 %) more than the cheapest, the one with the fewest kinds, of these the one with the simplest rule, of these the cheapest.
///
/// ```
/// use lindley_session::{Setting, Standing, Weights, advise};
/// let plan = |kinds, rule: &str, effort, cost| Standing {
///     classification: format!("{kinds} groups"), kinds, rule: rule.to_owned(), effort, cost,
/// };
/// let settings = [
///     Setting {
///         weights: Weights::new(1.0, 5.0, 5.0)?,
///         standings: vec![plan(2, "CRG", 1, 100.5), plan(2, "exact", 2, 100.2), plan(3, "exact", 2, 100.0)],
///     },
///     Setting { weights: Weights::new(1.0, 0.0, 1.0)?, standings: vec![plan(2, "CRG", 1, 60.0), plan(3, "exact", 2, 50.0)] },
/// ];
/// let advice = advise(&settings, 0.01)?;
/// assert_eq!(
///     advice.at[0].to_string(),
///     "At waiting 1, idling 5, overtime 5: 2 groups with CRG is enough. It costs 0.5 % more than 3 groups with exact."
/// );
/// assert_eq!(
///     advice.combinations[0].to_string(),
///     "2 groups with CRG is enough at 1 of 2 weights; at worst (waiting 1, idling 0, overtime 1) it loses 20 %."
/// );
/// assert!(advice.everywhere().is_none_or(|found| found.kinds == 3));
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRange`] for a tolerance that is negative or not finite, [`SessionError::OutOfRangeAt`] for a cost that is,
/// or a setting without plans.
pub fn advise(settings: &[Setting], tolerance: f64) -> Result<Advice, SessionError> {
    if !(tolerance.is_finite() && tolerance >= 0.0) {
        let allowed = "it is a share, not negative: 0.01 is 1 %";
        return Err(SessionError::OutOfRange { name: "the tolerance", value: tolerance, allowed });
    }
    let mut advice = Advice { tolerance, at: Vec::new(), combinations: Vec::new() };
    for (place, setting) in (1..).zip(settings) {
        check(setting, place)?;
        let cheapest = setting.standings.iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
        let Some(best) = cheapest else { continue };
        let mut simplest = best;
        for standing in &setting.standings {
            let loss = loss(standing.cost, best.cost);
            advice.count(standing, setting.weights, loss);
            if loss <= tolerance && is_simpler(standing, simplest) {
                simplest = standing;
            }
        }
        let (simplest, best) = (simplest.clone(), best.clone());
        let loss = loss(simplest.cost, best.cost);
        advice.at.push(Enough { weights: setting.weights, simplest, best, loss });
    }
    advice.combinations.sort_by_key(|found| (found.kinds, found.effort));
    Ok(advice)
}

fn check(setting: &Setting, place: usize) -> Result<(), SessionError> {
    if setting.standings.is_empty() {
        let (name, allowed) = ("the number of plans of setting", "give at least one");
        return Err(SessionError::OutOfRangeAt { name, place, value: 0.0, allowed });
    }
    let bad = setting.standings.iter().find(|standing| !(standing.cost.is_finite() && standing.cost >= 0.0));
    bad.map_or(Ok(()), |standing| {
        let (name, allowed) = ("a cost of setting", "costs are finite and not negative");
        Err(SessionError::OutOfRangeAt { name, place, value: standing.cost, allowed })
    })
}

/// What is lost, as a share of the cheapest cost; infinite if the best costs nothing and this does.
fn loss(cost: f64, cheapest: f64) -> f64 {
    if cost <= cheapest { 0.0 } else { (cost - cheapest) / cheapest }
}

fn is_simpler(one: &Standing, other: &Standing) -> bool {
    let by_name = (one.kinds, one.effort).cmp(&(other.kinds, other.effort));
    by_name.then(one.cost.total_cmp(&other.cost)).is_lt()
}

impl Advice {
    /// The simplest combination that was tried at all weights and is enough at all of them, if there is one.
    ///
    /// ```
    /// use lindley_session::{Setting, Standing, Weights, advise};
    /// let plan = Standing { classification: "all alike".into(), kinds: 1, rule: "any".into(), effort: 0, cost: 9.0 };
    /// let advice = advise(&[Setting { weights: Weights::new(1.0, 1.0, 1.0)?, standings: vec![plan] }], 0.01)?;
    /// assert_eq!(advice.everywhere().map(|found| found.worst_loss), Some(0.0));
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn everywhere(&self) -> Option<&Summary> {
        self.combinations.iter().find(|found| found.enough == self.at.len())
    }

    fn count(&mut self, standing: &Standing, weights: Weights, loss: f64) {
        let same =
            |known: &Summary| known.classification == standing.classification && known.rule == standing.rule;
        let place = self.combinations.iter().position(same).unwrap_or_else(|| {
            self.combinations.push(Summary {
                classification: standing.classification.clone(),
                kinds: standing.kinds,
                rule: standing.rule.clone(),
                effort: standing.effort,
                tried: 0,
                enough: 0,
                worst_loss: 0.0,
                worst_at: weights,
            });
            self.combinations.len() - 1
        });
        let found = &mut self.combinations[place];
        found.tried += 1;
        found.enough += usize::from(loss <= self.tolerance);
        if loss > found.worst_loss {
            (found.worst_loss, found.worst_at) = (loss, weights);
        }
    }
}

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { weights, simplest, best, loss } = self;
        let Standing { classification, rule, .. } = simplest;
        write!(f, "At {}: {classification} with {rule} is ", Told(weights))?;
        if simplest == best {
            return f.write_str("the cheapest, and nothing simpler comes near it.");
        }
        let than = format!("{} with {}", best.classification, best.rule);
        if *loss > 0.0 {
            write!(f, "enough. It costs {} more than {than}.", percent(*loss))
        } else {
            write!(f, "enough. It costs no more than {than}.")
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { classification, rule, tried, enough, .. } = self;
        write!(f, "{classification} with {rule} is enough at {enough} of {tried} weights; ")?;
        if self.worst_loss > 0.0 {
            write!(f, "at worst ({}) it loses {}.", Told(&self.worst_at), percent(self.worst_loss))
        } else {
            f.write_str("it loses nothing.")
        }
    }
}

impl fmt::Display for Advice {
    /// What is enough everywhere, if anything is; then each setting and each combination, one sentence a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.everywhere() {
            Some(found) => {
                let within = percent(self.tolerance);
                writeln!(f, "{} with {} is within {within} everywhere.", found.classification, found.rule)?;
            }
            None => writeln!(f, "No combination is within {} everywhere.", percent(self.tolerance))?,
        }
        self.at.iter().try_for_each(|enough| writeln!(f, "{enough}"))?;
        self.combinations.iter().try_for_each(|found| writeln!(f, "{found}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(kinds: usize, rule: &str, effort: u32, cost: f64) -> Standing {
        Standing { classification: format!("K{kinds}"), kinds, rule: rule.to_owned(), effort, cost }
    }

    fn setting(idle: f64, standings: Vec<Standing>) -> Setting {
        Setting { weights: Weights::new(1.0, idle, 1.0).unwrap(), standings }
    }

    #[test]
    fn fewer_kinds_come_before_simpler_rules() {
        let plans = vec![plan(3, "SVF", 0, 100.0), plan(2, "exact", 9, 100.9), plan(2, "CRG", 1, 101.1)];
        let advice = advise(&[setting(1.0, plans.clone())], 0.01).unwrap();
        assert_eq!(advice.at[0].simplest, plans[1]);
        assert!((advice.at[0].loss - 0.009).abs() < 1e-12);
        let wider = advise(&[setting(1.0, plans.clone())], 0.02).unwrap();
        assert_eq!(wider.at[0].simplest, plans[2]);
        let none = advise(&[setting(1.0, plans.clone())], 0.0).unwrap();
        assert_eq!(none.at[0].simplest, plans[0]);
        let told = "At waiting 1, idling 1, overtime 1: K3 with SVF is the cheapest, and nothing simpler comes near it.";
        assert_eq!(none.at[0].to_string(), told);
    }

    #[test]
    fn what_is_enough_everywhere_must_have_been_tried_everywhere() {
        let settings = [
            setting(1.0, vec![plan(2, "CRG", 1, 10.0), plan(3, "exact", 2, 10.0)]),
            setting(2.0, vec![plan(3, "exact", 2, 10.0)]),
        ];
        let advice = advise(&settings, 0.01).unwrap();
        assert_eq!(advice.everywhere().map(|found| found.kinds), Some(3));
        let told = advice.to_string();
        assert!(told.starts_with("K3 with exact is within 1 % everywhere.\n"), "{told}");
        assert!(told.contains("K2 with CRG is enough at 1 of 1 weights; it loses nothing."), "{told}");
    }

    #[test]
    fn per_cents_are_short() {
        let told = [0.2, 0.008, 0.0, 0.000_1].map(percent);
        assert_eq!(told, ["20 %", "0.8 %", "0 %", "less than 0.1 %"]);
    }

    #[test]
    fn odd_tolerances_costs_and_empty_settings_are_refused() {
        assert!(matches!(advise(&[], f64::NAN), Err(SessionError::OutOfRange { .. })));
        for standings in [vec![], vec![plan(1, "any", 0, f64::NAN)], vec![plan(1, "any", 0, -1.0)]] {
            let refused = advise(&[setting(1.0, standings)], 0.01);
            assert!(matches!(refused, Err(SessionError::OutOfRangeAt { place: 1, .. })));
        }
    }
}

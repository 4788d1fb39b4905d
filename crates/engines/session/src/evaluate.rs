//! One sequence over all scenarios.

use pulp::{Arch, Simd, WithSimd};

use crate::error::SessionError;
use crate::kernels::{self, FOLDED_MAX, TILE};
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::totals::Totals;

/// What a sequence came to, with the waiting of each visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// Sums over all visits and scenarios.
    pub totals: Totals,
    /// The waiting of each visit, in order: sums over all scenarios in seconds.
    pub waits: Vec<i64>,
    /// How many scenarios there were.
    pub scenarios: usize,
}

impl Evaluation {
    /// The mean waiting of each visit in minutes.
    ///
    /// ```
    /// # use lindley_session::{Scenarios, Sequence, Slots, evaluate};
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200], vec![600]]])?;
    /// let plan = evaluate(&"AA".parse()?, &sample, &Slots::equal(2, 900)?)?;
    /// assert_eq!(plan.mean_waits(), [0.0, 5.0]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn mean_waits(&self) -> Vec<f64> {
        self.waits.iter().map(|sum| *sum as f64 / (60.0 * self.scenarios as f64)).collect()
    }

    /// `STD(W)`: the sample standard deviation (n - 1) over the visits of their mean waiting, in minutes; zero for one visit.
    ///
    /// ```
    /// # use lindley_session::{Scenarios, Slots, evaluate};
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200], vec![600]]])?;
    /// let plan = evaluate(&"AA".parse()?, &sample, &Slots::equal(2, 900)?)?;
    /// assert!((plan.std_waits() - 12.5_f64.sqrt()).abs() < 1e-12);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn std_waits(&self) -> f64 {
        sample_sd(&self.mean_waits())
    }
}

/// The sample standard deviation; zero for fewer than two values.
pub(crate) fn sample_sd(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// Simulates a sequence: Lindley's recursion `W_{i+1} = (W_i + xi_i - X_i)^+` in its running-maximum form.
///
/// With `P` the work seated so far and `A` the time of the next visit, the slack is `(A - P)^+`, `Z` the greatest slack so
/// far, and `W = P - A + Z`, `I = Z` before the last visit, `O = (P - T + Z)^+` after it.
///
/// ```
/// use lindley_session::{Scenarios, Slots, evaluate};
/// // Four visits every 15 minutes that take 20, 10, 25 and 5 minutes.
/// let minutes = [20, 10, 25, 5].map(|minutes| vec![minutes * 60]);
/// let sample = Scenarios::from_columns(&[minutes.to_vec()])?;
/// let plan = evaluate(&"AAAA".parse()?, &sample, &Slots::equal(4, 900)?)?;
/// assert_eq!(plan.mean_waits(), [0.0, 5.0, 0.0, 10.0]);
/// assert_eq!((plan.totals.idle, plan.totals.overtime), (0, 0));
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Unfilled`] if there are not as many visits as slots, [`SessionError::NoServiceTimes`] if the sample has too
/// few visits of a kind.
pub fn evaluate(sequence: &Sequence, sample: &Scenarios, slots: &Slots) -> Result<Evaluation, SessionError> {
    let visits = sequence.kinds().len();
    if visits != slots.visits() {
        return Err(SessionError::Unfilled { visits, slots: slots.visits() });
    }
    sample.serve(&sequence.composition(1))?;
    Ok(evaluate_checked(sequence.kinds(), sample, slots))
}

/// As [`evaluate`], for what has been checked.
pub(crate) fn evaluate_checked(kinds: &[u8], sample: &Scenarios, slots: &Slots) -> Evaluation {
    evaluate_on(Arch::new(), kinds, sample, slots)
}

/// As [`evaluate`], for what has been checked, with the vector instructions given.
pub(crate) fn evaluate_on(arch: Arch, kinds: &[u8], sample: &Scenarios, slots: &Slots) -> Evaluation {
    let small = slots.length_s() <= u32::from(FOLDED_MAX);
    arch.dispatch(Walk { kinds, sample, slots, small })
}

/// The simulation of one sequence, to be compiled for each set of vector instructions.
struct Walk<'a> {
    kinds: &'a [u8],
    sample: &'a Scenarios,
    slots: &'a Slots,
    small: bool,
}

impl WithSimd for Walk<'_> {
    type Output = Evaluation;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Evaluation {
        let Self { kinds, sample, slots, small } = self;
        if small {
            walk::<S, true>(simd, kinds, sample, slots)
        } else {
            walk::<S, false>(simd, kinds, sample, slots)
        }
    }
}

#[inline(always)]
fn walk<S: Simd, const SMALL: bool>(simd: S, kinds: &[u8], sample: &Scenarios, slots: &Slots) -> Evaluation {
    let (visits, scenarios) = (kinds.len(), sample.count());
    let mut waits = vec![0; visits];
    let mut totals = Totals::default();
    for tile in 0..sample.tiles() {
        let mut seated = [0; TILE];
        let mut z = [0; TILE];
        let mut slack = [0; TILE];
        let mut used = [0_usize; 26];
        for (place, kind) in kinds.iter().enumerate() {
            let visit = &mut used[usize::from(*kind)];
            let column = sample.column(*kind, *visit);
            *visit += 1;
            kernels::seat(&mut seated, &column.tiles[tile], slots.due_after(place + 1), &mut slack);
            let before = z;
            let sum = kernels::advance::<S, SMALL>(simd, &before, &slack, &mut z);
            if place + 1 < visits {
                waits[place + 1] += sum;
            } else {
                totals.idle += kernels::sum_of::<S, SMALL>(simd, &before);
                totals.overtime += sum;
            }
        }
    }
    // What was seated, exactly: the vectors stop at their bounds, where only the slack, which is zero then, is asked.
    let mut used = [0_usize; 26];
    let mut seated = 0;
    for (place, kind) in kinds.iter().enumerate() {
        let visit = &mut used[usize::from(*kind)];
        seated += sample.column(*kind, *visit).sum;
        *visit += 1;
        let late = seated - i64::from(slots.due_after(place + 1)) * scenarios as i64;
        match waits.get_mut(place + 1) {
            Some(wait) => *wait += late,
            None => totals.overtime += late,
        }
    }
    totals.wait = waits.iter().sum();
    Evaluation { totals, waits, scenarios }
}

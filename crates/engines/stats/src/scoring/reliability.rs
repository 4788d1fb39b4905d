//! Reliability by bins: do events with 20 % happen in 20 of 100 cases?

use crate::proportion::clopper_pearson;
use crate::stats_error::{check_lengths, check_probabilities};
use crate::summary::{places_ascending, same};
use crate::{Interval, StatsError};

/// How probabilities are put into bins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binning {
    /// So many bins of equal width between 0 and 1; the last one includes 1. Bins without rows are left out.
    EqualWidth(usize),
    /// So many bins with about equal numbers of rows. Rows with equal probabilities stay together.
    EqualMass(usize),
}

/// One bin: a point of a reliability diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliabilityBin {
    /// How many rows.
    pub rows: usize,
    /// How many of them are a yes.
    pub yes: usize,
    /// The lowest probability in the bin.
    pub lowest: f64,
    /// The highest probability in the bin.
    pub highest: f64,
    /// The mean probability.
    pub mean: f64,
    /// The share of yes.
    pub share: f64,
}

impl ReliabilityBin {
    /// The share of yes with the interval of Clopper and Pearson around it. Refused unless the level lies strictly between
    /// 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::{Binning, Reliability};
    /// let found = Reliability::of(&[0.1; 10], &[false; 10], Binning::EqualWidth(5))?;
    /// assert!((found.bins()[0].interval(0.95)?.high - 0.308_497_1).abs() < 1e-7);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn interval(&self, level: f64) -> Result<Interval, StatsError> {
        clopper_pearson(self.yes, self.rows, level)
    }
}

/// Bins of probabilities in ascending order, none empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    bins: Vec<ReliabilityBin>,
    rows: usize,
}

impl Reliability {
    /// Puts rows into bins: O(n log n). Refused if the lists are empty or differ in length, a value is no probability, or
    /// no bin was asked for.
    ///
    /// ```
    /// # use lindley_stats::{Binning, Reliability};
    /// let found = Reliability::of(&[0.1, 0.3, 0.8], &[false, true, true], Binning::EqualWidth(2))?;
    /// assert_eq!(found.bins().iter().map(|bin| (bin.rows, bin.yes)).collect::<Vec<_>>(), [(2, 1), (1, 1)]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of(probabilities: &[f64], outcomes: &[bool], binning: Binning) -> Result<Self, StatsError> {
        check_lengths(probabilities.len(), outcomes.len())?;
        check_probabilities(probabilities)?;
        let (Binning::EqualWidth(wanted) | Binning::EqualMass(wanted)) = binning;
        if wanted == 0 {
            return Err(StatsError::MustBePositive { name: "the number of bins" });
        }
        let places = places_ascending(probabilities);
        let numbers = match binning {
            Binning::EqualWidth(_) => by_width(&places, probabilities, wanted),
            Binning::EqualMass(_) => by_mass(&places, probabilities, wanted),
        };
        let mut bins = Vec::new();
        let mut from = 0;
        for alike in numbers.chunk_by(|left, right| left == right) {
            bins.push(bin(&places[from..from + alike.len()], probabilities, outcomes));
            from += alike.len();
        }
        Ok(Self { bins, rows: probabilities.len() })
    }

    /// The bins, ascending; none is empty.
    ///
    /// ```
    /// # use lindley_stats::{Binning, Reliability};
    /// assert_eq!(Reliability::of(&[0.1, 0.9], &[false, true], Binning::EqualMass(2))?.bins().len(), 2);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bins(&self) -> &[ReliabilityBin] {
        &self.bins
    }

    /// The expected calibration error (ECE): the mean difference between share and mean probability of the bins, weighted by
    /// rows. Chance alone makes it positive, the more so the more bins.
    ///
    /// Source: M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
    /// binning", AAAI 2015.
    ///
    /// ```
    /// # use lindley_stats::{Binning, Reliability};
    /// let found = Reliability::of(&[0.1, 0.3, 0.8], &[false, true, true], Binning::EqualWidth(2))?;
    /// assert!((found.expected_error() - (0.3 * 2.0 + 0.2) / 3.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn expected_error(&self) -> f64 {
        self.weighted(|bin| (bin.share - bin.mean).abs())
    }

    /// The largest difference between share and mean probability of a bin (MCE). Source: as [`Self::expected_error`].
    ///
    /// ```
    /// # use lindley_stats::{Binning, Reliability};
    /// let found = Reliability::of(&[0.1, 0.3, 0.8], &[false, true, true], Binning::EqualWidth(2))?;
    /// assert!((found.largest_error() - 0.3).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn largest_error(&self) -> f64 {
        self.bins.iter().map(|bin| (bin.share - bin.mean).abs()).fold(0.0, f64::max)
    }

    /// The mean squared difference between share and mean probability of the bins, weighted by rows, less what chance alone
    /// adds to it: about 0 for calibrated probabilities, and below 0 by chance. Bins of one row are left out of the
    /// correction, since one row tells nothing of its chance.
    ///
    /// Source: A. Kumar, P. Liang and T. Ma, "Verified uncertainty calibration", NeurIPS 2019, section 5.
    ///
    /// ```
    /// # use lindley_stats::{Binning, Reliability};
    /// let found = Reliability::of(&[0.5; 4], &[false, true, true, false], Binning::EqualWidth(2))?;
    /// assert!((found.debiased_squared_error() + 1.0 / 12.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn debiased_squared_error(&self) -> f64 {
        self.weighted(|bin| {
            let chance =
                if bin.rows > 1 { bin.share * (1.0 - bin.share) / (bin.rows - 1) as f64 } else { 0.0 };
            (bin.share - bin.mean).powi(2) - chance
        })
    }

    fn weighted(&self, error: impl Fn(&ReliabilityBin) -> f64) -> f64 {
        self.bins.iter().map(|bin| bin.rows as f64 * error(bin)).sum::<f64>() / self.rows as f64
    }
}

/// The bin of each row, rows in ascending order.
fn by_width(places: &[usize], probabilities: &[f64], wanted: usize) -> Vec<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the bins")]
    let number = |place: &usize| ((probabilities[*place] * wanted as f64) as usize).min(wanted - 1);
    places.iter().map(number).collect()
}

fn by_mass(places: &[usize], probabilities: &[f64], wanted: usize) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(places.len());
    for alike in places.chunk_by(|left, right| same(probabilities[*left], probabilities[*right])) {
        // The row in the middle of equal ones decides for all.
        let middle = numbers.len() + (alike.len() - 1) / 2;
        let number = middle * wanted / places.len();
        numbers.extend(std::iter::repeat_n(number, alike.len()));
    }
    numbers
}

fn bin(places: &[usize], probabilities: &[f64], outcomes: &[bool]) -> ReliabilityBin {
    let rows = places.len();
    let yes = places.iter().filter(|place| outcomes[**place]).count();
    let mean = places.iter().map(|place| probabilities[*place]).sum::<f64>() / rows as f64;
    ReliabilityBin {
        rows,
        yes,
        lowest: probabilities[places[0]],
        highest: probabilities[places[rows - 1]],
        mean,
        share: yes as f64 / rows as f64,
    }
}

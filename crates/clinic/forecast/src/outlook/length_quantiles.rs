//! How long a visit may take, as a monotone function from a share of cases to seconds.

use serde::{Deserialize, Serialize};

use super::OutlookError;

/// The quantile function of a visit's length: straight lines between points, and beyond the outermost points the nearest line
/// goes on, never below zero.
///
/// Invariant: at least one point; shares ascend strictly within 0 to 1, seconds never descend, are finite and not negative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LengthQuantiles {
    points: Vec<(f64, f64)>,
}

impl LengthQuantiles {
    /// From pairs of a share of cases and the seconds that the visit does not exceed in that share.
    ///
    /// Refused, with the point, if there is none, shares do not ascend within 0 to 1, or seconds descend, are negative or no
    /// finite number: a band that stands upside down.
    ///
    /// ```
    /// use lindley_forecast::outlook::LengthQuantiles;
    /// let length = LengthQuantiles::new(&[(0.1, 300.0), (0.5, 600.0), (0.9, 1_200.0)])?;
    /// assert_eq!((length.at(0.3), length.at(0.9), length.at(1.0)), (450.0, 1_200.0, 1_350.0));
    /// assert!(LengthQuantiles::new(&[(0.1, 900.0), (0.9, 300.0)]).is_err());
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn new(points: &[(f64, f64)]) -> Result<Self, OutlookError> {
        let refused = |point, problem| Err(OutlookError::Quantiles { point, problem });
        if points.is_empty() {
            return refused(0, "there is none: give at least one");
        }
        for (place, (share, seconds)) in points.iter().enumerate() {
            if !(0.0..=1.0).contains(share) {
                return refused(place, "its share is not between 0 and 1");
            }
            if !(seconds.is_finite() && *seconds >= 0.0) {
                return refused(place, "its seconds are negative or no finite number");
            }
            let before = place.checked_sub(1).map(|before| points[before]);
            if before.is_some_and(|before| before.0 >= *share) {
                return refused(place, "its share does not lie above the one before");
            }
            if before.is_some_and(|before| before.1 > *seconds) {
                return refused(place, "it is shorter than the one before: the band stands upside down");
            }
        }
        Ok(Self { points: points.to_vec() })
    }

    /// A visit that surely takes so long, in seconds. Refused if that is negative or no finite number.
    ///
    /// ```
    /// use lindley_forecast::outlook::LengthQuantiles;
    /// assert_eq!(LengthQuantiles::sure(900.0)?.at(0.01), 900.0);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn sure(seconds: f64) -> Result<Self, OutlookError> {
        Self::new(&[(0.5, seconds)])
    }

    /// The seconds that the visit does not exceed in this share of cases; shares outside 0 to 1 count as the nearer end.
    ///
    /// ```
    /// use lindley_forecast::outlook::LengthQuantiles;
    /// assert_eq!(LengthQuantiles::new(&[(0.0, 0.0), (1.0, 60.0)])?.at(0.25), 15.0);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn at(&self, share: f64) -> f64 {
        let share = share.clamp(0.0, 1.0);
        if let [only] = self.points[..] {
            return only.1;
        }
        let above = self.points.partition_point(|point| point.0 < share).clamp(1, self.points.len() - 1);
        let ((left, low), (right, high)) = (self.points[above - 1], self.points[above]);
        (low + (high - low) * ((share - left) / (right - left))).max(0.0)
    }

    /// The mean in seconds: the area under the function, to within what a line that is cut off at zero leaves out.
    ///
    /// ```
    /// use lindley_forecast::outlook::LengthQuantiles;
    /// assert_eq!(LengthQuantiles::new(&[(0.0, 0.0), (1.0, 60.0)])?.mean(), 30.0);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn mean(&self) -> f64 {
        let mut shares = vec![0.0];
        shares.extend(self.points.iter().map(|point| point.0).filter(|share| *share > 0.0 && *share < 1.0));
        shares.push(1.0);
        let area = |ends: &[f64]| (ends[1] - ends[0]) * f64::midpoint(self.at(ends[0]), self.at(ends[1]));
        shares.windows(2).map(area).sum()
    }

    /// The points as given.
    ///
    /// ```
    /// use lindley_forecast::outlook::LengthQuantiles;
    /// assert_eq!(LengthQuantiles::sure(900.0)?.points(), [(0.5, 900.0)]);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }
}

//! How well lengths and bands of the clinic's visits did, overall, by segment and by week.

use std::collections::BTreeMap;

use lindley_learn::Scores;
use lindley_stats::{Band, BandReport, Interval, clopper_pearson, mean_pinball_loss};
use lindley_time::civil::Date;

use super::SHARES;
use crate::{FeatureDrift, ForecastError};

/// Visits that a segment needs to stand alone; smaller ones are put together and said so.
const LEAST_OF_SEGMENT: usize = 30;

/// The places in [`SHARES`] whose mean pinball loss is reported: 5, 50 and 95 of 100.
const REPORTED: [usize; 3] = [0, 4, 8];

/// A visit, what was said of it, and how long it took.
#[derive(Clone, Debug)]
pub(super) struct JudgedVisit {
    pub(super) day: Date,
    /// Grouping and name of each segment that it belongs to.
    pub(super) segments: Vec<(&'static str, String)>,
    pub(super) expected: f64,
    pub(super) quantiles: [f64; 9],
    pub(super) seconds: f64,
}

impl JudgedVisit {
    /// The mean pinball loss of what was said, in seconds.
    pub(super) fn loss(&self) -> Result<f64, ForecastError> {
        let mut sum = 0.0;
        for place in REPORTED {
            sum += lindley_stats::pinball_loss(self.seconds, self.quantiles[place], SHARES[place])?;
        }
        Ok(sum / REPORTED.len() as f64)
    }
}

/// Figures of some visits. Lengths are in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LengthFigures {
    /// Visits.
    pub rows: usize,
    /// Mean pinball loss of the quantiles at 5, 50 and 95 of 100; of a model that says no median, of the band's two ends.
    pub pinball: f64,
    /// Root mean square error of the expected length.
    pub rmse: f64,
    /// Mean absolute error of the expected length.
    pub mae: f64,
    /// Share of the variance explained; none where all took equally long.
    pub r2: Option<f64>,
    /// The share of visits within the band, with its 99 % interval.
    pub coverage: Interval,
    /// Mean width of the bands.
    pub width: f64,
    /// The mean of what was expected.
    pub expected: f64,
    /// The mean of what was measured.
    pub measured: f64,
}

impl LengthFigures {
    fn of(visits: &[&JudgedVisit]) -> Result<Self, ForecastError> {
        let values = |of: fn(&JudgedVisit) -> f64| -> Vec<f64> { visits.iter().map(|one| of(one)).collect() };
        let (seconds, expected) = (values(|one| one.seconds), values(|one| one.expected));
        let bands = visits.iter().map(|one| Band::new(one.quantiles[0], one.quantiles[8]));
        let bands = bands.collect::<Result<Vec<_>, _>>()?;
        let mut pinball = 0.0;
        for place in REPORTED {
            let said: Vec<f64> = visits.iter().map(|one| one.quantiles[place]).collect();
            pinball += mean_pinball_loss(&seconds, &said, SHARES[place])? / REPORTED.len() as f64;
        }
        Self::of_bands(&bands, &expected, &seconds, pinball)
    }

    /// Of bands, expected and measured lengths, with the loss that was worked out of them. Refused if there are none.
    pub(super) fn of_bands(
        bands: &[Band],
        expected: &[f64],
        seconds: &[f64],
        pinball: f64,
    ) -> Result<Self, ForecastError> {
        let bands = BandReport::of(bands, seconds)?;
        let errors: Vec<f64> = seconds.iter().zip(expected).map(|(took, said)| took - said).collect();
        let squares: Vec<f64> = errors.iter().map(|error| error * error).collect();
        let sizes: Vec<f64> = errors.iter().map(|error| error.abs()).collect();
        Ok(Self {
            rows: bands.rows,
            pinball,
            rmse: lindley_stats::mean(&squares)?.sqrt(),
            mae: lindley_stats::mean(&sizes)?,
            r2: Scores::of(seconds, expected).ok().map(|scores| scores.r2),
            coverage: clopper_pearson(bands.covered, bands.rows, 0.99)?,
            width: bands.mean_width,
            expected: lindley_stats::mean(expected)?,
            measured: lindley_stats::mean(seconds)?,
        })
    }
}

/// A part of the visits.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthSegment {
    /// What visits are told apart by: `visit type`, `practitioner`, `site` or `patient`.
    pub grouping: &'static str,
    /// Which of them.
    pub name: String,
    /// Whether it holds several that are too small to stand alone.
    pub pooled: bool,
    /// Its figures.
    pub figures: LengthFigures,
}

/// A week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LengthWeek {
    /// Its Monday.
    pub from: Date,
    /// Its figures.
    pub figures: LengthFigures,
}

/// A share of cases, and how often lengths really lay at or below its quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantileReliability {
    /// The share, one of [`SHARES`].
    pub share: f64,
    /// How often, with its 95 % interval.
    pub observed: Interval,
}

/// What a simple method does on the same visits; what it does not say is absent.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthBaseline {
    /// Its name.
    pub name: &'static str,
    /// Figures by measure: `rmse`, `r2`, `coverage`, `width`.
    pub measures: BTreeMap<&'static str, f64>,
}

/// How a model of lengths did on visits that it had not learnt from.
#[derive(Clone, Debug, PartialEq)]
pub struct ClinicLengthReport {
    /// The first local day that was judged.
    pub from: Date,
    /// The first local day after those that were judged.
    pub until: Date,
    /// The level of the bands.
    pub level: f64,
    /// All visits.
    pub overall: LengthFigures,
    /// By visit type, practitioner, site, and new or returning.
    pub segments: Vec<LengthSegment>,
    /// Quantiles against what came.
    pub reliability: Vec<QuantileReliability>,
    /// By week, the earliest first.
    pub weeks: Vec<LengthWeek>,
    /// Each column, and `score`, the expected length, between the rows learnt from and those judged.
    pub drift: Vec<FeatureDrift>,
    /// What simple methods do.
    pub baselines: Vec<LengthBaseline>,
}

impl ClinicLengthReport {
    /// Sums up visits. Refused if there are none.
    pub(super) fn of(
        visits: &[JudgedVisit],
        drift: Vec<FeatureDrift>,
        baselines: Vec<LengthBaseline>,
    ) -> Result<Self, ForecastError> {
        let days = || visits.iter().map(|one| one.day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            return Err(ForecastError::TooFewRows { needed: 1, found: 0 });
        };
        let mut by_week: BTreeMap<Date, Vec<&JudgedVisit>> = BTreeMap::new();
        for visit in visits {
            by_week.entry(monday(visit.day)).or_default().push(visit);
        }
        let week = |(from, members): (Date, Vec<&JudgedVisit>)| {
            Ok(LengthWeek { from, figures: LengthFigures::of(&members)? })
        };
        Ok(Self {
            from: first,
            until: last.tomorrow().unwrap_or(last),
            level: super::LENGTH_LEVEL,
            overall: LengthFigures::of(&visits.iter().collect::<Vec<_>>())?,
            segments: segments(visits)?,
            reliability: reliability(visits)?,
            weeks: by_week.into_iter().map(week).collect::<Result<_, ForecastError>>()?,
            drift,
            baselines,
        })
    }
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    (0..back).fold(day, |day, _| day.yesterday().unwrap_or(day))
}

fn segments(visits: &[JudgedVisit]) -> Result<Vec<LengthSegment>, ForecastError> {
    let mut groups: BTreeMap<(&'static str, &str), Vec<&JudgedVisit>> = BTreeMap::new();
    for visit in visits {
        for (grouping, name) in &visit.segments {
            groups.entry((*grouping, name.as_str())).or_default().push(visit);
        }
    }
    let (mut found, mut small) = (Vec::new(), BTreeMap::new());
    for ((grouping, name), members) in groups {
        if members.len() < LEAST_OF_SEGMENT {
            let (names, rows): &mut (usize, Vec<&JudgedVisit>) = small.entry(grouping).or_default();
            *names += 1;
            rows.extend(members);
        } else {
            let figures = LengthFigures::of(&members)?;
            found.push(LengthSegment { grouping, name: name.to_owned(), pooled: false, figures });
        }
    }
    for (grouping, (names, members)) in small {
        let name = format!("{names} small ones together");
        found.push(LengthSegment { grouping, name, pooled: true, figures: LengthFigures::of(&members)? });
    }
    Ok(found)
}

fn reliability(visits: &[JudgedVisit]) -> Result<Vec<QuantileReliability>, ForecastError> {
    let at = |(place, share): (usize, f64)| {
        let below = visits.iter().filter(|one| one.seconds <= one.quantiles[place]).count();
        Ok(QuantileReliability { share, observed: clopper_pearson(below, visits.len(), 0.95)? })
    };
    SHARES.into_iter().enumerate().map(at).collect()
}

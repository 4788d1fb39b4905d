//! How many will ask for a service.

use std::collections::BTreeMap;

use lindley_crew::Alone;
use lindley_domain::ModelTask;
use lindley_forecast::demand::{BookReport, BookSegment, BookWeek, DemandBook, JudgedBook, UnjudgedStretch};
use lindley_forecast::record::ClinicRecord;
use lindley_registry as registry;
use lindley_registry::{DriftVerdict, Figure, ManifestFeature, ModelReport, PairedSegment};
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::translation::{drift, paired, window};
use crate::learning::task::{About, Judged, Lesson, Task, TaskProblem};

/// Days from the first visit to the last that are needed: six weeks to learn from and a quarter of that to judge on.
const LEAST_DAYS: u64 = 53;

const ABOUT: About = About {
    method: "for each service and site a log-linear negative-binomial regression on the season and what came lately; where visits are \
             booked ahead, those in their kept share and of the rest the share that is usually not booked yet",
    calibration: "adaptive conformal bands over the ranks of recent counts in what would have been told of them, booked visits among it, \
                  which follow their own misses as counts come in",
};

/// What every series looks at: name, unit, source.
const FEATURES: [(&str, &str, &str); 7] = [
    ("season", "arrivals per step", "the series: slot of the week, with memories of 2, 8 and 26 weeks"),
    ("recent_levels", "share of the season", "the series: the last steps, hours, days and weeks"),
    ("level_break", "share of the season", "the series: where its level has jumped"),
    ("month_position", "0 to 1", "the calendar"),
    ("special_days", "0 or 1", "special days that the log knew by then"),
    ("booked", "visits", "the book as it was then, and the shares that 28 earlier days have shown of it"),
    ("signals", "each signal's own", "readings of feeds that the log knew by then"),
];

/// Learns how many will ask.
pub(crate) struct DemandTask;

impl Task for DemandTask {
    fn about(&self) -> About {
        ABOUT
    }

    /// Nothing is drawn, so the seed does not matter.
    fn judge(&self, lesson: &Lesson<'_>) -> Result<Judged, TaskProblem> {
        let Lesson { record, until, crew, .. } = *lesson;
        let found = DemandBook::judge(record, until, crew).map_err(|error| TaskProblem::of(&error))?;
        let JudgedBook { book, report: found, first_day } = found;
        let (from, last) = window(record, until, |_| true)?;
        let report = report(&found, first_day, last);
        let twin = book.to_bytes().map_err(|error| TaskProblem::of(&error))?;
        Ok(Judged { twin, report, from, until: last, rows: book.rows(), features: features() })
    }

    fn learn(&self, lesson: &Lesson<'_>) -> Result<Vec<u8>, TaskProblem> {
        let Lesson { record, until, crew, .. } = *lesson;
        let learnt = DemandBook::learn(record, until, crew).and_then(|book| book.to_bytes());
        learnt.map_err(|error| TaskProblem::of(&error))
    }

    fn compare(
        &self,
        champion: &[u8],
        challenger: &[u8],
        record: &ClinicRecord,
        from: Date,
        until: Instant,
    ) -> Result<Vec<PairedSegment>, TaskProblem> {
        let found = DemandBook::compare(&book(champion)?, &book(challenger)?, record, from, until, &Alone);
        Ok(found.map_err(|error| TaskProblem::of(&error))?.into_iter().map(paired).collect())
    }

    fn live_report(
        &self,
        bytes: &[u8],
        record: &ClinicRecord,
        (from, first_day): (Instant, Date),
        (until, last_day): (Instant, Date),
    ) -> Result<ModelReport, TaskProblem> {
        let found = book(bytes)?.live_report(record, from, until, &Alone);
        Ok(report(&found.map_err(|error| TaskProblem::of(&error))?, first_day, last_day))
    }

    fn at_hand(&self, record: &ClinicRecord, until: Instant) -> (u64, u64) {
        let days = window(record, until, |_| true).ok().and_then(|(first, end)| first.until(end).ok());
        (days.map_or(0, |span| u64::from(span.get_days().unsigned_abs())), LEAST_DAYS)
    }
}

fn book(bytes: &[u8]) -> Result<DemandBook, TaskProblem> {
    DemandBook::from_bytes(bytes).map_err(|error| TaskProblem::of(&error))
}

fn features() -> Vec<ManifestFeature> {
    let feature = |(name, unit, source): (&str, &str, &str)| ManifestFeature {
        name: name.to_owned(),
        version: 1,
        unit: unit.to_owned(),
        default: "left out of the regression".to_owned(),
        source: source.to_owned(),
    };
    FEATURES.into_iter().map(feature).collect()
}

fn report(found: &BookReport, from: Date, until: Date) -> ModelReport {
    let mut report = ModelReport::new(ModelTask::Demand, from, until, found.rows as u64);
    report.measures = named([
        ("pinball", found.pinball),
        ("coverage", found.coverage),
        ("width", found.width),
        ("fallback_share", found.fallback_rows as f64 / found.rows.max(1) as f64),
    ]);
    report.measures.extend(found.relative_error.map(|error| ("relative_error".to_owned(), error.into())));
    report.segments = found.segments.iter().map(segment).collect();
    report.over_time = found.weeks.iter().map(week).collect();
    let bin = |(level, observed): &(f64, f64)| registry::ReliabilityBin {
        rows: report.rows,
        lowest: *level,
        highest: *level,
        predicted: *level,
        observed: (*observed).into(),
    };
    report.reliability = found.reliability.iter().map(bin).collect();
    report.drift = found.drift.iter().map(drift).collect();
    let coverage = if found.coverage_alarm.is_some() { DriftVerdict::Drifted } else { DriftVerdict::Steady };
    let coverage =
        registry::FeatureDrift { feature: "coverage".to_owned(), psi: None, ks: None, verdict: coverage };
    report.drift.push(coverage);
    report.unjudged = found.unjudged.iter().map(UnjudgedStretch::reason).collect();
    let measures = named([("pinball", found.eight_weeks_pinball)]);
    report.baselines = vec![registry::Baseline { name: "mean of eight weeks".to_owned(), measures }];
    report
}

fn named<const N: usize>(measures: [(&str, f64); N]) -> BTreeMap<String, Figure> {
    measures.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

fn segment(segment: &BookSegment) -> registry::Segment {
    registry::Segment {
        grouping: segment.grouping.to_owned(),
        name: segment.name.clone(),
        rows: segment.rows as u64,
        pooled: false,
        measures: named([
            ("pinball", segment.pinball),
            ("coverage", segment.coverage),
            ("width", segment.width),
        ]),
    }
}

fn week(week: &BookWeek) -> registry::Period {
    registry::Period {
        coverage: Some(week.coverage),
        predicted: Some(week.predicted),
        observed: Some(week.observed),
        width: Some(week.width),
        score: Some(week.pinball),
        ..registry::Period::new(week.monday, week.rows as u64)
    }
}

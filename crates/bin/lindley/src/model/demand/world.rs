//! Special days and signals from files, for a back test.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result, bail};
use lindley_forecast::demand::{DemandCalendar, ExternalSignal, KnownSignal};
use lindley_public_data::feed::{FeedValue, Reader, SpecialDay, SpecialDayReader};
use lindley_public_data::{Row, RowError};
use lindley_time::Zone;
use lindley_time::civil::DateTime;

use super::DemandArgs;

/// Bad rows that are told of before giving up.
const TOLD: usize = 5;

/// What the files say; rows with a site are about the series of that name.
#[derive(Debug, Default)]
pub(super) struct World {
    days: Vec<SpecialDay>,
    readings: BTreeMap<String, Vec<FeedValue>>,
}

impl World {
    /// Reads the files. Refused with line and column of the first rows that cannot be read.
    pub(super) fn read(args: &DemandArgs) -> Result<Self> {
        let mut world = Self::default();
        if let Some(path) = &args.special_days {
            let reader = SpecialDayReader::open(open(path)?);
            world.days = rows(path, reader.with_context(|| unreadable(path))?)?;
        }
        for path in &args.signal {
            // Counts are on the wall's clock without a zone, and so are readings: no hour is skipped or shown twice.
            let reader = Reader::open(open(path)?, &Zone::utc()).with_context(|| unreadable(path))?;
            for value in rows(path, reader)? {
                world.readings.entry(value.signal.clone()).or_default().push(value);
            }
        }
        Ok(world)
    }

    /// The calendar of a series.
    pub(super) fn calendar(&self, series: &str) -> Result<DemandCalendar> {
        let about = |site: &Option<String>| site.as_ref().is_none_or(|site| site == series);
        let mut calendar = DemandCalendar::default();
        for day in self.days.iter().filter(|day| about(&day.site) && !day.kind.is_empty()) {
            calendar = calendar.with_special_day(day.day, &day.kind);
        }
        for (name, readings) in &self.readings {
            let readings: Vec<&FeedValue> = readings.iter().filter(|reading| about(&reading.site)).collect();
            if let Some(first) = readings.first() {
                if readings.iter().any(|reading| reading.unit != first.unit) {
                    bail!(
                        "the signal {name} has more than one unit; convert its values or give it two names"
                    );
                }
                calendar = calendar.with_signal(signal(name, &first.unit, &readings)?)?;
            }
        }
        Ok(calendar)
    }
}

/// Weather stands in its span, as if it had been foretold rightly; what is counted week by week is known when the week is over.
fn signal(name: &str, unit: &str, readings: &[&FeedValue]) -> Result<ExternalSignal> {
    let known = KnownSignal::named(name);
    if let Some(known) = known.filter(|known| !known.is_in(unit)) {
        bail!("the signal {name} is in {unit}; convert its values to {}", known.unit());
    }
    let plausible = known.map_or(KnownSignal::ANYTHING, |known| known.plausible());
    let carried = known.filter(|known| known.is_counted).map(|known| known.carried_hours());
    let longest = readings.iter().map(|reading| reading.span.seconds().unsigned_abs().div_ceil(3_600)).max();
    let hours = carried.map_or_else(|| u32::try_from(longest.unwrap_or(1)), Ok)?;
    let utc = Zone::utc();
    let values = readings.iter().map(|reading| -> (DateTime, f64) {
        let since = if carried.is_some() { reading.span.end() } else { reading.span.start() };
        (utc.local(since), reading.value_milli as f64 / 1e3)
    });
    Ok(ExternalSignal::new(name, unit, "file", hours, plausible, values)?)
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("{} cannot be opened", path.display()))
}

fn unreadable(path: &Path) -> String {
    format!("{} cannot be read", path.display())
}

fn rows<T>(path: &Path, reader: impl Iterator<Item = Result<Row<T>, RowError>>) -> Result<Vec<T>> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for row in reader {
        match row {
            Ok(row) => good.push(row.value),
            Err(error) => bad.push(error.to_string()),
        }
    }
    if !bad.is_empty() {
        let told = bad.iter().take(TOLD).cloned().collect::<Vec<_>>().join("\n");
        bail!("{} rows of {} cannot be read, the first of them:\n{told}", bad.len(), path.display());
    }
    if good.is_empty() {
        bail!("{} has a header and no row", path.display());
    }
    Ok(good)
}

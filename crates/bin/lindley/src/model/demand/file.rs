//! From a file to series: rows checked, summed into steps.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use lindley_forecast::demand::{DemandSeries, StepLength};
use lindley_public_data::counts::{CountColumns, Reader};
use lindley_time::civil::DateTime;
use lindley_time::{Instant, Zone};

use super::DemandArgs;

/// No wall clock is farther ahead of UTC than this.
const FARTHEST_AHEAD_MINUTES: i64 = 14 * 60;
/// Bad rows that are told of before giving up.
const TOLD: usize = 5;

/// The file's series by name. Refused with line and column of the first rows that cannot be read.
pub(super) fn read(data: &Path, args: &DemandArgs) -> Result<BTreeMap<String, DemandSeries>> {
    let columns = columns(args)?;
    let input = File::open(data).with_context(|| format!("{} cannot be opened", data.display()))?;
    let reader = Reader::open(input, columns, latest_wall_clock()?)
        .with_context(|| format!("{} cannot be read", data.display()))?;
    let mut rows: BTreeMap<String, Vec<(DateTime, u32)>> = BTreeMap::new();
    let mut bad = Vec::new();
    for row in reader {
        match row {
            Ok(row) => rows.entry(row.value.series).or_default().push((row.value.start, row.value.count)),
            Err(error) => bad.push(error),
        }
    }
    if !bad.is_empty() {
        let told: Vec<String> = bad.iter().take(TOLD).map(ToString::to_string).collect();
        let more = bad.len().saturating_sub(TOLD);
        let rest = if more > 0 { format!("\nand {more} more") } else { String::new() };
        bail!("{} rows of {} cannot be read:\n{}{rest}", bad.len(), data.display(), told.join("\n"));
    }
    if rows.is_empty() {
        bail!("{} has a header and no row", data.display());
    }
    rows.into_iter()
        .map(|(name, rows)| {
            let series = series(&rows, args.step()).with_context(|| called(&name))?;
            Ok((name, series))
        })
        .collect()
}

/// A series in the words of an error.
pub(super) fn called(name: &str) -> String {
    if name.is_empty() { "the series".to_owned() } else { format!("series {name}") }
}

fn columns(args: &DemandArgs) -> Result<CountColumns> {
    let Some(time) = &args.time_column else {
        bail!("--task demand needs --time-column: which column has the time?");
    };
    let Some(count) = &args.count_column else {
        bail!("--task demand needs --count-column: which column has the count?");
    };
    Ok(CountColumns {
        time: time.split(',').map(|name| name.trim().to_owned()).collect(),
        time_format: args.time_format.clone(),
        count: count.clone(),
        series: args.series_column.clone(),
    })
}

/// What the clock shows where it is latest on earth: rows do not say in which zone they were written.
fn latest_wall_clock() -> Result<DateTime> {
    let seconds =
        SystemTime::now().duration_since(UNIX_EPOCH).context("this machine's clock is before 1970")?;
    let now = Instant::from_seconds(i64::try_from(seconds.as_secs())?).plus_minutes(FARTHEST_AHEAD_MINUTES);
    Ok(Zone::utc().local(now))
}

/// Sums rows into steps. Refused if rows lie farther apart than a step: between them nothing would be known.
fn series(rows: &[(DateTime, u32)], step: StepLength) -> Result<DemandSeries> {
    let apart = rows.windows(2).map(|pair| pair[1].0.duration_since(pair[0].0).as_mins()).min();
    if let Some(apart) = apart.filter(|apart| *apart > i64::from(step.minutes())) {
        bail!(
            "rows are at least {apart} minutes apart and a step is {}; give a longer --step",
            step.minutes()
        );
    }
    let mut summed: Vec<(DateTime, u32)> = Vec::new();
    for (at, count) in rows {
        let start = step.start(*at);
        match summed.last_mut().filter(|(last, _)| *last == start) {
            Some((_, sum)) => *sum = sum.saturating_add(*count),
            None => summed.push((start, *count)),
        }
    }
    Ok(DemandSeries::new(step, &summed, None)?)
}

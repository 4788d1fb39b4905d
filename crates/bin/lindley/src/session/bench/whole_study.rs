//! How long `lindley session reproduce` takes as a whole.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use lindley_app::Threads;

use super::peak_mib;
use crate::session::reproduce::{DATA_FILE, FRESH_SEEDS, whole};

/// Reads the data, recomputes everything and writes both files, once.
pub(super) fn whole_study(asked: Option<&Path>, threads: NonZeroUsize) -> Result<serde_json::Value> {
    let beside = std::env::var_os("LINDLEY_DATA").map(PathBuf::from);
    let places = [beside, Some(PathBuf::from("../shared/data"))];
    let places: Vec<PathBuf> = places.into_iter().flatten().map(|place| place.join("hangu")).collect();
    let data = data(asked, &places)?;
    let out = tempfile::tempdir().context("a folder for the study's results cannot be made")?;
    let started = Instant::now();
    whole(data.as_deref(), out.path(), Threads::new(Some(threads)))?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(serde_json::json!({
        "what": "session reproduce, from reading the data to writing results.json and report.html",
        "data": if data.is_some() { "the Hangu open data" } else { "a synthetic stand-in of the same size" },
        "fresh_seeds": FRESH_SEEDS,
        "threads": threads,
        "runs": 1,
        "measured": "one run, nothing warmed up for it",
        "seconds": seconds,
        "peak_mib": peak_mib(),
    }))
}

/// The folder that was asked for, or the first place that has the data.
fn data(asked: Option<&Path>, places: &[PathBuf]) -> Result<Option<PathBuf>> {
    let has_data = |folder: &Path| folder.join(DATA_FILE).is_file();
    let Some(asked) = asked else {
        return Ok(places.iter().find(|place| has_data(place)).cloned());
    };
    ensure!(
        has_data(asked),
        "--data {}: there is no {DATA_FILE} in it; give the folder of the Hangu open data",
        asked.display()
    );
    Ok(Some(asked.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::trial::refusal;

    #[test]
    fn the_folder_asked_for_must_have_the_data_and_any_other_may() {
        let (empty, full) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        std::fs::write(full.path().join(DATA_FILE), "").expect("a file");
        let places = [empty.path().to_owned(), full.path().to_owned()];
        assert_eq!(data(None, &places).expect("found"), Some(full.path().to_owned()));
        assert_eq!(data(None, &places[..1]).expect("nowhere"), None);
        assert_eq!(data(Some(full.path()), &[]).expect("found"), Some(full.path().to_owned()));
        assert!(refusal(data(Some(empty.path()), &places)).contains("there is no Data.csv in it"));
    }
}

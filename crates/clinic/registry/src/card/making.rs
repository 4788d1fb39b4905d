//! How the model can be made again, and from what.

use lindley_time::civil::Date;
use lindley_time::{Instant, Zone};

use super::markdown::{Page, plain};
use crate::manifest::Manifest;

/// The part of the card that tells how to make the model again.
pub(super) fn how_to_reproduce(page: &mut Page, manifest: &Manifest) {
    page.heading("How to reproduce");
    page.paragraph(
        "The same program, log and seed give the same bytes on any number of threads. Train with these, and compare the hashes:",
    );
    let facts = [
        ("task", manifest.task.code().to_owned()),
        ("log read up to event", manifest.head.to_string()),
        ("seed", manifest.seed.to_string()),
        ("program", plain(&manifest.code_version)),
        ("model (BLAKE3)", manifest.model.to_string()),
        ("evaluated twin (BLAKE3)", manifest.twin.to_string()),
    ];
    page.list(facts.into_iter().map(|(name, value)| format!("{name}: {value}")));
    page.paragraph("What it looks at:");
    let row = |feature: &crate::ManifestFeature| {
        [feature.column(), feature.unit.clone(), feature.source.clone(), feature.default.clone()]
            .map(|cell| plain(&cell))
            .to_vec()
    };
    let rows: Vec<_> = manifest.features.iter().map(row).collect();
    page.table(&["Feature", "Unit", "Taken from", "Where it is not known"], &rows);
}

/// The day of a moment, in UTC.
pub(super) fn day_of(moment: Instant) -> Date {
    Zone::utc().date_of(moment)
}

/// The last day before one that is no longer meant.
pub(super) fn last_day(until: Date) -> Date {
    until.yesterday().unwrap_or(until)
}

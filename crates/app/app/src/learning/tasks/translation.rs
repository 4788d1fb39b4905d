//! From the forecasters' words to the registry's.

use lindley_forecast::record::{ClinicRecord, Visit};
use lindley_forecast::{FeatureCard, FeatureDrift, PairedSegment};
use lindley_registry as registry;
use lindley_time::Instant;
use lindley_time::civil::Date;

use crate::learning::task::TaskProblem;

pub(super) fn feature(card: &FeatureCard) -> registry::ManifestFeature {
    registry::ManifestFeature {
        name: card.name.to_owned(),
        version: card.version,
        unit: card.unit.to_owned(),
        default: card.default.to_owned(),
        source: card.source.to_owned(),
    }
}

pub(super) fn drift(found: &FeatureDrift) -> registry::FeatureDrift {
    let verdict = found.psi.map_or(registry::DriftVerdict::Unknown, registry::DriftVerdict::of_stability);
    registry::FeatureDrift { feature: found.feature.clone(), psi: found.psi, ks: found.ks, verdict }
}

pub(super) fn paired(segment: PairedSegment) -> registry::PairedSegment {
    let PairedSegment { segment, measure, rows, champion, challenger, difference } = segment;
    registry::PairedSegment {
        segment,
        measure: measure.to_owned(),
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
        champion,
        challenger,
        difference,
    }
}

/// The first day of the visits that are known to be over, and the first day after them.
pub(super) fn window(
    record: &ClinicRecord,
    until: Instant,
    wanted: impl Fn(&Visit<'_>) -> bool,
) -> Result<(Date, Date), TaskProblem> {
    let known = record.visits().filter(|visit| visit.counts_from().is_some_and(|counts| counts <= until));
    let days = known.filter(|visit| wanted(visit)).map(|visit| visit.day());
    let found = days.fold(None, |found: Option<(Date, Date)>, day| {
        Some(found.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    });
    let (first, last) = found.ok_or_else(|| TaskProblem("no visit is over yet".to_owned()))?;
    Ok((first, last.tomorrow().unwrap_or(last)))
}

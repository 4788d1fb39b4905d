//! Times in feeds: an instant, or what the clocks of a zone show.

use lindley_time::civil::Date;
use lindley_time::{FoldPolicy, GapPolicy, Instant, Zone};

use crate::written_time;

/// An instant where an offset is written, else the local time of the zone; the earlier one where clocks show it twice. None
/// if it is no time, or one that the clocks skip.
pub(super) fn moment(text: &str, zone: &Zone) -> Option<Instant> {
    if has_offset(text) {
        return Instant::parse(text);
    }
    zone.resolve(written_time::unmistakable(text)?, GapPolicy::Reject, FoldPolicy::Earlier).ok()
}

/// Where a local day begins.
pub(super) fn day_start(day: Date, zone: &Zone) -> Option<Instant> {
    zone.day(day).map(lindley_time::Span::start)
}

/// A time of day followed by `Z`, `+01:00` or `-05:00`.
fn has_offset(text: &str) -> bool {
    text.find(':').is_some_and(|colon| text[colon..].contains(['Z', 'z', '+', '-', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_counts_and_without_one_the_zones_clock_does() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let six = Instant::parse("2026-03-02T06:00:00Z");
        for text in
            ["2026-03-02T06:00:00Z", "2026-03-02T07:00:00+01:00", "2026-03-02T07:00", "2026-03-02 07:00:00"]
        {
            assert_eq!(moment(text, &berlin), six, "{text}");
        }
        assert_eq!(moment("2026-03-02", &berlin), Instant::parse("2026-03-01T23:00:00Z"));
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_whose_offset_cannot_be_read_is_none() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        for text in ["2026-03-29T02:30", "2026-03-02T07:00+1", "2026-03-02T07:00:00+01:00[UTC]", "soon", ""] {
            assert_eq!(moment(text, &berlin), None, "{text}");
        }
    }
}

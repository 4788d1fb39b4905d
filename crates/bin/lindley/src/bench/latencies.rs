//! Latencies of many calls, and their percentiles.

/// Latencies, kept in nanoseconds.
#[derive(Clone, Debug, Default)]
pub(super) struct Latencies {
    nanos: Vec<u64>,
}

impl Latencies {
    pub(super) fn add(&mut self, elapsed: std::time::Duration) {
        self.nanos.push(u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX));
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.nanos.extend(other.nanos);
    }

    pub(super) fn count(&self) -> usize {
        self.nanos.len()
    }

    /// The value that `share` of the calls do not exceed (nearest rank), in microseconds; 0 without calls.
    pub(super) fn percentile(&mut self, share: f64) -> f64 {
        self.nanos.sort_unstable();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank within the list")]
        let rank = (share * self.nanos.len() as f64).ceil() as usize;
        self.nanos.get(rank.saturating_sub(1)).map_or(0.0, |nanos| *nanos as f64 / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let mut latencies = Latencies::default();
        for micros in [5, 1, 3, 2, 4] {
            latencies.add(Duration::from_micros(micros));
        }
        assert!((latencies.percentile(0.5) - 3.0).abs() < 1e-9);
        assert!((latencies.percentile(0.99) - 5.0).abs() < 1e-9);
        assert!((latencies.percentile(0.2) - 1.0).abs() < 1e-9);
    }
}

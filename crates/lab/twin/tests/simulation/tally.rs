//! What happened in a run, so that a run in which nothing happened is noticed.

/// Counts of one run or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) commands: u64,
    pub(crate) accepted: u64,
    pub(crate) events: u64,
    pub(crate) conflicts: u64,
    pub(crate) crashes: u64,
    pub(crate) stops: u64,
    pub(crate) repeated: u64,
    pub(crate) keys_refused: u64,
    pub(crate) unknown: u64,
    pub(crate) expired: u64,
    pub(crate) faults: u64,
    pub(crate) restores: u64,
    pub(crate) from_snapshots: u64,
    pub(crate) checkpoints: u64,
    /// Refusals because a session template keeps the time.
    pub(crate) kept: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.commands += other.commands;
        self.accepted += other.accepted;
        self.events += other.events;
        self.conflicts += other.conflicts;
        self.crashes += other.crashes;
        self.stops += other.stops;
        self.repeated += other.repeated;
        self.keys_refused += other.keys_refused;
        self.unknown += other.unknown;
        self.expired += other.expired;
        self.faults += other.faults;
        self.restores += other.restores;
        self.from_snapshots += other.from_snapshots;
        self.checkpoints += other.checkpoints;
        self.kept += other.kept;
    }

    /// Everything that the simulation is for has happened.
    pub(crate) fn assert_lively(&self) {
        assert!(self.accepted * 4 > self.commands, "the commands live: {self:?}");
        assert!(self.events > self.commands / 4, "{self:?}");
        for happened in [self.conflicts, self.crashes, self.repeated, self.faults, self.unknown] {
            assert!(happened > self.commands / 1000, "faults happen: {self:?}");
        }
        let rare =
            [self.stops, self.keys_refused, self.restores, self.from_snapshots, self.checkpoints, self.kept];
        for happened in rare {
            assert!(happened > self.commands / 20_000, "rare things happen: {self:?}");
        }
    }
}

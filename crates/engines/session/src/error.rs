//! What can be wrong with what is handed in.

/// An input that no session can be planned from.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// A composition or sequence without a visit, or with more than 255 visits or 26 kinds.
    #[error("a session needs 1 to 255 visits of 1 to 26 kinds, here {visits} of {kinds}")]
    Size {
        /// How many visits.
        visits: usize,
        /// How many kinds of visit.
        kinds: usize,
    },
    /// A letter that is no kind of visit.
    #[error("place {place} of the sequence is {found:?}: kinds are the letters A to Z")]
    Letter {
        /// Its place, from 1.
        place: usize,
        /// What stands there.
        found: char,
    },
    /// A sequence with other visits than the composition asks for.
    #[error("the sequence {sequence} has other visits than the composition {composition}")]
    OtherComposition {
        /// The sequence.
        sequence: String,
        /// The composition.
        composition: String,
    },
    /// The visits do not fill the session's slots.
    #[error("the composition has {visits} visits and the session has {slots} slots")]
    Unfilled {
        /// How many visits.
        visits: usize,
        /// How many slots.
        slots: usize,
    },
    /// A kind of visit without a service time.
    #[error("kind {kind} has no service times: give at least one")]
    NoServiceTimes {
        /// The kind's letter.
        kind: char,
    },
    /// A kind of visit with too few service times to tell how much they vary.
    #[error("kind {kind} has {found} service times: give at least two, or nothing is known of how they vary")]
    FewServiceTimes {
        /// The kind's letter.
        kind: char,
        /// How many there are.
        found: usize,
    },
    /// A service time that no visit has.
    #[error("service time {place} of kind {kind} is {seconds} s: it must lie between 0 and 65,534 s")]
    ServiceTime {
        /// The kind's letter.
        kind: char,
        /// Its place among the kind's service times, from 1.
        place: usize,
        /// The time.
        seconds: i64,
    },
    /// Appointment times that do not begin with 0, fall back, or lie beyond the session's length.
    #[error(
        "appointment time {place} is {seconds} s: times begin with 0, do not fall back and end within the session"
    )]
    AppointmentTime {
        /// Its place, from 1.
        place: usize,
        /// The time.
        seconds: i64,
    },
    /// A session longer than the vectors hold.
    #[error("the session lasts {seconds} s: between 1 s and 18 hours can be planned")]
    Length {
        /// Its length.
        seconds: i64,
    },
    /// Weights that give no order of plans.
    #[error("the weight of {name} is {value}: weights are finite, not negative, and not all zero")]
    Weight {
        /// What it weighs.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// More sequences than can be written down.
    #[error("there are {sequences} sequences: at most {limit} are enumerated; use the search instead")]
    TooManySequences {
        /// How many.
        sequences: u128,
        /// How many could be done.
        limit: u128,
    },
    /// A probability or another number out of its range.
    #[error("{name} is {value}: {allowed}")]
    OutOfRange {
        /// What it is.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What could stand there.
        allowed: &'static str,
    },
    /// A sample without a scenario, or samples of different sizes.
    #[error("the sample has {found} scenarios where {expected} are needed")]
    Scenarios {
        /// How many there are.
        found: usize,
        /// How many are needed.
        expected: usize,
    },
    /// Numbers by kind for another number of kinds than the composition has.
    #[error(
        "{name} are given for {found} kinds where the composition has {expected}: give one for each kind"
    )]
    Kinds {
        /// What they are.
        name: &'static str,
        /// For how many kinds they were given.
        found: usize,
        /// How many kinds there are.
        expected: usize,
    },
    /// A rule for two kinds of visit met a composition of more or fewer.
    #[error(
        "{rule} needs visits of exactly two kinds, here of {present}: use CRG for other numbers of kinds"
    )]
    TwoKinds {
        /// The rule.
        rule: &'static str,
        /// How many kinds have a visit.
        present: usize,
    },
    /// One of several numbers out of its range.
    #[error("{name} {place} is {value}: {allowed}")]
    OutOfRangeAt {
        /// What it is.
        name: &'static str,
        /// Its place, from 1.
        place: usize,
        /// Its value.
        value: f64,
        /// What could stand there.
        allowed: &'static str,
    },
    /// A schedule with another number of slots or patients than the clinic has.
    #[error(
        "the schedule has {patients} patients in {slots} slots where {expected_patients} in {expected_slots} are needed"
    )]
    OtherSchedule {
        /// How many patients it has.
        patients: usize,
        /// How many slots it has.
        slots: usize,
        /// How many patients are needed.
        expected_patients: usize,
        /// How many slots are needed.
        expected_slots: usize,
    },
    /// More schedules than can be looked at one by one.
    #[error("there are {schedules} schedules: at most {limit} are looked at; take fewer patients or slots")]
    TooManySchedules {
        /// How many.
        schedules: u128,
        /// How many could be done.
        limit: u128,
    },
    /// A lattice that does not fit into memory.
    #[error(
        "{points} sub-compositions of {scenarios} scenarios need {mebibytes} MiB: use fewer scenarios or kinds"
    )]
    TooLarge {
        /// How many sub-compositions there are.
        points: usize,
        /// How many scenarios there are.
        scenarios: usize,
        /// How much memory they would take.
        mebibytes: usize,
    },
}

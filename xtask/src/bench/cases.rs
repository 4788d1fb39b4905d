//! What is measured, and the floors that a two-core machine must reach.

/// One run of `lindley bench`.
#[derive(Debug)]
pub(super) struct Case {
    /// The name of the row and of the JSON file.
    pub(super) name: &'static str,
    /// The arguments; `{DIR}` is a fresh folder, `{URL}` a fresh PostgreSQL.
    pub(super) arguments: &'static [&'static str],
    /// Added for `--quick`.
    pub(super) when_quick: &'static [&'static str],
    /// Added without it.
    pub(super) otherwise: &'static [&'static str],
    /// The fields to show.
    pub(super) fields: &'static [Field],
}

/// A number in the answer; the name is a dotted path into it.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) bound: Bound,
}

/// What a number must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    AtLeast(f64),
    AtMost(f64),
    /// Shown, not judged.
    Free,
}

impl Case {
    pub(super) fn wants_postgres(&self) -> bool {
        self.arguments.iter().any(|argument| argument.contains("{URL}"))
    }
}

const fn field(name: &'static str, bound: Bound) -> Field {
    Field { name, bound }
}

const fn booking(name: &'static str, arguments: &'static [&'static str], fields: &'static [Field]) -> Case {
    Case { name, arguments, when_quick: &["--seconds", "2"], otherwise: &["--seconds", "10"], fields }
}

/// Every case, quick ones first.
pub(super) const ALL: &[Case] = &[
    Case {
        name: "find",
        arguments: &["bench", "find", "--resources", "200", "--days", "30", "--json"],
        when_quick: &[],
        otherwise: &[],
        fields: &[
            field("finds_per_second", Bound::Free),
            field("p50_us", Bound::Free),
            field("p99_us", Bound::AtMost(500.0)),
        ],
    },
    booking(
        "booking-memory",
        &["bench", "booking", "--store", "memory", "--callers", "256", "--json"],
        &[
            field("bookings_per_second", Bound::AtLeast(200_000.0)),
            field("p50_ms", Bound::Free),
            field("p99_ms", Bound::Free),
        ],
    ),
    booking(
        "booking-sqlite",
        &["bench", "booking", "--store", "sqlite:{DIR}", "--callers", "256", "--json"],
        &[
            field("bookings_per_second", Bound::AtLeast(30_000.0)),
            field("p50_ms", Bound::Free),
            field("p99_ms", Bound::Free),
        ],
    ),
    booking(
        "booking-postgres",
        &["bench", "booking", "--store", "postgres:{URL}", "--callers", "256", "--json"],
        &[
            field("bookings_per_second", Bound::AtLeast(10_000.0)),
            field("p50_ms", Bound::Free),
            field("p99_ms", Bound::Free),
        ],
    ),
    booking(
        "http",
        &["bench", "http", "--store", "sqlite:{DIR}", "--connections", "256", "--json"],
        &[
            field("bookings_per_second", Bound::AtLeast(8_000.0)),
            field("p50_ms", Bound::Free),
            field("p99_ms", Bound::AtMost(80.0)),
            field("errors", Bound::AtMost(0.0)),
            // The second part: ten thousand open connections, a thousand requests per second over all of them.
            field("open.requests_per_second", Bound::AtLeast(990.0)),
            field("open.p99_ms", Bound::AtMost(100.0)),
            field("open.errors", Bound::AtMost(0.0)),
        ],
    ),
];

//! The sample: service times of every visit in every scenario.

use lindley_seed::Seed;

use crate::composition::Composition;
use crate::error::SessionError;
use crate::kernels::{TILE, Tile};
use crate::sequence::letter;

/// Longest service time in seconds. The value above it stands for a lane without a scenario.
pub const LONGEST_SERVICE_S: u32 = 65_534;
/// A lane without a scenario: the physician never idles for it and nobody waits.
const NOBODY: u16 = u16::MAX;

/// Service times in whole seconds, attached to the patient: the j-th visit of a kind has the same time wherever it stands,
/// so that sequences are compared on common random numbers.
#[derive(Clone, Debug)]
pub struct Scenarios {
    count: usize,
    /// By kind and visit: the tiles of all scenarios.
    columns: Vec<Vec<Column>>,
}

/// One visit's service times.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) tiles: Box<[Tile]>,
    /// Sum over all scenarios, in seconds.
    pub(crate) sum: i64,
}

impl Scenarios {
    /// Scenarios from columns: by kind, then visit of that kind, then scenario; in seconds.
    ///
    /// ```
    /// use lindley_session::Scenarios;
    /// // One visit of kind A and two of kind B, in three scenarios.
    /// let a = vec![vec![1_200, 900, 1_500]];
    /// let b = vec![vec![600, 300, 720], vec![500, 480, 360]];
    /// assert_eq!(Scenarios::from_columns(&[a, b])?.count(), 3);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Size`] without a kind, [`SessionError::Scenarios`] for columns that are empty or of different lengths,
    /// [`SessionError::ServiceTime`] for a time above [`LONGEST_SERVICE_S`].
    pub fn from_columns(columns: &[Vec<Vec<u32>>]) -> Result<Self, SessionError> {
        let first = columns.iter().flatten().next();
        let count = first.ok_or(SessionError::Size { visits: 0, kinds: columns.len() })?.len();
        if count == 0 {
            return Err(SessionError::Scenarios { found: 0, expected: 1 });
        }
        let column = |kind: usize, values: &Vec<u32>| {
            if values.len() != count {
                return Err(SessionError::Scenarios { found: values.len(), expected: count });
            }
            check(kind, values)?;
            Ok(Column::of(values.iter().map(|value| *value as u16), count))
        };
        let columns = columns
            .iter()
            .enumerate()
            .map(|(kind, visits)| visits.iter().map(|values| column(kind, values)).collect())
            .collect::<Result<_, _>>()?;
        Ok(Self { count, columns })
    }

    /// Scenarios drawn with replacement from each kind's own service times (seconds), a stream for every visit.
    ///
    /// ```
    /// use lindley_seed::Seed;
    /// use lindley_session::{Composition, Scenarios};
    /// let times = [vec![900, 1_200, 1_800], vec![300, 480, 600, 720]];
    /// let composition = Composition::new(&[8, 8])?;
    /// let sample = Scenarios::draw(&times, &composition, 1_000, Seed::from_u64(1))?;
    /// assert_eq!(sample.count(), 1_000);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::NoServiceTimes`] for a kind that has visits and no service times, and as [`Scenarios::from_columns`].
    pub fn draw(
        service_times: &[Vec<u32>],
        composition: &Composition,
        count: usize,
        seed: Seed,
    ) -> Result<Self, SessionError> {
        if count == 0 {
            return Err(SessionError::Scenarios { found: 0, expected: 1 });
        }
        let mut columns = Vec::with_capacity(composition.kinds());
        for (kind, visits) in composition.counts().iter().enumerate() {
            let times = service_times.get(kind).map_or(&[][..], Vec::as_slice);
            if times.is_empty() && *visits > 0 {
                return Err(SessionError::NoServiceTimes { kind: letter(kind as u8) });
            }
            check(kind, times)?;
            let of_kind = seed.child_at("kind", kind as u64);
            let column = |visit: u8| {
                let mut stream = of_kind.child_at("visit", u64::from(visit)).stream();
                let draw = |_| times[stream.below(times.len() as u64) as usize] as u16;
                Column::of((0..count).map(draw), count)
            };
            columns.push((0..*visits).map(column).collect());
        }
        Ok(Self { count, columns })
    }

    /// How many scenarios there are.
    ///
    /// ```
    /// let sample = lindley_session::Scenarios::from_columns(&[vec![vec![600, 900, 300]]])?;
    /// assert_eq!(sample.count(), 3);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many visits of each kind have service times.
    ///
    /// ```
    /// // One visit of kind A, two of kind B.
    /// let columns = [vec![vec![600, 900]], vec![vec![300, 240], vec![360, 420]]];
    /// assert_eq!(lindley_session::Scenarios::from_columns(&columns)?.visits(), [1, 2]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn visits(&self) -> Vec<usize> {
        self.columns.iter().map(Vec::len).collect()
    }

    pub(crate) fn tiles(&self) -> usize {
        self.count.div_ceil(TILE)
    }

    /// The column of the `visit`-th visit of a kind, from 0.
    pub(crate) fn column(&self, kind: u8, visit: usize) -> &Column {
        &self.columns[usize::from(kind)][visit]
    }

    /// Checks that there are service times for every visit of the composition.
    pub(crate) fn serve(&self, composition: &Composition) -> Result<(), SessionError> {
        for (kind, wanted) in composition.counts().iter().enumerate() {
            if self.columns.get(kind).map_or(0, Vec::len) < usize::from(*wanted) {
                return Err(SessionError::NoServiceTimes { kind: letter(kind as u8) });
            }
        }
        Ok(())
    }
}

impl Column {
    fn of(values: impl Iterator<Item = u16>, count: usize) -> Self {
        let mut tiles = vec![[NOBODY; TILE]; count.div_ceil(TILE)].into_boxed_slice();
        let mut sum = 0;
        for (lane, value) in tiles.as_flattened_mut().iter_mut().zip(values) {
            *lane = value;
            sum += i64::from(value);
        }
        Self { tiles, sum }
    }
}

fn check(kind: usize, values: &[u32]) -> Result<(), SessionError> {
    match values.iter().position(|value| *value > LONGEST_SERVICE_S) {
        None => Ok(()),
        Some(place) => Err(SessionError::ServiceTime {
            kind: letter(kind as u8),
            place: place + 1,
            seconds: i64::from(values[place]),
        }),
    }
}

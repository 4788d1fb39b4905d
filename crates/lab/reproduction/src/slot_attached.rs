//! The objective that the study's solver was in fact given, so that its sequences can be found again.
//!
//! It differs from the model in two ways: service times belong to slots and not to patients (the visit in slot i has
//! column i of its kind), and the last visit is due at the session's end and not a slot earlier.

use lindley_session::{Composition, Crew, Sequence, SessionError};

use crate::Classification;
use crate::cost_settings::CostSetting;
use crate::draws::kind_columns;
use crate::gather::gather;

/// Length of a slot in seconds.
const SLOT_S: i32 = 900;
/// Scenarios that are summed up in 32 bits.
const SUMMED_TOGETHER: usize = 1_000;
/// Visits by which the work is cut into parts.
const PART_DEPTH: usize = 4;

/// By setting: the cheapest sequences of each composition under the altered objective, on the sample of a seed.
pub(crate) fn solver_choices(
    general: &[u32],
    classification: &Classification,
    seed: u32,
    settings: &[CostSetting],
    crew: &dyn Crew,
) -> Result<Vec<Vec<Sequence>>, SessionError> {
    let columns = Columns::of(&kind_columns(general, classification, seed));
    let mut chosen = vec![Vec::new(); settings.len()];
    for draw in &classification.lottery {
        for (list, kinds) in chosen.iter_mut().zip(cheapest(&draw.composition, &columns, settings, crew)) {
            list.push(Sequence::new(&kinds)?);
        }
    }
    Ok(chosen)
}

/// Service times by kind and slot, with their sums.
struct Columns {
    seconds: Vec<Vec<Vec<i32>>>,
    sums: Vec<Vec<i64>>,
}

impl Columns {
    fn of(columns: &[Vec<Vec<u32>>]) -> Self {
        // Service times were checked to be below 2^16.
        let signed = |column: &Vec<u32>| column.iter().map(|seconds| *seconds as i32).collect();
        let sum = |column: &Vec<u32>| column.iter().map(|seconds| i64::from(*seconds)).sum();
        Self {
            seconds: columns.iter().map(|kind| kind.iter().map(signed).collect()).collect(),
            sums: columns.iter().map(|kind| kind.iter().map(sum).collect()).collect(),
        }
    }
}

/// A sequence with its cost, or nothing yet.
type Best = Option<(f64, Vec<u8>)>;

fn cheapest(
    composition: &Composition,
    columns: &Columns,
    settings: &[CostSetting],
    crew: &dyn Crew,
) -> Vec<Vec<u8>> {
    let beginnings = beginnings(composition.counts(), PART_DEPTH.min(composition.visits() - 1));
    let by_part = gather(crew, beginnings.len(), |part| {
        let mut walk = Walk::new(composition, columns, settings);
        walk.from(&beginnings[part]);
        walk.best
    });
    let mut best: Vec<Best> = vec![None; settings.len()];
    // Parts are in the order of words, so of equal sequences the first stays.
    for part in by_part {
        for (best, found) in best.iter_mut().zip(part) {
            keep_cheaper(best, found);
        }
    }
    best.into_iter().map(|found| found.map(|(_, kinds)| kinds).unwrap_or_default()).collect()
}

fn keep_cheaper(best: &mut Best, found: Best) {
    if let Some((cost, _)) = &found
        && best.as_ref().is_none_or(|(least, _)| cost < least)
    {
        *best = found;
    }
}

fn beginnings(counts: &[u8], length: usize) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for _ in 0..length {
        let longer = |word: &Vec<u8>| {
            let used = |kind: u8| word.iter().fold(0, |sum, used| sum + u8::from(*used == kind));
            let free = (0_u8..).zip(counts).filter(|(kind, count)| used(*kind) < **count);
            free.map(|(kind, _)| [word.as_slice(), &[kind]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// A walk over all sequences with one beginning.
struct Walk<'a> {
    columns: &'a Columns,
    settings: &'a [CostSetting],
    left: Vec<u8>,
    word: Vec<u8>,
    /// By slot: the waiting of its visit in every scenario.
    waits: Vec<Vec<i32>>,
    best: Vec<Best>,
}

impl<'a> Walk<'a> {
    fn new(composition: &Composition, columns: &'a Columns, settings: &'a [CostSetting]) -> Self {
        let scenarios = columns.seconds.iter().flatten().next().map_or(0, Vec::len);
        Self {
            columns,
            settings,
            left: composition.counts().to_vec(),
            word: Vec::new(),
            waits: vec![vec![0; scenarios]; composition.visits()],
            best: vec![None; settings.len()],
        }
    }

    fn from(&mut self, beginning: &[u8]) {
        let (mut wait, mut before, mut served) = (0, 0, 0);
        for kind in beginning {
            served += self.columns.sums[usize::from(*kind)][self.word.len()];
            before = self.seat(*kind);
            wait += before;
        }
        self.below(wait, before, served);
    }

    /// Seats a visit in the next slot; answers the waiting of the one after it, over all scenarios.
    fn seat(&mut self, kind: u8) -> i64 {
        let slot = self.word.len();
        self.left[usize::from(kind)] -= 1;
        self.word.push(kind);
        let (earlier, later) = self.waits.split_at_mut(slot + 1);
        next_waits(&earlier[slot], &self.columns.seconds[usize::from(kind)][slot], &mut later[0])
    }

    /// `wait` is that of all visits up to the next one, `last` that of the next one, `served` the work before it.
    fn below(&mut self, wait: i64, last: i64, served: i64) {
        let slot = self.word.len();
        for kind in (0_u8..).take(self.left.len()) {
            let place = usize::from(kind);
            if self.left[place] == 0 {
                continue;
            }
            let own = self.columns.sums[place][slot];
            if slot + 1 == self.waits.len() {
                let session = i64::from(SLOT_S) * (self.waits.len() * self.waits[0].len()) as i64;
                self.judge(kind, [wait, session + last - served, last + own]);
                continue;
            }
            let next = self.seat(kind);
            self.below(wait + next, next, served + own);
            self.word.pop();
            self.left[place] += 1;
        }
    }

    fn judge(&mut self, last: u8, [wait, idle, overtime]: [i64; 3]) {
        for (best, setting) in self.best.iter_mut().zip(self.settings) {
            let cost = wait as f64
                + f64::from(setting.idle) * idle as f64
                + f64::from(setting.overtime) * overtime as f64;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                *best = Some((cost, [self.word.as_slice(), &[last]].concat()));
            }
        }
    }
}

/// Lindley's recursion for every scenario; answers the sum.
fn next_waits(waits: &[i32], seconds: &[i32], next: &mut [i32]) -> i64 {
    let chunks = next.chunks_mut(SUMMED_TOGETHER).zip(waits.chunks(SUMMED_TOGETHER));
    chunks
        .zip(seconds.chunks(SUMMED_TOGETHER))
        .map(|((next, waits), seconds)| {
            let mut sum = 0;
            for ((next, wait), seconds) in next.iter_mut().zip(waits).zip(seconds) {
                *next = (wait + seconds - SLOT_S).max(0);
                sum += *next;
            }
            i64::from(sum)
        })
        .sum()
}

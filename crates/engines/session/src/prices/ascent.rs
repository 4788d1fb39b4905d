//! Raising the bound: all blocks of scenarios take part in every round, and the rounds say how often each way is taken.

use std::sync::{Mutex, OnceLock};

use pulp::{Arch, Simd, WithSimd};

use super::block::{BLOCK, Block, Round};
use super::states::{NONE, States};
use crate::kernels::TILE;
use crate::lattice::Lattice;
use crate::weights::Weights;
use lindley_crew::Crew;

/// What raising the bound works on.
#[derive(Clone, Copy)]
pub(super) struct Ascent<'a> {
    pub(super) lattice: &'a Lattice,
    pub(super) states: &'a States,
    pub(super) weights: &'a Weights,
}

/// The work on one block, to be compiled for each set of vector instructions.
struct OnBlock<'a, 'b> {
    ascent: Ascent<'a>,
    task: Task<'b>,
}

enum Task<'b> {
    Start(usize),
    Round(&'b mut Block, &'b Round),
    Score(&'b Block),
}

/// What came of it.
enum Done {
    Block(Box<Block>),
    Round(Vec<f32>),
    Scores(Vec<f64>),
}

impl WithSimd for OnBlock<'_, '_> {
    type Output = Done;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Done {
        let Ascent { lattice, states, weights } = self.ascent;
        match self.task {
            Task::Start(number) => Done::Block(Box::new(Block::new(lattice, states, weights, number))),
            Task::Round(block, round) => Done::Round(block.round(lattice, states, weights, round)),
            Task::Score(block) => Done::Scores(block.scores(lattice, states, weights)),
        }
    }
}

impl Ascent<'_> {
    fn on_block(self, task: Task<'_>) -> Done {
        Arch::new().dispatch(OnBlock { ascent: self, task })
    }

    pub(super) fn start(self, crew: &dyn Crew) -> Vec<Block> {
        let made: Vec<OnceLock<Block>> =
            (0..self.lattice.tiles * TILE / BLOCK).map(|_| OnceLock::new()).collect();
        crew.each(made.len(), &|number| {
            if let Done::Block(block) = self.on_block(Task::Start(number)) {
                // Every part is done once, so the place is still empty.
                drop(made[number].set(*block));
            }
        });
        made.into_iter().filter_map(OnceLock::into_inner).collect()
    }

    /// Moves the prices of all blocks; answers by state and kind what the ways cost before that.
    pub(super) fn round(self, blocks: &mut [Block], round: &Round, crew: &dyn Crew) -> Vec<f64> {
        let parts: Vec<Mutex<(&mut Block, Vec<f32>)>> =
            blocks.iter_mut().map(|block| Mutex::new((block, Vec::new()))).collect();
        crew.each(parts.len(), &|part| {
            // Each part is taken once; a poisoned lock would mean that its worker failed, and that failure is on its way already.
            let Ok(mut part) = parts[part].lock() else { return };
            let (block, scores) = &mut *part;
            if let Done::Round(found) = self.on_block(Task::Round(block, round)) {
                *scores = found;
            }
        });
        let mut total = self.fixed();
        for (_, scores) in parts.into_iter().filter_map(|part| part.into_inner().ok()) {
            total.iter_mut().zip(scores).for_each(|(total, score)| *total += f64::from(score));
        }
        total
    }

    /// By state and kind: what the ways cost, in double precision.
    pub(super) fn scores(self, blocks: &[Block], crew: &dyn Crew) -> Vec<f64> {
        let found: Vec<OnceLock<Vec<f64>>> = blocks.iter().map(|_| OnceLock::new()).collect();
        crew.each(blocks.len(), &|part| {
            if let Done::Scores(scores) = self.on_block(Task::Score(&blocks[part])) {
                drop(found[part].set(scores));
            }
        });
        let mut total = self.fixed();
        for scores in found.into_iter().filter_map(OnceLock::into_inner) {
            total.iter_mut().zip(scores).for_each(|(total, score)| *total += score);
        }
        total
    }

    /// By state and kind: the part of a way's cost that no slack changes; endless where there is no way.
    fn fixed(self) -> Vec<f64> {
        let Self { lattice, states, weights } = self;
        let over = weights.overtime * lattice.late[lattice.end()] as f64;
        let last = states.layers[lattice.visits - 1].start;
        let fixed = |next: &usize| match states.points.get(*next) {
            None => f64::INFINITY,
            Some(point) => {
                weights.wait * lattice.late[*point] as f64 + if *next >= last { over } else { 0.0 }
            }
        };
        (0..states.count()).flat_map(|state| states.next(state).iter().map(fixed)).collect()
    }

    /// By state: the shortest path to the last visit.
    pub(super) fn rest(self, scores: &[f64]) -> Vec<f64> {
        let kinds = self.lattice.counts.len();
        let mut rest = vec![0.0; self.states.count()];
        for state in (0..self.states.layers[self.lattice.visits - 1].start).rev() {
            let ways = self.states.next(state).iter().zip(&scores[state * kinds..]);
            let costs = ways.filter(|(next, _)| **next != NONE).map(|(next, score)| score + rest[*next]);
            rest[state] = costs.fold(f64::INFINITY, f64::min);
        }
        rest
    }

    /// How often each way should be taken: the dearer it is than the cheapest one, the more seldom.
    pub(super) fn ways(self, scores: &[f64], spread: f64) -> Round {
        let Self { lattice, states, .. } = self;
        let kinds = lattice.counts.len();
        let rest = self.rest(scores);
        let mut leaving = vec![0.0; scores.len()];
        let mut arriving = vec![0.0; scores.len()];
        let mut visited = vec![0.0; states.count()];
        visited[0] = 1.0;
        for state in 0..states.layers[lattice.visits - 1].start {
            let own = state * kinds..(state + 1) * kinds;
            for ((next, score), taken) in
                states.next(state).iter().zip(&scores[own.clone()]).zip(&mut leaving[own.clone()])
            {
                if *next != NONE {
                    let dearer = (score + rest[*next] - rest[state]).max(0.0);
                    *taken = (1.0 + dearer / (4.0 * spread)).powi(-4);
                }
            }
            let all: f64 = leaving[own.clone()].iter().sum();
            for (next, taken) in states.next(state).iter().zip(&mut leaving[own]) {
                *taken /= all;
                if *next != NONE {
                    visited[*next] += visited[state] * *taken;
                }
            }
        }
        for state in 0..states.count() {
            for (kind, next) in states.next(state).iter().enumerate().filter(|(_, next)| **next != NONE) {
                let place = state * kinds + kind;
                arriving[place] = (visited[state] * leaving[place] / visited[*next]) as f32;
            }
        }
        Round { leaving: leaving.into_iter().map(|share| share as f32).collect(), arriving, step: 0.0 }
    }
}

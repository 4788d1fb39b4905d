//! Trees as bytes and back.

use super::binning::{Binning, MOST_BINS};
use super::ensemble::{BY_SET, TreeEnsemble};
use crate::LearnError;

/// What every kept model begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY TREES 1\n";

impl TreeEnsemble {
    /// The model as bytes, to be kept and given to [`from_bytes`](Self::from_bytes) later. The same model gives the same
    /// bytes, so their hash names the model.
    ///
    /// ```
    /// # use lindley_learn::{Features, Objective, TreeBoosting, TreeEnsemble};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0]])?;
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&(&hours).into(), &[1.0, 2.0])?;
    /// assert_eq!(TreeEnsemble::from_bytes(&model.to_bytes()?)?, model);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, LearnError> {
        postcard::to_extend(self, MARK.to_vec())
            .map_err(|error| LearnError::Damaged { reason: error.to_string() })
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none, whatever they are: a model that is
    /// accepted cannot lead a prediction astray.
    ///
    /// ```
    /// # use lindley_learn::TreeEnsemble;
    /// assert!(TreeEnsemble::from_bytes(b"LINDLEY TREES 1\nnonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LearnError> {
        let damaged = |reason: &str| LearnError::Damaged { reason: reason.to_owned() };
        let Some(body) = bytes.strip_prefix(MARK) else {
            return Err(damaged("it does not begin like a model of this version"));
        };
        let (model, rest): (Self, &[u8]) =
            postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged("there is more than the model"));
        }
        model.check().map_err(damaged)?;
        Ok(model)
    }

    /// What predicting relies on: lists that pair up, codes that fit into a byte, and trees that lead downwards to a leaf in
    /// as many steps as they say.
    fn check(&self) -> Result<(), &'static str> {
        let width = self.layout.names.len();
        let columns = width > 0 && self.layout.columns.len() == width && self.binnings.len() == width;
        let nodes = self.nodes.len();
        let lists = [self.values.len(), self.rows.len(), self.asides.len()] == [nodes; 3];
        if !columns || !lists {
            return Err("its lists do not pair up");
        }
        for (binning, column) in self.binnings.iter().zip(&self.layout.columns) {
            let sound = match (binning, &column.labels) {
                (Binning::Numbers { edges }, None) => {
                    edges.iter().all(|edge| edge.is_finite()) && edges.is_sorted_by(|a, b| a < b)
                }
                (Binning::Labels { labels }, Some(known)) => {
                    known.len() == *labels && known.is_sorted_by(|a, b| a < b)
                }
                _ => false,
            };
            if !sound || binning.codes() > MOST_BINS {
                return Err("a column's bins are not in order");
            }
        }
        if !self.base.is_finite() || self.values.iter().any(|value| !value.is_finite()) {
            return Err("a value is not finite");
        }
        for (place, node) in self.nodes.iter().enumerate() {
            let child = node.child as usize;
            let leaf = child == place && node.turn == 0 && node.cut == u8::MAX;
            let inner = child > place && child + 1 < nodes && self.rows[place] > 0;
            let set = node.turn != BY_SET || (self.asides[place] as usize) < self.sets.len();
            if !(leaf || inner) || usize::from(node.column) >= width || node.turn > BY_SET || !set {
                return Err("a node leads nowhere");
            }
        }
        self.check_depths()
    }

    /// Children come after their parent, so one pass backwards knows how deep everything below a node is.
    fn check_depths(&self) -> Result<(), &'static str> {
        let mut below = vec![0_u32; self.nodes.len()];
        for place in (0..self.nodes.len()).rev() {
            let child = self.nodes[place].child as usize;
            if child > place {
                below[place] = 1 + below[child].max(below[child + 1]);
            }
        }
        let sound = |node: u32, depth: u32| below.get(node as usize).is_some_and(|below| *below == depth);
        if self.trees.iter().all(|tree| sound(tree.node, tree.depth)) {
            Ok(())
        } else {
            Err("a tree is deeper than it says")
        }
    }
}

//! A small feed-forward network for tables: dense layers, ReLU, dropout, Adam.

mod layer;

use lindley_seed::{Seed, Stream};

use self::layer::Layer;
use crate::learn_error::sensible;
use crate::regressor::check_training;
use crate::standardised::{Standardised, mean_and_scale};
use crate::{Features, LearnError, Model, Regressor};

/// One hidden layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HiddenLayer {
    /// Number of units, at least 1.
    pub units: usize,
    /// What share of the units is silenced in each step of learning, from 0 to below 1.
    pub dropout: f64,
}

/// A feed-forward network for the squared error, with ReLU in the hidden layers and a linear end.
///
/// Columns and target are standardised inside. Weights start by Glorot's uniform rule; steps are Adam's on small batches.
/// Sources: D. P. Kingma and J. Ba, "Adam", ICLR (2015), algorithm 1; N. Srivastava et al., "Dropout", JMLR 15 (2014),
/// section 4, in the inverted form; X. Glorot and Y. Bengio, AISTATS (2010), equation 16.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedForward {
    /// The hidden layers, from the columns on.
    pub hidden: Vec<HiddenLayer>,
    /// Size of Adam's steps, above 0.
    pub learning_rate: f64,
    /// How often to go through all rows, at least once.
    pub epochs: usize,
    /// Rows per step, at least 1.
    pub batch_rows: usize,
    /// Where first weights, the order of rows and dropout come from.
    pub seed: Seed,
}

impl FeedForward {
    /// The network of the appointment study of the Hangu data (2024): 2 units with dropout 0.2, 8 with 0.1, Adam at 0.01,
    /// 20 epochs; batches of 32, the default of its library.
    ///
    /// ```
    /// # use lindley_learn::FeedForward;
    /// # use lindley_seed::Seed;
    /// assert_eq!(FeedForward::as_published(Seed::from_u64(1)).hidden.len(), 2);
    /// ```
    pub fn as_published(seed: Seed) -> Self {
        let hidden = vec![HiddenLayer { units: 2, dropout: 0.2 }, HiddenLayer { units: 8, dropout: 0.1 }];
        Self { hidden, learning_rate: 0.01, epochs: 20, batch_rows: 32, seed }
    }

    /// Learns a network. Needs two rows. Ends with an error if the weights run away.
    ///
    /// ```
    /// # use lindley_learn::{FeedForward, Features, HiddenLayer, Model};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], (0..50).map(|hour| [f64::from(hour)]))?;
    /// let target: Vec<f64> = hours.column(0).map(|hour| 2.0 * hour).collect();
    /// let hidden = vec![HiddenLayer { units: 8, dropout: 0.0 }];
    /// let method = FeedForward { hidden, learning_rate: 0.02, epochs: 200, batch_rows: 10, seed: Seed::from_u64(1) };
    /// let model = method.fit_network(&hours, &target)?;
    /// assert!((model.predict(&hours)?[25] - 50.0).abs() < 5.0);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_network(&self, features: &Features, target: &[f64]) -> Result<Network, LearnError> {
        self.check()?;
        check_training(features, target, 2)?;
        let scaling = Standardised::of(features);
        let (mean, scale) = mean_and_scale(target.iter().copied());
        let rows: Vec<Vec<f64>> = features.each_row().map(|row| scaling.row(row)).collect();
        let wanted: Vec<f64> = target.iter().map(|value| (value - mean) / scale).collect();
        let mut layers = self.first_layers(features.columns());
        let mut order: Vec<usize> = (0..rows.len()).collect();
        for epoch in 0..self.epochs {
            let seed = self.seed.child_at("epoch", epoch as u64);
            seed.child("order").stream().shuffle(&mut order);
            let mut dropout = seed.child("dropout").stream();
            for batch in order.chunks(self.batch_rows) {
                for row in batch {
                    self.learn_row(&mut layers, &rows[*row], wanted[*row], &mut dropout);
                }
                for layer in &mut layers {
                    layer.step(self.learning_rate, batch.len());
                }
            }
        }
        if !layers.iter().all(Layer::is_finite) {
            return Err(LearnError::Diverged);
        }
        Ok(Network { names: features.names().to_vec(), scaling, layers, mean, scale })
    }

    fn first_layers(&self, columns: usize) -> Vec<Layer> {
        let widths: Vec<usize> =
            [columns].into_iter().chain(self.hidden.iter().map(|layer| layer.units)).chain([1]).collect();
        let weights = self.seed.child("weights");
        let one = |(index, pair): (u64, &[usize])| {
            Layer::glorot(pair[0], pair[1], &mut weights.child_at("layer", index).stream())
        };
        (0..).zip(widths.windows(2)).map(one).collect()
    }

    /// Adds the slopes of one row's squared error.
    fn learn_row(&self, layers: &mut [Layer], row: &[f64], wanted: f64, dropout: &mut Stream) {
        let mut inputs = vec![row.to_vec()];
        let mut kept = Vec::new();
        for (layer, hidden) in layers.iter().zip(&self.hidden) {
            let mut output = layer.forward(&inputs[inputs.len() - 1]);
            // What passes of each unit: nothing below zero or when silenced, else more to make up for the silenced ones.
            let passes: Vec<f64> = output
                .iter()
                .map(|value| {
                    let silenced = dropout.chance(hidden.dropout);
                    if *value <= 0.0 || silenced { 0.0 } else { 1.0 / (1.0 - hidden.dropout) }
                })
                .collect();
            output.iter_mut().zip(&passes).for_each(|(value, pass)| *value *= pass);
            kept.push(passes);
            inputs.push(output);
        }
        let last = layers.len() - 1;
        let found = layers[last].forward(&inputs[last])[0];
        let mut slopes = vec![2.0 * (found - wanted)];
        for (index, layer) in layers.iter_mut().enumerate().rev() {
            slopes = layer.backward(&inputs[index], &slopes);
            if let Some(passes) = index.checked_sub(1).map(|below| &kept[below]) {
                slopes.iter_mut().zip(passes).for_each(|(slope, pass)| *slope *= pass);
            }
        }
    }

    fn check(&self) -> Result<(), LearnError> {
        let rate = self.learning_rate > 0.0 && self.learning_rate.is_finite();
        sensible(rate, "the learning rate", "it must be above 0")?;
        sensible(self.epochs > 0, "the number of epochs", "it must be at least 1")?;
        sensible(self.batch_rows > 0, "the rows of a batch", "there must be at least 1")?;
        let units = self.hidden.iter().all(|layer| layer.units > 0);
        sensible(units, "the number of units", "it must be at least 1")?;
        let dropout = self.hidden.iter().all(|layer| (0.0..1.0).contains(&layer.dropout));
        sensible(dropout, "dropout", "it must be from 0 to below 1")
    }
}

impl Regressor for FeedForward {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ok(Box::new(self.fit_network(features, target)?))
    }
}

/// A learnt network.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    names: Vec<String>,
    scaling: Standardised,
    layers: Vec<Layer>,
    mean: f64,
    scale: f64,
}

impl Model for Network {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn predict_checked(&self, features: &Features) -> Vec<f64> {
        let (last, hidden) = self.layers.split_last().expect("a network ends in one layer at least");
        let one = |row: &[f64]| {
            let mut values = self.scaling.row(row);
            for layer in hidden {
                values = layer.forward(&values);
                for value in &mut values {
                    *value = value.max(0.0);
                }
            }
            last.forward(&values)[0] * self.scale + self.mean
        };
        features.each_row().map(one).collect()
    }
}

//! One dense layer and its Adam state.

use lindley_seed::Stream;

const FIRST_DECAY: f64 = 0.9;
const SECOND_DECAY: f64 = 0.999;
const TINY: f64 = 1e-7;

/// Weights row by row, one row per output: first the inputs' weights, then the bias.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layer {
    inputs: usize,
    weights: Vec<f64>,
    slopes: Vec<f64>,
    first_moments: Vec<f64>,
    second_moments: Vec<f64>,
    /// How much of the moments is still the zeros that they began with.
    beginnings: (f64, f64),
}

impl Layer {
    /// Uniform weights within the root of `6 / (inputs + outputs)`, biases zero.
    pub(super) fn glorot(inputs: usize, outputs: usize, stream: &mut Stream) -> Self {
        let limit = (6.0 / (inputs + outputs) as f64).sqrt();
        let size = (inputs + 1) * outputs;
        let weight = |place: usize| {
            if place % (inputs + 1) == inputs { 0.0 } else { (2.0 * stream.unit_f64() - 1.0) * limit }
        };
        let weights = (0..size).map(weight).collect();
        let zeros = vec![0.0; size];
        Self {
            inputs,
            weights,
            slopes: zeros.clone(),
            first_moments: zeros.clone(),
            second_moments: zeros,
            beginnings: (1.0, 1.0),
        }
    }

    pub(super) fn forward(&self, input: &[f64]) -> Vec<f64> {
        let output = |row: &[f64]| {
            row[..self.inputs].iter().zip(input).map(|(w, x)| w * x).sum::<f64>() + row[self.inputs]
        };
        self.weights.chunks_exact(self.inputs + 1).map(output).collect()
    }

    /// Adds the slopes of the weights, given those of the outputs, and answers those of the inputs.
    pub(super) fn backward(&mut self, input: &[f64], outputs: &[f64]) -> Vec<f64> {
        let width = self.inputs + 1;
        let mut below = vec![0.0; self.inputs];
        let rows = self.weights.chunks_exact(width).zip(self.slopes.chunks_exact_mut(width));
        for ((weights, slopes), output) in rows.zip(outputs) {
            for place in 0..self.inputs {
                slopes[place] += output * input[place];
                below[place] += output * weights[place];
            }
            slopes[self.inputs] += output;
        }
        below
    }

    /// One step of Adam on the mean slopes of a batch. Forgets the slopes.
    pub(super) fn step(&mut self, rate: f64, batch: usize) {
        self.beginnings = (self.beginnings.0 * FIRST_DECAY, self.beginnings.1 * SECOND_DECAY);
        let (first_bias, second_bias) = (1.0 - self.beginnings.0, 1.0 - self.beginnings.1);
        for place in 0..self.weights.len() {
            let slope = self.slopes[place] / batch as f64;
            self.slopes[place] = 0.0;
            let first = FIRST_DECAY * self.first_moments[place] + (1.0 - FIRST_DECAY) * slope;
            let second = SECOND_DECAY * self.second_moments[place] + (1.0 - SECOND_DECAY) * slope * slope;
            (self.first_moments[place], self.second_moments[place]) = (first, second);
            self.weights[place] -= rate * (first / first_bias) / ((second / second_bias).sqrt() + TINY);
        }
    }

    pub(super) fn is_finite(&self) -> bool {
        self.weights.iter().all(|weight| weight.is_finite())
    }
}

#[cfg(test)]
mod tests {
    //! Slopes against finite differences.

    use lindley_seed::Seed;

    use super::Layer;

    #[test]
    fn slopes_are_those_of_finite_differences() {
        let mut stream = Seed::from_u64(1).stream();
        let mut layer = Layer::glorot(3, 2, &mut stream);
        let (input, ahead) = ([0.4, -1.2, 0.7], [1.5, -0.5]);
        let value = |layer: &Layer, input: &[f64]| -> f64 {
            layer.forward(input).iter().zip(&ahead).map(|(output, slope)| output * slope).sum()
        };
        let below = layer.backward(&input, &ahead);
        for place in 0..3 {
            let (mut more, mut less) = (input, input);
            more[place] += 1e-6;
            less[place] -= 1e-6;
            let slope = (value(&layer, &more) - value(&layer, &less)) / 2e-6;
            assert!((slope - below[place]).abs() < 1e-8, "input {place}");
        }
        for place in 0..layer.weights.len() {
            let (mut more, mut less) = (layer.clone(), layer.clone());
            more.weights[place] += 1e-6;
            less.weights[place] -= 1e-6;
            let slope = (value(&more, &input) - value(&less, &input)) / 2e-6;
            assert!((slope - layer.slopes[place]).abs() < 1e-8, "weight {place}");
        }
    }

    #[test]
    fn a_first_step_of_adam_goes_by_the_rate_against_the_slope() {
        let mut layer = Layer::glorot(1, 1, &mut Seed::from_u64(1).stream());
        let before = layer.weights.clone();
        layer.backward(&[2.0], &[3.0]);
        layer.step(0.1, 4);
        for (now, before) in layer.weights.iter().zip(before) {
            assert!((now - (before - 0.1)).abs() < 1e-7);
        }
        assert!(layer.slopes.iter().all(|slope| slope.abs() < 1e-300), "slopes are forgotten");
    }
}

//! Moments and shape of the continuous draws. The bounds are four standard errors wide or more.

use lindley_seed::Stream;

use crate::stream;

const DRAWS: u32 = 200_000;

/// Mean, variance, skewness and kurtosis.
fn moments(mut draw: impl FnMut() -> f64) -> [f64; 4] {
    let drawn: Vec<f64> = (0..DRAWS).map(|_| draw()).collect();
    let average = |f: &dyn Fn(f64) -> f64| drawn.iter().map(|x| f(*x)).sum::<f64>() / f64::from(DRAWS);
    let mean = average(&|x| x);
    let central = |power| average(&|x| (x - mean).powi(power));
    let variance = central(2);
    [mean, variance, central(3) / variance.powf(1.5), central(4) / variance.powi(2)]
}

fn assert_near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() < within, "{found}, not {expected} within {within}");
}

#[test]
fn units_are_uniform() {
    let mut stream = stream(11);
    let [mean, variance, skewness, kurtosis] = moments(|| stream.unit_f64());
    assert_near(mean, 0.5, 0.003);
    assert_near(variance, 1.0 / 12.0, 0.001);
    assert_near(skewness, 0.0, 0.02);
    assert_near(kurtosis, 1.8, 0.02);
}

#[test]
fn normal_draws_have_the_moments_of_the_normal_law() {
    let mut stream = stream(12);
    let [mean, variance, skewness, kurtosis] = moments(|| stream.normal());
    assert_near(mean, 0.0, 0.009);
    assert_near(variance, 1.0, 0.013);
    assert_near(skewness, 0.0, 0.022);
    assert_near(kurtosis, 3.0, 0.045);
}

#[test]
fn normal_draws_reach_the_tails_as_often_as_they_should() {
    let mut stream = stream(13);
    let mut beyond = [0_u32; 4];
    for _ in 0..DRAWS {
        let size = stream.normal().abs();
        for (count, sigma) in beyond.iter_mut().zip([0.0, 1.0, 2.0, 3.0]) {
            *count += u32::from(size > sigma);
        }
    }
    for (count, share) in beyond.iter().zip([1.0, 0.317_310_5, 0.045_500_3, 0.002_699_8]) {
        let error = (share * (1.0 - share) / f64::from(DRAWS)).sqrt();
        assert_near(f64::from(*count) / f64::from(DRAWS), share, 4.0 * error + 1e-9);
    }
}

#[test]
fn the_logarithm_of_a_lognormal_draw_is_normal() {
    let (mu, sigma) = (3.2, 0.45);
    let mut stream = stream(14);
    let [mean, variance, skewness, _] = moments(|| stream.lognormal(mu, sigma).ln());
    assert_near(mean, mu, 0.005);
    assert_near(variance.sqrt(), sigma, 0.004);
    assert_near(skewness, 0.0, 0.022);
    let mut stream = crate::stream(15);
    let [mean, ..] = moments(|| stream.lognormal(mu, sigma));
    assert_near(mean, (mu + sigma * sigma / 2.0).exp(), 0.15);
}

#[test]
fn exponential_draws_have_their_mean_as_deviation() {
    let mut stream = stream(16);
    let [mean, variance, skewness, _] = moments(|| stream.exponential(10.0));
    assert_near(mean, 10.0, 0.1);
    assert_near(variance.sqrt(), 10.0, 0.13);
    assert_near(skewness, 2.0, 0.15);
}

#[test]
fn a_standard_deviation_of_zero_is_no_spread() {
    let drawn = |mut stream: Stream| stream.lognormal(0.0, 0.0);
    assert_eq!(drawn(stream(17)).to_bits(), 1.0_f64.to_bits());
}

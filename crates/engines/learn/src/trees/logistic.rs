//! The logistic function from `+ - * /` alone.
//!
//! The platform's `exp` differs in the last bits from one C library to the next, and a bit decides a split. IEEE 754 fixes
//! the result of `+ - * /`, so what is learnt has the same bytes on every platform. Without branches, so that two rows are
//! computed at once.

/// Adding and taking away this number rounds to a whole one, which then stands in its lowest bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
const LN_2_HIGH: f64 = f64::from_bits(0x3FE6_2E42_FEE0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3DEA_39EF_3579_3C76);
const EXPONENT_BIAS: u64 = 1_023;
const MANTISSA_BITS: u32 = 52;
/// Beyond, the logistic function is 0 or 1 to the last bit but one.
const FARTHEST: f64 = 700.0;

/// `1 / (1 + exp(-x))`; NaN for NaN.
#[inline]
pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp((-x).clamp(-FARTHEST, FARTHEST)))
}

/// The exponential of a number between -700 and 700; relative error below 1e-14.
#[inline]
fn exp(x: f64) -> f64 {
    let shifted = x * std::f64::consts::LOG2_E + ROUNDER;
    let twos = shifted - ROUNDER;
    let rest = (x - twos * LN_2_HIGH) - twos * LN_2_LOW;
    let series = COEFFICIENTS.iter().fold(0.0, |sum, coefficient| sum * rest + coefficient);
    let power = f64::from_bits(shifted.to_bits().wrapping_add(EXPONENT_BIAS) << MANTISSA_BITS);
    series * power
}

/// `1 / k!` from `k = 12` down to 0: on |rest| <= ln 2 / 2 the next term is below 1e-15.
const COEFFICIENTS: [f64; 13] = [
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_the_platform() {
        for step in -14_000..=14_000 {
            let x = f64::from(step) / 20.0;
            let expected = 1.0 / (1.0 + (-x).exp());
            assert!((logistic(x) - expected).abs() <= 1e-14 * expected, "{x}");
        }
        assert!(logistic(f64::NAN).is_nan());
        assert!(logistic(f64::INFINITY) > 0.999 && logistic(f64::NEG_INFINITY) < 1e-300);
    }
}

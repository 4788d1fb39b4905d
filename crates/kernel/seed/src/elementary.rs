//! Logarithm and exponential from `+ - * /` alone.
//!
//! The platform's `ln` and `exp` come from its C library or its compiler and differ in the last bits from one platform
//! to the next. IEEE 754 fixes the result of `+ - * /` and of the square root to the last bit, and Rust neither reorders
//! nor fuses them, so what is built from these alone has the same bytes on every target with IEEE doubles. (The 32-bit
//! x86 targets without SSE2 do not have them and are not supported.)

/// The high part of ln 2, with enough zero bits at the end that a multiple up to 2^20 is exact.
const LN_2_HIGH: f64 = f64::from_bits(0x3FE6_2E42_FEE0_0000);
/// ln 2 minus its high part.
const LN_2_LOW: f64 = f64::from_bits(0x3DEA_39EF_3579_3C76);
const MANTISSA_BITS: u32 = 52;
const EXPONENT_BIAS: i32 = 1_023;

/// The natural logarithm; relative error below 1e-14 (1e-15 absolute close to 1).
///
/// `-inf` for zero, NaN below zero.
pub(crate) fn ln(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 || x == f64::INFINITY {
        return if x == 0.0 { f64::NEG_INFINITY } else { x };
    }
    let (mantissa, exponent) = split(x);
    // ln m = 2 artanh((m - 1) / (m + 1)); with m in [0.7, 1.5) the series of artanh ends after a dozen terms.
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let square = s * s;
    let series = (1..=12).rev().fold(0.0, |sum, k| (sum + 1.0 / f64::from(2 * k + 1)) * square);
    let fraction = 2.0 * s + 2.0 * s * series;
    let twos = f64::from(exponent);
    twos * LN_2_HIGH + (twos * LN_2_LOW + fraction)
}

/// The exponential; relative error below 1e-14 where the result is a normal number.
///
/// Zero below -745, infinity above 709.8.
pub(crate) fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > 710.0 {
        return f64::INFINITY;
    }
    if x < -746.0 {
        return 0.0;
    }
    let twos = (x / std::f64::consts::LN_2).round();
    let rest = (x - twos * LN_2_HIGH) - twos * LN_2_LOW;
    // |rest| <= ln 2 / 2, where the Taylor series of degree 14 is exact to the last bit or two.
    let series = (1..=14).rev().fold(1.0, |sum, k| 1.0 + sum * rest / f64::from(k));
    #[allow(clippy::cast_possible_truncation, reason = "between -1077 and 1025")]
    let twos = twos as i32;
    // In two steps, because 2^twos itself may not be a normal number.
    series * power_of_two(twos / 2) * power_of_two(twos - twos / 2)
}

/// `x = mantissa * 2^exponent` with the mantissa between sqrt(1/2) and sqrt(2), for positive finite `x`.
fn split(x: f64) -> (f64, i32) {
    let (x, shift) = if x < f64::MIN_POSITIVE { (x * power_of_two(54), 54) } else { (x, 0) };
    let bits = x.to_bits();
    #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "11 bits")]
    let exponent = (bits >> MANTISSA_BITS) as i32 - EXPONENT_BIAS;
    let fraction = bits & ((1 << MANTISSA_BITS) - 1);
    let mantissa = f64::from_bits(fraction | 1.0_f64.to_bits());
    if mantissa > std::f64::consts::SQRT_2 {
        (mantissa * 0.5, exponent + 1 - shift)
    } else {
        (mantissa, exponent - shift)
    }
}

/// 2 to a power between -1022 and 1023.
fn power_of_two(power: i32) -> f64 {
    f64::from_bits(u64::from((power + EXPONENT_BIAS).unsigned_abs()) << MANTISSA_BITS)
}

#[cfg(test)]
mod tests {
    //! Against the platform's functions, which are right to about the last bit.

    use proptest::prelude::*;

    use super::{exp, ln};

    fn is_close(found: f64, expected: f64, relative: f64) -> bool {
        (found - expected).abs() <= relative * expected.abs()
    }

    #[test]
    fn special_values_are_what_mathematics_says() {
        assert!(ln(f64::NAN).is_nan() && ln(-1.0).is_nan() && exp(f64::NAN).is_nan());
        assert_eq!(ln(0.0).to_bits(), f64::NEG_INFINITY.to_bits());
        assert_eq!(ln(f64::INFINITY).to_bits(), f64::INFINITY.to_bits());
        assert_eq!(ln(1.0).to_bits(), 0.0_f64.to_bits());
        assert_eq!(exp(0.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(exp(1_000.0).to_bits(), f64::INFINITY.to_bits());
        assert_eq!(exp(f64::NEG_INFINITY).to_bits(), 0.0_f64.to_bits());
        assert!(exp(709.7).is_finite() && exp(-745.0) > 0.0);
    }

    #[test]
    fn the_smallest_numbers_have_a_logarithm() {
        for x in [f64::MIN_POSITIVE, f64::MIN_POSITIVE / 1_024.0, f64::from_bits(1), f64::MAX] {
            assert!(is_close(ln(x), x.ln(), 1e-15), "{x:e}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn ln_is_right_to_fourteen_digits(x in prop_oneof![1e-300..1e300, 0.0..1.0, 0.5..2.0, 0.999..1.001]) {
            prop_assert!(is_close(ln(x), x.ln(), 1e-14), "ln {:e}: {:e}, not {:e}", x, ln(x), x.ln());
        }

        #[test]
        fn exp_is_right_to_fourteen_digits(x in prop_oneof![-708.0..709.7, -5.0..5.0, -1e-3..1e-3]) {
            prop_assert!(is_close(exp(x), x.exp(), 1e-14), "exp {:e}: {:e}, not {:e}", x, exp(x), x.exp());
        }

        #[test]
        fn one_undoes_the_other(x in -20.0..20.0) {
            prop_assert!((ln(exp(x)) - x).abs() < 1e-14 * x.abs().max(1.0));
        }
    }
}

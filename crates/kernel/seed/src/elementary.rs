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

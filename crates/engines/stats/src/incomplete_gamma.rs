//! The regularised incomplete gamma function.

use crate::gamma::ln_gamma;

/// Q(a, x) for positive `a` and `x` of zero or more: the series DLMF 8.7.1 below the mean, the continued fraction
/// DLMF 8.9.2 (modified Lentz) above it.
pub(crate) fn upper_incomplete_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    if x.is_infinite() {
        return 0.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 { 1.0 - front * series(a, x) } else { front * fraction(a, x) }
}

/// Both end after about the square root of `a` terms; the bound only keeps the loops finite in sight.
const TERMS: u32 = 100_000;

fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for n in 1..=TERMS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

#[expect(clippy::many_single_char_names, reason = "the names of the source")]
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guarded = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / guarded(b);
    let mut result = d;
    for n in 1..=TERMS {
        let n = f64::from(n);
        b += 2.0;
        d = 1.0 / guarded(n * (a - n) * d + b);
        c = guarded(b + n * (a - n) / c);
        result *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    result
}

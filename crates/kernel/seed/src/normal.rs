//! Normal, lognormal and exponential draws.

use crate::Stream;
use crate::elementary::{exp, ln};

impl Stream {
    /// A draw from the standard normal distribution, between -8.3 and 8.3. Takes one word.
    ///
    /// The inverse of the distribution function at a uniform number, so that a larger word gives a larger draw.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// assert!(Seed::from_u64(1).stream().normal().abs() < 8.3);
    /// ```
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.open_unit())
    }

    /// A draw whose logarithm is normal with mean `mu` and standard deviation `sigma`: the field's law of service times.
    ///
    /// The median is `exp(mu)`, the mean `exp(mu + sigma^2 / 2)`.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// assert!(Seed::from_u64(1).stream().lognormal(3.0, 0.5) > 0.0);
    /// ```
    pub fn lognormal(&mut self, mu: f64, sigma: f64) -> f64 {
        exp(mu + sigma * self.normal())
    }

    /// A draw from the exponential distribution with the given mean: the time until the next of independent arrivals.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// assert!(Seed::from_u64(1).stream().exponential(10.0) > 0.0);
    /// ```
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -ln(self.open_unit()) * mean
    }

    /// The middle of one of 2^52 equal parts of the unit interval: never 0 or 1, and as far from 0 as from 1.
    fn open_unit(&mut self) -> f64 {
        ((self.next_u64() >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0
    }
}

/// The value below which a standard normal draw lies with probability `p`, for `p` strictly between 0 and 1.
///
/// M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988),
/// routine PPND16: relative error about 1e-16.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(&CENTRE, r);
    }
    let r = (-ln(if q < 0.0 { p } else { 1.0 - p })).sqrt();
    let size = if r <= 5.0 { ratio(&SHOULDER, r - 1.6) } else { ratio(&TAIL, r - 5.0) };
    if q < 0.0 { -size } else { size }
}

/// Coefficients of a numerator and a denominator, from the constant upwards.
type Ratio = ([f64; 8], [f64; 8]);

fn ratio((above, below): &Ratio, r: f64) -> f64 {
    polynomial(above, r) / polynomial(below, r)
}

fn polynomial(coefficients: &[f64; 8], r: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * r + coefficient)
}

#[allow(clippy::excessive_precision, clippy::unreadable_literal, reason = "as published")]
const CENTRE: Ratio = (
    [
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ],
    [
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ],
);

#[allow(clippy::excessive_precision, clippy::unreadable_literal, reason = "as published")]
const SHOULDER: Ratio = (
    [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ],
    [
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ],
);

#[allow(clippy::excessive_precision, clippy::unreadable_literal, reason = "as published")]
const TAIL: Ratio = (
    [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ],
    [
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ],
);

#[cfg(test)]
mod tests {
    //! Against published percentage points.

    use super::normal_quantile;

    #[test]
    fn the_percentage_points_are_the_published_ones() {
        // Wichura's own test values, and textbook ones; the last lies in the far tail.
        for (p, expected) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813),
            (1e-20, -9.262_340_089_798_408),
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.841_344_746_068_542_9, 1.0),
            (1e-10, -6.361_340_902_404_056),
        ] {
            let found = normal_quantile(p);
            assert!((found - expected).abs() < 1e-13, "{p}: {found}, not {expected}");
        }
    }

    #[test]
    fn the_parts_of_the_approximation_meet() {
        // Where one formula ends and the next begins: |p - 1/2| = 0.425, and p = exp(-25).
        for p in [0.075, 0.925, (-25.0_f64).exp()] {
            let (below, above) = (normal_quantile(p * (1.0 - 1e-14)), normal_quantile(p * (1.0 + 1e-14)));
            assert!(below <= above && above - below < 1e-12, "{p}: {below} {above}");
        }
    }

    #[test]
    fn both_sides_are_mirror_images() {
        for k in 1..1_000 {
            let p = f64::from(k) / 2_048.0;
            assert!((normal_quantile(p) + normal_quantile(1.0 - p)).abs() < 1e-14, "{p}");
        }
    }
}

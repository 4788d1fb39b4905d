//! The random numbers of the published study: R's Mersenne Twister, seeded and drawn from as R 3.6 and later do.
//!
//! Sources: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), the 32-bit generator mt19937;
//! R's manual of `set.seed`, `RNGkind("Mersenne-Twister", sample.kind = "Rejection")`.

/// Words of the generator's state.
const WORDS: usize = 624;
/// The word that is mixed in from further on.
const AHEAD: usize = 397;
/// R scrambles the seed so often before it fills the state.
const SCRAMBLES: usize = 50;

/// R's default generator. The same seed gives the numbers that R gives.
#[derive(Clone)]
pub struct RGenerator {
    state: [u32; WORDS],
    next: usize,
}

impl RGenerator {
    /// R's `set.seed(seed)`.
    pub fn set_seed(seed: u32) -> Self {
        let advance = |seed: u32| seed.wrapping_mul(69_069).wrapping_add(1);
        let mut seed = (0..SCRAMBLES).fold(seed, |seed, _| advance(seed));
        // The first number of R's state is the place in it, which then is set to "all used".
        seed = advance(seed);
        let mut state = [0; WORDS];
        for word in &mut state {
            seed = advance(seed);
            *word = seed;
        }
        Self { state, next: WORDS }
    }

    /// R's `runif(1)`: strictly between 0 and 1.
    pub fn uniform(&mut self) -> f64 {
        /// Half of the smallest step: what R gives instead of an end of the range.
        const HALF_STEP: f64 = 0.5 * 2.328_306_437_080_797e-10;
        (f64::from(self.word()) * 2.328_306_436_538_696_3e-10).clamp(HALF_STEP, 1.0 - HALF_STEP)
    }

    /// A number below `bound`, from 0: one less than R's `sample.int(bound, 1)`. Zero if the bound is zero.
    pub fn index(&mut self, bound: u32) -> u32 {
        let bits = bound.saturating_sub(1).checked_ilog2().map_or(0, |highest| highest + 1);
        loop {
            let found = self.bits(bits);
            match u32::try_from(found) {
                Ok(found) if found < bound.max(1) => return found,
                _ => {}
            }
        }
    }

    /// That many random bits, from draws of sixteen. R draws once more where sixteen divide their number.
    fn bits(&mut self, bits: u32) -> u64 {
        let mut found = 0_u64;
        for _ in 0..=bits / 16 {
            found = (found << 16) | u64::from(self.word() >> 16);
        }
        found & ((1 << bits) - 1)
    }

    fn word(&mut self) -> u32 {
        if self.next == WORDS {
            self.refill();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn refill(&mut self) {
        for place in 0..WORDS {
            let joined = (self.state[place] & 0x8000_0000) | (self.state[(place + 1) % WORDS] & 0x7fff_ffff);
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[place] = self.state[(place + AHEAD) % WORDS] ^ (joined >> 1) ^ odd;
        }
        self.next = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(bound: u32, count: usize) -> Vec<u32> {
        let mut generator = RGenerator::set_seed(123);
        (0..count).map(|_| generator.index(bound) + 1).collect()
    }

    #[test]
    fn uniform_numbers_are_those_of_r() {
        let mut generator = RGenerator::set_seed(123);
        for expected in [0.287_577_52, 0.788_305_14, 0.408_976_92] {
            assert!((generator.uniform() - expected).abs() < 5e-9);
        }
    }

    #[test]
    fn samples_are_those_of_r() {
        assert_eq!(sample(100, 5), [31, 79, 51, 14, 67]);
        assert_eq!(sample(3_318, 8), [2_463, 2_511, 2_227, 526, 195, 2_986, 1_842, 1_142]);
    }

    #[test]
    fn every_bound_is_kept() {
        let mut generator = RGenerator::set_seed(7);
        for bound in [1, 2, 3, 4, 5, 65_535, 65_536, 65_537, 1 << 31, u32::MAX] {
            assert!((0..100).all(|_| generator.index(bound) < bound), "{bound}");
        }
        assert_eq!(generator.index(0), 0);
    }

    #[test]
    fn all_small_numbers_come() {
        let mut seen = [0; 6];
        let mut generator = RGenerator::set_seed(1);
        (0..600).for_each(|_| seen[generator.index(6) as usize] += 1);
        assert!(seen.iter().all(|count| *count > 60), "{seen:?}");
    }
}

//! One bit per minute: the shape in which free time is kept so that a search is a few words of AND.

/// A run of minutes with one bit each, counted from the epoch.
///
/// Invariant: `origin` is a multiple of 64; minutes outside the run read as 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MinuteBits {
    origin: i64,
    words: Vec<u64>,
}

impl MinuteBits {
    /// All zero over `[from, until)`, widened to whole words.
    pub(crate) fn zeros(from: i64, until: i64) -> Self {
        let origin = from.div_euclid(64) * 64;
        let words = usize::try_from((until - origin + 63).div_euclid(64)).unwrap_or(0);
        Self { origin, words: vec![0; words] }
    }

    /// First minute of the run.
    pub(crate) const fn start(&self) -> i64 {
        self.origin
    }

    /// First minute after the run.
    pub(crate) fn end(&self) -> i64 {
        self.origin + self.words.len() as i64 * 64
    }

    /// Sets or clears the minutes `[from, until)` that lie in the run.
    pub(crate) fn fill(&mut self, from: i64, until: i64, value: bool) {
        let (from, until) = (from.max(self.start()), until.min(self.end()));
        for_each_word(from - self.origin, until - self.origin, |index, mask| {
            if value { self.words[index] |= mask } else { self.words[index] &= !mask }
        });
    }

    /// Takes over the minutes `[from, until)` of `other`, which covers the same run.
    pub(crate) fn copy_range(&mut self, other: &Self, from: i64, until: i64) {
        debug_assert_eq!((self.origin, self.words.len()), (other.origin, other.words.len()));
        let (from, until) = (from.max(self.start()), until.min(self.end()));
        for_each_word(from - self.origin, until - self.origin, |index, mask| {
            self.words[index] = self.words[index] & !mask | other.words[index] & mask;
        });
    }

    /// Whether every minute of `[from, until)` is 1. False if any lies outside the run.
    pub(crate) fn all_set(&self, from: i64, until: i64) -> bool {
        if from < self.start() || until > self.end() {
            return false;
        }
        let mut all = true;
        for_each_word(from - self.origin, until - self.origin, |index, mask| {
            all &= self.words[index] & mask == mask;
        });
        all
    }

    /// Copies the words from minute `from` (a multiple of 64) into `window`; answers whether any bit is set.
    pub(crate) fn copy_window(&self, from: i64, window: &mut [u64]) -> bool {
        let first = (from - self.origin).div_euclid(64);
        let mut any = 0;
        for (offset, slot) in window.iter_mut().enumerate() {
            let index = usize::try_from(first + offset as i64).ok();
            *slot = index.and_then(|index| self.words.get(index)).copied().unwrap_or(0);
            any |= *slot;
        }
        any != 0
    }

    /// Makes the run cover `[from, until)`, keeping what overlaps and zeroing what is new.
    pub(crate) fn cover(&mut self, from: i64, until: i64) {
        let mut moved = Self::zeros(from, until);
        let origin = moved.origin;
        self.copy_window(origin, &mut moved.words);
        *self = moved;
    }
}

/// Calls `visit(word index, mask)` for every word that the bit range `[from, until)` touches.
fn for_each_word(from: i64, until: i64, mut visit: impl FnMut(usize, u64)) {
    let mut bit = from;
    while bit < until {
        let word_end = (bit.div_euclid(64) + 1) * 64;
        let upto = until.min(word_end);
        let count = upto - bit;
        let ones = if count == 64 { u64::MAX } else { (1 << count) - 1 };
        if let Ok(index) = usize::try_from(bit.div_euclid(64)) {
            visit(index, ones << bit.rem_euclid(64));
        }
        bit = upto;
    }
}

/// Clears the bits `[from, until)` of a window that starts at minute 0.
pub(crate) fn clear_window(window: &mut [u64], from: i64, until: i64) {
    let until = until.min(window.len() as i64 * 64);
    for_each_word(from.max(0), until, |index, mask| window[index] &= !mask);
}

/// Moves every bit `by` places towards lower minutes: afterwards bit `i` is what bit `i + by` was.
pub(crate) fn shift_down(window: &mut [u64], by: usize) {
    let (words, bits) = (by / 64, by % 64);
    let length = window.len();
    for index in 0..length {
        let low = window.get(index + words).copied().unwrap_or(0);
        let high = window.get(index + words + 1).copied().unwrap_or(0);
        window[index] = if bits == 0 { low } else { low >> bits | high << (64 - bits) };
    }
}

/// Keeps bit `i` only if the `length` bits from `i` on are all 1: the starts at which a run of that length fits.
pub(crate) fn erode(window: &mut [u64], length: usize) {
    let mut have = 1;
    while have < length {
        let step = have.min(length - have);
        and_shifted(window, step);
        have += step;
    }
}

/// `window &= window >> by`, lowest word first, so that each word still sees its unchanged neighbours.
fn and_shifted(window: &mut [u64], by: usize) {
    let (words, bits) = (by / 64, by % 64);
    for index in 0..window.len() {
        let low = window.get(index + words).copied().unwrap_or(0);
        let high = window.get(index + words + 1).copied().unwrap_or(0);
        window[index] &= if bits == 0 { low } else { low >> bits | high << (64 - bits) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn erosion_keeps_exactly_the_starts_where_the_run_fits() {
        let mut bits = MinuteBits::zeros(0, 256);
        bits.fill(10, 75, true);
        bits.fill(100, 131, true);
        for length in 1..90_usize {
            let mut window = [0; 4];
            bits.copy_window(0, &mut window);
            erode(&mut window, length);
            for start in 0..256_usize {
                let fits = bits.all_set(start as i64, (start + length) as i64);
                let kept = window[start / 64] >> (start % 64) & 1 == 1;
                assert_eq!(fits, kept, "length {length}, start {start}");
            }
        }
    }

    #[test]
    fn shifting_down_moves_bits_across_words() {
        let mut window = [0, 1 << 5, 1];
        shift_down(&mut window, 69);
        assert_eq!(window, [1 | 1 << 59, 0, 0]);
    }

    #[test]
    fn covering_another_run_keeps_the_overlap() {
        let mut bits = MinuteBits::zeros(0, 640);
        bits.fill(300, 400, true);
        bits.cover(128, 1280);
        assert!(bits.all_set(300, 400));
        assert!(!bits.all_set(299, 400));
        assert!(!bits.all_set(1000, 1001));
    }
}

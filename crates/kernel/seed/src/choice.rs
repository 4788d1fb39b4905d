//! Draws from lists: one item, one by weight, an order.

use crate::Stream;

impl Stream {
    /// One of the items, each equally likely; nothing from an empty list.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let mut stream = Seed::from_u64(1).stream();
    /// assert!(stream.pick(&["room", "bed"]).is_some());
    /// assert_eq!(stream.pick::<u8>(&[]), None);
    /// ```
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() {
            return None;
        }
        items.get(self.index_below(items.len()))
    }

    /// A position in the list, as likely as its weight says; weights need not add up to one.
    ///
    /// Nothing if the list is empty, a weight is negative, infinite or no number, or all are zero. Takes one draw.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let mut stream = Seed::from_u64(1).stream();
    /// assert_eq!(stream.weighted(&[0.0, 3.0, 0.0]), Some(1));
    /// assert_eq!(stream.weighted(&[0.0]), None);
    /// ```
    pub fn weighted(&mut self, weights: &[f64]) -> Option<usize> {
        let draw = self.unit_f64();
        if weights.iter().any(|weight| !weight.is_finite() || *weight < 0.0) {
            return None;
        }
        let total: f64 = weights.iter().sum();
        if !total.is_finite() || total <= 0.0 {
            return None;
        }
        let mark = draw * total;
        let mut passed = 0.0;
        let found = weights.iter().position(|weight| {
            passed += weight;
            mark < passed
        });
        // Rounding can leave the mark on the very end of the line: the last item that has any weight owns it.
        found.or_else(|| weights.iter().rposition(|weight| *weight > 0.0))
    }

    /// Puts the items in an order; each order is equally likely (Fisher-Yates, from the back).
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// let mut days = [1, 2, 3, 4, 5];
    /// Seed::from_u64(1).stream().shuffle(&mut days);
    /// days.sort_unstable();
    /// assert_eq!(days, [1, 2, 3, 4, 5]);
    /// ```
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index_below(last + 1));
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "the draw lies below a usize")]
    fn index_below(&mut self, len: usize) -> usize {
        self.below(len as u64) as usize
    }
}
